import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js';
import type { SMTPStream } from 'smtp-server/lib/smtp-stream.js';
import type { ExchangeTls } from '../core/exchange.js';
import type { AuthenticatedMailbox, MailCredentials } from './mailbox-authentication.js';
import type { StepResult } from './smtp-reply.js';
import { createSmtpTranscript } from './smtp-transcript.js';

/** What the connections of a submission listener ask and tell. */
export interface SubmissionHooks {
  /** Judges credentials, and keeps who authenticated on the connection. Never rejects. */
  authenticate(credentials: MailCredentials, connection: SubmissionConnection): Promise<StepResult>;
  /** A client that does what comes later: French reason. Told before smtp-server answers. */
  outOfOrder(connection: SubmissionConnection, line: string, reason: string): void;
  /** The transaction under way is abandoned (RSET). */
  abandoned(connection: SubmissionConnection): void;
}

/** A recipient or a command refused within the transaction under way. */
export interface RefusedStep {
  /** `RCPT TO:<…>`. */
  line: string;
  /** `550 5.1.1 No such mailbox`. */
  reply: string;
}

const ENHANCED_CODE = /^[245]\.\d{1,3}\.\d{1,3} /;
/** Between the fields of an OAuth response. */
const SPLIT = '\x01';

/**
 * A connection of smtp-server, with what it lacks: its transcript, the mechanisms OAUTHBEARER and EXTERNAL, enhanced
 * status codes of our choice, and a greeting without its delay of 100 ms. The members it overrides are typed by
 * smtp-server; the version is pinned and test/unit/mocks/mssante covers each.
 */
export class SubmissionConnection extends SMTPConnection {
  readonly openedAt = new Date();
  readonly transcript = createSmtpTranscript();
  /** Facts of its TLS, once established. */
  tls: ExchangeTls | undefined;
  /** Who authenticated. */
  mailbox: AuthenticatedMailbox | undefined;
  /** What the transaction under way was refused. */
  refused: RefusedStep[] = [];
  /** Messages accepted. */
  messages = 0;
  /** Kind of the anomaly that cut it in the middle of a message. */
  fault: string | undefined;
  /** What ended it abnormally. */
  failure: Error | undefined;
  /** Resolved once its end is journalled. */
  readonly ended = settled();
  readonly #hooks: SubmissionHooks;
  #lastChunk: Buffer = Buffer.alloc(0);

  constructor(hooks: SubmissionHooks, ...rest: ConstructorParameters<typeof SMTPConnection>) {
    super(...rest);
    this.#hooks = hooks;
  }

  /** The connection's TLS socket once TLS is established. */
  get tlsSocket(): TLSSocket | undefined {
    return this.secure ? (this._socket as TLSSocket) : undefined;
  }

  /** Closes at once, without an answer. */
  drop(): void {
    this._socket.destroy();
  }

  override init(): void {
    const { maxClients } = this._server.options;
    this._setListeners(() => {
      if (maxClients !== undefined && this._server.connections.size > maxClients) {
        this.send(421, '4.7.0 Too many connections, try again later');
        return;
      }
      setImmediate(() => this.connectionReady());
    });
  }

  override send(code: number, data?: string | string[] | null, context?: string | false): void {
    const own = typeof data === 'string' && ENHANCED_CODE.test(data);
    const lines = Array.isArray(data) ? data : [data ?? ''];
    this.transcript.reply(lines.map((line) => `${code} ${line}`.trimEnd()).join('\r\n'));
    super.send(code, data, own ? false : context);
  }

  override _onCommand(command: Buffer, callback?: () => void): void {
    const line = command.toString('latin1');
    this.transcript.command(line, this._nextHandler !== false);
    if (this._nextHandler === false) this.#watchOrder(line);
    super._onCommand(command, callback);
  }

  override _createParser(): SMTPStream {
    const parser = super._createParser();
    const write = parser._write.bind(parser);
    parser._write = (chunk: Buffer, encoding, next) => {
      this.#lastChunk = chunk;
      write(chunk, encoding, next);
    };
    return parser;
  }

  override handler_RSET(command: Buffer, callback: () => void): void {
    this.#hooks.abandoned(this);
    super.handler_RSET(command, callback);
  }

