import { describe, expect, test } from 'vitest';
import { patient } from '../../../../../fixtures/roster.js';
import type { RecordGlance } from '../../../../../scenarios/dmp/actions/consent.js';
import {
  checkChoiceChanged,
  checkChoiceKept,
  checkOppositionRespected,
} from '../../../../../scenarios/dmp/checks/consent-choice.js';
import { checkHelp } from '../../../../../scenarios/dmp/checks/help.js';
import { checkIdentityStatus } from '../../../../../scenarios/dmp/checks/identity-status.js';
import {
  checkFirstNotice,
  checkInformedFirst,
  checkNotOtherwise,
  checkShownAgain,
  checkSplash,
  reviewWording,
} from '../../../../../scenarios/dmp/checks/professional-information.js';
import {
  checkSecretAskedAgain,
  checkSecretCarried,
  checkSecretNotOffered,
  checkSecretRemoved,
  checkSecretVisible,
} from '../../../../../scenarios/dmp/checks/secret-connection.js';
import { checkContextualCall, checkWebPsFunctions } from '../../../../../scenarios/dmp/checks/web-ps.js';
import { expectFinding } from './finding-texts.js';
import { exchange } from './observations.js';

const ALL = ['expected', 'received', 'locator'] as const;
const glance = (seen: Partial<RecordGlance> = {}): RecordGlance => ({
  identityStatus: 'qualifiee',
  secretShown: false,
  secretAsked: false,
  informationShown: false,
  ...seen,
});

describe('the patient’s choice (DMP/UX.06)', () => {
  test('is the one saved, then the one found again', () => {
    expect(checkChoiceChanged('opposition', 'opposition').verdict).toBe('pass');
    expect(checkChoiceChanged('opposition', 'no-opposition').verdict).toBe('fail');
    expectFinding(checkChoiceKept('not-recorded', 'no-opposition'), 'fail', ALL);
  });

  test.each([
    ['a search', exchange(2, 'td3-1a'), 'fail'],
    ['a retrieval', exchange(2, 'td3-2'), 'fail'],
    ['an authorisation', exchange(2, 'td0-3', { action: 'AJOUT' }), 'fail'],
    ['the removal of an authorisation', exchange(2, 'td0-3', { action: 'SUPPRESSION' }), 'pass'],
    ['a feeding', exchange(2, 'td2-1'), 'pass'],
  ])('opposition and %s', (_, one, verdict) => {
    const finding = checkOppositionRespected([exchange(1, 'td0-2'), one]);
    expect(finding.verdict).toBe(verdict);
    if (verdict === 'fail') expect(finding.exchange).toBe('x000002');
  });
});

describe('the secret connection of a minor', () => {
  const carrying = { exchange: 'x1', transaction: 'td3-2', confidentiality: 'INVISIBLE_REPRESENTANTS_LEGAUX^1.2' };
  const silent = { exchange: 'x2', transaction: 'td3-1a', confidentiality: '' };

  test('is carried by each request of the episode', () => {
    expectFinding(checkSecretCarried([carrying]), 'pass', ['expected', 'received']);
    const finding = checkSecretCarried([carrying, silent]);
    expectFinding(finding, 'fail', ['expected', 'received']);
    expect(finding).toMatchObject({ exchange: 'x2', received: { en: 'missing in TD3.1a' } });
    expect(checkSecretCarried([]).verdict).toBe('not-observed');
  });

  test('is visible, then gone from the screen and from requests, then asked again', () => {
    expectFinding(checkSecretVisible(glance({ secretShown: true })), 'pass', ALL);
    expectFinding(checkSecretVisible(glance()), 'fail', ALL);
    expectFinding(checkSecretRemoved(glance(), [silent]), 'pass', ['expected', 'received']);
    expect(checkSecretRemoved(glance(), [carrying]).verdict).toBe('fail');
    expect(checkSecretRemoved(glance({ secretShown: true }), [silent]).verdict).toBe('fail');
    expectFinding(checkSecretAskedAgain(glance({ secretAsked: true })), 'pass', ALL);
    expect(checkSecretAskedAgain(glance({ secretAsked: true, secretShown: true })).verdict).toBe('fail');
    expect(checkSecretAskedAgain(glance()).verdict).toBe('fail');
  });

  test('is not offered when the DMP has not enabled it', () => {
    expectFinding(checkSecretNotOffered(false, glance()), 'pass', ALL);
    expect(checkSecretNotOffered(true, glance()).verdict).toBe('fail');
    expect(checkSecretNotOffered(false, glance({ secretAsked: true })).verdict).toBe('fail');
  });
});

