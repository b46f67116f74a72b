import type { Exchange } from '../../mocks/core/exchange.js';
import type { FileReport, Report, Reporter } from '../../reporters/model.js';
import type { Catalogue } from '../requirements/catalogue.js';
import type { Decoder } from './exchange-view.js';
import type { FileKind } from './file-kind.js';
import type { Scenario } from './scenario.js';
import type { Text } from './text.js';

/** A scenario and the module that defines it. */
export interface ScenarioEntry {
  scenario: Scenario;
  /** Absolute path of the module, loaded again by the workers. */
  file: string;
}

/** Answers a control-plane route of the engine (`POST /locks/acquire` …). */
export type ExtraRoute = (input: unknown, signal: AbortSignal) => Promise<unknown>;

/** The mocks as the engine sees them; it knows no service. */
export interface BenchMocks {
  /** The connection sheet (design §4), plain JSON. */
  sheet: { schema: string; host: string; control: string } & Record<string, unknown>;
  close(): Promise<void>;
}

/** What the engine may ask of the mocks at start. */
export interface MocksStart {
  /** Folder of exchanges.jsonl and bodies/. */
  dir: string;
  bind: string;
  publicHost: string;
  portBase?: number;
  /** Directory to serve: a profile, or the path of an imported one. */
  data?: string;
  extraRoutes?: Record<string, ExtraRoute>;
}

/** A mistake or a harmless variation a reference SUT can be started with. */
export interface SutToggle {
  id: string;
  sut: string;
  description: Text;
  /** Proofs a defect turns red; empty for a variant. */
  breaks: readonly string[];
}

/** What `banc annuaire` does. Answers are texts for the terminal, in French; `say` shows how far long work is. */
export interface DirectoryTool {
  /** Writes a synthetic directory to a file. */
  generate(options: { profile: string; seed?: number; out: string; say: (text: string) => void }): Promise<string>;
  /** Joins published files into one; `whole` is false when one of them is cut. */
  import(options: {
    files: readonly string[];
    out: string;
    say: (text: string) => void;
  }): Promise<{ text: string; whole: boolean }>;
  /** Writes a directory as the published files. */
  export(options: { data: string; out: string; allMailboxes: boolean; say: (text: string) => void }): Promise<string>;
  /** Counts of a directory. */
  stats(options: { data: string; json: boolean; say: (text: string) => void }): Promise<string>;
}

/** Everything the command line is made of; put together once, in scenarios/main.ts. */
export interface BenchParts {
  bench: { name: string; version: string; root: string };
  catalogue(): Catalogue;
  scenarios(): Promise<ScenarioEntry[]>;
  startMocks(options: MocksStart): Promise<BenchMocks>;
  directory: DirectoryTool;
  readJournal(dir: string): Promise<Exchange[]>;
  decoders: readonly Decoder[];
  reporters: Record<string, Reporter>;
  /** Absolute path of the configuration of each built-in SUT. */
  builtInSuts: Record<string, string>;
  defects: readonly SutToggle[];
  variants: readonly SutToggle[];
  /** Text for the terminal. */
  consoleSummary(report: Report, options: { colour: boolean; width?: number }): string;
  /** Kinds of files `banc check` judges. */
  fileKinds: readonly FileKind[];
  /** What the terminal shows of a file judged. */
  fileSummary(report: FileReport, options: { colour: boolean }): string;
  /** Every action an adapter may implement, for `banc init`. */
  actions: readonly { name: string; title: Text }[];
  /** What to load into the product once: file name -> CSV text. */
  rosterFiles(): Record<string, string>;
}
