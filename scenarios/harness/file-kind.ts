import type { Finding } from './check.js';
import type { Text } from './text.js';

/** What a file is judged with besides itself. */
export interface FileContext {
  /** Absolute path of the user's CI-SIS folder, for the CDA schema and schematrons. */
  ciSis?: string;
  /** `settings` of banc.config.ts; empty without a configuration. */
  settings: Readonly<Record<string, unknown>>;
  /** True when what is told as a warning because official samples do the same is a failure (`--strict`). */
  strict?: boolean;
}

/** A file read piece by piece. */
export interface OpenedFile {
  /** As the user named it. */
  name: string;
  /** Its bytes from the beginning, as often as asked. */
  open(): AsyncIterable<Uint8Array>;
}

/** A kind of captured file `banc check` judges: the same checks as in a run, offline. Themes declare them. */
export interface FileKind {
  /** What `--as` takes: `cda`, `soap` … */
  kind: string;
  title: Text;
  /** Whether content (or, failing that, name) looks like this kind. Quick; never throws. */
  recognises(bytes: Buffer, name: string): boolean;
  /**
   * Judges it.
   * @throws BancError BANC_XML_INVALID, BANC_MIME_INVALID, BANC_MESSAGE_INVALID, BANC_XDM or BANC_LIMIT when it cannot be
   * read; BANC_CONFIG_INVALID when the context is wrong.
   */
  judge(bytes: Buffer, context: FileContext): Promise<Finding[]>;
  /** The same, piece by piece, for a file of any size: what `judge` then is not asked. Throws as it does. */
  judgeOpened?(file: OpenedFile, context: FileContext): Promise<Finding[]>;
}
