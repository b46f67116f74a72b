import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The project's own sample mails, beside the checkout when its authors run the tests; never part of it. */
const SAMPLES = path.resolve(import.meta.dirname, '../../../../../shared/reference/mssante-samples');

/** Why tests on these samples are skipped, undefined when they can run. */
export const NO_MSSANTE_SAMPLES = existsSync(SAMPLES) ? undefined : 'the sample mails are not beside the checkout';

/** A group's name, with the reason when it is skipped. */
export function becauseOfMssante(name: string): string {
  return NO_MSSANTE_SAMPLES ? `${name} (skipped: ${NO_MSSANTE_SAMPLES})` : name;
}

/** Bytes of a sample. */
export function mssanteSample(name: string): Buffer {
  return readFileSync(path.join(SAMPLES, name));
}
