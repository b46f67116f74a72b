import type { TLSSocket, TlsOptions } from 'node:tls';
import { listen } from '../core/listen.js';
import { examineTlsClient } from '../core/tls-client.js';
import type { MailOperator } from './mail-operator.js';
import { OPERATOR_DOMAINS, type OperatorName } from './mailbox-directory.js';
import type { MailCredentials } from './mailbox-authentication.js';
import { authenticateStep } from './smtp-authentication.js';
import { type SubmissionConnection, type SubmissionHooks, SubmissionServer } from './smtp-connection.js';
import { DEFAULT_SMTP_LIMITS, disturb, type SmtpContext, type SmtpLimits } from './smtp-context.js';
import { flushRefusals, recipientStep, senderStep } from './smtp-envelope.js';
import { smtpJournal } from './smtp-journal.js';
import { receiveStep } from './smtp-reception.js';
import { concludeStep, INTERNAL_ERROR, replyError } from './smtp-reply.js';

/** How a submission listener is started. */
export interface SmtpOptions {
  operator: MailOperator;
  name: OperatorName;
  port: number;
  /** True: TLS from the first byte (RFC 8314); false: STARTTLS (RFC 3207). */
  implicitTls: boolean;
  /** TLS settings at start; see {@link SmtpListener.setTls}. */
  tls: TlsOptions;
  /** How the trial operator misbehaves now, for the journal. */
  behaviour?: () => string | undefined;
  limits?: Partial<SmtpLimits>;
}

/** A submission listener that accepts connections. */
export interface SmtpListener {
  port: number;
  /** TLS settings of the connections to come. */
  setTls(tls: TlsOptions): void;
  /** Limit told by EHLO from now on, in bytes. */
  setSizeLimit(bytes: number): void;
  /** Closes the sessions of a mailbox, or all; returns how many. */
  dropConnections(mailbox?: string): number;
  /** Stops listening and drops every session. */
  close(): Promise<void>;
}

/** LOGIN is none of them: refused with `504` (mssante.md §2.6). */
const MECHANISMS = ['PLAIN', 'XOAUTH2', 'OAUTHBEARER', 'EXTERNAL'];
/** Commands of a client that never authenticates; smtp-server closes then. */
const MAX_UNAUTHENTICATED_COMMANDS = 20;

/**
 * Starts a submission server (RFC 6409) of an operator: TLS first, then authentication, then messages delivered into the
 * mailboxes. Throws BANC_LISTEN.
 */
