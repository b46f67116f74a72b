import type { Exchange } from '../../../mocks/core/exchange.js';
import { type Finding, joinTexts, notObserved, review, type Text, text, verify } from '../../harness/index.js';
import { attemptsSeen, type ConnectionAttempt, isAccepted } from './connection-attempts.js';

const AFTER_TLS = {
  id: 'mss.connection.after-starttls',
  title: text('Rien n’est dit avant STARTTLS', 'Nothing is said before STARTTLS'),
  rule: { reference: 'RFC 3207, RFC 3501 §6.2.1 ; MSS/CONF.05, MSS/CONF.06', confidence: 'stated' },
} as const;

const MECHANISM = {
  id: 'mss.connection.mechanism',
  title: text('Mécanisme d’authentification attendu', 'Authentication mechanism expected'),
  rule: { reference: 'Référentiel socle MSSanté #2, ECO.1.2.1, ECO.1.3.1', confidence: 'stated' },
} as const;

const APP_IDENTITY = {
  id: 'mss.connection.app-identity',
  title: text(
    'Chaque authentification porte le certificat de la structure et l’adresse de la boîte',
    'Each authentication bears the structure’s certificate and the mailbox’s address',
  ),
  rule: { reference: 'Référentiel socle MSSanté #2, ECO.1.3.1 (MSS/CONF.12)', confidence: 'stated' },
} as const;

const TOKEN_EXPIRED = {
  id: 'mss.connection.expired-token-unused',
  title: text('Un jeton expiré n’est plus présenté', 'An expired token is no longer presented'),
  rule: { reference: 'Référentiel socle MSSanté #2, ECO.1.2.5 (MSS/CONF.28)', confidence: 'stated' },
} as const;

const TOKEN_STORED = {
  id: 'mss.connection.token-storage',
  title: text('Le jeton n’est pas enregistré durablement', 'The token is not stored permanently'),
  rule: { reference: 'Référentiel socle MSSanté #2, ECO.1.2.5 (MSS/CONF.28)', confidence: 'stated' },
} as const;

const REFUSED_TOKEN = {
  id: 'mss.connection.refused-token-shown',
  title: text('Le refus d’un jeton est montré', 'The refusal of a token is shown'),
  rule: { reference: 'Référentiel socle MSSanté #2, ECO.1.2.1 (MSS/CONF.07)', confidence: 'stated' },
} as const;

const READ = {
  id: 'mss.connection.message-read',
  title: text('Le message déposé est relevé', 'The message delivered is read'),
  rule: { reference: 'Référentiel socle MSSanté #2, ECO.1.0.2 (MSS/CONF.06)', confidence: 'stated' },
} as const;

/** No authentication was tried on a channel that was not encrypted yet. */
export function checkAfterStartTls(clear: readonly Exchange[]): Finding {
  const [first] = clear;
  return verify(AFTER_TLS, first === undefined, {
    expected: text('authentification après STARTTLS seulement', 'authentication after STARTTLS only'),
    received: joinTexts(
      clear.map(({ summary }) => summary),
      ', ',
      text('rien avant STARTTLS', 'nothing before STARTTLS'),
    ),
    ...(first ? { exchange: first.id } : {}),
  });
}

/** Every attempt uses the mechanism, and one of each protocol succeeded with it. */
export function checkMechanism(expected: 'PLAIN' | 'XOAUTH2', attempts: readonly ConnectionAttempt[]): Finding {
  const others = attempts.filter(({ exchange }) => mechanismOf(exchange) !== expected);
  const accepted = (protocol: 'smtp' | 'imap') => attempts.some((one) => one.protocol === protocol && isAccepted(one));
  const [first] = others;
  return verify(MECHANISM, others.length === 0 && accepted('smtp') && accepted('imap'), {
    expected: text(`SASL ${expected}, en SMTP et en IMAP`, `SASL ${expected}, by SMTP and IMAP`),
    received: attemptsSeen(others.length === 0 ? attempts : others),
    ...(first ? { exchange: first.exchange.id } : {}),
  });
}

/** Every attempt came with a client certificate that the PKI recognises, and named this mailbox. */
export function checkAppIdentity(address: string, attempts: readonly ConnectionAttempt[]): Finding {
  const wrong = attempts.find(
    ({ exchange: { tls, keys } }) => tls?.authorized !== true || (keys['mailbox'] ?? address) !== address,
  );
  const judged = wrong ?? attempts[0];
  const { tls, keys } = judged?.exchange ?? {};
  return verify(APP_IDENTITY, wrong === undefined && judged !== undefined, {
    expected: text(`certificat ORG AUTH_CLI valide, ${address}`, `valid ORG AUTH_CLI certificate, ${address}`),
    received: judged
      ? joinTexts([
          tls?.refusal ?? tls?.clientSubject ?? text('aucun certificat client', 'no client certificate'),
          keys?.['mailbox'] ?? text('aucune adresse', 'no address'),
        ])
      : attemptsSeen(attempts),
    ...(wrong ? { exchange: wrong.exchange.id } : {}),
  });
}

/** After its expiry, the token with which the mailbox was opened is presented no more. */
export function checkExpiredTokenUnused(
  opened: boolean,
  attempts: readonly ConnectionAttempt[],
  shown: string,
): Finding {
  const [first] = attempts;
  if (!opened) {
    return notObserved(TOKEN_EXPIRED, {
      message: text('La boîte n’a pas été ouverte avec le jeton.', 'The mailbox was not opened with the token.'),
    });
  }
  return verify(TOKEN_EXPIRED, first === undefined, {
    expected: text('aucune authentification avec ce jeton', 'no authentication with this token'),
    received: first ? attemptsSeen(attempts) : quote(shown),
    ...(first ? { exchange: first.exchange.id } : {}),
  });
}

/** The token of somebody who may not open the mailbox: the product says that it is not open. */
export function checkRefusedToken(shown: { opened: boolean; message: string }): Finding {
  return verify(REFUSED_TOKEN, !shown.opened && shown.message !== '', {
    expected: text('le refus de l’opérateur montré', 'the operator’s refusal shown'),
    received: shown.opened ? text('boîte annoncée ouverte', 'mailbox said to be open') : quote(shown.message),
  });
}

/** Where a product keeps a token is not seen from outside. */
export function reviewTokenStorage(): Finding {
  return review(TOKEN_STORED, {
    expected: text('en mémoire, protégé, jusqu’à son expiration', 'in memory, protected, until it expires'),
    message: text(
      'Le banc ne voit pas où le logiciel garde le jeton : à vérifier dans sa documentation et sur le poste.',
      'The bench does not see where the product keeps the token: check its documentation and the workstation.',
    ),
  });
}

/** The operator handed over the message, and the screen says that the mailbox was read. */
export function checkMessageRead(fetched: readonly Exchange[], shown: { done: boolean; message: string }): Finding {
  return verify(READ, fetched.length > 0 && shown.done, {
    expected: text(
      'le message lu par IMAP, la boîte annoncée relevée',
      'the message read by IMAP, the mailbox said to be read',
    ),
    received: joinTexts([fetched[0]?.summary ?? text('message non lu', 'message not read'), quote(shown.message)]),
  });
}

/** SASL mechanism of an attempt, as the operator names it. */
export function mechanismOf(exchange: Exchange): string {
  return exchange.keys['mechanism'] ?? '';
}

function quote(said: string): Text {
  return said === '' ? text('rien d’affiché', 'nothing shown') : text(`« ${said} »`, `"${said}"`);
}
