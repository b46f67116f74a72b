import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { FaultPlan } from '../core/fault-plan.js';
import type { ExchangeTls } from '../core/exchange.js';
import type { Journal } from '../core/journal.js';
import type { ImapCommand } from './imap-command.js';
import type { ImapReader } from './imap-reader.js';
import type { ImapSessionJournal } from './imap-session-journal.js';
import type { AuthenticateMailbox } from './mailbox-authentication.js';
import type { OperatorName } from './mailbox-directory.js';
import type { FolderView } from './imap-view.js';
import type { MailboxStore, StoredMailbox } from './mailbox-store.js';

/** What a client may take of us. */
export interface ImapLimits {
  /** Connections of a listener at once; one more gets `* BYE`. */
  connections: number;
  /** Lines of a command (long UID sets are legitimate). */
  lineBytes: number;
  /** Literals of a command that is no APPEND. */
  literalBytes: number;
  /** A message APPENDed. */
  messageBytes: number;
  /** Time to authenticate, counted from the connection, TLS included. */
  authenticationMs: number;
  /** Silence after authentication; RFC 3501 §5.4 wants 30 minutes at least. */
  idleMs: number;
  /** Bad commands of a session. */
  badCommands: number;
}

/** 2000 connections, 64 KB lines, 30 MB messages, one minute to authenticate, 31 minutes of silence. */
export const DEFAULT_IMAP_LIMITS: ImapLimits = {
  connections: 2_000,
  lineBytes: 64 * 1024,
  literalBytes: 64 * 1024,
  messageBytes: 30 * 1024 * 1024,
  authenticationMs: 60_000,
  idleMs: 31 * 60_000,
  badCommands: 50,
};

/** Mechanisms of AUTHENTICATE we know. */
export type SaslMechanism = 'PLAIN' | 'XOAUTH2' | 'OAUTHBEARER' | 'EXTERNAL';

/**
 * Those of API LPS: XOAUTH2 (mssante.md §2.5), and PLAIN over a client certificate (§2.6). The two others are not
 * announced: a client with a choice would take them.
 */
export const ANNOUNCED_MECHANISMS: readonly SaslMechanism[] = ['PLAIN', 'XOAUTH2'];

/** What sessions share. */
export interface ImapServerContext {
  store: MailboxStore;
  authenticate: AuthenticateMailbox;
  /** The operator whose listener it is. */
  operator: OperatorName;
  /** Mechanisms announced; every one we know is accepted, LOGIN excepted. */
  mechanisms: readonly SaslMechanism[];
  journal: Journal;
  faults: FaultPlan;
  limits: ImapLimits;
  /** Upgrades a connection to TLS; rejects when the handshake fails. */
  secure: (socket: Socket) => Promise<TLSSocket>;
  /** Facts of a TLS connection, the client's certificate examined now. */
  examine: (socket: TLSSocket) => ExchangeTls;
}

/** One connection, as the commands see it. */
export interface ImapSession {
  readonly context: ImapServerContext;
  readonly journal: ImapSessionJournal;
  readonly reader: ImapReader;
  readonly tls: ExchangeTls | undefined;
  /** The mailbox of the authenticated user. */
  mailbox: StoredMailbox | undefined;
  /** The folder selected. */
  view: FolderView | undefined;
  /** Writes and waits until the client takes it, or is gone. */
  send(...data: Buffer[]): Promise<void>;
  /** Starts TLS on the connection; resolves with false when the handshake failed and the connection is over. */
  startTls(): Promise<boolean>;
  /** Aborted once the connection is closed: what waits for time may stop. */
  readonly gone: AbortSignal;
  /** Ends the connection after the answer of the command under way. */
  end(): void;
}

/** How a command ended well; a failure is an ImapRefusal thrown. */
export interface Completion {
  /** Text of the tagged OK; `<NAME> completed` by default. */
  text?: string;
  /** Response code without its brackets. */
  code?: string;
  /** Sent already (STARTTLS answers before it upgrades). */
  answered?: boolean;
}

/** A command of the server. */
export interface ImapCommandHandler {
  /** States it is allowed in (RFC 3501 §3). */
  state: 'any' | 'not-authenticated' | 'authenticated' | 'selected';
  /** Whether EXPUNGE responses may be sent with its answer; not for FETCH, STORE and SEARCH (RFC 3501 §7.4.1). */
  keepsNumbers?: boolean;
  run(session: ImapSession, command: ImapCommand): Promise<Completion | undefined>;
}

/** Commands by name, one table a family. */
export type ImapCommands = Record<string, ImapCommandHandler>;

/** The mailbox of an authenticated session. */
export function mailboxOf(session: ImapSession): StoredMailbox {
  // The state is checked before a command runs.
  if (session.mailbox === undefined) throw new Error('not authenticated');
  return session.mailbox;
}

/** The view of a session in the selected state. */
export function viewOf(session: ImapSession): FolderView {
  if (session.view === undefined) throw new Error('nothing selected');
  return session.view;
}
