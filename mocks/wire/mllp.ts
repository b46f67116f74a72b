/** Start of a block, end of a block and the carriage return after it (HL7 v2 MLLP release 1). */
export const MLLP = { start: 0x0b, end: 0x1c, cr: 0x0d } as const;

/** Puts the bytes of a message in a frame. */
export function frameMllp(payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([MLLP.start]), payload, Buffer.from([MLLP.end, MLLP.cr])]);
}

/**
 * What is wrong around frames: `outside` bytes before a start block; `not-ended` a new start block or the end of the
 * connection came before the end block; `no-cr` the end block is not followed by CR; `too-large` the limit was passed,
 * nothing more is read.
 */
export type MllpFault = 'outside' | 'not-ended' | 'no-cr' | 'too-large';

/** One thing read: a frame's content, or a fault with the bytes it is about (the first {@link KEPT} of them). */
export type MllpEvent =
  { kind: 'frame'; payload: Buffer } | { kind: 'fault'; fault: MllpFault; bytes: Buffer; length: number };

/** Reads a stream of frames, cut anywhere. Events come in the order of the stream. */
export interface MllpReader {
  /** Takes bytes as they arrive. */
  push(chunk: Uint8Array): MllpEvent[];
  /** Says that no more will come. */
  end(): MllpEvent[];
  /** True inside a frame: the peer still owes its end. */
  readonly inFrame: boolean;
  /** True when only the CR after the end block is still owed. */
  readonly owesCr: boolean;
}

/** Bytes of a fault that are kept to be shown. */
const KEPT = 256;

type Place = 'outside' | 'inside' | 'ended' | 'stopped';

/** A reader for one connection. `maxBytes` is the greatest length of a message, 64 MiB when left out. */
export function createMllpReader({ maxBytes = 64 * 1024 * 1024 } = {}): MllpReader {
  let place: Place = 'outside';
  let pieces: Buffer[] = [];
  let length = 0;

  const keep = (piece: Buffer): void => {
    if (piece.length === 0) return;
    pieces.push(piece);
    length += piece.length;
  };
  const taken = (): Buffer => {
    const whole = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
    pieces = [];
    length = 0;
    return whole;
  };
  const fault = (kind: MllpFault): MllpEvent => {
    const total = length;
    return { kind: 'fault', fault: kind, bytes: taken().subarray(0, KEPT), length: total };
  };
  const outsideSoFar = (): MllpEvent[] => (length > 0 ? [fault('outside')] : []);

  /** Handles what stands at the head of `rest` and says how many bytes it took. */
  const step = (rest: Buffer, events: MllpEvent[]): number => {
    if (place === 'stopped') return rest.length;
    if (place === 'ended') {
      const complete = rest[0] === MLLP.cr;
      events.push({ kind: 'frame', payload: taken() });
      if (!complete) events.push(fault('no-cr'));
      place = 'outside';
      return complete ? 1 : 0;
    }
    const stop = place === 'outside' ? rest.indexOf(MLLP.start) : firstOf(rest, MLLP.end, MLLP.start);
    keep(stop < 0 ? rest : rest.subarray(0, stop));
    if (length > maxBytes) {
      events.push(fault('too-large'));
      place = 'stopped';
      return rest.length;
    }
    if (stop < 0) return rest.length;
    if (rest[stop] === MLLP.end) place = 'ended';
    else {
      if (place === 'inside') events.push(fault('not-ended'));
      else events.push(...outsideSoFar());
      place = 'inside';
    }
    return stop + 1;
  };

  return {
    get inFrame() {
      return place === 'inside' || place === 'ended';
    },
    get owesCr() {
      return place === 'ended';
    },
    push(chunk) {
      const events: MllpEvent[] = [];
      let rest = Buffer.from(chunk);
      while (rest.length > 0) rest = rest.subarray(step(rest, events));
      return events;
    },
    end() {
      const last = place;
      place = 'stopped';
      if (last === 'inside') return [fault('not-ended')];
      if (last === 'ended') return [{ kind: 'frame', payload: taken() }, fault('no-cr')];
      return last === 'outside' ? outsideSoFar() : [];
    },
  };
}

function firstOf(bytes: Buffer, one: number, other: number): number {
  const found = bytes.indexOf(one);
  const second = (found < 0 ? bytes : bytes.subarray(0, found)).indexOf(other);
  return second < 0 ? found : second;
}
