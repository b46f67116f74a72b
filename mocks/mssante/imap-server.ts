import { createServer, type Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import type { FaultPlan } from '../core/fault-plan.js';
import type { Journal } from '../core/journal.js';
import { listen } from '../core/listen.js';
import { examineTlsClient } from '../core/tls-client.js';
import { type ImapConnection, serveImap } from './imap-connection.js';
import { status } from './imap-response.js';
import {
  ANNOUNCED_MECHANISMS,
  DEFAULT_IMAP_LIMITS,
  type ImapLimits,
  type ImapServerContext,
  type SaslMechanism,
} from './imap-session.js';
import { upgradeToTls } from './imap-tls.js';
import type { AuthenticateMailbox } from './mailbox-authentication.js';
import type { OperatorName } from './mailbox-directory.js';
import type { MailboxStore } from './mailbox-store.js';

/** How an IMAP listener is started. */
export interface ImapOptions {
  bind: string;
  /** 0 = any free port. */
  port: number;
  /** True: TLS from the first byte (imaps, RFC 8314); false: STARTTLS. */
  implicitTls: boolean;
  /** TLS settings, asked for at each handshake; `requestCert` with `rejectUnauthorized: false` for mutual TLS. */
  tls: () => TlsOptions;
  /** Whether the client certificate of this serial number is revoked. */
  isRevoked: (serial: string) => boolean;
  operator: OperatorName;
  store: MailboxStore;
  authenticate: AuthenticateMailbox;
  journal: Journal;
  faults: FaultPlan;
  limits?: Partial<ImapLimits>;
  /** Mechanisms announced; those of API LPS by default. */
  mechanisms?: readonly SaslMechanism[];
}

/** An IMAP listener that accepts connections. */
export interface ImapListener {
  port: number;
  /** Says `* BYE` to the sessions of a mailbox, or to all, and closes them; returns how many. */
  dropConnections(mailbox?: string): number;
  /** Stops listening, drops every session and waits until they are journalled. */
  close(): Promise<void>;
}

/** Starts an IMAP4rev1 server (RFC 3501) on the mailboxes of the operator. Throws BANC_LISTEN. */
export async function startImap(options: ImapOptions): Promise<ImapListener> {
  const limits = { ...DEFAULT_IMAP_LIMITS, ...options.limits };
  const context: ImapServerContext = {
    mechanisms: ANNOUNCED_MECHANISMS,
    ...options,
    limits,
    secure: (socket) => upgradeToTls(socket, options.tls(), limits.authenticationMs),
    examine: (socket) => examineTlsClient(socket, options.isRevoked).tls,
  };
  const connections = new Set<ImapConnection>();
  const sockets = new Set<Socket>();

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    if (connections.size >= limits.connections) {
      socket.on('error', () => undefined);
      socket.end(options.implicitTls ? '' : status('*', 'BYE', 'Too many connections'));
      socket.destroySoon();
      return;
    }
    socket.setNoDelay(true);
    const connection = serveImap(context, socket, options.implicitTls);
    connections.add(connection);
    void connection.done.then(() => connections.delete(connection));
  });
  const port = await listen(server, options.bind, options.port);

  const dropConnections = (mailbox?: string) => {
    const wanted = mailbox?.trim().toLowerCase();
    const dropped = [...connections].filter((one) => wanted === undefined || one.mailbox === wanted);
    for (const connection of dropped) connection.drop('Session closed by the operator');
    return dropped.length;
  };
  return {
    port,
    dropConnections,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const ending = [...connections].map(({ done }) => done);
      dropConnections();
      for (const socket of sockets) socket.destroySoon();
      await Promise.all(ending);
      await closed;
    },
  };
}
