import type { Recording } from './browser.js';
import type { Timeouts } from './scenario-environment.js';
import type { Lang } from './text.js';

/** What the main process hands to its workers; plain data, for it crosses a process border. */
export interface WorkerEnvironment {
  runDir: string;
  runKey: string;
  controlUrl: string;
  lang: Lang;
  attended: boolean;
  headed: boolean;
  sut: { baseUrl: string; settings: Record<string, unknown> };
  adapterPath?: string;
  papers: Record<string, string>;
  ciSis?: string;
  recording: Recording;
  timeouts: Timeouts;
  /** Ids of the scenarios to run; others of the same files are left alone. */
  selected: string[];
}

declare module 'vitest' {
  interface ProvidedContext {
    banc: WorkerEnvironment;
  }
}
