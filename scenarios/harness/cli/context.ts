import { BancError } from '../../../mocks/wire/errors.js';
import type { BenchParts } from '../bench-parts.js';
import type { Lang } from '../text.js';

/** Where commands write and what stops them; given so that tests and other programs can hold the command line. */
export interface CliStreams {
  out: (text: string) => void;
  err: (text: string) => void;
  /** True when a person is at the terminal. */
  interactive: boolean;
  colour: boolean;
  /** Columns of the terminal, when there is one. */
  width?: number;
}

/** What every command gets. */
export interface CliContext {
  parts: BenchParts;
  streams: CliStreams;
  /** Commands set the exit code here; 0 unless said otherwise. */
  exit: (code: number) => void;
}

/** Adds a value to a repeatable option. */
export function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value];
}

/** Checks `--lang`. */
export function parseLang(value: string): Lang {
  if (value === 'fr' || value === 'en') return value;
  throw new BancError('BANC_USAGE', `--lang ${value} : fr ou en.`);
}
