import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file of these texts or bytes, in parts of `size` bytes so that lines and characters are cut anywhere. */
export async function* parts(content: string | Buffer, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

/** Everything an async iterable gives. */
export async function all<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const found: Value[] = [];
  for await (const value of values) found.push(value);
  return found;
}

const SAMPLES = path.resolve(import.meta.dirname, '../../../../../../shared/samples/annuaire');

/** Why tests on published samples are skipped, undefined when they can run. */
export const NO_SAMPLES = existsSync(SAMPLES)
  ? undefined
  : 'the published directory samples are not beside the checkout';

/** A published sample. */
export function sample(name: string): Buffer {
  return readFileSync(path.join(SAMPLES, name));
}
