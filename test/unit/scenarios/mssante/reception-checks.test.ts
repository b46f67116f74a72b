import { describe, expect, test } from 'vitest';
import {
  checkAlert,
  checkHistory,
  checkNotified,
  checkSecondChannel,
} from '../../../../scenarios/mssante/checks/reception-follow-up.js';
import { checkDeleted, checkUnknownDeletion } from '../../../../scenarios/mssante/checks/reception-lifecycle.js';

const HEALTH = ['ESSAI-ANORMAL', 'potassium'];

describe('optional functions about abnormal results (MSS/UX.18 to UX.20)', () => {
  test('have no object when the product does not offer them', () => {
    const reports = { abnormal: 'a', normal: 'b' };
    expect(checkAlert(false, [], reports).verdict).toBe('not-applicable');
    expect(checkNotified(false, [], 'a').verdict).toBe('not-applicable');
    const none = { offered: false, secured: false, text: '' };
    expect(checkSecondChannel(none, HEALTH).verdict).toBe('not-applicable');
  });

  test.each([
    ['says that something is to be seen', false, 'Un résultat vous attend.', 'pass'],
    ['names the patient without being secured', false, 'Résultat de essai-anormal', 'fail'],
    ['names the patient and is secured', true, 'Résultat de ESSAI-ANORMAL', 'pass'],
    ['says nothing', true, '', 'fail'],
  ])('a second channel that %s', (_what, secured, text, verdict) => {
    expect(checkSecondChannel({ offered: true, secured, text }, HEALTH).verdict).toBe(verdict);
  });
});

describe('what is kept of a deletion', () => {
  test('a trace of the document, marked as no longer current, is accepted', () => {
    const documents = [{ title: 'x', version: '1', superseded: true }];
    expect(checkDeleted({ proposals: [], documents }, 'x').verdict).toBe('pass');
  });

  test('the deletion of an unknown document is told only when it created it, for a human to judge', () => {
    const documents = [{ title: 'x', version: '1', superseded: false }];
    expect(checkUnknownDeletion({ proposals: [], documents: [] }, 'x')).toEqual([]);
    expect(checkUnknownDeletion({ proposals: [], documents }, 'x')).toMatchObject([{ verdict: 'review' }]);
  });
});

describe('the history of a received document (MSS/UX.37)', () => {
  const received = { at: '21/11/2026 13:32', version: '1', who: 'Automatique', what: 'Message reçu' };
  const treated = { ...received, who: 'Dr Camille ESSAI-PREMIER', what: 'Document intégré au dossier' };
  const awaited = { user: 'ESSAI-PREMIER Camille', versions: ['1'] };

  test('is complete in the product’s own words', () => {
    expect(checkHistory([received, treated], awaited).verdict).toBe('pass');
  });

  test.each([
    ['the reception', [treated]],
    ['the action of the user', [received]],
    ['a time', [received, { ...treated, at: '21/11/2026' }]],
  ])('is not without %s', (_what, events) => {
    expect(checkHistory(events, awaited).verdict).toBe('fail');
  });
});
