import { CUT_HANDSHAKE, explainFailure } from '../core/connection-failure.js';
import type { ExchangeDraft, Journal } from '../core/journal.js';
import type { OperatorName } from './mailbox-directory.js';
import type { SubmissionConnection } from './smtp-connection.js';

/** What one exchange of a connection says beside what the connection knows. */
export interface SmtpExchange {
  transaction: 'smtp-submission' | 'smtp-refused' | 'smtp-session';
  /** French. */
  summary: string;
  /** First line of the request: `MAIL FROM:<…>`, `AUTH XOAUTH2`. */
  line: string;
  /** `250 2.0.0 Queued as …`; absent when nothing was answered. */
  reply?: string;
  keys?: Record<string, string>;
  headers?: [name: string, value: string][];
  /** Recipients refused, with their replies. */
  refused?: [name: string, value: string][];
  body?: Buffer;
  startedAt?: Date;
  unexpected?: string;
  fault?: string;
  tolerated?: readonly string[];
}

/** Journals what happens on the connections of one listener. */
export interface SmtpJournal {
  record(connection: SubmissionConnection | undefined, exchange: SmtpExchange): void;
  /** A TLS handshake that failed; the connection is undefined on the implicit TLS port. */
  handshakeFailed(connection: SubmissionConnection | undefined, error: Error | undefined): void;
  /** The end of a connection, with its transcript as body. */
  ended(connection: SubmissionConnection): void;
}

/** What the journal must know of the listener when it writes. */
export interface SmtpListenerFacts {
  operator: OperatorName;
  /** How the trial operator misbehaves now; undefined on the ordinary one. */
  behaviour: () => string | undefined;
}

/** The journal of one listener. Every exchange carries `operator`, and `behaviour` on the trial operator. */
export function smtpJournal(journal: Journal, { operator, behaviour }: SmtpListenerFacts): SmtpJournal {
  const facts = (): Record<string, string> => {
    const now = behaviour();
    return now === undefined ? { operator } : { operator, behaviour: now };
  };
  const record = (connection: SubmissionConnection | undefined, exchange: SmtpExchange, inHandshake = false): void => {
    const { headers = [], refused = [], reply, body, startedAt = new Date() } = exchange;
    const mailbox = connection?.mailbox;
    const contentType = exchange.transaction === 'smtp-session' ? 'text/plain; charset=utf-8' : 'message/rfc822';
    const draft: ExchangeDraft = {
      service: 'mssante',
      transaction: exchange.transaction,
      protocol: inHandshake ? 'tls' : 'smtp',
      startedAt: startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      keys: {
        ...facts(),
        ...(mailbox === undefined ? {} : { mailbox: mailbox.account.address, mechanism: mailbox.mechanism }),
        ...(mailbox?.tokenId === undefined ? {} : { user: mailbox.identity }),
        ...exchange.keys,
      },
      summary: exchange.summary,
      request: {
        line: exchange.line,
        headers: body === undefined ? headers : [...headers, ['Content-Type', contentType]],
      },
      tolerated: [...(mailbox?.tolerated ?? []), ...(exchange.tolerated ?? [])],
    };
    if (reply !== undefined) {
      draft.response = { line: reply, headers: refused };
      const status = Number(reply.slice(0, 3));
      if (Number.isInteger(status)) draft.response.status = status;
    }
    if (connection?.tls !== undefined) draft.tls = connection.tls;
    if (exchange.unexpected !== undefined) draft.unexpected = exchange.unexpected;
    if (exchange.fault !== undefined) draft.fault = exchange.fault;
    journal.record(draft, body === undefined ? {} : { requestBody: body });
  };
  return {
    record,
    handshakeFailed: (connection, error) => {
      const quiet = error === undefined || (error as NodeJS.ErrnoException).code === 'SocketError';
      const { reason } = quiet ? CUT_HANDSHAKE : explainFailure(error);
      const misbehaves = behaviour() !== undefined && behaviour() !== 'conform';
      record(
        connection,
        {
          transaction: 'smtp-refused',
          summary: `SMTP, négociation TLS en échec : ${reason}`,
          line: 'TLS',
          keys: { stage: 'tls', ...(alertOf(error) === undefined ? {} : { alert: alertOf(error) ?? '' }) },
          ...(connection === undefined ? {} : { startedAt: connection.openedAt, body: transcriptOf(connection) }),
          // A client is right to refuse an operator that misbehaves on purpose.
          ...(misbehaves ? {} : { unexpected: reason }),
        },
        true,
      );
    },
    ended: (connection) => {
      const { mailbox, messages } = connection;
      const who = mailbox === undefined ? 'sans authentification' : `de ${mailbox.account.address}`;
      record(connection, {
        transaction: 'smtp-session',
        summary: `Session SMTP ${who} : ${messages === 0 ? 'aucun message' : `${messages} message(s)`}`,
        line: 'SMTP',
        keys: { messages: String(messages), secure: connection.secure ? 'yes' : 'no' },
        startedAt: connection.openedAt,
        body: transcriptOf(connection),
        ...(connection.fault === undefined ? {} : { fault: connection.fault }),
      });
    },
  };
}

/** The TLS alert the client sent, as OpenSSL names it: `certificate expired`; undefined when it sent none. */
function alertOf(error: Error | undefined): string | undefined {
  const { reason } = (error ?? {}) as { reason?: string };
  return /alert ([a-z ]+)$/.exec(reason ?? '')?.[1];
}

function transcriptOf({ transcript }: SubmissionConnection): Buffer {
  return Buffer.from(`${transcript.lines().join('\n')}\n`);
}
