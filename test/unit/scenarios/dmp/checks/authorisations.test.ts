import { describe, expect, test } from 'vitest';
import {
  checkAccessesKept,
  checkAgreementAsked,
  checkAuthorisationRemoved,
  checkCheckedThenSet,
  checkConsultationPossible,
  checkNonOppositionRecorded,
  checkNotBeforeAnswer,
} from '../../../../../scenarios/dmp/checks/authorisations.js';
import { text } from '../../../../../scenarios/harness/index.js';
import { expectFinding } from './finding-texts.js';
import { exchange } from './observations.js';

const USER = '899790000212';
const OTHER = '899790000410';
const check = (seq: number, user = USER) => exchange(seq, 'td0-2', { user });
const set = (seq: number, user = USER, action = 'AJOUT') => exchange(seq, 'td0-3', { user, action });

describe('the patient’s agreement (DMP/UX.50)', () => {
  test('is asked by a question on screen', () => {
    const asked = { asked: true, question: 'Le patient est-il d’accord ?', opened: false };
    expectFinding(checkAgreementAsked(asked), 'pass', ['expected', 'locator']);
    const opened = { asked: false, question: '', opened: true };
    expectFinding(checkAgreementAsked(opened), 'fail', ['expected', 'received', 'locator']);
  });

  test('is recorded as a non-opposition', () => {
    expectFinding(checkNonOppositionRecorded('no-opposition'), 'pass', ['expected', 'received', 'locator']);
    expectFinding(checkNonOppositionRecorded('not-recorded'), 'fail', ['expected', 'received', 'locator']);
  });
});

describe('the authorisation (TD0.3)', () => {
  test('comes after TD0.2, both in the user’s own name', () => {
    expectFinding(checkCheckedThenSet([check(1), set(2)], USER), 'pass', ['expected', 'locator']);
  });

  test.each([
    ['never comes', [check(1)]],
    ['comes before TD0.2', [set(1), check(2)]],
    ['is another user’s', [check(1), set(2, OTHER)]],
    ['follows the TD0.2 of another user', [check(1, OTHER), set(2)]],
    ['is a removal', [check(1), set(2, USER, 'SUPPRESSION')]],
  ])('fails when it %s', (_, exchanges) => {
    expectFinding(checkCheckedThenSet(exchanges, USER), 'fail', ['expected', 'locator']);
  });

  test('does not come before the answer', () => {
    expectFinding(checkNotBeforeAnswer([check(1)]), 'pass', ['expected', 'received', 'locator']);
    expectFinding(checkNotBeforeAnswer([check(1), set(2)]), 'fail', ['expected', 'received', 'locator']);
  });

  test('makes the DMP consultable', () => {
    const seen = { titles: ['Lettre a'], message: '' };
    expectFinding(checkConsultationPossible(seen, 'Lettre a'), 'pass', ['expected', 'received', 'locator']);
    const refused = { titles: [], message: 'DMPAuthorizationNotFound : refusé' };
    expectFinding(checkConsultationPossible(refused, 'Lettre a'), 'fail', ['expected', 'locator']);
  });
});

describe('after consent is withdrawn', () => {
  const nearMiss = text('rien de tel', 'nothing of the kind');

  test('the authorisation is removed in the user’s own name', () => {
    const removal = set(1, USER, 'SUPPRESSION');
    expectFinding(checkAuthorisationRemoved([removal], USER, nearMiss), 'pass', ['expected', 'received', 'locator']);
    const finding = checkAuthorisationRemoved([set(1, OTHER, 'SUPPRESSION')], USER, nearMiss);
    expectFinding(finding, 'fail', ['expected', 'received', 'locator']);
    expect(finding.received).toEqual(nearMiss);
  });

  test('everyone who consulted stays on the list, by RPPS or by name', () => {
    const accessed = [
      { familyName: 'ESSAI-PREMIER', rpps: '99790000212' },
      { familyName: 'ESSAI-SECOND', rpps: '99790000410' },
    ];
    const shown = [
      { name: 'Camille ESSAI-PREMIER', rpps: '' },
      { name: '', rpps: '99790000410' },
    ];
    expect(checkAccessesKept(shown, accessed).verdict).toBe('pass');
    expect(checkAccessesKept(shown.slice(0, 1), accessed).verdict).toBe('fail');
    expectFinding(checkAccessesKept([], accessed), 'fail', ['received', 'locator']);
    expect(checkAccessesKept([], []).verdict, 'nobody consulted: nothing was shown').toBe('fail');
  });
});
