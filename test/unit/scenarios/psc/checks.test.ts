import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../../mocks/core/exchange.js';
import { checkKeptApart, remarkSubject } from '../../../../scenarios/psc/checks/accounts.js';
import { checkAcrValues } from '../../../../scenarios/psc/checks/acr-values.js';
import { checkPace, checkStops, remarkSlowDown } from '../../../../scenarios/psc/checks/ciba-polling.js';
import { checkDigits, checkNewDigits } from '../../../../scenarios/psc/checks/ciba-request.js';
import { checkNothingHardCoded } from '../../../../scenarios/psc/checks/providers.js';
import {
  checkMustAccept,
  checkMustReject,
  type FaultOutcome,
  remarksOn,
} from '../../../../scenarios/psc/checks/relying-party.js';
import { checkRenewal, remarkSessionEnd } from '../../../../scenarios/psc/checks/renewal.js';
import { checkSeamless } from '../../../../scenarios/psc/checks/third-party.js';
import { text } from '../../../../scenarios/harness/index.js';

const NOBODY = { signedIn: false, userName: '', rpps: '', account: '', message: 'Refus.' };
const SOMEBODY = { signedIn: true, userName: 'ESSAI Camille', rpps: '99790000212', account: 'ps1', message: '' };

function exchange(at: number, details: Partial<Exchange> = {}): Exchange {
  return {
    id: `x${at}`,
    seq: at,
    service: 'psc',
    protocol: 'https',
    startedAt: new Date(at).toISOString(),
    finishedAt: new Date(at).toISOString(),
    keys: {},
    summary: '',
    request: { line: 'POST /token HTTP/1.1', headers: [] },
    tolerated: [],
    masked: [],
    ...details,
  };
}

describe('acr_values (PSC.08)', () => {
  test.each([
    ['eidas1', 'pass'],
    ['eidas2', 'warning'],
    ['eidas3', 'warning'],
    ['eidas2 eidas1', 'warning'],
    ['loa2', 'fail'],
    [undefined, 'fail'],
  ])('%s is %s', (acrValues, verdict) => {
    const keys: Record<string, string> = acrValues === undefined ? {} : { acrValues };
    expect(checkAcrValues(exchange(1, { keys })).verdict).toBe(verdict);
  });

  test('is not observed without a request', () => {
    expect(checkAcrValues(undefined).verdict).toBe('not-observed');
  });
});

describe('answers of a faulty provider', () => {
  const outcome = (
    id: string,
    grade: FaultOutcome['fault']['grade'],
    details: Partial<FaultOutcome> = {},
  ): FaultOutcome => ({
    fault: { id, grade, title: text(id, id), source: 'OIDC' },
    exercised: true,
    accepted: false,
    tokenUsed: false,
    message: 'Refus.',
    ...details,
  });

  test('what must be refused fails when a session opens, or when its token is used', () => {
    expect(checkMustReject([outcome('a', 'MUST-REJECT')]).verdict).toBe('pass');
    expect(checkMustReject([outcome('a', 'MUST-REJECT', { accepted: true })]).verdict).toBe('fail');
    expect(checkMustReject([outcome('a', 'MUST-REJECT', { tokenUsed: true })]).verdict).toBe('fail');
  });

  test('what did not reach the product proves nothing', () => {
    expect(checkMustReject([outcome('a', 'MUST-REJECT', { exercised: false })]).verdict).toBe('not-observed');
  });

  test('what is correct must open a session', () => {
    expect(checkMustAccept([outcome('a', 'MUST-ACCEPT', { accepted: true })]).verdict).toBe('pass');
    expect(checkMustAccept([outcome('a', 'MUST-ACCEPT')]).verdict).toBe('fail');
  });

  test('what should be refused is a warning, what is only reported is none', () => {
    const tolerated = outcome('idt.alg.none', 'SHOULD-REJECT', { accepted: true });
    expect(remarksOn([tolerated]).map(({ verdict }) => verdict)).toEqual(['warning']);
    expect(remarksOn([outcome('idt.athash.bad', 'REPORT', { accepted: true })])).toEqual([]);
  });

  test('a refusal nobody is told of is a warning', () => {
    expect(remarksOn([outcome('a', 'REPORT', { message: '' })]).map(({ check }) => check.id)).toEqual([
      'psc.relying-party.refusal-told',
    ]);
  });
});

