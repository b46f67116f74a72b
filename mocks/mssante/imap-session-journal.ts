import { UNUSED_TLS } from '../core/connection-failure.js';
import type { ExchangeTls } from '../core/exchange.js';
import type { DraftBodies, ExchangeDraft, Journal } from '../core/journal.js';
import { MASK } from '../core/masking.js';
import type { OperatorName } from './mailbox-directory.js';

/** What one exchange of a session says beside what the session knows. */
export interface ImapExchange {
  /** `imap-fetch`, `imap-store` … */
  transaction: string;
  /** Beside `operator` and `mailbox`. */
  keys?: Record<string, string>;
  /** French. */
  summary: string;
  /** First lines of both sides, secrets already masked. */
  request: string;
  response?: string;
  /** Media type of the request's or response's body, when there is one. */
  contentType?: string;
  unexpected?: string;
  tolerated?: readonly string[];
  fault?: string;
  startedAt?: Date;
  /** `tls` for a handshake that failed. */
  protocol?: 'imap' | 'tls';
}

/** Journals one connection: its exchanges, and at its end its list of commands. */
export interface ImapSessionJournal {
  /** Set once known; goes into every later exchange. */
  tls: ExchangeTls | undefined;
  mailbox: string | undefined;
  /** Notes a command line for the list; masked here. */
  command(text: string): void;
  /** Notes the line that ended a command, or an event of the session. */
  note(line: string): void;
  record(exchange: ImapExchange, bodies?: DraftBodies): void;
  /** Records `imap-session`. */
  finish(): void;
}

const MAX_LINES = 2_000;
const MAX_LINE = 500;

/** The journal of a connection to this operator, opened now. Every exchange carries `operator`, as those of SMTP. */
export function openSessionJournal(journal: Journal, operator: OperatorName): ImapSessionJournal {
  const openedAt = new Date();
  const lines: string[] = [];
  const commands = new Map<string, number>();
  let more = 0;
  let spokeOverTls = false;

  const add = (line: string) => {
    if (lines.length < MAX_LINES) lines.push(line.slice(0, MAX_LINE).replaceAll(/[^\x20-\x7e]/g, '·'));
    else more += 1;
  };

  const self: ImapSessionJournal = {
    tls: undefined,
    mailbox: undefined,
    command: (text) => {
      const masked = maskCommand(text, self.mailbox !== undefined);
      const name = /^\S+ +((?:UID )?[A-Za-z-]{1,20})/i.exec(masked)?.[1]?.toUpperCase() ?? '(illisible)';
      if (self.tls !== undefined) spokeOverTls = true;
      commands.set(name, (commands.get(name) ?? 0) + 1);
      add(`C: ${masked}`);
    },
    note: (line) => add(line),
    record: (exchange, bodies = {}) => {
      const { transaction, keys, summary, request, response, contentType, unexpected, fault } = exchange;
      const headers: [string, string][] = contentType === undefined ? [] : [['Content-Type', contentType]];
      const draft: ExchangeDraft = {
        service: 'mssante',
        transaction,
        protocol: exchange.protocol ?? 'imap',
        startedAt: (exchange.startedAt ?? new Date()).toISOString(),
        finishedAt: new Date().toISOString(),
        keys: { operator, ...(self.mailbox === undefined ? {} : { mailbox: self.mailbox }), ...keys },
        summary,
        request: { line: request, headers: bodies.requestBody === undefined ? [] : headers },
        tolerated: [...(exchange.tolerated ?? [])],
      };
      if (response !== undefined) {
        draft.response = { line: response, headers: bodies.responseBody === undefined ? [] : headers };
      }
      if (self.tls !== undefined) draft.tls = self.tls;
      if (unexpected !== undefined) draft.unexpected = unexpected;
      if (fault !== undefined) draft.fault = fault;
      journal.record(draft, bodies);
    },
    finish: () => {
      // Libraries that check a certificate once TLS is set up, as Node does, refuse it that way.
      const unused = self.tls !== undefined && !spokeOverTls;
      const list = [...commands].map(([name, count]) => (count === 1 ? name : `${name} ×${count}`)).join(', ');
      if (more > 0) lines.push(`(… ${more} lignes de plus)`);
      self.record(
        {
          transaction: 'imap-session',
          summary: `Session IMAP${self.mailbox === undefined ? ' sans authentification' : ` de ${self.mailbox}`} : ${list === '' ? 'aucune commande' : list}`,
          request: 'IMAP',
          contentType: 'text/plain; charset=utf-8',
          startedAt: openedAt,
          tolerated: unused ? [UNUSED_TLS] : [],
        },
        { requestBody: Buffer.from(lines.map((line) => `${line}\n`).join('')) },
      );
    },
  };
  return self;
}

/**
 * A command line without its secrets: what follows AUTHENTICATE <mechanism> and LOGIN always, everything after the
 * second word of a command that comes before authentication and may hold anything, whatever white space stands between.
 */
export function maskCommand(text: string, authenticated: boolean): string {
  const line = text.replaceAll('\r\n', ' ');
  const secret = /^(\s*\S+\s+(?:AUTHENTICATE\s+\S+|LOGIN)\s+)\S/i.exec(line);
  if (secret !== null) return `${secret[1]}${MASK}`;
  if (authenticated || /^\S+ +(?:CAPABILITY|NOOP|LOGOUT|STARTTLS|ID|AUTHENTICATE +\S+ *$)/i.test(line)) return line;
  // A long word alone may be the answer to a challenge that was never sent.
  if (/^\s*\S{40,}\s*$/.test(line)) return MASK;
  return line.replace(/^(\s*\S+\s+\S+\s+)\S.*$/s, `$1${MASK}`).slice(0, 200);
}
