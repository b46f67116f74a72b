import type { ReceivedDocumentMessage } from '../wire/hl7-document-message.js';
import type { Hl7Header } from '../wire/hl7-header.js';

/** Messages remembered; the oldest goes when one more comes. */
const CAPACITY = 50_000;

/** A document message taken over: what its business acknowledgements are made from. */
export interface TakenMessage {
  header: Hl7Header;
  flags: ReceivedDocumentMessage['flags'];
  recipients: ReceivedDocumentMessage['recipients'];
  /** Keys of its exchange. */
  keys: Record<string, string>;
  /** Of the message as received: tells a message sent again from another one of the same MSH-10. */
  sha256: string;
}

/** Document messages taken over, by MSH-10. */
export interface TakenMessages {
  add(controlId: string, message: TakenMessage): void;
  get(controlId: string): TakenMessage | undefined;
}

/** None taken over yet. */
export function createTakenMessages(): TakenMessages {
  const taken = new Map<string, TakenMessage>();
  return {
    add: (controlId, message) => {
      taken.delete(controlId);
      taken.set(controlId, message);
      const oldest = taken.keys().next().value;
      if (taken.size > CAPACITY && oldest !== undefined) taken.delete(oldest);
    },
    get: (controlId) => taken.get(controlId),
  };
}
