import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Journal } from '../core/journal.js';
import { listen } from '../core/listen.js';
import { headerValues } from '../wire/mail-headers.js';
import { readMail } from '../wire/mail-read.js';
import { maskOneTimeSecrets } from '../wire/one-time-secret.js';
import type { ServiceEnvironment } from '../core/service.js';
import type { SinkMessage, SinkStore } from './sink-store.js';

/** Longest message, in bytes. */
const MAX_BYTES = 5 * 1024 * 1024;
const MAX_CLIENTS = 200;
const MAX_RECIPIENTS = 50;
const IDLE_MS = 60_000;

/** A relay that accepts connections. */
export interface MailRelay {
  port: number;
  close(): Promise<void>;
}

/**
 * Starts the e-mail relay of the software under test: SMTP (RFC 5321), STARTTLS and authentication offered, neither
 * required; any recipient is accepted and nothing leaves the bench. The journal keeps who wrote to whom and the text
 * without its one-time codes and links; the message in clear is only in the store. Rejects with BANC_LISTEN.
 */
export async function startMailRelay(
  { bind, pki, journal }: Pick<ServiceEnvironment, 'bind' | 'pki' | 'journal'>,
  store: SinkStore,
  port: number,
): Promise<MailRelay> {
  const { server: certificate } = pki.certificates;
  const server = new SMTPServer({
    name: 'relais.banc-segur.invalid',
    banner: 'Banc Segur, relais de courriels de test',
    key: certificate.keyPem,
    cert: certificate.chainPem,
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    size: MAX_BYTES,
    maxClients: MAX_CLIENTS,
    socketTimeout: IDLE_MS,
    closeTimeout: 1,
    // Who sends is not this relay's business: any password opens it, none is kept.
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'inconnu' }),
    onRcptTo: (_address, session, done) =>
      done(session.envelope.rcptTo.length < MAX_RECIPIENTS ? null : new Error('Too many recipients')),
    onData: (stream, session, done) => {
      receive(stream, session, store, journal).then(
        (kept) => done(null, `Accepted as ${kept.map(({ id }) => id).join(' ')}`),
        (error: unknown) => {
          refused(journal, session, error instanceof Error ? error.message : String(error));
          done(new Error('Message refused'));
        },
      );
    },
  });
  // A client that goes away in the middle of a handshake is not the relay's business.
  server.on('error', () => undefined);
  const listening = await listen(server.server, bind, port);
  return {
    port: listening,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function receive(
  stream: Readable & { sizeExceeded?: boolean },
  session: SMTPServerSession,
  store: SinkStore,
  journal: Journal,
): Promise<SinkMessage[]> {
  const startedAt = new Date().toISOString();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_BYTES) throw new Error(`message de plus de ${MAX_BYTES} octets`);
  const mail = await readMail(Buffer.concat(chunks));
  const text = mail.texts.map((part) => readable(part.text, part.contentType)).join('\n\n');
  const { mailFrom, rcptTo } = session.envelope;
  const from = mailFrom === false ? '' : mailFrom.address;
  return rcptTo.map(({ address: to }) => {
    const kept = store.add({ kind: 'mail', to, from, subject: mail.subject, text });
    const subject = maskOneTimeSecrets(kept.subject);
    journal.record(
      {
        service: 'sinks',
        transaction: 'mail',
        protocol: 'smtp',
        startedAt,
        finishedAt: new Date().toISOString(),
        keys: { to: kept.to, message: kept.id },
        summary: `Courriel pour ${kept.to} : ${subject}`,
        request: {
          line: `MAIL FROM:<${from}>`,
          headers: [
            ['From', headerValues(mail, 'from')[0] ?? ''],
            ['To', kept.to],
            ['Subject', subject],
            ['Content-Type', 'text/plain; charset=utf-8'],
          ],
        },
        response: { line: `250 Accepted as ${kept.id}`, status: 250, headers: [] },
        tolerated: [],
      },
      { requestBody: Buffer.from(maskOneTimeSecrets(text)) },
    );
    return kept;
  });
}

function refused(journal: Journal, { envelope }: SMTPServerSession, reason: string): void {
  const now = new Date().toISOString();
  journal.record({
    service: 'sinks',
    protocol: 'smtp',
    startedAt: now,
    finishedAt: now,
    keys: {},
    summary: `Courriel refusé : ${reason}`,
    request: { line: `MAIL FROM:<${envelope.mailFrom === false ? '' : envelope.mailFrom.address}>`, headers: [] },
    response: { line: '554 Message refused', status: 554, headers: [] },
    unexpected: reason,
    tolerated: [],
  });
}

/** Text of a part as its reader sees it; the addresses behind the links of HTML included. */
function readable(text: string, contentType: string): string {
  if (contentType !== 'text/html') return text;
  return text
    .replaceAll(/<(style|script)\b[^]*?<\/\1\s*>/gi, ' ')
    .replaceAll(/<a\b[^>]*?href\s*=\s*"([^"]*)"[^>]*>/gi, ' $1 ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/[ \t]+/g, ' ');
}
