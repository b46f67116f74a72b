import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';

const rule = { reference: 'REM SSI/IE.30', confidence: 'stated' } as const;
const LOOKED_UP: CheckDeclaration = {
  id: 'annuaire.rpps.looked-up',
  title: text(
    'La création du compte cherche le RPPS : un appel à l’annuaire ou une trace le montre',
    'Creating the account looks the RPPS up: a call to the directory or a trace shows it',
  ),
  rule,
};
const BOUND: CheckDeclaration = {
  id: 'annuaire.rpps.bound',
  title: text('Le RPPS trouvé est rattaché au compte', 'The RPPS found is bound to the account'),
  rule,
};
const UNBOUND: CheckDeclaration = {
  id: 'annuaire.rpps.unbound',
  title: text(
    'Un RPPS introuvable, ou que plusieurs homonymes se disputent, n’est pas rattaché',
    'An RPPS not found, or that several homonyms may have, is not bound',
  ),
  rule,
};
const TOLD: CheckDeclaration = {
  id: 'annuaire.rpps.problem-told',
  title: text('L’absence du RPPS est signalée', 'The absence of the RPPS is told'),
  rule,
};
const USABLE: CheckDeclaration = {
  id: 'annuaire.rpps.account-usable',
  title: text('Le compte sans RPPS reste utilisable', 'The account without RPPS stays usable'),
  rule,
};
const RETRIED: CheckDeclaration = {
  id: 'annuaire.rpps.retried',
  title: text(
    'Le RPPS est recherché à nouveau sans intervention, jusqu’à être rattaché',
    'The RPPS is looked for again by itself, until it is bound',
  ),
  rule,
};
const CHECKED_AGAIN: CheckDeclaration = {
  id: 'annuaire.rpps.checked-again',
  title: text(
    'Les traces montrent la vérification périodique, tous les deux ans au plus',
    'Traces show the periodic check, every two years at most',
  ),
  rule,
};

const numberText = (rpps: string) => (rpps === '' ? text('aucun RPPS', 'no RPPS') : rpps);

/** Look-ups traced after a creation, or calls seen. */
export function checkLookedUp(lookups: readonly { at: string; result: string }[], calls: number): Finding {
  return verify(LOOKED_UP, lookups.length + calls > 0, {
    expected: text('une recherche', 'a look-up'),
    received: text(
      `${lookups.length} recherche(s) tracée(s), ${calls} appel(s) à l’annuaire`,
      `${lookups.length} look-up(s) traced, ${calls} call(s) to the directory`,
    ),
  });
}

/** The number shown on an account whose owner the directory knows. */
export function checkBound(shown: string, expected: string): Finding {
  return verify(BOUND, shown === expected, { expected, received: numberText(shown) });
}

/** The number shown on an account whose owner the directory does not tell. */
export function checkUnbound(shown: string): Finding {
  return verify(UNBOUND, shown === '', { expected: numberText(''), received: numberText(shown) });
}

/** What the product says of an account whose number was not found. */
export function checkProblemTold(observed: { problemShown: boolean; message: string }): Finding {
  return verify(TOLD, observed.problemShown, {
    expected: text('un signalement', 'a notice'),
    received: observed.message === '' ? text('rien', 'nothing') : observed.message,
  });
}

/** Whether the owner of an account without number signs in. */
export function checkUsable(observed: { outcome: string; message: string }): Finding {
  return verify(USABLE, observed.outcome === 'opened', {
    expected: text('session ouverte', 'session opened'),
    received: `${observed.outcome} ${observed.message}`.trim(),
  });
}

/** The number shown once the directory has it, with nobody asking. */
export function checkRetried(shown: string, expected: string): Finding {
  return verify(RETRIED, shown === expected, { expected, received: numberText(shown) });
}

/** Look-ups traced before and after the period. */
export function checkCheckedAgain(
  before: readonly { at: string; result: string }[],
  after: readonly { at: string; result: string }[],
): Finding {
  return verify(CHECKED_AGAIN, after.length > before.length, {
    expected: text('une vérification de plus', 'one more check'),
    received: text(
      `${before.length} avant, ${after.length} après : ${after[0]?.result ?? ''}`,
      `${before.length} before, ${after.length} after: ${after[0]?.result ?? ''}`,
    ),
  });
}
