import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../../mocks/core/exchange.js';
import type { ShownTrace } from '../../../../scenarios/mssante/actions/pfi-traces.js';
import {
  checkFailureShown,
  checkHostRefused,
  checkNothingSaid,
  checkOpen,
  type ConnectionAttempt,
  type TriedConnections,
} from '../../../../scenarios/mssante/checks/connection-attempts.js';
import {
  checkAppIdentity,
  checkExpiredTokenUnused,
  checkMechanism,
  checkRefusedToken,
} from '../../../../scenarios/mssante/checks/connection-authentication.js';
import {
  checkAuthorities,
  checkSettings,
  checkSuites,
  checkTls13Settings,
  checkTls13Used,
  checkTlsShown,
  checkTlsVersion,
} from '../../../../scenarios/mssante/checks/connection-tls.js';
import {
  checkFailureTraced,
  checkNoContent,
  checkTraced,
  checkTraceFields,
} from '../../../../scenarios/mssante/checks/connection-traces.js';

const SUITE = 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384';

function attempt(protocol: 'smtp' | 'imap', change: Partial<Exchange> = {}): ConnectionAttempt {
  const exchange: Exchange = {
    id: `x-${protocol}`,
    seq: 1,
    service: 'mssante',
    transaction: protocol === 'smtp' ? 'smtp-submission' : 'imap-authenticate',
    protocol,
    startedAt: '',
    finishedAt: '',
    keys: { mailbox: 'pfi@x', mechanism: 'PLAIN', ...(protocol === 'imap' ? { identity: 'CN=x' } : {}) },
    summary: protocol,
    request: { line: '', headers: [] },
    tls: { protocol: 'TLSv1.2', cipher: SUITE, authorized: true, clientSubject: 'CN=x' },
    tolerated: [],
    masked: [],
    ...change,
  };
  return { exchange, protocol };
}

function tried(attempts: ConnectionAttempt[], open: boolean): TriedConnections {
  const shown = { open, message: open ? 'session ouverte' : 'certificat expiré', protocol: 'TLS 1.2', suite: SUITE };
  return { presented: { fr: 'x', en: 'x' }, shown: { smtp: shown, imap: shown, sent: open, message: '' }, attempts };
}

const BOTH = [attempt('smtp'), attempt('imap')];

describe('an operator to be refused', () => {
  test('nothing may be said to it, not even an authentication it refuses', () => {
    expect(checkNothingSaid(tried([], false)).verdict).toBe('pass');
    const refused = attempt('imap', { keys: { mechanism: 'PLAIN' } });
    expect(checkNothingSaid(tried([refused], false))).toMatchObject({ verdict: 'fail', exchange: 'x-imap' });
  });

  test('its refusal is shown for each protocol, with words', () => {
    expect(checkFailureShown(tried([], false)).verdict).toBe('pass');
    expect(checkFailureShown(tried(BOTH, true)).verdict).toBe('fail');
    const silent = tried([], false);
    silent.shown.imap = { ...silent.shown.imap, message: '' };
    expect(checkFailureShown(silent).verdict).toBe('fail');
  });

  test('another host name is told only when it was accepted, and is for a human to judge', () => {
    expect(checkHostRefused(tried([], false))).toEqual([]);
    expect(checkHostRefused(tried(BOTH, true)).map(({ verdict }) => verdict)).toEqual(['review']);
  });
});

