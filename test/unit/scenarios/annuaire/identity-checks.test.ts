import { describe, expect, test } from 'vitest';
import type { IdentityShown } from '../../../../scenarios/annuaire/actions/correspondents.js';
import {
  checkCorrespondent,
  checkCorrespondentMailboxes,
  checkHandChange,
  checkUserDifference,
  checkUserTaken,
} from '../../../../scenarios/annuaire/checks/identity.js';
import { checkExtractReport, checkFrequency } from '../../../../scenarios/annuaire/checks/loading.js';
import { checkMinimumIdentity } from '../../../../scenarios/annuaire/checks/minimum-identity.js';
import {
  checkBound,
  checkCheckedAgain,
  checkLookedUp,
  checkProblemTold,
  checkRetried,
  checkUnbound,
  checkUsable,
} from '../../../../scenarios/annuaire/checks/rpps.js';
import { extractSize } from '../../../../scenarios/annuaire/extract-size.js';
import type { AddedProfessional } from '../../../../scenarios/annuaire/served-directory.js';
import type { Finding } from '../../../../scenarios/harness/index.js';
import { troubles } from '../mssante/xdm-findings.js';
import { DIRECTORY } from './searches.js';

/** What is said against one finding: `fail: received`; '' when it passes. */
const said = (finding: Finding): string => Object.values(troubles([finding]))[0]?.replace(/ @ $/, '') ?? '';

const KNOWN: AddedProfessional = {
  id: 'p',
  roleId: 'r',
  rpps: '99760000011',
  familyName: 'ESSAI-NOËL',
  givenName: 'Zoé',
  professionCode: '10',
  active: true,
  mailboxes: ['zoe@banc-essai.mssante.fr', 'zoe.noel@banc-essai.mssante.fr'],
  structure: 0,
  finess: '',
};

const SHOWN: IdentityShown = {
  found: true,
  rpps: KNOWN.rpps,
  familyName: KNOWN.familyName,
  givenName: KNOWN.givenName,
  profession: 'Médecin',
  structure: '',
  city: '',
  mailboxes: [...KNOWN.mailboxes],
  validated: true,
};

const NO_PAGE: IdentityShown = {
  ...SHOWN,
  found: false,
  rpps: '',
  familyName: '',
  givenName: '',
  mailboxes: [],
  validated: false,
};

describe('a correspondent taken from the directory', () => {
  test.each<[string, Partial<IdentityShown>, string]>([
    ['with its data', {}, ''],
    ['in small letters without accents', { familyName: 'Essai-Noel', givenName: 'ZOE' }, ''],
    ['with another number', { rpps: '99760000029' }, 'fail: 99760000029 ESSAI-NOËL Zoé, data of the directory'],
    ['without number', { rpps: '' }, 'fail:  ESSAI-NOËL Zoé, data of the directory'],
    ['with another name', { familyName: 'ANCIEN' }, 'fail: 99760000011 ANCIEN Zoé, data of the directory'],
    ['with another given name', { givenName: 'Léa' }, 'fail: 99760000011 ESSAI-NOËL Léa, data of the directory'],
    ['not said to be that of the directory', { validated: false }, 'fail: 99760000011 ESSAI-NOËL Zoé, not validated'],
    ['that does not exist', NO_PAGE, 'fail: no page of this correspondent'],
  ])('%s', (_name, more, words) => {
    expect(said(checkCorrespondent({ ...SHOWN, ...more }, KNOWN))).toBe(words);
  });

  test.each<[string, Partial<IdentityShown>, string]>([
    ['no longer said to be that of the directory', { validated: false }, ''],
    ['still said to be', {}, 'fail: said to be that of the directory'],
    ['that nobody sees any more', NO_PAGE, 'fail: no page of this correspondent'],
  ])('changed by hand, %s', (_name, more, words) => {
    expect(said(checkHandChange({ ...SHOWN, ...more }))).toBe(words);
  });

  const [first = '', second = ''] = KNOWN.mailboxes;
  test.each<[string, Partial<IdentityShown>, string]>([
    ['all, in any order and case', { mailboxes: [second.toUpperCase(), first] }, ''],
    ['all, one shown again for another place', { mailboxes: [first, second, first] }, ''],
    ['one missing', { mailboxes: [second] }, `fail: ${second}`],
    [
      'one that is not theirs',
      { mailboxes: [first, second, 'autre@x.mssante.fr'] },
      `fail: autre@x.mssante.fr, ${second}, ${first}`,
    ],
    ['none', { mailboxes: [] }, 'fail: none'],
    ['no page', NO_PAGE, 'fail: no page of this correspondent'],
  ])('addresses: %s', (_name, more, words) => {
    expect(said(checkCorrespondentMailboxes({ ...SHOWN, ...more }, KNOWN.mailboxes))).toBe(words);
  });

  test('addresses: none are expected of somebody who has none', () => {
    expect(said(checkCorrespondentMailboxes({ ...SHOWN, mailboxes: [] }, []))).toBe('');
    expect(said(checkCorrespondentMailboxes(SHOWN, []))).toMatch(/^fail/);
    expect(said(checkCorrespondentMailboxes(NO_PAGE, []))).toMatch(/^fail/);
  });
});

