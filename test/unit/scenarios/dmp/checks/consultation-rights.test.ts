import { describe, expect, test } from 'vitest';
import {
  checkRetrieved,
  checkRightBeforeConsultation,
  checkRightForNextUser,
} from '../../../../../scenarios/dmp/checks/consultation-rights.js';
import { text } from '../../../../../scenarios/harness/index.js';
import { expectFinding } from './finding-texts.js';
import { exchange } from './observations.js';

const USER = '899790000212';
const BY_USER = { user: USER };
const BY_OTHER = { user: '899790000220' };

describe.each([
  { rule: 'the right of the first user', check: checkRightBeforeConsultation },
  { rule: 'the right of the next user', check: checkRightForNextUser },
])('$rule', ({ check }) => {
  test.for(['td0-2', 'td0-4'])('holds when %s comes before the consultation', (right) => {
    const finding = check([exchange(1, right, BY_USER), exchange(2, 'td3-1a', BY_USER)], USER);
    expectFinding(finding, 'pass', ['expected', 'locator']);
  });

  test('fails when the check of the right comes after, and the order is told', () => {
    const finding = check([exchange(1, 'td3-1a', BY_USER), exchange(2, 'td0-2', BY_USER)], USER);
    expectFinding(finding, 'fail', ['expected', 'locator']);
    expect(finding.received).toMatchObject({ en: 'x000001 TD3.1a → x000002 TD0.2' });
  });

  test('fails when only another user had their right checked', () => {
    const finding = check([exchange(1, 'td0-2', BY_OTHER), exchange(2, 'td3-2', BY_USER)], USER);
    expectFinding(finding, 'fail', ['expected', 'locator']);
  });

  test('is not observed when the user consulted nothing', () => {
    expectFinding(check([exchange(1, 'td0-2', BY_OTHER)], USER), 'not-observed', ['expected', 'received']);
  });
});

describe('the document consulted', () => {
  const nearMiss = text('rien de tel', 'nothing of the kind');

  test('comes from the DMP when a TD3.2 for it was answered', () => {
    const finding = checkRetrieved([exchange(1, 'td3-2', { document: '1.2.3' })], '1.2.3', nearMiss);
    expectFinding(finding, 'pass', ['expected', 'locator']);
    expect(finding.exchange).toBe('x000001');
  });

  test('does not when the TD3.2 was for another document: what came instead is explained', () => {
    const finding = checkRetrieved([exchange(1, 'td3-2', { document: '9.9.9' })], '1.2.3', nearMiss);
    expectFinding(finding, 'fail', ['expected', 'received', 'locator']);
    expect(finding.received).toEqual(nearMiss);
  });
});
