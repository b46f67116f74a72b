import { fail, type Finding, joinTexts, notApplicable, pass, text, verify, warn } from '../../harness/index.js';
import { attemptsSeen, type ConnectionAttempt, isAccepted, type TriedConnections } from './connection-attempts.js';

/** Suites allowed with TLS 1.2, by their names of the IANA registry (ECO.1.1.3). */
export const ALLOWED_SUITES: readonly string[] = [
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256',
  'TLS_DHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256',
];

const VERSION = {
  id: 'mss.connection.tls-version',
  title: text('Aucune session en dessous de TLS 1.2', 'No session below TLS 1.2'),
  rule: { reference: 'Référentiel socle MSSanté #2, ECO.1.1.1 (MSS/CONF.01)', confidence: 'stated' },
} as const;

const SUITES = {
  id: 'mss.connection.tls-suites',
  title: text('Seulement les six suites permises', 'Only the six allowed suites'),
  rule: { reference: 'Référentiel socle MSSanté #2, ECO.1.1.3 (MSS/CONF.03)', confidence: 'stated' },
} as const;

const SETTINGS = {
  id: 'mss.connection.tls-settings',
  title: text('Les réglages n’ouvrent pas en dessous de TLS 1.2', 'Settings do not open below TLS 1.2'),
  rule: { reference: 'REM MSS/va1.03, MSS/va1.31', confidence: 'stated' },
} as const;

const SHOWN = {
  id: 'mss.connection.tls-shown',
  title: text(
    'Le journal TLS du logiciel dit la version et la suite négociées',
    'The product’s TLS log tells the version and the suite negotiated',
  ),
  rule: { reference: 'REM MSS/va1.03, MSS/va1.31', confidence: 'stated' },
} as const;

const TLS13 = {
  id: 'mss.connection.tls13-settings',
  title: text('TLS 1.3 annoncé et TLS 1.3 possible vont ensemble', 'TLS 1.3 announced and TLS 1.3 possible agree'),
  rule: { reference: 'REM MSS/CONF.02', confidence: 'stated' },
} as const;

const TLS13_USED = {
  id: 'mss.connection.tls13-used',
  title: text('Une connexion en TLS 1.3', 'A connection in TLS 1.3'),
  rule: { reference: 'REM MSS/CONF.02 (PEUT)', confidence: 'stated' },
} as const;

const KEPT = {
  id: 'mss.connection.revocation-list-shown',
  title: text('La liste de révocation conservée est montrée', 'The revocation list kept is shown'),
  rule: { reference: 'REM MSS/CONF.22, ECO.1.1.7', confidence: 'stated' },
} as const;

const AUTHORITIES = {
  id: 'mss.connection.authorities-shown',
  title: text(
    'L’autorité des opérateurs est parmi celles prises en charge',
    'The operators’ authority is among the supported ones',
  ),
  rule: { reference: 'REM MSS/va1.06, ECO.1.1.4', confidence: 'stated' },
} as const;

/** Every session of the attempts, whatever came of it, is of TLS 1.2 at least. */
export function checkTlsVersion(attempts: readonly ConnectionAttempt[]): Finding {
  const low = attempts.filter(({ exchange }) => !['TLSv1.2', 'TLSv1.3'].includes(exchange.tls?.protocol ?? ''));
  return verify(VERSION, low.length === 0, {
    expected: text('TLS 1.2 au moins, partout', 'TLS 1.2 at least, everywhere'),
    received: attemptsSeen(low.length === 0 ? attempts : low),
    ...exchangeOf(low),
  });
}

/** Every session of TLS 1.2 uses an allowed suite; TLS 1.3 has suites of its own. */
export function checkSuites(attempts: readonly ConnectionAttempt[]): Finding {
  const wrong = attempts.filter(
    ({ exchange: { tls } }) => tls?.protocol !== 'TLSv1.3' && !ALLOWED_SUITES.includes(tls?.cipher ?? ''),
  );
  return verify(SUITES, wrong.length === 0, {
    expected: ALLOWED_SUITES.join(', '),
    received: attemptsSeen(wrong.length === 0 ? attempts : wrong),
    ...exchangeOf(wrong),
  });
}

