import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TRANSPORT_FAULTS } from '../../../../mocks/core/fault-plan.js';
import { OIDC_FAULTS } from '../../../../mocks/wire/oidc-faults.js';

test('each fault has one id, none of them the listener’s', () => {
  const ids = OIDC_FAULTS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => (TRANSPORT_FAULTS as readonly string[]).includes(id))).toEqual([]);
});

test('the guide shows each fault, its grade and its source', () => {
  const guide = readFileSync('docs/guides/psc.md', 'utf8');
  const rows = guide.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  for (const { id, title, grade, source } of OIDC_FAULTS) {
    const row = rows.find(([, first]) => first === `\`${id}\``);
    expect(row?.slice(1, 5)).toEqual([`\`${id}\``, title.fr, grade, source]);
  }
});
