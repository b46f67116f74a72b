import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes waiting to be written beyond which a body is written at once: a burst must not fill the memory. */
const MAX_PENDING_BYTES = 16 * 1024 * 1024;
const WRITERS = 4;

/** Raw bodies as files named by their SHA-256, each written once. */
export interface BodyStore {
  /** Keeps these bytes and returns their SHA-256 (hexadecimal, lower case). The file follows a moment later. */
  put(body: Buffer): string;
  /** The bytes, undefined when none has this digest. */
  read(sha256: string): Promise<Buffer | undefined>;
  /** Resolves when every body is on disk; rejects with the first write error. */
  flush(): Promise<void>;
}

/** Opens `dir` (created when missing) as a body store. */
export function openBodyStore(dir: string): BodyStore {
  mkdirSync(dir, { recursive: true });
  const known = new Set<string>();
  const pending = new Map<string, Buffer>();
  const queue: string[] = [];
  let pendingBytes = 0;
  let writers = 0;
  let failure: Error | undefined;
  let idle: (() => void)[] = [];

  async function write(): Promise<void> {
    writers += 1;
    for (let sha = queue.shift(); sha !== undefined; sha = queue.shift()) {
      const body = pending.get(sha);
      if (body === undefined) continue;
      try {
        await writeOnce(join(dir, sha), body);
      } catch (error) {
        failure ??= error as Error;
      }
      pending.delete(sha);
      pendingBytes -= body.length;
    }
    writers -= 1;
    if (writers === 0) {
      for (const resolve of idle) resolve();
      idle = [];
    }
  }

  return {
    put: (body) => {
      const sha = createHash('sha256').update(body).digest('hex');
      if (known.has(sha)) return sha;
      known.add(sha);
      if (pendingBytes + body.length > MAX_PENDING_BYTES) {
        try {
          writeOnceSync(join(dir, sha), body);
        } catch (error) {
          failure ??= error as Error;
        }
        return sha;
      }
      pending.set(sha, body);
      pendingBytes += body.length;
      queue.push(sha);
      if (writers < WRITERS) void write();
      return sha;
    },
    read: (sha) => {
      const body = pending.get(sha);
      return body === undefined ? readStoredBody(dir, sha) : Promise.resolve(body);
    },
    flush: async () => {
      if (writers > 0) await new Promise<void>((resolve) => idle.push(resolve));
      if (failure !== undefined) throw failure;
    },
  };
}

/**
 * Reads one body from a store's folder; undefined when it is missing, or truncated by a crash (its digest no longer
 * matches its name).
 */
export async function readStoredBody(dir: string, sha256: string): Promise<Buffer | undefined> {
  // The digest comes from outside (a URL): anything else could name a file elsewhere.
  if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  try {
    const body = await readFile(join(dir, sha256));
    return createHash('sha256').update(body).digest('hex') === sha256 ? body : undefined;
  } catch {
    return undefined;
  }
}

async function writeOnce(path: string, body: Buffer): Promise<void> {
  const file = await openNew(path);
  if (file === undefined) return;
  try {
    await file.writeFile(body);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function openNew(path: string): Promise<Awaited<ReturnType<typeof open>> | undefined> {
  try {
    return await open(path, 'wx');
  } catch (error) {
    if (isAlreadyThere(error)) return undefined;
    throw error;
  }
}

function writeOnceSync(path: string, body: Buffer): void {
  let file: number;
  try {
    file = openSync(path, 'wx');
  } catch (error) {
    if (isAlreadyThere(error)) return;
    throw error;
  }
  try {
    for (let offset = 0; offset < body.length;) offset += writeSync(file, body, offset);
  } finally {
    closeSync(file);
  }
}

function isAlreadyThere(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}
