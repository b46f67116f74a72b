import { describe, expect, test } from 'vitest';
import { connectionPage } from '../../../../scenarios/harness/connection-page.js';
import { connectionEnv } from '../../../../scenarios/harness/connection-sheet.js';

const SHEET = {
  schema: 'banc-connection/1',
  control: 'http://127.0.0.1:4000',
  dmp: { registry: 'https://localhost:4002/registry?a=1&b=2' },
  roster: { patients: [{ ins: '158039999990184', name: 'ESSAI <b>' }] },
};

describe('the connection sheet', () => {
  test('as environment lines names each value after its path', () => {
    expect(connectionEnv(SHEET).split('\n')).toEqual([
      'BANC_SCHEMA="banc-connection/1"',
      'BANC_CONTROL="http://127.0.0.1:4000"',
      'BANC_DMP_REGISTRY="https://localhost:4002/registry?a=1&b=2"',
      '',
    ]);
  });

  test('as a page shows values and people, escaped, and loads nothing from elsewhere', () => {
    const page = connectionPage(SHEET);
    expect(page).toContain('158039999990184');
    expect(page).toContain('ESSAI &lt;b');
    expect(page).not.toMatch(/<(script|link|img)/);
  });
});
