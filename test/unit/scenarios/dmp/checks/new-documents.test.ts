import { describe, expect, test } from 'vitest';
import {
  checkCountByType,
  checkCountersShown,
  checkInvisibleCounted,
  checkLevelApplied,
  checkMinimumList,
  checkNothingNew,
  checkOnlyInPeriod,
  checkOwnStructureExcluded,
  checkPeriodApplied,
} from '../../../../../scenarios/dmp/checks/new-documents.js';
import { expectFinding } from './finding-texts.js';

const LETTER = '11490-0';
const BIOLOGY = '11502-2';
const TEXTS = ['expected', 'received', 'locator'] as const;

const NONE = { shown: false, byType: [], invisibleToPatient: 0, period: '' };
const COUNTERS = {
  shown: true,
  byType: [
    { typeCode: LETTER, label: 'Lettre de liaison', count: 2 },
    { typeCode: BIOLOGY, label: 'Biologie', count: 1 },
  ],
  invisibleToPatient: 1,
  period: 'depuis la dernière visite',
};

describe('new documents at opening', () => {
  test('are announced', () => expectFinding(checkCountersShown(COUNTERS), 'pass', TEXTS));

  test('fail when nothing is shown', () => expectFinding(checkCountersShown(NONE), 'fail', TEXTS));

  test('are told with their types, what the patient does not see, and the period', () => {
    expect(checkCountersShown(COUNTERS).received).toEqual({
      fr: '11490-0 (Lettre de liaison) : 2, 11502-2 (Biologie) : 1 ; non visibles par le patient : 1 ; période : depuis la dernière visite',
      en: '11490-0 (Lettre de liaison): 2, 11502-2 (Biologie): 1; not visible to the patient: 1; period: depuis la dernière visite',
    });
  });
});

describe('the count per type', () => {
  test('is right', () => expectFinding(checkCountByType(COUNTERS, { [LETTER]: 2, [BIOLOGY]: 1 }), 'pass', TEXTS));

  test('fails when one type is wrong', () => {
    expectFinding(checkCountByType(COUNTERS, { [LETTER]: 2, [BIOLOGY]: 3 }), 'fail', TEXTS);
  });
});

describe.each([
  { rule: 'documents of the structure itself', check: checkOwnStructureExcluded },
  { rule: 'documents before the period', check: checkOnlyInPeriod },
])('$rule', ({ check }) => {
  test('count for nothing', () => expectFinding(check(COUNTERS, '34112-3'), 'pass', TEXTS));

  test('fail when they are counted', () => expectFinding(check(COUNTERS, LETTER), 'fail', TEXTS));
});

describe('documents the patient does not see', () => {
  test('are counted', () => expectFinding(checkInvisibleCounted(COUNTERS, 1), 'pass', TEXTS));

  test.for([0, 2])('fail when the screen counts 1 and %i were fed', (fed) => {
    expectFinding(checkInvisibleCounted(COUNTERS, fed), 'fail', TEXTS);
  });
});

describe('the period chosen in the settings', () => {
  test('is applied', () => expectFinding(checkPeriodApplied(COUNTERS, { [LETTER]: 2 }), 'pass', TEXTS));

  test('fails when other documents are counted', () => {
    expectFinding(checkPeriodApplied(COUNTERS, { [LETTER]: 1 }), 'fail', TEXTS);
  });
});

describe('without a new document', () => {
  test.for([NONE, { ...NONE, shown: true }])('none is announced: %o', (counters) => {
    expectFinding(checkNothingNew(counters), 'pass', TEXTS);
  });

  test('an announced one fails', () => expectFinding(checkNothingNew(COUNTERS), 'fail', TEXTS));
});

describe.each(['structure', 'service', 'speciality'] as const)('types chosen per %s', (level) => {
  test('are the ones counted', () => {
    expectFinding(checkLevelApplied(level, COUNTERS, { [LETTER]: 2, '18748-4': 0 }), 'pass', TEXTS);
  });

  test('fail when others are counted', () => {
    expectFinding(checkLevelApplied(level, COUNTERS, { [LETTER]: 0 }), 'fail', TEXTS);
  });
});

describe('the minimum list of types', () => {
  const OFFERED = [
    'Lettre de liaison',
    'Hospitalisation',
    'VSM',
    'Biologie',
    'Imagerie',
    'Prescriptions',
    'Vaccinations',
    'Fiche RCP',
    'Autres',
  ];

  test('is offered, in the words of the vendor', () => expectFinding(checkMinimumList(OFFERED), 'pass', TEXTS));

  test('fails when a type is missing, which is named', () => {
    const finding = checkMinimumList(OFFERED.slice(0, -1));
    expectFinding(finding, 'fail', TEXTS);
    expect(finding.received).toEqual({ fr: 'absents : autres documents', en: 'missing: other documents' });
  });
});
