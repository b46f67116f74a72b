import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The official DMP samples, beside the checkout when the project's authors run the tests; never part of it. */
const SAMPLES = path.resolve(import.meta.dirname, '../../../../../shared/samples/dmp');

/** Why tests on official samples are skipped, undefined when they can run. */
export const NO_SAMPLES = existsSync(SAMPLES) ? undefined : 'the official DMP samples are not beside the checkout';

/** A group's name, with the reason when it is skipped. */
export function because(name: string): string {
  return NO_SAMPLES ? `${name} (skipped: ${NO_SAMPLES})` : name;
}

/** Bytes of an official message. */
export function sample(name: string): Buffer {
  return readFileSync(path.join(SAMPLES, 'messages', name));
}

/** Path of an official schema. */
export function schemaPath(name: string): string {
  return path.join(SAMPLES, 'schema', name);
}
