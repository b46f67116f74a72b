import { describe, expect, test } from 'vitest';
import {
  checkDocumentOpens,
  checkFilterApplied,
  checkFiltersOffered,
  checkListComplete,
  checkMetadataShown,
} from '../../../../../scenarios/dmp/checks/document-list.js';
import { expectFinding } from './finding-texts.js';

const LETTER = { title: 'Lettre A', typeLabel: 'Lettre de liaison', author: 'Dr Essai-Un', date: '05/01/2026' };
const REPORT = { title: 'Bilan B', typeLabel: 'Biologie', author: 'Dr ESSAI-DEUX', date: '06/01/2026' };
const list = (...rows: (typeof LETTER)[]) => ({ availableFilters: ['Type', 'Date'], rows });

describe('the list of DMP documents', () => {
  test('is complete when every document is there', () => {
    const finding = checkListComplete(list(LETTER, REPORT), ['Lettre A', 'Bilan B']);
    expectFinding(finding, 'pass', ['expected', 'received', 'locator']);
  });

  test('is not when one is missing, which is named', () => {
    const finding = checkListComplete(list(LETTER), ['Lettre A', 'Bilan B']);
    expectFinding(finding, 'fail', ['expected', 'received', 'locator']);
    expect(finding.received).toEqual({ fr: 'absents : « Bilan B »', en: 'missing: "Bilan B"' });
  });
});

describe('author, type and date', () => {
  const documents = [
    { title: 'Lettre A', authorName: 'ESSAI-UN' },
    { title: 'Bilan B', authorName: 'ESSAI-DEUX' },
  ];
  const TEXTS = ['expected', 'received', 'locator'] as const;

  test('are shown, whatever the case of the name', () => {
    expectFinding(checkMetadataShown(list(LETTER, REPORT), documents), 'pass', TEXTS);
  });

  test.for([{ author: 'Dr AUTRE' }, { typeLabel: '' }, { date: '' }])('fail when a row has %o', (wrong) => {
    expectFinding(checkMetadataShown(list(LETTER, { ...REPORT, ...wrong }), documents), 'fail', TEXTS);
  });

  test('are not observed when no document is listed', () => {
    expectFinding(checkMetadataShown(list(), documents), 'not-observed', TEXTS);
  });
});

describe('filters', () => {
  test('are offered', () => expectFinding(checkFiltersOffered(list()), 'pass', ['expected', 'received', 'locator']));

  test('are missed when there is none', () => {
    const finding = checkFiltersOffered({ availableFilters: [], rows: [] });
    expectFinding(finding, 'fail', ['expected', 'received', 'locator']);
  });

  test('keep what they should and nothing else', () => {
    const finding = checkFilterApplied(list(REPORT), ['Bilan B'], ['Lettre A']);
    expectFinding(finding, 'pass', ['expected', 'received', 'locator']);
  });

  test.for([
    { why: 'another document stays', rows: [REPORT, LETTER] },
    { why: 'nothing stays', rows: [] },
  ])('fail when $why', ({ rows }) => {
    const finding = checkFilterApplied(list(...rows), ['Bilan B'], ['Lettre A']);
    expectFinding(finding, 'fail', ['expected', 'received', 'locator']);
  });
});

describe('a document asked for', () => {
  test('is displayed when its own sentence is on screen, quoted as it is', () => {
    const finding = checkDocumentOpens({ displayed: true, content: 'Texte. Repère 1.' }, 'Repère 1');
    expectFinding(finding, 'pass', ['expected', 'locator']);
    expect(finding.received).toBe('Texte. Repère 1.');
  });

  test('fails when another content is on screen', () => {
    const finding = checkDocumentOpens({ displayed: true, content: 'Repère 2' }, 'Repère 1');
    expectFinding(finding, 'fail', ['expected', 'locator']);
  });

  test.for([
    { displayed: false, content: 'Repère 1' },
    { displayed: true, content: '' },
  ])('fails when nothing is: %o', (observed) => {
    expectFinding(checkDocumentOpens(observed, 'Repère 1'), 'fail', ['expected', 'received', 'locator']);
  });
});
