import type { AuthorizationState } from './registry-model.js';

/** What the reference could not establish about the DMP ([?] and [I] in dmp.md), as settings of the mock. */
export interface DmpOptions {
  /** Wire code of each authorisation state in TD0.2. Only VALIDE is attested; the others are assumptions. */
  authorizationCodes: Record<AuthorizationState, string>;
  /** Whether deleted documents stay consultable (a row of the rights matrix says so, CDA/DD.05 the contrary). */
  returnDeleted: boolean;
  /** Whether patients let regulation and break-the-glass readers see documents masked to professionals. */
  emergencySeesMasked: boolean;
  /** Code of TD2.1 on a DMP whose patient opposes feeding: that the DMP refuses is known, its code is not (dmp.md §11). */
  feedingOpposedCode: string;
  /**
   * A document sent again with the same bytes: IHE lets a registry accept it or answer XDSDuplicateUniqueIdInRegistry
   * (dmp.md §9), and what the DMP chose is not published. Accepted, it changes nothing.
   */
  sameDocumentAgain: 'refused' | 'accepted';
  /** Whether the metadata of an archived document may be changed; IHE wants it Approved, the DMP's choice is unknown (dmp.md §10.2). */
  archivedMayChange: boolean;
  /**
   * How the VIHF is judged before anything else. `lenient`: who asks about whom, what the real service was seen to refuse.
   * `strict`: signature, certificate and every rule the sources state too (dmp.md §§5, 14).
   */
  vihfMode: 'lenient' | 'strict';
  /** Whether PreviousVersion must be the latest version: IHE's rule, never seen on the real DMP (dmp.md §16.6). */
  previousVersionChecked: boolean;
  /**
   * CNDA package the product is homologated with. Known: TD3.3c is now in the consultation (AIR) profile, and may be
   * added to a 2.9.0 file by an extension of scope (requirements.md, Q1); the mock infers that it is refused to a plain
   * 2.9.0 [I]. Unknown: whether the real DMP enforces it, and everything else that 2.10.0 changed.
   */
  package: '2.9.0' | '2.9.0+TD3.3c' | '2.10.0';
}

/** Settings used unless told otherwise. */
export const DEFAULT_DMP_OPTIONS: DmpOptions = {
  authorizationCodes: { valid: 'VALIDE', expired: 'EXPIREE', forbidden: 'INTERDITE', none: 'INEXISTANTE' },
  returnDeleted: false,
  emergencySeesMasked: false,
  feedingOpposedCode: 'DMPAccessForbidden',
  sameDocumentAgain: 'refused',
  archivedMayChange: true,
  vihfMode: 'lenient',
  previousVersionChecked: true,
  package: '2.9.0+TD3.3c',
};
