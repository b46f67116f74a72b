import { connect as connectTcp, type Socket } from 'node:net';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';

/** A client that speaks SMTP line by line, as a test types it. */
export interface SmtpClient {
  /** Sends a line and gives the whole reply, lines joined by `\n`; '' when the connection closes instead. */
  say(line: string): Promise<string>;
  /** Sends bytes as they are. */
  write(bytes: string | Buffer): void;
  /** The next reply. */
  reply(): Promise<string>;
  /** Upgrades to TLS, after the reply to STARTTLS. */
  secure(options: ConnectionOptions): Promise<void>;
  /** Resolves when the connection is closed. */
  closed: Promise<void>;
  socket: () => Socket;
}

/** Connects and reads the greeting. The connection is closed with the test. */
export async function openSmtp(port: number): Promise<SmtpClient & { greeting: string }> {
  let socket: Socket | TLSSocket = connectTcp(port, '127.0.0.1');
  let received = '';
  let over = false;
  let wake: () => void = () => undefined;
  let markClosed: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => (markClosed = resolve));
  const listen = (on: Socket) => {
    on.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      wake();
    });
    on.on('error', () => undefined);
    on.on('close', () => {
      over = true;
      markClosed();
      wake();
    });
  };
  listen(socket);
  onTestFinished(() => {
    socket.destroy();
  });
  const reply = async (): Promise<string> => {
    for (;;) {
      const match = /^(?:\d{3}-.*\r\n)*\d{3}(?: .*)?\r\n/.exec(received);
      if (match !== null) {
        received = received.slice(match[0].length);
        return match[0].trimEnd().replaceAll('\r\n', '\n');
      }
      if (over) return '';
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const client = {
    reply,
    closed,
    socket: () => socket,
    write: (bytes: string | Buffer) => void socket.write(bytes),
    say: (line: string) => {
      socket.write(`${line}\r\n`);
      return reply();
    },
    secure: async (options: ConnectionOptions) => {
      const plain = socket;
      plain.removeAllListeners('data');
      const upgraded = connect({ socket: plain, servername: 'localhost', ...options });
      await new Promise<void>((resolve, reject) => {
        upgraded.once('error', reject);
        upgraded.once('secureConnect', resolve);
      });
      socket = upgraded;
      listen(upgraded);
    },
  };
  return { ...client, greeting: await reply() };
}

/** Connects, upgrades to TLS and says EHLO. */
export async function openSecureSmtp(port: number, options: ConnectionOptions): Promise<SmtpClient & { ehlo: string }> {
  const client = await openSmtp(port);
  await client.say('EHLO me');
  await client.say('STARTTLS');
  await client.secure(options);
  return { ...client, ehlo: await client.say('EHLO me') };
}

/** Response of SASL PLAIN. */
export function plain(user: string, password = ''): string {
  return Buffer.from(`\0${user}\0${password}`).toString('base64');
}

/** Response of SASL XOAUTH2. */
export function xoauth2(user: string, token: string): string {
  return Buffer.from(`user=${user}\x01auth=Bearer ${token}\x01\x01`).toString('base64');
}
