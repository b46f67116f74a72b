import type { Exchange } from '../../../mocks/core/exchange.js';
import { fail, type Finding, joinTexts, type Text, text, verify } from '../../harness/index.js';
import type { ShownConnection } from '../actions/pfi-connection.js';

/** An authentication or a submission, as the operator journalled it. */
export interface ConnectionAttempt {
  exchange: Exchange;
  protocol: 'smtp' | 'imap';
}

/** What one try to reach an operator gave, on screen and at the operator. */
export interface TriedConnections {
  /** The operator, as a sentence names it: `un opérateur dont le certificat a expiré`. */
  presented: Text;
  shown: { smtp: ShownConnection; imap: ShownConnection; sent: boolean; message: string };
  attempts: readonly ConnectionAttempt[];
}

const NOTHING_SENT = {
  id: 'mss.connection.nothing-said',
  title: text(
    'Ni authentification ni message vers un opérateur à refuser',
    'Neither authentication nor message to an operator to be refused',
  ),
  rule: { reference: 'Référentiel socle MSSanté #2, ECO.1.1.1 à ECO.1.1.10', confidence: 'stated' },
} as const;

const FAILURE_SHOWN = {
  id: 'mss.connection.failure-shown',
  title: text('Le refus de la connexion est montré', 'The refusal of the connection is shown'),
  rule: { reference: 'REM MSS/va1.04, MSS/CONF.27', confidence: 'stated' },
} as const;

const OPEN = {
  id: 'mss.connection.open',
  title: text(
    'Session ouverte en envoi et en relève, à l’écran et chez l’opérateur',
    'Session open to send and to read, on screen and at the operator',
  ),
  rule: { reference: 'Référentiel socle MSSanté #2, ECO.1.0.1, ECO.1.0.2, ECO.1.1.4', confidence: 'stated' },
} as const;

const HOST = {
  id: 'mss.connection.host',
  title: text(
    'Un certificat qui porte un autre nom de serveur est refusé',
    'A certificate that bears another server name is refused',
  ),
  rule: { reference: 'RFC 7817 §3', confidence: 'inferred' },
} as const;

/** What a conform client says to an operator it must refuse: nothing (mssante.md §2.3). */
export function checkNothingSaid({ presented, attempts }: TriedConnections): Finding {
  const [said] = attempts;
  return verify(NOTHING_SENT, said === undefined, {
    expected: text(`rien de dit à ${presented.fr}`, `nothing said to ${presented.en}`),
    received: attemptsSeen(attempts),
    ...(said ? { exchange: said.exchange.id } : {}),
  });
}

/** The user learns that the operator was refused. */
export function checkFailureShown({ presented, shown }: TriedConnections): Finding {
  const silent = (['smtp', 'imap'] as const).filter(
    (protocol) => shown[protocol].open || shown[protocol].message === '',
  );
  return verify(FAILURE_SHOWN, silent.length === 0, {
    expected: text(
      `échec montré, en SMTP et en IMAP, avec ${presented.fr}`,
      `failure shown, by SMTP and IMAP, with ${presented.en}`,
    ),
    received: joinTexts((['smtp', 'imap'] as const).map((protocol) => shownWords(protocol, shown[protocol]))),
  });
}

/** Sessions are open on screen, and the operator authenticated one of each protocol. */
export function checkOpen({ presented, shown, attempts }: TriedConnections): Finding {
  const accepted = (protocol: 'smtp' | 'imap') => attempts.some((one) => one.protocol === protocol && isAccepted(one));
  const holds = shown.smtp.open && shown.imap.open && shown.sent && accepted('smtp') && accepted('imap');
  return verify(OPEN, holds, {
    expected: text(`envoi et relève possibles chez ${presented.fr}`, `sending and reading possible at ${presented.en}`),
    received: joinTexts([
      shownWords('smtp', shown.smtp),
      shownWords('imap', shown.imap),
      shown.message,
      attemptsSeen(attempts),
    ]),
  });
}

/** Reported only when it is not held: no source read here says it of API LPS. */
export function checkHostRefused({ attempts }: TriedConnections): Finding[] {
  if (attempts.length === 0) return [];
  const details = {
    expected: text('connexion refusée', 'connection refused'),
    received: attemptsSeen(attempts),
  };
  return [fail(HOST, details)];
}

/** Whether the operator accepted it: a message taken, or an identity recognised. */
export function isAccepted({ exchange }: ConnectionAttempt): boolean {
  if (exchange.transaction === 'smtp-submission') return true;
  return exchange.keys['identity'] !== undefined;
}

/** Attempts as a sentence lists them. */
export function attemptsSeen(attempts: readonly ConnectionAttempt[]): Text {
  const seen = attempts.map(({ exchange }) => {
    const { protocol = 'sans TLS', cipher = '' } = exchange.tls ?? {};
    return text(`${exchange.summary} (${protocol} ${cipher})`, `${exchange.summary} (${protocol} ${cipher})`);
  });
  return joinTexts(seen, text(' ; ', '; '), text('rien chez l’opérateur', 'nothing at the operator'));
}

function shownWords(protocol: 'smtp' | 'imap', { open, message }: ShownConnection): Text {
  const name = protocol.toUpperCase();
  const said = message === '' ? text('rien d’affiché', 'nothing shown') : text(`« ${message} »`, `"${message}"`);
  return open
    ? text(`${name} annoncé ouvert (${said.fr})`, `${name} said to be open (${said.en})`)
    : text(`${name} annoncé fermé (${said.fr})`, `${name} said to be closed (${said.en})`);
}
