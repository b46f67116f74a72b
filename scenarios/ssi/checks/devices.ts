import { type CheckDeclaration, type Finding, type Text, text, verify, warn } from '../../harness/index.js';

const check = (id: string, requirement: string, title: Text): CheckDeclaration => ({
  id: `ssi.device.${id}`,
  title,
  rule: { reference: `REM ${requirement}`, confidence: 'stated' },
});

const PERIOD = check('renewal-set', 'SSI/IE.34', text('La durée de service se règle', 'The service life can be set'));
const RENEWAL = check(
  'renewal-imposed',
  'SSI/IE.34',
  text('Le renouvellement du dispositif est imposé', 'The renewal of the device is imposed'),
);
const IDENTIFIED = check(
  'identified-before-loss',
  'SSI/IE.35',
  text('Qui déclare une perte est identifié d’abord', 'Who declares a loss is identified first'),
);
const LOST = check(
  'lost-refused',
  'SSI/IE.35',
  text('Un dispositif déclaré perdu est refusé', 'A device declared lost is refused'),
);
const DELAY = check(
  'single-factor-set',
  'SSI/IE.37',
  text('Le délai de reconnexion à un facteur se règle', 'The delay of one-factor sign-in can be set'),
);
const SINGLE = check(
  'single-factor-at-once',
  'SSI/IE.37',
  text('Dans le délai, un facteur suffit', 'Within the delay, one factor is enough'),
);
const AGAIN = check(
  'second-factor-again',
  'SSI/IE.37',
  text('Passé le délai, le second facteur est demandé', 'Past the delay, the second factor is asked for'),
);

/** The setting shown after it was saved is the one wanted. */
export function checkRenewalSet(wanted: number, saved: number): Finding {
  return verify(PERIOD, saved === wanted, { expected: `${wanted}`, received: `${saved}` });
}

/** Where a sign-in with a device past its service life got to. */
export function checkRenewalImposed(outcome: string): Finding {
  return verify(RENEWAL, outcome === 'renewal', { expected: 'renewal', received: outcome });
}

/** A loss declared without proof is refused. */
export function checkIdentified(identified: boolean): Finding {
  return verify(IDENTIFIED, identified, {
    expected: text('sans preuve d’identité : refusé', 'without proof of identity: refused'),
    received: identified ? text('refusé', 'refused') : text('accepté', 'accepted'),
  });
}

/** Where a sign-in with a device declared lost got to. `by` declared it. */
export function checkLostRefused(by: 'user' | 'administrator', outcome: string): Finding {
  return verify(LOST, outcome === 'refused', {
    expected: 'refused',
    received: outcome,
    locator:
      by === 'user'
        ? text('déclaré par l’utilisateur', 'declared by the user')
        : text('désactivé par l’administrateur', 'disabled by the administrator'),
  });
}

/** The delay shown after it was saved is the one wanted. */
export function checkSingleFactorSet(wanted: number, saved: number): Finding {
  return verify(DELAY, saved === wanted, { expected: `${wanted} min`, received: `${saved} min` });
}

/** Just after two factors, one opens the session; a product that asks for two again is stricter, which is told. */
export function checkSingleFactor(outcome: string): Finding[] {
  return outcome === 'opened' ? [] : [warn(SINGLE, { expected: 'opened', received: outcome })];
}

/** Past the delay, one factor does not open the session. */
export function checkSecondFactorAgain(outcome: string): Finding {
  return verify(AGAIN, outcome !== 'opened', { expected: 'second-factor', received: outcome });
}
