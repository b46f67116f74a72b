import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { type ImapBench, ORG } from './imap-bench.js';

/** The protocol by hand: what is sent and what comes back, byte for byte (latin1). */
export class ImapWire {
  socket: Socket;
  #received = '';
  #closed = false;
  #wake: (() => void) | undefined;
  #tag = 0;

  private constructor(socket: Socket) {
    this.socket = socket;
    this.#listen(socket);
  }

  /** Connects in clear; the greeting is still to be read. */
  static async plain(bench: Pick<ImapBench, 'imap'>): Promise<ImapWire> {
    const socket = connect(bench.imap.port, '127.0.0.1');
    await once(socket, 'connect');
    return new ImapWire(socket);
  }

  /** Connects, STARTTLS, XOAUTH2 as a user of {@link ORG}. */
  static async open(bench: ImapBench): Promise<ImapWire> {
    const wire = await ImapWire.secured(bench);
    const sasl = Buffer.from(`user=${ORG}\x01auth=Bearer ${await bench.token()}\x01\x01`).toString('base64');
    const answer = await wire.command(`AUTHENTICATE XOAUTH2 ${sasl}`);
    if (!answer.includes(' OK [CAPABILITY ')) throw new Error(answer);
    return wire;
  }

  /** Connects and STARTTLS, with a client certificate when named. */
  static async secured(bench: ImapBench, certificate?: 'authCli' | 'authCliRevoked'): Promise<ImapWire> {
    const wire = await ImapWire.plain(bench);
    await wire.line();
    await wire.command('STARTTLS');
    await wire.upgrade(bench, certificate);
    return wire;
  }

  /** The TLS handshake. */
  async upgrade(bench: ImapBench, certificate?: 'authCli' | 'authCliRevoked'): Promise<TLSSocket> {
    this.socket.removeAllListeners('data');
    const own = certificate === undefined ? undefined : bench.pki.certificates[certificate];
    const secured = connectTls({
      socket: this.socket,
      ca: bench.pki.caPem,
      servername: 'localhost',
      ...(own === undefined ? {} : { cert: own.chainPem, key: own.keyPem }),
    });
    await once(secured, 'secureConnect');
    this.socket = secured;
    this.#listen(secured);
    return secured;
  }

  /** Sends a command under a fresh tag; resolves with everything up to its tagged answer. */
  async command(text: string): Promise<string> {
    this.#tag += 1;
    this.send(`t${this.#tag} ${text}\r\n`);
    return this.until(new RegExp(`(^|\r\n)t${this.#tag} (OK|NO|BAD)[^\r\n]*\r\n`));
  }

  send(text: string | Buffer): void {
    this.socket.write(typeof text === 'string' ? Buffer.from(text, 'latin1') : text);
  }

  /** One line, without its end. */
  async line(): Promise<string> {
    return (await this.until(/\r\n/)).trimEnd();
  }

  /** Everything up to the end of the match; what came before the connection closed when it never matches. */
  async until(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(this.#received);
      const end = match === null ? (this.#closed ? this.#received.length : -1) : match.index + match[0].length;
      if (end >= 0) {
        const text = this.#received.slice(0, end);
        this.#received = this.#received.slice(end);
        return text;
      }
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Everything until the server closes. */
  rest(): Promise<string> {
    return this.until(/(?!)/);
  }

  close(): void {
    this.socket.destroy();
  }

  #listen(socket: Socket): void {
    socket.on('data', (chunk: Buffer) => {
      this.#received += chunk.toString('latin1');
      this.#wake?.();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#closed = true;
      this.#wake?.();
    });
  }
}