/** Versions the settings allow: 1.2, and 1.3 that MSS/CONF.02 allows though MSS/va1.31 did not. */
export function checkSettings(versions: readonly string[]): Finding {
  const low = versions.filter((version) => !['TLSv1.2', 'TLSv1.3'].includes(version));
  const details = {
    expected: text('TLSv1.2, TLSv1.3 au plus', 'TLSv1.2, TLSv1.3 at most'),
    received: joinTexts(versions, ', ', text('aucune version affichée', 'no version shown')),
  };
  if (low.length > 0 || versions.length === 0) return fail(SETTINGS, details);
  if (!versions.includes('TLSv1.3')) return pass(SETTINGS, details);
  return warn(SETTINGS, {
    ...details,
    message: text(
      'MSS/va1.31 demandait TLS 1.2 uniquement ; MSS/CONF.02, plus récente, permet TLS 1.3.',
      'MSS/va1.31 asked for TLS 1.2 only; the later MSS/CONF.02 allows TLS 1.3.',
    ),
  });
}

/** What the product's log says of TLS is what the operator saw. */
export function checkTlsShown({ shown, attempts }: TriedConnections): Finding {
  const differences = (['smtp', 'imap'] as const).flatMap((protocol) => {
    const seen = attempts.find((one) => one.protocol === protocol && isAccepted(one))?.exchange.tls;
    const { protocol: version = '', cipher = '' } = seen ?? {};
    const said = shown[protocol];
    const agrees = plain(said.protocol) === plain(version) && plain(said.suite) === plain(cipher);
    return agrees ? [] : [`${protocol.toUpperCase()} ${said.protocol} ${said.suite} ≠ ${version} ${cipher}`];
  });
  return verify(SHOWN, differences.length === 0, {
    expected: text('version et suite vues par l’opérateur', 'version and suite the operator saw'),
    received:
      differences.length === 0
        ? `${shown.smtp.protocol} ${shown.smtp.suite}`
        : joinTexts(differences, text(' ; ', '; ')),
  });
}

/** What settings say of TLS 1.3 is what an operator of TLS 1.3 only gets. */
export function checkTls13Settings(versions: readonly string[], { attempts }: TriedConnections): Finding {
  const announced = versions.includes('TLSv1.3');
  const possible = attempts.some(isAccepted);
  return verify(TLS13, announced === possible, {
    expected: possible
      ? text('TLS 1.3 permis dans les réglages', 'TLS 1.3 allowed in the settings')
      : text(
          'TLS 1.3 absent des réglages : la connexion a échoué',
          'no TLS 1.3 in the settings: the connection failed',
        ),
    received: joinTexts(versions, ', ', text('aucune version affichée', 'no version shown')),
  });
}

/** A connection in TLS 1.3, when the product has it: it may do without. */
export function checkTls13Used({ shown, attempts }: TriedConnections): Finding {
  const used = attempts.find(isAccepted);
  if (!used) {
    return notApplicable(TLS13_USED, {
      message: text(
        'Le logiciel n’utilise pas TLS 1.3, ce que l’exigence laisse au choix.',
        'The product does not use TLS 1.3, which the requirement leaves free.',
      ),
    });
  }
  return verify(TLS13_USED, plain(shown.imap.protocol) === 'tlsv13', {
    expected: 'TLSv1.3',
    received: shown.imap.protocol,
    exchange: used.exchange.id,
  });
}

/** The list kept is shown, with a date. */
export function checkListKept(shown: string): Finding {
  return verify(KEPT, /\d{4}/.test(shown), {
    expected: text('la liste conservée et sa fin de validité', 'the list kept and its end of validity'),
    received: shown === '' ? text('rien d’affiché', 'nothing shown') : shown,
  });
}

/** The authority of the operators, or one above it, is among those the settings list. */
export function checkAuthorities(shown: readonly string[], authorities: readonly string[]): Finding {
  return verify(
    AUTHORITIES,
    shown.some((name) => authorities.some((known) => plain(name).includes(plain(known)))),
    {
      expected: joinTexts(authorities, text(' ou ', ' or ')),
      received: joinTexts(shown, ', ', text('aucune autorité affichée', 'no authority shown')),
    },
  );
}

/** Without spaces, dots, dashes and case: `TLS 1.2`, `TLSv1.2` and `tls-v1.2` are one. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/^tls(?=\d)/, 'tlsv');
}

function exchangeOf(attempts: readonly ConnectionAttempt[]): { exchange?: string } {
  const [first] = attempts;
  return first ? { exchange: first.exchange.id } : {};
}
