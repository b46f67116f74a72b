import { describe, expect, test } from 'vitest';
import { checkAlerted, checkDisplayed, checkTold } from '../../../../scenarios/documents/checks/results.js';
import { checkDescribed, checkListed } from '../../../../scenarios/documents/checks/work-list.js';
import {
  checkEdited,
  checkHelp,
  checkPrefilled,
  checkRecipientsShown,
  checkStep,
  dayForms,
} from '../../../../scenarios/documents/checks/writing.js';
import { text } from '../../../../scenarios/harness/index.js';

const SAME = text('quoi', 'what');
const draft = (values: readonly string[], recipients: readonly string[] = []) => ({
  fields: values.map((value) => ({ label: 'Rubrique', value, editable: true })),
  recipients: [...recipients],
  status: 'draft' as const,
});

describe('the writing screen', () => {
  test('a date is read as French people write it', () => {
    expect(dayForms('2026-03-02')).toEqual(['02/03/2026', '2 mars 2026', '02/03/26', '2026-03-02']);
    const awaited = [{ what: SAME, forms: dayForms('2026-03-02') }];
    expect(checkPrefilled(draft(['du 2 mars 2026 au 9']), awaited).verdict).toBe('pass');
    expect(checkPrefilled(draft(['du 3 mars 2026 au 9']), awaited).verdict).toBe('fail');
  });

  test('a datum may be among the recipients', () => {
    expect(checkPrefilled(draft([''], ['Dr Alex TIERS']), [{ what: SAME, forms: ['TIERS'] }]).verdict).toBe('pass');
  });

  test('an edit takes the place of the prefilled text, before validation', () => {
    expect(checkEdited(draft(['nouveau']), 'ancien', 'nouveau').verdict).toBe('pass');
    expect(checkEdited(draft(['ancien nouveau']), 'ancien', 'nouveau').verdict).toBe('fail');
    expect(checkEdited({ ...draft(['nouveau']), status: 'validated' }, 'ancien', 'nouveau').verdict).toBe('fail');
  });

  test('recipients are those awaited, neither less nor more', () => {
    const gp = { key: 'gp1', name: 'TIERS-GENERALISTE Alex', rpps: '99790000816' };
    expect(checkRecipientsShown(['Dr Alex TIERS-GENERALISTE'], [gp], SAME).verdict).toBe('pass');
    expect(checkRecipientsShown(['Dr Alex TIERS-GENERALISTE', 'Autre'], [gp], SAME).verdict).toBe('fail');
    expect(checkRecipientsShown([], [gp], SAME).verdict).toBe('fail');
  });

  test('a step must be offered and lead where it must', () => {
    expect(checkStep({ offered: true, status: 'validated' }, 'validated', SAME).verdict).toBe('pass');
    expect(checkStep({ offered: false, status: 'draft' }, 'validated', SAME).verdict).toBe('fail');
  });

  test('a help that is empty or silent fails', () => {
    const mentions = [{ label: SAME, pattern: /valid/i }];
    expect(checkHelp('Validation', mentions).verdict).toBe('pass');
    expect(checkHelp('', []).verdict).toBe('fail');
    expect(checkHelp('Relecture', mentions).verdict).toBe('fail');
  });
});

describe('the list of documents waiting', () => {
  const listed = [{ title: 'A', professional: 'ESSAI Camille', service: 'CARDIOLOGIE', statusText: 'À relire' }];

  test('documents of other runs do not count', () => {
    expect(checkListed([...listed, { ...listed[0], title: 'X' } as never], ['A', 'B'], ['A'], SAME).verdict).toBe(
      'pass',
    );
    expect(checkListed(listed, ['A', 'B'], ['B'], SAME).verdict).toBe('fail');
  });

  test('each line tells who, where and in which state', () => {
    const awaited = { title: 'A', professional: 'ESSAI Camille', service: 'CARDIOLOGIE' };
    const status = (pattern: RegExp) => ({ ...awaited, status: { pattern, label: SAME } });
    expect(checkDescribed(listed, [status(/relire/)]).verdict).toBe('pass');
    expect(checkDescribed(listed, [status(/valider/)]).verdict).toBe('fail');
    expect(checkDescribed([], [status(/relire/)]).verdict).toBe('fail');
  });
});

describe('results', () => {
  test('a document half displayed fails', () => {
    expect(checkDisplayed('T', 'un deux', ['un', 'deux']).verdict).toBe('pass');
    expect(checkDisplayed('T', 'un', ['un', 'deux']).verdict).toBe('fail');
  });

  test('alerts are the abnormal ones, all of them; what is not offered is not judged', () => {
    const reports = { abnormal: ['AA', 'HH'], normal: 'N' };
    expect(checkAlerted(true, ['HH', 'AA', 'X'], reports).verdict).toBe('pass');
    expect(checkAlerted(true, ['HH'], reports).verdict).toBe('fail');
    expect(checkAlerted(true, ['AA', 'HH', 'N'], reports).verdict).toBe('fail');
    expect(checkAlerted(false, [], reports).verdict).toBe('not-applicable');
  });

  test('a message says nothing of the patient, in its subject neither', () => {
    const told = (subject: string, body: string) =>
      checkTold(true, [{ subject, text: body }], ['ESSAI-AVISE', '7.4'], SAME).verdict;
    expect(told('Avis', 'Une information vous attend.')).toBe('pass');
    expect(told('Avis pour Essai-Avise', 'Une information vous attend.')).toBe('fail');
    expect(told('Avis', 'Potassium à 7.4')).toBe('fail');
    expect(checkTold(true, [], [], SAME).verdict).toBe('fail');
    expect(checkTold(false, [], [], SAME).verdict).toBe('not-applicable');
  });
});