describe('CIBA', () => {
  const polled = (times: readonly number[], interval = 1) => ({
    situation: text('essai', 'trial'),
    interval,
    request: exchange(0),
    polls: times.map((at) => exchange(at)),
  });

  test('the first poll waits for the interval too', () => {
    expect(checkPace([polled([1_000, 2_010])]).verdict).toBe('pass');
    expect(checkPace([polled([300, 1_400])]).verdict).toBe('fail');
    expect(checkPace([polled([1_000], 5)]).verdict).toBe('fail');
  });

  test('a poll after invalid_request fails, one after access_denied is told', () => {
    const after = (forbidden: boolean) =>
      checkStops([{ situation: text('essai', 'trial'), later: [exchange(9)], forbidden }]);
    expect(after(true).map(({ verdict }) => verdict)).toEqual(['fail']);
    expect(after(false).map(({ verdict }) => verdict)).toEqual(['pass', 'warning']);
  });

  test('slow_down asks for five seconds more', () => {
    const slowed = (next: number) => ({
      ...polled([]),
      polls: [exchange(1_000, { keys: { error: 'slow_down' } }), exchange(next)],
    });
    expect(remarkSlowDown(slowed(7_000))).toEqual([]);
    expect(remarkSlowDown(slowed(2_000)).map(({ verdict }) => verdict)).toEqual(['warning']);
  });

  test('the digits shown are two, and those sent', () => {
    const request = (digits: string) => ({ exchange: exchange(1), parameters: { binding_message: digits } });
    expect(checkDigits('42', request('42')).verdict).toBe('pass');
    expect(checkDigits('', request('42')).verdict).toBe('fail');
    expect(checkDigits('142', request('142')).verdict).toBe('fail');
    expect(checkNewDigits([request('42'), request('42'), request('17')]).verdict).toBe('pass');
    expect(checkNewDigits([request('00'), request('00'), request('00')]).verdict).toBe('fail');
  });
});

describe('accounts', () => {
  const attempt = (opened: boolean) => ({
    situation: text('homonyme', 'homonym'),
    shown: opened ? SOMEBODY : NOBODY,
    opened,
  });

  test('an account of another person that opens fails', () => {
    expect(checkKeptApart([attempt(false)]).verdict).toBe('pass');
    expect(checkKeptApart([attempt(false), attempt(true)]).verdict).toBe('fail');
  });

  test('what becomes of sub is only told', () => {
    expect(remarkSubject([attempt(false)])).toEqual([]);
    expect(remarkSubject([attempt(true)]).map(({ verdict }) => verdict)).toEqual(['warning']);
  });
});

test('a stray request is named by its address and its client', () => {
  const stray = exchange(3, {
    keys: { provider: 'psc', client: 'logiciel-renomme' },
    request: { line: 'POST /auth/realms/esante-wallet/protocol/openid-connect/token HTTP/1.1', headers: [] },
  });
  const finding = checkNothingHardCoded([stray]);
  expect(finding.verdict).toBe('fail');
  expect(finding.received).toMatchObject({
    fr: 'POST /auth/realms/esante-wallet/protocol/openid-connect/token → psc (client logiciel-renomme)',
  });
});

test('renewing nothing is without object; a session that outlives the provider’s is told', () => {
  expect(checkRenewal(SOMEBODY, []).verdict).toBe('not-applicable');
  const refused = exchange(1, { transaction: 'refresh', response: { line: '', status: 400, headers: [] } });
  expect(checkRenewal(SOMEBODY, [refused]).verdict).toBe('fail');
  expect(remarkSessionEnd(NOBODY)).toEqual([]);
  expect(remarkSessionEnd(SOMEBODY).map(({ verdict }) => verdict)).toEqual(['warning']);
});

test('an unconfirmed requirement never fails: a human decides', () => {
  expect(checkSeamless({ offered: false, authenticationAsked: false }).verdict).toBe('not-applicable');
  expect(checkSeamless({ offered: true, authenticationAsked: true }).verdict).toBe('review');
  expect(checkSeamless({ offered: true, authenticationAsked: false }).verdict).toBe('pass');
});
