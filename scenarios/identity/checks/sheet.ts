import { type CheckDeclaration, type Finding, joinTexts, text, verify } from '../../harness/index.js';
import type { IdentityEntry, ShownIdentity } from '../actions/sheet.js';
import { fieldDifferences, type IdentityFields, spelledFields } from './identity-fields.js';

const RULE = { reference: 'REM INS/va1.01', confidence: 'stated' } as const;

const FIELDS: CheckDeclaration = {
  id: 'identity.sheet.fields',
  title: text('La fiche montre chaque champ de l’identité', 'The sheet shows each field of the identity'),
  rule: RULE,
};
const REFUSED: CheckDeclaration = {
  id: 'identity.entry.refused',
  title: text(
    'Un jour hors de 1–31 ou un mois hors de 1–12 est refusé à la saisie',
    'A day outside 1–31 or a month outside 1–12 is refused on entry',
  ),
  rule: RULE,
};
const ACCEPTED: CheckDeclaration = {
  id: 'identity.entry.accepted',
  title: text('Une date de naissance possible est acceptée', 'A possible birth date is accepted'),
  rule: RULE,
};

/** Where an identity is looked at. */
export const SHEET = text('fiche d’identité du patient', 'identity sheet of the patient');

/** Each field of the identity is on the sheet, with its value (INS/va1.01.01). */
export function checkSheet(expected: IdentityFields, shown: ShownIdentity): Finding {
  const differences = fieldDifferences(expected, shown);
  return verify(FIELDS, shown.found && differences.length === 0, {
    expected: spelledFields(expected),
    received: shown.found
      ? joinTexts(differences, ' ; ', text('tout y est', 'all there'))
      : text('le produit n’a pas ce patient', 'the product does not have this patient'),
    locator: SHEET,
  });
}

/** What came of typing a birth date. */
export interface TriedEntry {
  entry: IdentityEntry;
  saved: boolean;
  message: string;
}

/** Dates that cannot be are refused, and one that can is not (INS/va1.01.03). */
export function checkEntries(impossible: readonly TriedEntry[], possible: TriedEntry): Finding[] {
  const wronglySaved = impossible.filter(({ saved }) => saved).map(({ entry }) => typed(entry));
  const locator = text('saisie de l’identité d’un patient', 'entry of a patient’s identity');
  return [
    verify(REFUSED, wronglySaved.length === 0, {
      expected: text(
        `refus de ${impossible.map(({ entry }) => typed(entry)).join(', ')}`,
        `${impossible.map(({ entry }) => typed(entry)).join(', ')} refused`,
      ),
      received:
        wronglySaved.length === 0
          ? joinTexts(
              impossible.map(({ message }) => message),
              ' ; ',
            )
          : text(`accepté : ${wronglySaved.join(', ')}`, `accepted: ${wronglySaved.join(', ')}`),
      locator,
    }),
    verify(ACCEPTED, possible.saved, {
      expected: text(`${typed(possible.entry)} accepté`, `${typed(possible.entry)} accepted`),
      received: possible.saved
        ? text('accepté', 'accepted')
        : text(`refusé : ${possible.message}`, `refused: ${possible.message}`),
      locator,
    }),
  ];
}

function typed({ day, month, year }: IdentityEntry): string {
  return `${day}/${month}/${year}`;
}