describe('the information of professionals (DMP/CONF.11, DMP/AIRS.07)', () => {
  const seen = { text: 'Votre numéro RPPS sert à…', acknowledgement: 'J’ai compris', refusedWithoutTick: true };
  const nothing = { text: '', acknowledgement: '', refusedWithoutTick: false };

  test('comes first and again, acknowledged, and never otherwise', () => {
    expect(checkInformedFirst(seen).verdict).toBe('pass');
    expect(checkInformedFirst({ ...seen, acknowledgement: '' }).verdict).toBe('fail');
    expectFinding(checkInformedFirst(nothing), 'fail', ALL);
    expect(checkShownAgain(seen).verdict).toBe('pass');
    expectFinding(checkShownAgain(nothing), 'fail', ALL);
    expectFinding(checkNotOtherwise([false, false], nothing), 'pass', ALL);
    expect(checkNotOtherwise([false, true], nothing).verdict).toBe('fail');
    expect(checkNotOtherwise([false, false], seen).verdict).toBe('fail');
  });

  test('its imposed wording is for a reviewer, who is shown both texts', () => {
    const finding = reviewWording(seen);
    expectFinding(finding, 'review', ['expected', 'locator']);
    expect(finding.received).toBe('Votre numéro RPPS sert à… | J’ai compris');
  });

  test('names the national identifier, on the welcome screen too, and cannot be skipped', () => {
    expect(checkFirstNotice(seen).verdict).toBe('pass');
    expect(checkFirstNotice({ ...seen, refusedWithoutTick: false }).verdict).toBe('fail');
    expect(checkFirstNotice({ ...seen, text: 'Bonjour' }).verdict).toBe('fail');
    expect(checkSplash('Votre identifiant national est utilisé.').verdict).toBe('pass');
    expectFinding(checkSplash(''), 'fail', ALL);
  });
});

test('the identity status shown is the patient’s (DMP/UX.11)', () => {
  const provisional = patient('ux11-provisional');
  expect(checkIdentityStatus(glance({ identityStatus: 'provisoire' }), provisional).verdict).toBe('pass');
  expect(checkIdentityStatus(glance(), provisional).verdict).toBe('fail');
  expectFinding(checkIdentityStatus(glance({ identityStatus: 'not-shown' }), provisional), 'fail', [
    'received',
    'locator',
  ]);
});

test('the help speaks of consultation and of search (DMP/UX.45)', () => {
  expect(checkHelp({ consultation: 'Ouvrez…', search: 'Cherchez…' }).verdict).toBe('pass');
  const finding = checkHelp({ consultation: 'Ouvrez…', search: ' ' });
  expectFinding(finding, 'fail', ALL);
  expect(finding.received).toMatchObject({ en: 'no help on search' });
});

describe('the Web-PS (DMP/va1.06, DMP/va1.07)', () => {
  const page = (seq: number, keys: Record<string, string>) => exchange(seq, 'td0-9', keys);

  test('is called on the patient of the record', () => {
    const asked = [page(1, { function: 'DossierPatient', patient: '1' })];
    expect(checkContextualCall(asked, '1', 'https://banc/').verdict).toBe('pass');
    expect(checkContextualCall(asked, '2', 'https://banc/').verdict).toBe('fail');
    expectFinding(checkContextualCall([], '2', 'https://ailleurs/'), 'fail', ALL);
    const wrong = [{ ...page(1, { path: '/AccesDirect/Autre/1', patient: '1' }), unexpected: 'fonction inconnue' }];
    expect(checkContextualCall(wrong, '1', '').verdict).toBe('fail');
  });

  test('opens both functions', () => {
    const board = page(1, { function: 'TableauDeBord' });
    const record = page(2, { function: 'DossierPatient', patient: '1' });
    expect(checkWebPsFunctions([board, record], '').verdict).toBe('pass');
    expect(checkWebPsFunctions([record], '').verdict).toBe('fail');
  });
});
