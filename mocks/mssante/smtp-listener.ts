import type { TLSSocket, TlsOptions } from 'node:tls';
import type { SMTPServerSession } from 'smtp-server';
import { listen } from '../core/listen.js';
import { examineTlsClient } from '../core/tls-client.js';
import { BancError } from '../wire/errors.js';
import { newQueueId } from './mail-copy.js';
import { deliverMessage } from './mail-delivery.js';
import type { MailOperator } from './mail-operator.js';
import { OPERATOR_DOMAINS, type OperatorName } from './mailbox-directory.js';
import {
  type AuthenticationReply,
  type SubmissionConnection,
  SubmissionServer,
  type SubmissionHooks,
} from './smtp-connection.js';
import { type SmtpFault, type SmtpStage, takeSmtpFault } from './smtp-faults.js';
import { smtpJournal } from './smtp-journal.js';
import { messageKeys, patientOfRecipients, receiveMessage } from './smtp-message.js';
import { decideRecipient } from './smtp-recipients.js';

/** What a client may take of us. */
export interface SmtpLimits {
  /** Connections at once; one more gets `421`. */
  connections: number;
  /** Recipients of a message; one more gets `452`. */
  recipients: number;
  /** Recipients and senders refused on a connection before it is closed. */
  refusals: number;
  /** Time to authenticate, counted from the connection, TLS included. */
  authenticationMs: number;
  /** Time to send a message, from DATA to its end. */
  messageMs: number;
  /** Silence. */
  idleMs: number;
}

/** 1000 connections, 100 recipients, 50 refusals, one minute to authenticate, five minutes a message, one of silence. */
export const DEFAULT_SMTP_LIMITS: SmtpLimits = {
  connections: 1_000,
  recipients: 100,
  refusals: 50,
  authenticationMs: 60_000,
  messageMs: 300_000,
  idleMs: 60_000,
};

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

/** Ends a step of smtp-server, with an error when it is refused. */
type Done = (error?: (Error & { responseCode?: number }) | null) => void;

const MECHANISMS = ['PLAIN', 'XOAUTH2', 'OAUTHBEARER', 'EXTERNAL'];

/**
 * Starts a submission server (RFC 6409) of an operator: TLS first, then authentication, then messages delivered into the
 * mailboxes. Throws BANC_LISTEN.
 */
