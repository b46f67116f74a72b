import { createMllpReader, MLLP, type MllpEvent } from '../../mocks/wire/mllp.js';

/** Messages of a file, in order, and what was wrong with the frames of a dump. */
export interface SplitMessages {
  messages: Buffer[];
  faults: Extract<MllpEvent, { kind: 'fault' }>[];
}

/**
 * Takes the messages out of a saved file: a dump of MLLP frames, or ER7 text where each `MSH` at the start of a line
 * begins a message. No message when none begins.
 */
export function splitMessages(bytes: Buffer): SplitMessages {
  if (bytes.includes(MLLP.start)) return framed(bytes);
  // Latin-1 keeps positions in the text those of the file.
  const starts = [...bytes.toString('latin1').matchAll(/(?<=^|[\r\n]|^\u00EF\u00BB\u00BF)MSH[^A-Za-z0-9\s]/g)];
  const messages = starts.map((start, at) => bytes.subarray(start.index, starts[at + 1]?.index));
  return { messages, faults: [] };
}

function framed(bytes: Buffer): SplitMessages {
  const reader = createMllpReader();
  const events = [...reader.push(bytes), ...reader.end()];
  return {
    messages: events.flatMap((event) => (event.kind === 'frame' ? [event.payload] : [])),
    // A line feed that a tool put after each frame is no fault of the product.
    faults: events.filter((event) => event.kind === 'fault').filter(({ bytes: odd }) => odd.toString().trim() !== ''),
  };
}
