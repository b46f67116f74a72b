import { describe, expect, test } from 'vitest';
import { checkDmpStatus } from '../../../../../scenarios/dmp/checks/dmp-status.js';
import { expectFinding } from './finding-texts.js';
import { record } from './observations.js';

const TEXTS = ['expected', 'received', 'locator'] as const;

describe('the status of the DMP', () => {
  test.for(['open-authorised', 'open-not-authorised', 'none', 'closed'] as const)(
    'holds when the screen shows it: %s',
    (dmpStatus) => expectFinding(checkDmpStatus(record({ dmpStatus }), dmpStatus), 'pass', TEXTS),
  );

  test.for(['open-not-authorised', 'none', 'closed', 'unknown', 'not-shown'] as const)(
    'fails when the screen shows another: %s',
    (dmpStatus) => expectFinding(checkDmpStatus(record({ dmpStatus }), 'open-authorised'), 'fail', TEXTS),
  );

  test('is said in words', () => {
    expect(checkDmpStatus(record({ dmpStatus: 'not-shown' }), 'open-authorised')).toMatchObject({
      expected: { fr: 'DMP ouvert, utilisateur autorisé', en: 'DMP open, user authorised' },
      received: { fr: 'état du DMP non affiché', en: 'DMP status not shown' },
    });
  });
});