describe('an operator to be reached', () => {
  test('screen and operator must agree, for both protocols', () => {
    expect(checkOpen(tried(BOTH, true)).verdict).toBe('pass');
    expect(checkOpen(tried([attempt('smtp')], true)).verdict).toBe('fail');
    expect(checkOpen(tried(BOTH, false)).verdict).toBe('fail');
    const refused = attempt('imap', { keys: { mechanism: 'PLAIN' } });
    expect(checkOpen(tried([attempt('smtp'), refused], true)).verdict).toBe('fail');
  });

  test('version and suites are judged on every session, an unencrypted one too', () => {
    expect(checkTlsVersion(BOTH).verdict).toBe('pass');
    const old = attempt('imap', { tls: { protocol: 'TLSv1.1', cipher: SUITE, authorized: true } });
    expect(checkTlsVersion([attempt('smtp'), old])).toMatchObject({ verdict: 'fail', exchange: 'x-imap' });
    const { tls: _none, ...clear } = attempt('imap').exchange;
    expect(checkTlsVersion([{ protocol: 'imap', exchange: clear }]).verdict).toBe('fail');
    const rsa = attempt('smtp', {
      tls: { protocol: 'TLSv1.2', cipher: 'TLS_RSA_WITH_AES_128_CBC_SHA', authorized: true },
    });
    expect(checkSuites([rsa]).verdict).toBe('fail');
    const tls13 = attempt('smtp', { tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', authorized: true } });
    expect(checkSuites([tls13]).verdict).toBe('pass');
  });

  test('the log says what the operator saw, however it spells it', () => {
    expect(checkTlsShown(tried(BOTH, true)).verdict).toBe('pass');
    const other = tried(BOTH, true);
    other.shown.smtp = { ...other.shown.smtp, suite: 'TLS_RSA_WITH_AES_128_CBC_SHA' };
    expect(checkTlsShown(other).verdict).toBe('fail');
  });

  test('PLAIN or XOAUTH2, nothing else, and by both protocols', () => {
    expect(checkMechanism('PLAIN', BOTH).verdict).toBe('pass');
    expect(checkMechanism('XOAUTH2', BOTH).verdict).toBe('fail');
    expect(checkMechanism('PLAIN', [attempt('smtp')]).verdict).toBe('fail');
    const login = attempt('smtp', { transaction: 'smtp-refused', keys: { mechanism: 'LOGIN' } });
    expect(checkMechanism('PLAIN', [...BOTH, login]).verdict).toBe('fail');
  });

  test('each authentication bears a certificate of the PKI and the address of the mailbox', () => {
    expect(checkAppIdentity('pfi@x', BOTH).verdict).toBe('pass');
    expect(checkAppIdentity('pfi@x', []).verdict).toBe('fail');
    const tls = { protocol: 'TLSv1.2', authorized: false, refusal: 'aucun certificat client présenté' };
    expect(checkAppIdentity('pfi@x', [...BOTH, attempt('smtp', { tls })])).toMatchObject({
      verdict: 'fail',
      received: { fr: 'aucun certificat client présenté, pfi@x' },
    });
    const other = attempt('smtp', { keys: { mailbox: 'autre@x', mechanism: 'PLAIN' } });
    expect(checkAppIdentity('pfi@x', [...BOTH, other]).verdict).toBe('fail');
  });

  test('an expired token is judged only when the mailbox was opened with it', () => {
    expect(checkExpiredTokenUnused(true, [], 'expiré').verdict).toBe('pass');
    expect(checkExpiredTokenUnused(true, [attempt('imap')], '').verdict).toBe('fail');
    expect(checkExpiredTokenUnused(false, [], '').verdict).toBe('not-observed');
  });

  test('a refused token is told', () => {
    expect(checkRefusedToken({ opened: false, message: 'refusé' }).verdict).toBe('pass');
    expect(checkRefusedToken({ opened: true, message: 'ouverte' }).verdict).toBe('fail');
    expect(checkRefusedToken({ opened: false, message: '' }).verdict).toBe('fail');
  });
});

describe('settings', () => {
  test('below TLS 1.2 fails, 1.3 is a warning, none at all fails', () => {
    expect(checkSettings(['TLSv1.2']).verdict).toBe('pass');
    expect(checkSettings(['TLSv1.2', 'TLSv1.3']).verdict).toBe('warning');
    expect(checkSettings(['TLSv1.1', 'TLSv1.2']).verdict).toBe('fail');
    expect(checkSettings([]).verdict).toBe('fail');
  });

  test('TLS 1.3 is optional, but what is announced must work and what works must be announced', () => {
    const used = tried([attempt('imap', { tls: { protocol: 'TLSv1.3', authorized: true } })], true);
    used.shown.imap.protocol = 'TLSv1.3';
    const unused = tried([], false);
    expect(checkTls13Settings(['TLSv1.2', 'TLSv1.3'], used).verdict).toBe('pass');
    expect(checkTls13Settings(['TLSv1.2'], unused).verdict).toBe('pass');
    expect(checkTls13Settings(['TLSv1.2', 'TLSv1.3'], unused).verdict).toBe('fail');
    expect(checkTls13Settings(['TLSv1.2'], used).verdict).toBe('fail');
    expect(checkTls13Used(used).verdict).toBe('pass');
    expect(checkTls13Used(unused).verdict).toBe('not-applicable');
    expect(checkTls13Used(tried(used.attempts.slice(), true)).verdict).toBe('fail');
  });

  test('an authority is recognised within a longer name', () => {
    const known = ['AC IGC-SANTE ELEMENTAIRE ORGANISATIONS'];
    expect(checkAuthorities(['CN=AC IGC-Santé Elementaire Organisations'.replace('é', 'e')], known).verdict).toBe(
      'pass',
    );
    expect(checkAuthorities(['Autre autorité'], known).verdict).toBe('fail');
    expect(checkAuthorities([], known).verdict).toBe('fail');
  });
});

describe('functional traces', () => {
  const sending: ShownTrace = {
    author: 'CN=PFI',
    at: '21/11/2026 12:03',
    action: 'envoi',
    request: 'SMTP DATA',
    answer: '250 queued',
    text: 'CN=PFI | 21/11/2026 12:03 | envoi | <a@x> | 250 queued',
  };

  test('each operation done has its line; what the product does not do has none', () => {
    const operations = [
      { name: 'sending', marks: ['<a@x>'], done: true },
      { name: 'deletion', marks: ['pfi@x'], done: false },
    ] as const;
    expect(checkTraced([sending], operations).verdict).toBe('pass');
    expect(checkTraced([], operations).verdict).toBe('fail');
    expect(
      checkTraced(
        [sending],
        operations.map((one) => ({ ...one, done: true })),
      ).verdict,
    ).toBe('fail');
  });

  test('each of the five fields counts, and the day alone is no time', () => {
    expect(checkTraceFields(sending).verdict).toBe('pass');
    expect(checkTraceFields(undefined).verdict).toBe('fail');
    for (const field of ['author', 'at', 'action', 'request', 'answer'] as const) {
      expect(checkTraceFields({ ...sending, [field]: '' }).verdict, field).toBe('fail');
    }
    expect(checkTraceFields({ ...sending, at: '21/11/2026' }).verdict).toBe('fail');
  });

  test('a failure has its line, the content of a message has none', () => {
    const failure = { ...sending, text: 'envoi | inconnu@x | 550 5.1.1 No such mailbox' };
    expect(checkFailureTraced([sending, failure], 'inconnu@x', '550').verdict).toBe('pass');
    expect(checkFailureTraced([sending], 'inconnu@x', '550').verdict).toBe('fail');
    expect(checkNoContent([sending], 'secret').verdict).toBe('pass');
    expect(checkNoContent([{ ...sending, text: 'le secret' }], 'secret').verdict).toBe('fail');
    expect(checkNoContent([], 'secret').verdict).toBe('not-applicable');
  });
});
