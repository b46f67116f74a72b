import type { IncomingMessage } from 'node:http';

/** How reading a request's body ended. */
export type BodyReading =
  | { kind: 'whole'; body: Buffer }
  /** Longer than the limit; what was read is dropped at once. */
  | { kind: 'too-large' }
  /** The client went away, was too slow, or broke the framing; `body` is what had arrived. */
  | { kind: 'broken'; body: Buffer };

/**
 * Reads a body, keeping at most `limit` bytes: a longer one is refused on its Content-Length, or as soon as the limit
 * is passed. Never throws.
 */
export function readRequestBody(request: IncomingMessage, limit: number): Promise<BodyReading> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve({ kind: 'too-large' });
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let size = 0;
    const settle = (reading: BodyReading) => {
      request.off('data', onData);
      chunks = [];
      resolve(reading);
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) settle({ kind: 'too-large' });
      else chunks.push(chunk);
    };
    request.on('data', onData);
    request.once('end', () => settle({ kind: 'whole', body: Buffer.concat(chunks) }));
    request.once('close', () => settle({ kind: 'broken', body: Buffer.concat(chunks) }));
    request.once('error', () => settle({ kind: 'broken', body: Buffer.concat(chunks) }));
  });
}
