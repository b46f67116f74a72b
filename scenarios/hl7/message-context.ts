import { decodeEr7, type DecodedEr7 } from '../../mocks/wire/er7-charset.js';
import { type Er7Message, parseEr7 } from '../../mocks/wire/er7.js';

/** What a message is judged with besides itself. */
export interface MessageContext {
  /** Id of the exchange it came in. */
  exchange?: string;
  /** True: what is told as a warning because official samples do the same is a failure. */
  strict?: boolean;
  /** True for a saved file, whose line ends tools change: LF is told, not refused. */
  captured?: boolean;
  /** True when structures must be those of the bench: a FINESS number outside its registers is a failure. */
  benchStructures?: boolean;
}

/** A message to judge: its bytes, how they decode, and its segments. */
export interface JudgedMessage {
  bytes: Buffer;
  decoded: DecodedEr7;
  er7: Er7Message;
}

/**
 * Opens the payload of a frame, or a message of a file.
 * @throws BancError BANC_MESSAGE_INVALID when it does not start with MSH, or has far too many segments.
 */
export function openMessage(bytes: Uint8Array): JudgedMessage {
  const decoded = decodeEr7(bytes);
  return { bytes: Buffer.from(bytes), decoded, er7: parseEr7(decoded.text) };
}
