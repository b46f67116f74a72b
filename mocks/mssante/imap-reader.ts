import type { Socket } from 'node:net';

/** Reads a connection line by line or by counted bytes, and never keeps more than is asked plus one chunk. */
export interface ImapReader {
  /**
   * The next line without its CRLF (a bare LF is accepted), undefined when the connection ended. `tooLong` when no line
   * end comes within `maxBytes`: nothing more can be understood then.
   */
  line(maxBytes: number): Promise<Buffer | 'tooLong' | undefined>;
  /** Exactly this many bytes, undefined when the connection ends before. */
  bytes(count: number): Promise<Buffer | undefined>;
  /** Stops reading and gives the socket back; returns what was received and not read (RFC 3501 §6.2.1: to be thrown away). */
  release(): Buffer;
}

const HIGH_WATER = 64 * 1024;

/** The reader of a connection: nobody else may read it until `release`. */
export function readImap(socket: Socket): ImapReader {
  let chunks: Buffer[] = [];
  let size = 0;
  let ended = false;
  let wake: (() => void) | undefined;

  const onData = (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (wake === undefined) {
      if (size > HIGH_WATER) socket.pause();
    } else wake();
  };
  const onEnd = () => {
    ended = true;
    wake?.();
  };
  socket.on('data', onData);
  socket.on('end', onEnd);
  socket.on('close', onEnd);

  function more(): Promise<void> {
    socket.resume();
    return new Promise((resolve) => {
      wake = () => {
        wake = undefined;
        resolve();
      };
    });
  }

  function take(count: number): Buffer {
    const all = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    const rest = all.subarray(count);
    chunks = rest.length === 0 ? [] : [rest];
    size = rest.length;
    return all.subarray(0, count);
  }

  return {
    line: async (maxBytes) => {
      // Only what has just arrived is searched: a line sent byte by byte costs no more than its length.
      let searched = 0;
      let before = 0;
      for (;;) {
        for (; searched < chunks.length; searched += 1) {
          const chunk = chunks[searched] as Buffer;
          const at = chunk.indexOf(0x0a);
          if (at < 0) {
            before += chunk.length;
            continue;
          }
          if (before + at > maxBytes) return 'tooLong';
          const line = take(before + at + 1);
          return line.subarray(0, line.at(-2) === 0x0d ? -2 : -1);
        }
        if (size > maxBytes) return 'tooLong';
        if (ended) return undefined;
        await more();
      }
    },
    bytes: async (count) => {
      while (size < count) {
        if (ended) return undefined;
        await more();
      }
      return take(count);
    },
    release: () => {
      socket.pause();
      socket.off('data', onData).off('end', onEnd).off('close', onEnd);
      const left = take(size);
      // Who waits for more will get none.
      onEnd();
      return left;
    },
  };
}