  #watchOrder(line: string): void {
    const name = /^\S*/.exec(line)?.[0].toUpperCase();
    if (name === 'AUTH' && !this.secure) {
      this.#hooks.outOfOrder(this, 'AUTH', 'authentification avant STARTTLS');
    } else if (name === 'AUTH' && /^AUTH +LOGIN\b/i.test(line)) {
      this.#hooks.outOfOrder(this, 'AUTH LOGIN', 'mécanisme LOGIN, qui n’est pas offert : PLAIN ou XOAUTH2 attendu');
    } else if (name === 'MAIL' && this.mailbox === undefined) {
      this.#hooks.outOfOrder(this, 'MAIL', 'message soumis avant l’authentification');
    } else if (name === 'STARTTLS' && /STARTTLS[ \t]*\r?\n[^]/i.test(this.#lastChunk.toString('latin1'))) {
      // smtp-server throws it away (RFC 3207 §4.2); that it came must be known.
      this.#hooks.outOfOrder(this, 'STARTTLS', 'données en clair envoyées derrière STARTTLS (injection)');
    }
  }

  override handler_AUTH(command: Buffer, callback: () => void): void {
    const [mechanism = '', ...rest] = command.toString('latin1').trim().split(/\s+/).slice(1);
    const name = mechanism.toUpperCase();
    if (!(name in READERS) || !this.secure || (this.session.user !== undefined && this.session.user !== false)) {
      super.handler_AUTH(command, callback);
      return;
    }
    const [initial] = rest;
    if (initial !== undefined) {
      this.#conclude(name as keyof typeof READERS, initial === '=' ? '' : initial, callback);
      return;
    }
    this._nextHandler = (answer: Buffer, next: () => void) => {
      this.#conclude(name as keyof typeof READERS, answer.toString('latin1').trim(), next);
    };
    this.send(334);
    callback();
  }

  #conclude(mechanism: keyof typeof READERS, encoded: string, callback: () => void): void {
    const credentials = encoded === '*' ? undefined : READERS[mechanism](Buffer.from(encoded, 'base64').toString());
    if (credentials === undefined) {
      this.send(501, '5.5.2 Authentication aborted or malformed');
      callback();
      return;
    }
    void this.#hooks.authenticate(credentials, this).then((refusal) => {
      if (refusal === 'silent') return;
      if (refusal === undefined) {
        this.session.user = credentials.username;
        this.send(235, '2.7.0 Authentication successful');
      } else this.send(refusal.status, refusal.text);
      callback();
    });
  }
}

/** smtp-server with our connections. */
export class SubmissionServer extends SMTPServer {
  /** Those that are open. */
  readonly submissions = new Set<SubmissionConnection>();
  readonly #hooks: SubmissionHooks;
  readonly #bySession = new WeakMap<SMTPServerSession, SubmissionConnection>();

  constructor(hooks: SubmissionHooks, options: SMTPServerOptions) {
    super(options);
    this.#hooks = hooks;
  }

  override connect(socket: Socket | TLSSocket, socketOptions?: Parameters<SMTPServer['connect']>[1]): void {
    const connection = new SubmissionConnection(this.#hooks, this, socket, socketOptions);
    this.connections.add(connection);
    this.submissions.add(connection);
    // Not on the socket's close: smtp-server takes every listener off it at STARTTLS.
    void connection.ended.promise.then(() => this.submissions.delete(connection));
    this.#bySession.set(connection.session, connection);
    connection.on('error', (error: Error) => (connection.failure ??= error));
    connection.init();
  }

  /** The connection of a session handed to a handler. */
  connectionOf(session: SMTPServerSession): SubmissionConnection {
    const connection = this.#bySession.get(session);
    if (connection === undefined) throw new Error('session of another server');
    return connection;
  }
}

function settled(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

/** What the client answers, by mechanism; undefined when it is malformed. */
const READERS = {
  /** `n,a=<address>,^Ahost=…^Aauth=Bearer <token>^A^A` (RFC 7628 §3.1). */
  OAUTHBEARER: (response: string): MailCredentials | undefined => {
    const [header = '', ...fields] = response.split(SPLIT);
    const username = /^n,a=([^,]+),$/.exec(header)?.[1];
    const accessToken = fields
      .map((field) => /^auth=Bearer +(\S+)$/i.exec(field)?.[1])
      .find((one) => one !== undefined);
    if (username === undefined || accessToken === undefined) return undefined;
    return { mechanism: 'OAUTHBEARER', username: username.replaceAll('=2C', ',').replaceAll('=3D', '='), accessToken };
  },
  /** The authorization identity alone (RFC 4422 appendix A). */
  EXTERNAL: (response: string): MailCredentials | undefined =>
    response === '' || response.length > 320 ? undefined : { mechanism: 'EXTERNAL', username: response },
};
