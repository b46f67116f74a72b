/**
 * Base of every error the bench throws. `code` is stable and listed in docs/reference/errors.md;
 * `message` says what happened and what to do about it; `cause` keeps the original error.
 */
export class BancError extends Error {
  readonly code: BancErrorCode;

  constructor(code: BancErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'BancError';
    this.code = code;
  }
}

/** Every code the bench may throw. `test/architecture.test.ts` holds this list and docs/reference/errors.md together. */
export const BANC_ERROR_CODES = [
  /** The configuration file cannot be loaded, or is not valid. */
  'BANC_CONFIG_INVALID',
  /** A command-line argument is not understood. */
  'BANC_USAGE',
  /** Preflight found something wrong with the set-up; nothing was judged. */
  'BANC_PREFLIGHT',
  /** A port asked for is taken, or the address cannot be bound. */
  'BANC_LISTEN',
  /** The control plane refused a command (unknown, or input not valid). */
  'BANC_CONTROL',
  /** The software under test did not start or did not answer its health probe. */
  'BANC_SUT_UNREACHABLE',
  /** The adapter does not implement an action, or threw while doing it. */
  'BANC_ADAPTER',
  /** What an adapter says it observed does not fit the action's declaration. */
  'BANC_OBSERVATION_INVALID',
  /** Nobody was there to answer, or the operator left. */
  'BANC_OPERATOR_MISSING',
  /** The operator says that the product cannot do the action. */
  'BANC_OPERATOR_REFUSED',
  /** No browser could be found or started. */
  'BANC_BROWSER_MISSING',
  /** A run folder is missing, unreadable or not one of ours. */
  'BANC_RUN_UNREADABLE',
  /** An id names no requirement, scenario or proof of the catalogue. */
  'BANC_UNKNOWN_ID',
  /** A scenario misuses the engine (unknown proof, check outside a scenario …). */
  'BANC_SCENARIO_INVALID',
  /** XML that is not well formed, or forbidden in what we accept (DTD, entities). */
  'BANC_XML_INVALID',
  /** A MIME or MTOM body that cannot be split. */
  'BANC_MIME_INVALID',
  /** A message that is well formed but not of the expected structure. */
  'BANC_MESSAGE_INVALID',
  /** An IHE_XDM archive that cannot be read, or is made to harm. */
  'BANC_XDM',
  /** A directory file (extract, FINESS flow, imported directory) that cannot be read, or is not one. */
  'BANC_DIRECTORY',
  /** A body larger than the limit, too deeply nested, or too slow. */
  'BANC_LIMIT',
  /** The journal of exchanges cannot be written (disk full, folder removed or read-only). */
  'BANC_JOURNAL',
  /** Certificates could not be generated, read or cached. */
  'BANC_PKI',
] as const;

/** One of {@link BANC_ERROR_CODES}. */
export type BancErrorCode = (typeof BANC_ERROR_CODES)[number];