export async function startSmtp(options: SmtpOptions): Promise<SmtpListener> {
  const { operator, name, implicitTls, behaviour = () => undefined } = options;
  const { environment, rules } = operator;
  const limits = { ...DEFAULT_SMTP_LIMITS, ...options.limits };
  const journal = smtpJournal(environment.journal, { operator: name, behaviour });
  const context: SmtpContext = { operator, name, journal, limits };
  const timers = new WeakMap<SubmissionConnection, NodeJS.Timeout>();

  /** A fault of the bench, which must not pass for the product's. */
  const broke =
    (connection: SubmissionConnection) =>
    (error: unknown): void => {
      const reason = `erreur du banc : ${error instanceof Error ? error.message : String(error)}`;
      const { status, text } = INTERNAL_ERROR;
      const summary = `SMTP, ${reason}`;
      const reply = `${status} ${text}`;
      journal.record(connection, { transaction: 'smtp-refused', summary, line: 'SMTP', reply, unexpected: reason });
    };

  const hooks: SubmissionHooks = {
    authenticate: async (credentials, connection) => {
      const result = await authenticateStep(context, connection, credentials).catch((error: unknown) => {
        broke(connection)(error);
        return INTERNAL_ERROR;
      });
      if (result === undefined) clearTimeout(timers.get(connection));
      return result;
    },
    outOfOrder: (connection, line, reason) =>
      journal.record(connection, { transaction: 'smtp-refused', summary: `SMTP, ${reason}`, line, unexpected: reason }),
    abandoned: (connection) => flushRefusals(context, connection),
  };
  const server: SubmissionServer = new SubmissionServer(hooks, {
    ...options.tls,
    secure: implicitTls,
    name: `smtp.${OPERATOR_DOMAINS[name]}`,
    banner: 'Banc Segur, operateur MSSante de test',
    authMethods: MECHANISMS,
    disableReverseLookup: true,
    hideDSN: false,
    hideENHANCEDSTATUSCODES: false,
    logger: false,
    maxClients: limits.connections,
    maxRecipients: limits.recipients,
    maxAllowedUnauthenticatedCommands: MAX_UNAUTHENTICATED_COMMANDS,
    size: rules.sizeLimit(),
    socketTimeout: limits.idleMs,
    closeTimeout: 1,

    onConnect: (session, done) => {
      const connection = server.connectionOf(session);
      const timer = setTimeout(
        () => connection.send(421, '4.7.0 Authentication took too long'),
        limits.authenticationMs,
      );
      timers.set(connection, timer.unref());
      concludeStep(disturb(context, connection, 'smtp-connect', 'CONNECT', {}), done, broke(connection));
    },
    onSecure: (socket, session, done) => {
      const connection = server.connectionOf(session);
      connection.tls = examineTlsClient(socket as TLSSocket, environment.pki.isRevoked).tls;
      connection.transcript.note(`TLS établi : ${connection.tls.protocol ?? '?'} ${connection.tls.cipher ?? '?'}`);
      done();
    },
    onAuth: ({ method, username = '', accessToken = '', authzid = '' }, session, done) => {
      const credentials: MailCredentials =
        method === 'XOAUTH2' ? { mechanism: method, username, accessToken } : { mechanism: 'PLAIN', username, authzid };
      void hooks.authenticate(credentials, server.connectionOf(session)).then((result) => {
        if (result === 'silent') return;
        if (result === undefined) done(null, { user: username });
        // The challenge of mssante.md §2.5, then 535.
        else if (method === 'XOAUTH2' && result.status === 535) done(null, { data: TOKEN_CHALLENGE });
        else done(replyError(result));
      });
    },
    onMailFrom: (address, session, done) => {
      const connection = server.connectionOf(session);
      concludeStep(senderStep(context, connection, address), done, broke(connection));
    },
    onRcptTo: ({ address }, session, done) => {
      const { mailFrom } = session.envelope;
      const from = mailFrom === false ? '' : mailFrom.address;
      const connection = server.connectionOf(session);
      concludeStep(recipientStep(context, connection, address, from), done, broke(connection));
    },
    onData: (stream, session, done) => {
      receiveStep(context, server.connectionOf(session), stream, session).then(
        (reception) => {
          if (reception === 'silent') return;
          if ('accepted' in reception) done(null, reception.accepted);
          else done(replyError(reception.refused));
        },
        // Most often the connection broke in the middle, which its end tells.
        () => done(replyError(INTERNAL_ERROR)),
      );
    },
    onClose: (session) => {
      const connection = server.connectionOf(session);
      clearTimeout(timers.get(connection));
      flushRefusals(context, connection);
      if (connection._upgrading) journal.handshakeFailed(connection, connection.failure);
      else journal.ended(connection);
      connection.ended.resolve();
    },
  });
  // Handshakes of the implicit TLS port, before there is a connection to tell.
  server.on('error', (error) => {
    if (server.server.listening) journal.handshakeFailed(undefined, error);
  });

  const port = await listen(server.server, environment.bind, options.port);
  return {
    port,
    setTls: (tls) => server.updateSecureContext(tls),
    setSizeLimit: (bytes) => {
      server.options.size = bytes;
    },
    dropConnections: (wanted) => {
      const address = wanted?.trim().toLowerCase();
      const dropped = [...server.submissions].filter(
        ({ mailbox }) => address === undefined || mailbox?.account.address === address,
      );
      for (const connection of dropped) connection.send(421, '4.3.2 Session closed by the operator');
      return dropped.length;
    },
    close: async () => {
      const ending = [...server.submissions].map(({ ended }) => ended.promise);
      for (const connection of server.submissions) connection.drop();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all(ending);
    },
  };
}

const TOKEN_CHALLENGE = { status: '401', schemes: 'bearer', scope: 'openid' };
