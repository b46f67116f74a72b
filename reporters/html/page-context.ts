import type { Evidence, ExchangeView, Report } from '../model.js';
import type { Words } from '../words.js';
import type { Embedding } from './embedding.js';
import type { Labels } from './labels.js';
import type { RunFiles } from './run-files.js';

/** What every part of the page needs to know of the whole. */
export interface PageContext {
  lang: Report['lang'];
  labels: Labels;
  words: Words;
  files: RunFiles;
  embedding: Embedding;
  /** Exchanges of each scenario, in order. */
  timelines: ReadonlyMap<string, readonly ExchangeView[]>;
  exchanges: ReadonlyMap<string, ExchangeView>;
  /** Evidence that is the first to bring its file: later ones only point to it. */
  firstShown: ReadonlySet<Evidence>;
  /** Exchanges cited by a check that is not green: their messages are printed too. */
  printed: ReadonlySet<string>;
}
