import { type CheckDeclaration, type Finding, joinTexts, text, verify } from '../../harness/index.js';
import type { IdentityShown } from '../actions/correspondents.js';
import { folded } from '../oracle.js';
import type { AddedProfessional } from '../served-directory.js';

const stated = (reference: string) => ({ reference, confidence: 'stated' }) as const;
const CORRESPONDENT: CheckDeclaration = {
  id: 'annuaire.correspondent.agrees',
  title: text(
    'La fiche du correspondant porte les données de l’annuaire pour son RPPS',
    'The page of the correspondent has the data of the directory for their RPPS',
  ),
  rule: stated('REM ANN/va1.03'),
};
const CHANGED: CheckDeclaration = {
  id: 'annuaire.correspondent.change-seen',
  title: text(
    'Une fiche modifiée à la main n’est plus dite conforme à l’annuaire',
    'A page changed by hand is no longer said to be that of the directory',
  ),
  rule: stated('REM ANN/va1.03'),
};
const MAILBOXES: CheckDeclaration = {
  id: 'annuaire.correspondent.mailboxes',
  title: text(
    'Les adresses MSSanté du correspondant sont celles de l’annuaire',
    'The MSSanté addresses of the correspondent are those of the directory',
  ),
  rule: stated('REM ANN/va1.05'),
};
const USER: CheckDeclaration = {
  id: 'annuaire.user.agrees',
  title: text(
    'Le compte repris de l’annuaire porte le nom que celui-ci donne pour son RPPS',
    'The account taken from the directory bears the name it gives for the RPPS',
  ),
  rule: stated('REM ANN/va1.02'),
};
const DIFFERENCE: CheckDeclaration = {
  id: 'annuaire.user.difference',
  title: text(
    'Le contrôle dit si le compte est conforme à l’annuaire ou s’en écarte',
    'The check says whether the account agrees with the directory or differs',
  ),
  rule: stated('REM ANN/va1.02'),
};

const NO_PAGE = text('aucune fiche de ce correspondant', 'no page of this correspondent');

/** A correspondent whose data were taken from the directory. */
export function checkCorrespondent(shown: IdentityShown, expected: AddedProfessional): Finding {
  const same =
    shown.found &&
    shown.rpps === expected.rpps &&
    folded(shown.familyName) === folded(expected.familyName) &&
    folded(shown.givenName) === folded(expected.givenName) &&
    shown.validated;
  return verify(CORRESPONDENT, same, {
    expected: text(
      `${expected.rpps} ${expected.familyName} ${expected.givenName}, données de l’annuaire`,
      `${expected.rpps} ${expected.familyName} ${expected.givenName}, data of the directory`,
    ),
    received: shown.found
      ? joinTexts([
          [shown.rpps, shown.familyName, shown.givenName].join(' '),
          shown.validated
            ? text('données de l’annuaire', 'data of the directory')
            : text('non validé', 'not validated'),
        ])
      : NO_PAGE,
  });
}

/** A correspondent changed by hand. */
export function checkHandChange(shown: IdentityShown): Finding {
  return verify(CHANGED, shown.found && !shown.validated, {
    expected: text('fiche modifiée à la main', 'page changed by hand'),
    received: !shown.found
      ? NO_PAGE
      : shown.validated
        ? text('dite conforme à l’annuaire', 'said to be that of the directory')
        : text('modifiée', 'changed'),
  });
}

/** The addresses of a correspondent. */
export function checkCorrespondentMailboxes(shown: IdentityShown, expected: readonly string[]): Finding {
  const words = (addresses: readonly string[]) =>
    addresses.length === 0 ? text('aucune', 'none') : [...addresses].toSorted().join(', ');
  // A page may show an address again for each place.
  const set = (addresses: readonly string[]) => [...new Set(addresses.map(folded))].toSorted().join();
  return verify(MAILBOXES, shown.found && set(shown.mailboxes) === set(expected), {
    expected: words(expected),
    received: shown.found ? words(shown.mailboxes) : NO_PAGE,
  });
}

/** An account after the data of the directory were taken. */
export function checkUserTaken(
  shown: { rpps: string; familyName: string; givenName: string },
  expected: AddedProfessional,
): Finding {
  const same = folded(shown.familyName) === folded(expected.familyName) && shown.rpps === expected.rpps;
  return verify(USER, same, {
    expected: `${expected.rpps} ${expected.familyName}`,
    received: `${shown.rpps} ${shown.familyName}`,
  });
}

/** What the check of an account says, when it should or should not agree. */
export function checkUserDifference(observed: { agrees: boolean; message: string }, shouldAgree: boolean): Finding {
  const words = (agrees: boolean) =>
    agrees ? text('conforme à l’annuaire', 'as in the directory') : text('écart signalé', 'difference told');
  return verify(DIFFERENCE, observed.agrees === shouldAgree, {
    expected: words(shouldAgree),
    received: joinTexts([words(observed.agrees), observed.message]),
  });
}
