import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The official HL7 v2 messages, beside the checkout when the project's authors run the tests; never part of it. */
const SAMPLES = path.resolve(import.meta.dirname, '../../../../../shared/samples/hl7v2');

/** Why tests on these samples are skipped, undefined when they can run. */
export const NO_HL7_SAMPLES = existsSync(SAMPLES)
  ? undefined
  : 'the official HL7 v2 samples are not beside the checkout';

/** A group's name, with the reason when it is skipped. */
export function becauseOfHl7(name: string): string {
  return NO_HL7_SAMPLES ? `${name} (skipped: ${NO_HL7_SAMPLES})` : name;
}

/** Names of every sample; none when they are absent. */
export const HL7_SAMPLES = NO_HL7_SAMPLES ? [] : readdirSync(SAMPLES).toSorted();

/** Bytes of the only sample whose name holds every word. */
export function hl7Sample(...words: string[]): Buffer {
  const found = HL7_SAMPLES.filter((name) => words.every((word) => name.includes(word)));
  if (found.length !== 1) throw new Error(`${found.length} samples for ${words.join(' ')}`);
  return readFileSync(path.join(SAMPLES, found[0] ?? ''));
}