describe('a user taken from the directory', () => {
  test.each([
    ['bears its name', {}, ''],
    ['bears its name without accents', { familyName: 'Essai-Noel' }, ''],
    ['keeps the name typed by hand', { familyName: 'AUTREMENT' }, 'fail: 99760000011 AUTREMENT'],
    ['lost the number', { rpps: '' }, 'fail:  ESSAI-NOËL'],
  ])('%s', (_name, more, words) => {
    const { rpps, familyName, givenName } = KNOWN;
    expect(said(checkUserTaken({ rpps, familyName, givenName, ...more }, KNOWN))).toBe(words);
  });

  test.each([
    ['says it agrees, and it does', true, true, ''],
    ['says it differs, and it does', false, false, ''],
    ['says it agrees when it differs', true, false, 'fail: as in the directory, Message.'],
    ['says it differs when it agrees', false, true, 'fail: difference told, Message.'],
  ])('the check %s', (_name, agrees, should, words) => {
    expect(said(checkUserDifference({ agrees, message: 'Message.' }, should))).toBe(words);
  });
});

describe('the minimum identity shown (SSI/IE.33)', () => {
  const page = {
    rpps: KNOWN.rpps,
    identifier: 'u-12',
    familyName: KNOWN.familyName,
    givenName: KNOWN.givenName,
    profession: 'Médecin',
  };

  test.each([
    ['whole', {}, ''],
    ['names in other letters', { familyName: 'Essai-Noël', givenName: 'ZOÉ' }, ''],
    ['RPPS', { rpps: '' }, 'fail: missing or other: RPPS'],
    ['RPPS of another', { rpps: '99760000029' }, 'fail: missing or other: RPPS'],
    ['private identifier', { identifier: '' }, 'fail: missing or other: private identifier'],
    ['practice name', { familyName: '' }, 'fail: missing or other: practice name'],
    ['given name', { givenName: 'Léa' }, 'fail: missing or other: given name'],
    ['profession', { profession: '' }, 'fail: missing or other: profession'],
    ['two of them', { rpps: '', profession: '' }, 'fail: missing or other: RPPS, profession'],
  ])('%s', (_name, more, words) => {
    expect(said(checkMinimumIdentity({ ...page, ...more }, KNOWN))).toBe(words);
  });
});

