import type { MllpTarget } from '../core/mllp-client.js';
import { BancError } from '../wire/errors.js';

/** Where the DPI under test listens for HL7 v2, as scenarios told the bench's PFI. */
export interface DpiAddress {
  set(target: MllpTarget): void;
  /** Undefined as long as nobody told. */
  readonly known: MllpTarget | undefined;
  /** This target if given, else the one told. Throws BANC_CONTROL when there is neither. */
  resolve(target: MllpTarget | undefined): MllpTarget;
}

/** Nobody told yet. */
export function createDpiAddress(): DpiAddress {
  let known: MllpTarget | undefined;
  return {
    set: (target) => {
      known = target;
    },
    get known() {
      return known;
    },
    resolve: (target) => {
      const found = target ?? known;
      if (found !== undefined) return found;
      throw new BancError('BANC_CONTROL', 'La PFI du banc ne sait pas où le DPI écoute : commande reach, ou champ to.');
    },
  };
}
