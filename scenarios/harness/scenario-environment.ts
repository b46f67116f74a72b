import type { Adapter } from './adapter.js';
import type { BrowserHost } from './browser.js';
import type { Lang } from './text.js';

/** How long the engine waits, all in milliseconds. */
export interface Timeouts {
  /** One action by an adapter. */
  actionMs: number;
  /** One expected exchange. */
  exchangeMs: number;
  /** How long the wire is watched when nothing should happen. */
  quietMs: number;
  /** A whole scenario without operator. */
  scenarioMs: number;
}

/** Everything a scenario needs to run, whoever starts it (a vitest worker or a test). */
export interface ScenarioEnvironment {
  runDir: string;
  runKey: string;
  controlUrl: string;
  lang: Lang;
  sut: { baseUrl: string; settings: Record<string, unknown> };
  /** Absent when everything is asked of the operator. */
  adapter?: Adapter;
  browser: BrowserHost;
  /** Files the configuration hands over, by proof: absolute paths. */
  papers: Record<string, string>;
  /** Folder of the user's official schemas and schematrons. */
  ciSis?: string;
  attended: boolean;
  timeouts: Timeouts;
}
