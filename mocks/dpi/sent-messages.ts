/** Messages remembered; the oldest goes when one more comes. */
const CAPACITY = 50_000;

/** Messages the bench's DPI sent, by MSH-10: a business acknowledgement says nothing else of what it is about. */
export interface SentMessages {
  add(message: string, keys: Record<string, string>): void;
  /** `patient` and `document` of a message sent; none when it is unknown. */
  keysOf(message: string): Record<string, string>;
}

/** None sent yet. */
export function createSentMessages(): SentMessages {
  const sent = new Map<string, Record<string, string>>();
  return {
    add: (message, { patient, document }) => {
      sent.delete(message);
      sent.set(message, {
        ...(patient === undefined ? {} : { patient }),
        ...(document === undefined ? {} : { document }),
      });
      const oldest = sent.keys().next().value;
      if (sent.size > CAPACITY && oldest !== undefined) sent.delete(oldest);
    },
    keysOf: (message) => sent.get(message) ?? {},
  };
}
