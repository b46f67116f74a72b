import type { AnnuaireModes } from './modes.js';
import type { DirectoryStore } from './store/directory-store.js';

/** What a search looks at beside its parameters. */
export interface SearchScope {
  store: DirectoryStore;
  /** Revision read; the present one when absent. */
  atRevision?: number;
  modes: AnnuaireModes;
  /** Injected time. */
  now: Date;
}