export async function startSmtp(options: SmtpOptions): Promise<SmtpListener> {
  const { operator, name, implicitTls } = options;
  const { environment, rules } = operator;
  const { faults, pki } = environment;
  const limits = { ...DEFAULT_SMTP_LIMITS, ...options.limits };
  const journal = smtpJournal(environment.journal, {
    operator: name,
    behaviour: options.behaviour ?? (() => undefined),
  });
  const timers = new WeakMap<SubmissionConnection, NodeJS.Timeout>();

  const connectionOf = (session: SMTPServerSession): SubmissionConnection => server.connectionOf(session);

  /** Journals a refusal and answers it. */
  function refuse(
    connection: SubmissionConnection,
    line: string,
    { status, text }: AuthenticationReply,
    more: { summary: string; keys?: Record<string, string>; unexpected?: string; fault?: string },
    done: Done,
  ): void {
    journal.record(connection, { transaction: 'smtp-refused', line, reply: `${status} ${text}`, ...more });
    done(replyError(status, text));
  }

  /** Applies the anomaly planned for a step; resolves with true when the step is over. */
  async function disturbed(
    connection: SubmissionConnection,
    stage: SmtpStage,
    line: string,
    keys: Record<string, string>,
    done: Done,
  ): Promise<boolean> {
    const fault = await takeSmtpFault(faults, stage, keys);
    if (fault === undefined || fault.effect === 'continue') return false;
    return applyFault(connection, stage, line, fault, keys, done);
  }

  function applyFault(
    connection: SubmissionConnection,
    stage: SmtpStage,
    line: string,
    fault: SmtpFault,
    keys: Record<string, string>,
    done: Done,
  ): boolean {
    const { kind, effect, reply } = fault;
    const summary = `SMTP, anomalie demandée (${kind}) à l’étape ${stage}`;
    if (effect === 'reply') {
      refuse(
        connection,
        line,
        reply,
        { summary: `${summary} : ${reply.status} ${reply.text}`, keys, fault: kind },
        done,
      );
      return true;
    }
    journal.record(connection, { transaction: 'smtp-refused', line, summary, keys, fault: kind });
    if (effect === 'close' || effect === 'drop') connection.drop();
    return true;
  }

  const authenticate: SubmissionHooks['authenticate'] = async (credentials, connection) => {
    const line = `AUTH ${credentials.mechanism}`;
    const socket = connection.tlsSocket;
    if (socket === undefined) return { status: 538, text: '5.7.11 Encryption required' };
    connection.tls = examineTlsClient(socket, pki.isRevoked).tls;
    const keys = { mailbox: credentials.username.trim().toLowerCase().slice(0, 320), mechanism: credentials.mechanism };
    let refusal: AuthenticationReply | 'silent' | undefined = 'silent';
    const done: Done = (error) => {
      refusal = error == null ? undefined : { status: error.responseCode ?? 535, text: error.message };
    };
    if (await disturbed(connection, 'smtp-authenticate', line, keys, done)) return refusal;
    const result = await operator.authenticate(credentials, { tls: connection.tls, operator: name });
    if (!result.accepted) {
      const token: Record<string, string> = result.tokenId === undefined ? {} : { token: result.tokenId };
      const summary = `SMTP, authentification ${result.mechanism} refusée pour ${result.address} : ${result.reason}`;
      const reply = { status: 535, text: '5.7.8 Authentication failed' };
      refuse(connection, line, reply, { summary, keys: { ...keys, stage: 'auth', ...token } }, done);
      return refusal;
    }
    connection.mailbox = result;
    clearTimeout(timers.get(connection));
    return undefined;
  };

  const hooks: SubmissionHooks = {
    authenticate,
    outOfOrder: (connection, line, reason) => {
      journal.record(connection, {
        transaction: 'smtp-refused',
        summary: `SMTP, ${reason}`,
        line,
        unexpected: reason,
      });
    },
    abandoned: flushRefusals,
  };
  const server = new SubmissionServer(hooks, {
    ...options.tls,
    ...(implicitTls ? { secure: true } : {}),
    name: `smtp.${OPERATOR_DOMAINS[name]}`,
    banner: 'Banc Segur, operateur MSSante de test',
    authMethods: MECHANISMS,
    disableReverseLookup: true,
    hideDSN: false,
    hideENHANCEDSTATUSCODES: false,
    hideSMTPUTF8: false,
    logger: false,
    maxClients: limits.connections,
    maxRecipients: limits.recipients,
    maxAllowedUnauthenticatedCommands: 20,
    size: rules.sizeLimit(),
    socketTimeout: limits.idleMs,
    closeTimeout: 1,
    onConnect: (session, done) => {
      const connection = connectionOf(session);
      const timer = setTimeout(() => {
        connection.transcript.note('délai d’authentification dépassé');
        connection.send(421, '4.7.0 Authentication took too long');
      }, limits.authenticationMs);
      timers.set(connection, timer.unref());
      void disturbed(connection, 'smtp-connect', 'CONNECT', {}, done).then((over) => over || done());
    },
    onSecure: (socket, session, done) => {
      const connection = connectionOf(session);
      connection.tls = examineTlsClient(socket as TLSSocket, pki.isRevoked).tls;
      connection.transcript.note(`TLS établi : ${connection.tls.protocol ?? '?'} ${connection.tls.cipher ?? '?'}`);
      done();
    },
    onAuth: (auth, session, done) => {
      const { method, username = '', accessToken = '', authzid = '' } = auth;
      const credentials =
        method === 'XOAUTH2'
          ? { mechanism: method, username, accessToken }
          : { mechanism: method === 'PLAIN' ? ('PLAIN' as const) : ('LOGIN' as const), username, authzid };
      void authenticate(credentials, connectionOf(session)).then((refusal) => {
        if (refusal === 'silent') return;
        if (refusal === undefined) done(null, { user: username });
        else if (method === 'XOAUTH2' && refusal.status === 535) {
          // The challenge of mssante.md §2.5, then 535.
          done(null, { data: { status: '401', schemes: 'bearer', scope: 'openid' } });
        } else done(replyError(refusal.status, refusal.text));
      });
    },
    onMailFrom: ({ address, args }, session, done) => {
      const connection = connectionOf(session);
      flushRefusals(connection);
      const line = `MAIL FROM:<${address}>`;
      const keys = { mailbox: connection.mailbox?.account.address ?? '', from: address };
      void disturbed(connection, 'smtp-mail', line, keys, done).then((over) => {
        if (over) return;
        const own = connection.mailbox?.account.address;
        if (address !== '' && address.toLowerCase() !== own) {
          const summary = `SMTP, expéditeur ${address} refusé : la boîte authentifiée est ${own ?? '?'}`;
          const reply = { status: 553, text: `5.7.1 <${address}>: Sender is not the authenticated mailbox` };
          refuse(connection, line, reply, { summary, keys: { ...keys, stage: 'mail' } }, done);
          return;
        }
        const limit = rules.sizeLimit(own);
        if (args !== false && typeof args.SIZE === 'string' && Number(args.SIZE) > limit) {
          const summary = `SMTP, message de ${args.SIZE} octets refusé : la limite est de ${limit}`;
          refuse(connection, line, tooBig(limit), { summary, keys: { ...keys, stage: 'mail' } }, done);
          return;
        }
        done();
      });
    },
    onRcptTo: ({ address }, session, done) => {
      const connection = connectionOf(session);
      const line = `RCPT TO:<${address}>`;
      const from = addressOf(session.envelope.mailFrom);
      const keys = { mailbox: connection.mailbox?.account.address ?? '', from, to: address };
      void disturbed(connection, 'smtp-rcpt', line, keys, done).then((over) => {
        if (over) return;
        const decision = decideRecipient(operator, address);
        if ('accepted' in decision) {
          done();
          return;
        }
        connection.refused.push({ line, reply: `${decision.status} ${decision.text}` });
        if (connection.refused.length > limits.refusals) connection.send(421, '4.7.0 Too many refused recipients');
        else done(replyError(decision.status, decision.text));
      });
    },
    onData: (stream, session, done) => {
      const connection = connectionOf(session);
      void receive(connection, stream, session)
        .then((reply) => {
          if (reply === undefined) return;
          if ('accepted' in reply) done(null, reply.accepted);
          else done(replyError(reply.status, reply.text));
        })
        // The connection broke in the middle of the message: its end is journalled by onClose.
        .catch((error: unknown) => {
          connection.failure ??= error instanceof Error ? error : new Error(String(error));
          done(replyError(451, '4.3.0 Message not received in full'));
        });
    },
    onClose: (session) => {
      const connection = connectionOf(session);
      clearTimeout(timers.get(connection));
      flushRefusals(connection);
      const wantedTls = connection._upgrading || (!connection.secure && connection.failure !== undefined);
      if (wantedTls) journal.handshakeFailed(connection, connection.failure);
      else journal.ended(connection);
    },
  });
  // What no connection is there to tell: handshakes of the implicit TLS port.
  server.on('error', (error) => {
    if (server.server.listening) journal.handshakeFailed(undefined, error);
  });

  /** Recipients refused in a transaction that led to no message. */
  function flushRefusals(connection: SubmissionConnection): void {
    const refused = connection.refused.splice(0);
    const [first] = refused;
    if (first === undefined) return;
    const to = /<(.*)>/.exec(first.line)?.[1] ?? '';
    journal.record(connection, {
      transaction: 'smtp-refused',
      summary: `SMTP, destinataire${refused.length > 1 ? 's refusés' : ' refusé'} : ${first.line} ${first.reply}`,
      line: first.line,
      reply: first.reply,
      refused: refused.map(({ line, reply }) => [line, reply]),
      keys: { stage: 'rcpt', ...(refused.length === 1 ? { to } : {}) },
    });
  }

  /** Reads a message and delivers it; resolves with the text of `250`, a refusal, or nothing (silence). */
  async function receive(
    connection: SubmissionConnection,
    stream: Parameters<typeof receiveMessage>[0],
    session: SMTPServerSession,
  ): Promise<{ accepted: string } | AuthenticationReply | undefined> {
    const startedAt = new Date();
    const { mailFrom, rcptTo, dsn } = session.envelope;
    const from = addressOf(mailFrom);
    const mailbox = connection.mailbox?.account.address ?? '';
    const recipients = rcptTo.map((one) => ({
      address: one.address,
      ...(one.dsn?.notify === undefined ? {} : { notify: one.dsn.notify }),
      ...(one.dsn?.orcpt === undefined ? {} : { orcpt: one.dsn.orcpt }),
    }));
    const [only, ...others] = recipients;
    const line = commandLine('MAIL FROM', mailFrom);
    const patient = patientOfRecipients(recipients.map(({ address }) => address));
    const envelopeKeys = {
      mailbox,
      from,
      ...(only === undefined || others.length > 0 ? {} : { to: only.address }),
      ...(patient === undefined ? {} : { patient }),
    };
    const cut = await takeSmtpFault(faults, 'smtp-data', envelopeKeys);
    const limit = rules.sizeLimit(mailbox);
    const timer = setTimeout(() => {
      connection.transcript.note('message jamais terminé');
      connection.drop();
    }, limits.messageMs);
    const { raw, size } = await receiveMessage(stream, limit, (bytes) => {
      if (cut !== undefined && bytes > cut.bytes && !stream.destroyed) {
        applyFault(connection, 'smtp-data', line, cut, envelopeKeys, () => undefined);
      }
    }).finally(() => clearTimeout(timer));

    const refused: [string, string][] = connection.refused.splice(0).map((one) => [one.line, one.reply]);
    const exchange = {
      line,
      startedAt,
      refused,
      headers: rcptTo.map((one): [string, string] => ['RCPT TO', commandLine('', one)]),
      ...(raw === undefined ? {} : { body: raw }),
    };
    if (raw === undefined) {
      const reply = tooBig(limit);
      journal.record(connection, {
        ...exchange,
        transaction: 'smtp-refused',
        summary: `SMTP, message de ${size} octets refusé : la limite est de ${limit}`,
        reply: `${reply.status} ${reply.text}`,
        keys: { ...envelopeKeys, stage: 'data' },
      });
      return reply;
    }
    const keys = { ...envelopeKeys, ...messageKeys(raw) };
    const fault = await takeSmtpFault(faults, 'smtp-submission', keys);
    const summary = `SMTP, message de ${from === '' ? '<>' : from} à ${recipients.map(({ address }) => address).join(', ')}`;
    if (fault !== undefined && fault.effect !== 'continue' && fault.effect !== 'accept-silently') {
      const reply = fault.effect === 'reply' ? fault.reply : undefined;
      journal.record(connection, {
        ...exchange,
        transaction: 'smtp-refused',
        summary: `${summary} : anomalie demandée (${fault.kind})`,
        keys: { ...keys, stage: 'data' },
        fault: fault.kind,
        ...(reply === undefined ? {} : { reply: `${reply.status} ${reply.text}` }),
      });
      if (fault.effect === 'close') connection.drop();
      return reply;
    }
    const queueId = newQueueId();
    const reply = await deliver(queueId).catch((error: unknown): AuthenticationReply => {
      if (!(error instanceof BancError)) throw error;
      return { status: 452, text: '4.3.1 Insufficient storage' };
    });
    const accepted = 'accepted' in reply;
    if (accepted) connection.messages += 1;
    journal.record(connection, {
      ...exchange,
      transaction: accepted ? 'smtp-submission' : 'smtp-refused',
      summary: summary.slice(0, 500),
      keys: accepted ? { ...keys, queueId } : { ...keys, stage: 'data' },
      ...(fault === undefined ? {} : { fault: fault.kind }),
      ...(fault?.effect === 'accept-silently'
        ? {}
        : { reply: accepted ? `250 ${reply.accepted}` : `${reply.status} ${reply.text}` }),
    });
    if (fault?.effect !== 'accept-silently') return reply;
    connection.drop();
    return undefined;

    async function deliver(id: string): Promise<{ accepted: string }> {
      const envelope = {
        from,
        recipients,
        raw: raw as Buffer,
        ...(dsn?.ret?.toUpperCase() === 'FULL' ? { ret: 'FULL' as const } : {}),
        ...(dsn?.envid == null ? {} : { envid: dsn.envid }),
      };
      const { hostNameAppearsAs, remoteAddress, transmissionType } = session;
      await deliverMessage(operator, envelope, {
        operator: name,
        from: `${hostNameAppearsAs} ([${remoteAddress}])`,
        protocol: transmissionType,
        queueId: id,
      });
      return { accepted: `2.0.0 Queued as ${id}` };
    }
  }

  const port = await listen(server.server, environment.bind, options.port);
  const dropConnections = (wanted?: string) => {
    const address = wanted?.trim().toLowerCase();
    const dropped = [...server.submissions].filter(
      ({ mailbox }) => address === undefined || mailbox?.account.address === address,
    );
    for (const connection of dropped) connection.send(421, '4.3.2 Session closed by the operator');
    return dropped.length;
  };
  return {
    port,
    setTls: (tls) => server.updateSecureContext(tls),
    setSizeLimit: (bytes) => {
      server.options.size = bytes;
    },
    dropConnections,
    close: () =>
      new Promise((resolve) => {
        for (const connection of server.submissions) connection.drop();
        server.close(() => resolve());
      }),
  };
}

function replyError(status: number, text: string): Error & { responseCode: number } {
  return Object.assign(new Error(text), { responseCode: status });
}

function tooBig(limit: number): AuthenticationReply {
  return { status: 552, text: `5.3.4 Message too big, the limit is ${limit} bytes` };
}

function addressOf(from: SMTPServerSession['envelope']['mailFrom']): string {
  return from === false ? '' : from.address;
}

/** `MAIL FROM:<…> RET=HDRS ENVID=…`, from what was understood. */
function commandLine(name: string, given: SMTPServerSession['envelope']['mailFrom']): string {
  const args = given === false || given.args === false ? {} : given.args;
  const parameters = Object.entries(args).map(([key, value]) => (value === true ? ` ${key}` : ` ${key}=${value}`));
  return `${name === '' ? '' : `${name}:`}<${addressOf(given)}>${parameters.join('')}`;
}
