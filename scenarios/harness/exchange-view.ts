import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BodyRef, Exchange, ExchangeMessage } from '../../mocks/core/exchange.js';
import type { ExchangeView } from '../../reporters/model.js';

/** Makes the body of one kind of message readable; undefined when it is not its kind. Must not throw. */
export type Decoder = (contentType: string, body: Buffer) => string | undefined | Promise<string | undefined>;

/** Longest readable body kept in the report; the raw bytes stay in the run folder. */
const DECODED_LIMIT = 6_000;

/** Turns a journalled exchange into what the report shows. A body missing from disk is simply not decoded. */
export async function exchangeView(
  exchange: Exchange,
  runDir: string,
  decoders: readonly Decoder[],
  scenario: string | undefined,
): Promise<ExchangeView> {
  return {
    id: exchange.id,
    service: exchange.service,
    ...(exchange.transaction ? { transaction: exchange.transaction } : {}),
    protocol: exchange.protocol,
    ...(exchange.initiator ? { initiator: exchange.initiator } : {}),
    startedAt: exchange.startedAt,
    durationMs: Math.max(0, Date.parse(exchange.finishedAt) - Date.parse(exchange.startedAt)),
    summary: exchange.summary,
    ...(scenario ? { scenario } : {}),
    keys: exchange.keys,
    request: await messageView(exchange.request, runDir, decoders),
    ...(exchange.response ? { response: await messageView(exchange.response, runDir, decoders) } : {}),
    ...(exchange.tls ? { tls: describeTls(exchange.tls, exchange.initiator) } : {}),
    ...(exchange.unexpected ? { unexpected: exchange.unexpected } : {}),
    ...(exchange.fault ? { fault: exchange.fault } : {}),
    tolerated: exchange.tolerated,
    masked: exchange.masked,
  };
}

async function messageView(
  message: ExchangeMessage,
  runDir: string,
  decoders: readonly Decoder[],
): Promise<ExchangeView['request']> {
  const view = { line: message.line, headers: message.headers };
  if (!message.body) return view;
  const decoded = await decode(message.body, runDir, decoders);
  return {
    ...view,
    bodyPath: `bodies/${message.body.sha256}`,
    bodySha256: message.body.sha256,
    bodySize: message.body.size,
    ...(decoded === undefined
      ? {}
      : { decoded: decoded.slice(0, DECODED_LIMIT), decodedCut: decoded.length > DECODED_LIMIT }),
  };
}

async function decode(body: BodyRef, runDir: string, decoders: readonly Decoder[]): Promise<string | undefined> {
  const bytes = await readFile(join(runDir, 'bodies', body.sha256)).catch(() => undefined);
  if (!bytes) return undefined;
  for (const decoder of decoders) {
    const text = await decoder(body.contentType ?? '', bytes);
    if (text !== undefined) return text;
  }
  return undefined;
}

function describeTls(tls: NonNullable<Exchange['tls']>, initiator: Exchange['initiator']): string {
  // A bench that sends is the client: nothing is to say of its certificate.
  const peer = initiator === 'bench' ? undefined : (tls.clientSubject ?? 'aucun certificat client');
  return [tls.protocol, tls.cipher, peer, tls.refusal].filter(Boolean).join(' · ');
}
