import type { AuthorizationState } from './registry-model.js';

/** What the reference could not establish about the DMP ([?] in dmp.md §16), as settings of the mock. */
export interface DmpOptions {
  /** Wire code of each authorisation state in TD0.2. Only VALIDE is attested; the others are assumptions. */
  authorizationCodes: Record<AuthorizationState, string>;
  /** Whether deleted documents stay consultable (a row of the rights matrix says so, CDA/DD.05 the contrary). */
  returnDeleted: boolean;
  /** Whether patients let regulation and break-the-glass readers see documents masked to professionals. */
  emergencySeesMasked: boolean;
  /**
   * CNDA package the product is homologated with. What is known to differ: TD3.3c came with 2.10.0, and may be added to
   * a 2.9.0 file by an extension of scope (requirements.md §13, Q1); the rest of the difference is not published.
   */
  package: '2.9.0' | '2.9.0+TD3.3c' | '2.10.0';
}

/** Settings used unless told otherwise. */
export const DEFAULT_DMP_OPTIONS: DmpOptions = {
  authorizationCodes: { valid: 'VALIDE', expired: 'EXPIREE', forbidden: 'INTERDITE', none: 'INEXISTANTE' },
  returnDeleted: false,
  emergencySeesMasked: false,
  package: '2.9.0+TD3.3c',
};
