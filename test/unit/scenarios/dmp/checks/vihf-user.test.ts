import { describe, expect, test } from 'vitest';
import {
  checkNameIdIsUser,
  checkRppsShown,
  checkSubjectIdPresent,
  checkUsersDiffer,
  type VihfUser,
} from '../../../../../scenarios/dmp/checks/vihf-user.js';
import { expectFinding } from './finding-texts.js';

const RPPS = '99790000212';
const OTHER = '99790000220';

function vihf(rpps: string, subjectId = 'Camille ESSAI'): VihfUser {
  return { exchange: 'x000001', transaction: 'td3-1a', nameId: rpps && `8${rpps}`, subjectId };
}

describe('the RPPS on screen', () => {
  test('is the one of the user, spaced or not', () => {
    expectFinding(checkRppsShown({ rpps: 'RPPS 9979 0000 212' }, RPPS), 'pass', ['locator']);
  });

  test('fails when it is the one of another', () => {
    expectFinding(checkRppsShown({ rpps: OTHER }, RPPS), 'fail', ['locator']);
  });

  test('fails when there is none', () => {
    expectFinding(checkRppsShown({ rpps: '' }, RPPS), 'fail', ['received', 'locator']);
  });
});

describe('the national identifier in each request', () => {
  test('is the one of the user', () => {
    expectFinding(checkNameIdIsUser([vihf(RPPS), vihf(RPPS)], RPPS), 'pass', ['received']);
  });

  test('fails when one request carries another, which is named with its transaction', () => {
    const finding = checkNameIdIsUser([vihf(RPPS), { ...vihf(OTHER), exchange: 'x000002' }], RPPS);
    expectFinding(finding, 'fail', []);
    expect(finding).toMatchObject({ received: { en: `8${OTHER}, TD3.1a` }, exchange: 'x000002' });
  });

  test('fails when it is empty, in a transaction nobody recognised', () => {
    const { transaction: _, ...unnamed } = vihf('');
    expectFinding(checkNameIdIsUser([unnamed], RPPS), 'fail', ['received']);
  });

  test('is not observed without a request', () => {
    expectFinding(checkNameIdIsUser([], RPPS), 'not-observed', ['received']);
  });
});

describe('attribute subject-id', () => {
  test('is present', () => expectFinding(checkSubjectIdPresent([vihf(RPPS)]), 'pass', ['expected']));

  test('fails when blank', () => {
    expectFinding(checkSubjectIdPresent([vihf(RPPS), vihf(RPPS, ' ')]), 'fail', ['expected', 'received']);
  });

  test('is not observed without a request', () => {
    expectFinding(checkSubjectIdPresent([]), 'not-observed', ['received']);
  });
});

describe('two users', () => {
  test('carry different identifiers', () => {
    expectFinding(checkUsersDiffer([vihf(RPPS)], [vihf(OTHER)]), 'pass', ['expected']);
  });

  test('fail when the second carries the identifier of the first', () => {
    expectFinding(checkUsersDiffer([vihf(RPPS)], [vihf(OTHER), vihf(RPPS)]), 'fail', ['expected']);
  });

  test('are not observed when one sent nothing', () => {
    expectFinding(checkUsersDiffer([vihf(RPPS)], []), 'not-observed', ['received']);
  });
});
