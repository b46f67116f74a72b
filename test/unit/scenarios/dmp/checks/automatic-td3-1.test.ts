import { describe, expect, test } from 'vitest';
import {
  checkNoneAtRest,
  checkNoneWhenViewingDmp,
  checkNoneWhenViewingLocal,
} from '../../../../../scenarios/dmp/checks/automatic-td3-1.js';
import type { ActionWindow } from '../../../../../scenarios/harness/index.js';
import { expectFinding } from './finding-texts.js';
import { exchange } from './observations.js';

function during(action: string, from: number, to: number): ActionWindow {
  const at = (second: number) => `2026-01-05T10:00:${String(second).padStart(2, '0')}.000Z`;
  return { action, requests: [], startedAt: at(from), finishedAt: at(to) };
}

const ACTIONS = [
  during('openPatientRecord', 0, 10),
  during('viewLocalDocument', 20, 25),
  during('viewDmpDocument', 30, 35),
];
const AT_OPENING = exchange(5, 'td3-1a');

describe.each([
  { rule: 'opening a local document', check: checkNoneWhenViewingLocal, second: 22 },
  { rule: 'displaying a DMP document', check: checkNoneWhenViewingDmp, second: 32 },
  { rule: 'leaving the record alone', check: checkNoneAtRest, second: 50 },
])('$rule', ({ check, second }) => {
  test('holds when the TD3.1 came at the opening only', () => {
    const finding = check([AT_OPENING, exchange(second, 'td3-2')], ACTIONS);
    expectFinding(finding, 'pass', ['expected', 'received', 'locator']);
  });

  test('fails when it sends a TD3.1, which is named with its time', () => {
    const finding = check([AT_OPENING, exchange(second, 'td3-1b')], ACTIONS);
    expectFinding(finding, 'fail', ['expected', 'locator']);
    expect(finding.exchange).toBe(`x0000${second}`);
    expect(finding.received).toEqual({
      fr: `2026-01-05T10:00:${second}.000Z x0000${second} TD3.1b`,
      en: `2026-01-05T10:00:${second}.000Z x0000${second} TD3.1b`,
    });
  });
});
