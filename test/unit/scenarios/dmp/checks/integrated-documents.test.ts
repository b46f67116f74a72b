import { describe, expect, test } from 'vitest';
import {
  checkBothVersionsKept,
  checkDuplicateAnnounced,
  checkEveryDocumentAnnounced,
  checkLocalCopyDeleted,
  checkLocalCopyStillThere,
  checkNewerVersionAnnounced,
  checkNewerVersionViewed,
  checkNoDuplicate,
  checkNoLongerAccessibleAnnounced,
  checkOffersLocalDeletion,
  checkOffersViewAndIntegrate,
  checkStored,
  checkVersionChainFollowed,
} from '../../../../../scenarios/dmp/checks/integrated-documents.js';
import { expectFinding } from './finding-texts.js';
import { notice, record } from './observations.js';

const TITLE = 'Lettre A';
const FIRST = { title: TITLE, version: '1' };
const SECOND = { title: TITLE, version: '2' };
const OTHER = { title: 'Bilan B', version: '1' };
const TEXTS = ['expected', 'received', 'locator'] as const;

describe('the list of integrated documents', () => {
  test('holds the document integrated', () => expectFinding(checkStored([FIRST, OTHER], TITLE), 'pass', TEXTS));

  test('fails when it is not there; what is there is told', () => {
    const finding = checkStored([OTHER], TITLE);
    expectFinding(finding, 'fail', TEXTS);
    expect(finding.received).toEqual({ fr: '« Bilan B » v1', en: '"Bilan B" v1' });
    expect(checkStored([], TITLE).received).toEqual({ fr: 'aucun document', en: 'no document' });
  });

  test('holds both versions', () => expectFinding(checkBothVersionsKept([FIRST, SECOND], TITLE), 'pass', TEXTS));

  test('fails when the old version went', () => expectFinding(checkBothVersionsKept([SECOND], TITLE), 'fail', TEXTS));

  test('holds a document once', () => expectFinding(checkNoDuplicate([FIRST, OTHER], TITLE), 'pass', TEXTS));

  test.for([
    { times: 'twice', documents: [FIRST, FIRST] },
    { times: 'no longer', documents: [OTHER] },
  ])('fails when it holds a document $times', ({ documents }) => {
    expectFinding(checkNoDuplicate(documents, TITLE), 'fail', TEXTS);
  });

  test('keeps the local copy until the user deletes it', () => {
    expectFinding(checkLocalCopyStillThere(record({ localDocuments: [FIRST] }), TITLE), 'pass', TEXTS);
  });

  test('fails when the copy went by itself', () => {
    expectFinding(checkLocalCopyStillThere(record(), TITLE), 'fail', TEXTS);
  });

  test('loses the copy the user deleted', () => expectFinding(checkLocalCopyDeleted([OTHER], TITLE), 'pass', TEXTS));

  test('fails when the copy is still there', () => expectFinding(checkLocalCopyDeleted([FIRST], TITLE), 'fail', TEXTS));
});

describe.each([
  { rule: 'a newer version', check: checkNewerVersionAnnounced, kind: 'newer-version' },
  { rule: 'a newer version after an attribute change', check: checkVersionChainFollowed, kind: 'newer-version' },
  { rule: 'a document gone', check: checkNoLongerAccessibleAnnounced, kind: 'no-longer-accessible' },
] as const)('$rule', ({ check, kind }) => {
  test('is announced at opening', () => {
    expectFinding(check(record({ notices: [notice(kind, TITLE)] }), TITLE), 'pass', TEXTS);
  });

  test.for([
    { why: 'nothing is', notices: [] },
    { why: 'only another document is', notices: [notice(kind, 'Bilan B')] },
    { why: 'only a change of metadata is', notices: [notice('metadata-changed', TITLE)] },
  ])('fails when $why', ({ notices }) => expectFinding(check(record({ notices }), TITLE), 'fail', TEXTS));
});

describe('notices', () => {
  test('are said in words', () => {
    const notices = [notice('no-longer-accessible', TITLE), notice('metadata-changed', 'Bilan B')];
    expect(checkNewerVersionAnnounced(record({ notices }), TITLE)).toMatchObject({
      expected: { fr: 'un avis « nouvelle version » pour « Lettre A »', en: 'a "newer version" notice for "Lettre A"' },
      received: {
        fr: 'plus accessible « Lettre A », métadonnées modifiées « Bilan B »',
        en: 'no longer accessible "Lettre A", metadata changed "Bilan B"',
      },
    });
  });

  test('cover every integrated document', () => {
    const notices = [notice('newer-version', TITLE), notice('newer-version', 'Bilan B')];
    expectFinding(checkEveryDocumentAnnounced(record({ notices }), [TITLE, 'Bilan B']), 'pass', TEXTS);
  });

  test('fail when they cover one of two', () => {
    const notices = [notice('newer-version', TITLE)];
    expectFinding(checkEveryDocumentAnnounced(record({ notices }), [TITLE, 'Bilan B']), 'fail', TEXTS);
  });

  test('offer to view and to integrate a newer version', () => {
    const notices = [notice('newer-version', TITLE, 'view', 'integrate')];
    expectFinding(checkOffersViewAndIntegrate(record({ notices }), TITLE), 'pass', TEXTS);
  });

  test.for([[], ['view']] as const)('fail when they offer only %o', (offers) => {
    const notices = [notice('newer-version', TITLE, ...offers)];
    expectFinding(checkOffersViewAndIntegrate(record({ notices }), TITLE), 'fail', TEXTS);
  });

  test('offer to delete the local copy of a document gone', () => {
    const notices = [notice('no-longer-accessible', TITLE, 'delete-local')];
    expectFinding(checkOffersLocalDeletion(record({ notices }), TITLE), 'pass', TEXTS);
  });

  test.for([[], ['view']] as const)('fail when they offer no deletion but %o', (offers) => {
    const notices = [notice('no-longer-accessible', TITLE, ...offers)];
    expectFinding(checkOffersLocalDeletion(record({ notices }), TITLE), 'fail', TEXTS);
  });
});

describe('the newer version', () => {
  test('is displayed', () => {
    expectFinding(checkNewerVersionViewed('Texte, repère v2', 'repère v2'), 'pass', ['expected', 'locator']);
  });

  test('fails when the old one is', () => {
    expectFinding(checkNewerVersionViewed('Texte, repère v1', 'repère v2'), 'fail', ['expected', 'locator']);
  });

  test('fails when nothing is', () => expectFinding(checkNewerVersionViewed('', 'repère v2'), 'fail', TEXTS));
});

describe('a document integrated twice', () => {
  test('is announced, in the words of the screen', () => {
    const finding = checkDuplicateAnnounced({ message: 'Déjà présent', saidAlreadyPresent: true });
    expectFinding(finding, 'pass', ['expected', 'locator']);
    expect(finding.received).toBe('Déjà présent');
  });

  test('fails when the screen says something else', () => {
    const finding = checkDuplicateAnnounced({ message: 'Intégré', saidAlreadyPresent: false });
    expectFinding(finding, 'fail', ['expected', 'locator']);
  });

  test('fails when the screen says nothing', () => {
    expectFinding(checkDuplicateAnnounced({ message: '', saidAlreadyPresent: false }), 'fail', TEXTS);
  });
});
