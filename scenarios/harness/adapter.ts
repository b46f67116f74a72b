import type { Page } from 'playwright';
import type { Lang } from './text.js';

/** What an adapter's action gets besides its input. */
export interface AdapterContext {
  /** Address of the SUT, as the configuration or its start function gave it. */
  baseUrl: string;
  /** `settings` of banc.config.ts, untouched. */
  settings: Record<string, unknown>;
  lang: Lang;
  /** The scenario's page, opened at first use (one browser context per scenario, filmed when possible). */
  page(): Promise<Page>;
  /** Attaches a screenshot of the page to the current step. */
  screenshot(title: string): Promise<void>;
  /** Attaches any file or text to the current step. */
  attach(title: string, content: Buffer | string, mediaType: string): Promise<void>;
  /** Free state of this adapter for the scenario (e.g. who is signed in); starts empty. */
  state: Map<string, unknown>;
  /** Aborted when the action times out or the scenario is stopped. */
  signal: AbortSignal;
}

/** How one action is done in this product: does it, then returns what the screen shows. */
export type ActionImplementation = (input: never, context: AdapterContext) => Promise<unknown>;

/** How a vendor's SUT does the actions. Actions not listed are asked of the operator. */
export interface Adapter {
  /** Shown in the report. */
  name: string;
  /** `browser` adapters give screenshots; others are marked as answering without a page. */
  kind: 'browser' | 'http' | 'command';
  actions: Record<string, ActionImplementation>;
}

/** Declares an adapter (public door, for vendors). */
export function defineAdapter(adapter: Adapter): Adapter {
  return adapter;
}
