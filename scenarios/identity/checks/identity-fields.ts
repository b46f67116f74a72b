import { joinTexts, type Text, text } from '../../harness/index.js';
import type { ShownIdentity } from '../actions/sheet.js';

/** Fields of an identity, as a sheet shows them. */
export type IdentityFields = Omit<ShownIdentity, 'found'>;

const LABELS: Readonly<Record<keyof IdentityFields, Text>> = {
  ins: text('matricule INS', 'INS number'),
  insOid: text('OID', 'OID'),
  birthFamilyName: text('nom de naissance', 'birth name'),
  usedFamilyName: text('nom utilisé', 'used name'),
  givenNames: text('prénoms de naissance', 'given names at birth'),
  firstGivenName: text('premier prénom de naissance', 'first given name at birth'),
  usedGivenName: text('prénom utilisé', 'used given name'),
  birthDate: text('date de naissance', 'birth date'),
  gender: text('sexe', 'sex'),
  birthPlace: text('lieu de naissance', 'birth place'),
};

/** What differs between the fields expected and those shown, whatever the case; nothing when they are the same. */
export function fieldDifferences(expected: Partial<IdentityFields>, shown: IdentityFields): Text[] {
  const fields = Object.keys(expected) as (keyof IdentityFields)[];
  return fields
    .filter((field) => comparable(field, shown[field]) !== comparable(field, expected[field] ?? ''))
    .map((field) => {
      const { fr, en } = LABELS[field];
      const value = shown[field];
      return text(`${fr} : ${value === '' ? 'absent' : value}`, `${en}: ${value === '' ? 'missing' : value}`);
    });
}

/** The fields expected, for people to read. */
export function spelledFields(expected: Partial<IdentityFields>): Text {
  const fields = Object.keys(expected) as (keyof IdentityFields)[];
  return joinTexts(
    fields.map((field) => {
      const { fr, en } = LABELS[field];
      const value = expected[field] ?? '';
      return text(`${fr} : ${value === '' ? 'aucun' : value}`, `${en}: ${value === '' ? 'none' : value}`);
    }),
  );
}

/** Blanks of a number are for the eye; an apostrophe may be typographic. Hyphens and apostrophes count. */
function comparable(field: keyof IdentityFields, value: string): string {
  const read = value.normalize('NFC').toUpperCase().replaceAll('’', "'");
  return field === 'ins' ? read.replaceAll(/\s/g, '') : read.replaceAll(/\s+/g, ' ').trim();
}