describe('the extract loaded (ANN/va1.01)', () => {
  const size = { lines: 12, professionals: 10, situations: 11 };
  const report = { done: true, reportShown: true, integrated: 10 };

  test.each([10, 11, 12])('%i integrated: professionals, situations or lines, as the product counts', (integrated) => {
    expect(said(checkExtractReport({ ...report, integrated }, size))).toBe('');
  });

  test.each([
    ['some are lost', { integrated: 9 }, 'fail: 9 integrated'],
    ['none', { integrated: 0 }, 'fail: 0 integrated'],
    ['no report', { reportShown: false }, 'fail: no report'],
    ['the loading is not done', { done: false }, 'fail: 10 integrated, loading not done'],
  ])('%s', (_name, more, words) => {
    expect(said(checkExtractReport({ ...report, ...more }, size))).toBe(words);
  });

  test('what is expected names the three counts', () => {
    expect(checkExtractReport(report, size).expected).toMatchObject({
      en: 'a report of 10 professionals (11 situations, 12 lines)',
    });
  });

  test('is counted in the records: each person once, inactive people left out, a line for each speciality', () => {
    const { lines, professionals, situations } = extractSize(DIRECTORY);
    expect(professionals).toBeLessThan(DIRECTORY.professionals.count);
    expect(situations).toBeGreaterThan(professionals);
    expect(lines).toBeGreaterThan(situations);
  });
});

describe('the loading frequency (ANN/va1.04)', () => {
  test.each([
    ['chosen and kept', {}, ''],
    ['lost on coming back', { shown: 'Chaque jour' }, 'fail: Chaque jour'],
    ['that cannot be chosen', { chosen: '', shown: '' }, 'fail: nothing to choose'],
    ['no setting', { offered: false, chosen: '', shown: '' }, 'fail: no setting'],
  ])('%s', (_name, more, words) => {
    expect(said(checkFrequency({ offered: true, chosen: 'Chaque semaine', shown: 'Chaque semaine', ...more }))).toBe(
      words,
    );
  });
});

describe('the RPPS of an account (SSI/IE.30)', () => {
  const { rpps } = KNOWN;
  const trace = { at: '2026-11-21T10:00:00Z', result: 'Rattaché' };

  test.each([
    ['a call to the directory', [], 2, ''],
    ['a trace, for a product that has a copy', [trace], 0, ''],
    ['neither', [], 0, 'fail: 0 look-up(s) traced, 0 call(s) to the directory'],
  ])('looked up: %s', (_name, lookups, calls, words) => {
    expect(said(checkLookedUp(lookups, calls))).toBe(words);
  });

  test.each([
    ['the right one', rpps, ''],
    ['none', '', 'fail: no RPPS'],
    ['that of another', '99760000029', 'fail: 99760000029'],
  ])('bound at the creation, or once the directory has it: %s', (_name, shown, words) => {
    expect(said(checkBound(shown, rpps))).toBe(words);
    expect(said(checkRetried(shown, rpps))).toBe(words);
  });

  test('of somebody not found, or of one of two homonyms, stays empty', () => {
    expect(said(checkUnbound(''))).toBe('');
    expect(said(checkUnbound(rpps))).toBe(`fail: ${rpps}`);
  });

  test('that is not found is told', () => {
    expect(said(checkProblemTold({ problemShown: true, message: 'Introuvable' }))).toBe('');
    expect(said(checkProblemTold({ problemShown: false, message: '' }))).toBe('fail: nothing');
    expect(said(checkProblemTold({ problemShown: false, message: 'Compte créé.' }))).toBe('fail: Compte créé.');
  });

  test('that is not found locks nobody out', () => {
    expect(said(checkUsable({ outcome: 'opened', message: '' }))).toBe('');
    expect(said(checkUsable({ outcome: 'refused', message: 'RPPS absent.' }))).toBe('fail: refused RPPS absent.');
  });

  test('is checked again: one more trace than before', () => {
    expect(said(checkCheckedAgain([trace], [trace, trace]))).toBe('');
    expect(said(checkCheckedAgain([trace], [trace]))).toBe('fail: 1 before, 1 after: Rattaché');
    expect(said(checkCheckedAgain([], []))).toBe('fail: 0 before, 0 after: ');
  });
});
