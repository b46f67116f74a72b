import { describe, expect, test } from 'vitest';
import { createMllpReader, frameMllp, type MllpEvent } from '../../../../mocks/wire/mllp.js';

const [VT, FS, CR] = ['\u000B', '\u001C', '\r'];

/** What a reader says of chunks, then of the end of the connection. */
function read(chunks: readonly (string | Buffer)[], options?: { maxBytes?: number }): MllpEvent[] {
  const reader = createMllpReader(options);
  return [...chunks.flatMap((chunk) => reader.push(Buffer.from(chunk as string, 'latin1'))), ...reader.end()];
}

/** Short form: the text of frames, `!fault` of faults. */
function told(events: readonly MllpEvent[]): string[] {
  return events.map((event) =>
    event.kind === 'frame'
      ? event.payload.toString('latin1')
      : `!${event.fault} ${event.bytes.toString('latin1')}`.trim(),
  );
}

const framed = (text: string): string => frameMllp(Buffer.from(text, 'latin1')).toString('latin1');

describe('frames are whole wherever the stream is cut', () => {
  const stream = framed('MSH|1\rPID|1\r') + framed('MSH|2\r') + framed('MSH|3\r');
  const expected = ['MSH|1\rPID|1\r', 'MSH|2\r', 'MSH|3\r'];

  test('three messages in one chunk', () => {
    expect(told(read([stream]))).toEqual(expected);
  });

  test('byte by byte', () => {
    expect(told(read(stream.split('')))).toEqual(expected);
  });

  test('cut in two at every place, between FS and CR too', () => {
    for (let at = 0; at <= stream.length; at += 1) {
      expect(told(read([stream.slice(0, at), stream.slice(at)]))).toEqual(expected);
    }
  });

  test('cut in three at every pair of places', () => {
    for (let one = 0; one < stream.length; one += 1) {
      for (let two = one; two < stream.length; two += 3) {
        const chunks = [stream.slice(0, one), stream.slice(one, two), stream.slice(two)];
        expect(told(read(chunks))).toEqual(expected);
      }
    }
  });

  test('a frame is given as soon as its CR has come', () => {
    const reader = createMllpReader();
    const bytes = Buffer.from(framed('MSH|1\r'), 'latin1');
    expect(reader.push(bytes.subarray(0, -1))).toEqual([]);
    expect(reader.inFrame).toBe(true);
    expect(reader.push(bytes.subarray(-1))).toHaveLength(1);
    expect(reader.inFrame).toBe(false);
  });

  test('every byte but VT and FS may stand in a message', () => {
    const every = Buffer.from(
      Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0x0b && byte !== 0x1c),
    );
    expect(read([frameMllp(every)])).toEqual([{ kind: 'frame', payload: every }]);
  });

  test('no message is an empty frame', () => {
    expect(told(read([framed('')]))).toEqual(['']);
  });
});

describe('what is outside the protocol is told, and the messages around are kept', () => {
  test.each([
    ['bytes before the first frame', `GET / HTTP${framed('A')}`, ['!outside GET / HTTP', 'A']],
    ['bytes between frames', `${framed('A')}\n${framed('B')}`, ['A', '!outside', 'B']],
    ['bytes after the last frame', `${framed('A')}bye`, ['A', '!outside bye']],
    ['no start', `MSH|1${FS}${CR}`, [`!outside MSH|1${FS}`]],
    ['no CR after FS', `${VT}A${FS}${framed('B')}`, ['A', '!no-cr', 'B']],
    ['LF after FS', `${VT}A${FS}\n${framed('B')}`, ['A', '!no-cr', '!outside', 'B']],
    ['no end before the next start', `${VT}A${framed('B')}`, ['!not-ended A', 'B']],
    ['no end at all', `${VT}MSH|1`, ['!not-ended MSH|1']],
    ['FS as the last byte', `${VT}A${FS}`, ['A', '!no-cr']],
  ])('%s', (_, stream, expected) => {
    expect(told(read([stream]))).toEqual(expected);
    expect(told(read(stream.split('')))).toEqual(expected);
  });

  test('a message too long stops the reading, and is told with its start only', () => {
    const events = read([VT + 'x'.repeat(1000), 'y', framed('B')], { maxBytes: 100 });
    expect(events).toEqual([{ kind: 'fault', fault: 'too-large', bytes: Buffer.from('x'.repeat(256)), length: 1000 }]);
  });

  test('garbage without end is bounded too', () => {
    expect(told(read(['z'.repeat(60), 'z'.repeat(60), framed('A')], { maxBytes: 100 }))).toEqual([
      `!too-large ${'z'.repeat(120)}`,
    ]);
  });
});
