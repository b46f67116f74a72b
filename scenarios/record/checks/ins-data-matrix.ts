import { insDataMatrixOf } from '../../../fixtures/documents/ins-data-matrix.js';
import type { Patient } from '../../../fixtures/people.js';
import { type InsDataMatrix, readInsDataMatrix } from '../../../mocks/wire/ins-data-matrix.js';
import { type CheckDeclaration, type Finding, joinTexts, review, text, verify, warn } from '../../harness/index.js';
import type { ReadCodes } from '../printed-codes.js';

const CODE: CheckDeclaration = {
  id: 'record.ins-data-matrix',
  title: text(
    'Le datamatrix INS se lit et porte le matricule',
    'The INS Data Matrix reads, and carries the INS number',
  ),
  rule: { reference: 'REM INS/va1.03, DOC/va1.04 ; règle 32', confidence: 'stated' },
};
const FIELDS: CheckDeclaration = {
  id: 'record.ins-data-matrix.fields',
  title: text(
    'Le datamatrix INS porte les traits dans leurs champs',
    'The INS Data Matrix carries the traits in fields',
  ),
  rule: { reference: 'Datamatrix INS (spécification de l’ANS, non lue)', confidence: 'inferred' },
};

const NAMES: Readonly<Record<keyof InsDataMatrix, [fr: string, en: string]>> = {
  ins: ['matricule', 'INS number'],
  insOid: ['OID', 'OID'],
  givenNames: ['prénoms', 'given names'],
  birthFamilyName: ['nom de naissance', 'birth name'],
  gender: ['sexe', 'sex'],
  birthDate: ['date de naissance', 'birth date'],
  birthPlaceCode: ['lieu de naissance', 'birth place'],
};

/**
 * A Data Matrix of the file carries the INS (INS/va1.03, DOC/va1.04, rule 32). How its fields are laid out is inferred:
 * what differs is told, not held against the product. Where a code may have been missed, its absence is for a human.
 * `read`: what {@link ReadCodes} was read; undefined when the file cannot be looked at.
 */
export function checkInsDataMatrix(person: Patient, read: ReadCodes | undefined): Finding[] {
  const locator = text('datamatrix du fichier remis', 'Data Matrix of the file handed over');
  const { texts, mayMiss } = read ?? { texts: [], mayMiss: true };
  if (texts.length === 0 && mayMiss) {
    return [
      review(CODE, {
        expected: person.ins,
        received: text(
          'aucun code lu par le banc : à lire avec un lecteur',
          'no code read by the bench: to be scanned',
        ),
        locator,
      }),
    ];
  }
  const own = texts.find((code) => code.includes(person.ins));
  return [
    verify(CODE, own !== undefined, {
      expected: person.ins,
      received: texts.length === 0 ? text('aucun datamatrix', 'no Data Matrix') : texts.map(shown).join(' ; '),
      locator,
    }),
    ...(own === undefined ? [] : remarkFields(person, own)),
  ];
}

function remarkFields(person: Patient, code: string): Finding[] {
  const wanted = insDataMatrixOf(person);
  const read = readInsDataMatrix(code);
  const different = (Object.keys(wanted) as (keyof InsDataMatrix)[]).filter((name) => read?.[name] !== wanted[name]);
  if (different.length === 0) return [];
  const named = different.map((name) => text(...NAMES[name]));
  return [
    warn(FIELDS, {
      expected: different.map((name) => wanted[name]).join(', '),
      received: read
        ? joinTexts([joinTexts(named, ', '), different.map((name) => read[name] ?? '–').join(', ')], ' : ')
        : text(`champs non reconnus : ${shown(code)}`, `fields not recognised: ${shown(code)}`),
      locator: text('datamatrix du fichier remis', 'Data Matrix of the file handed over'),
    }),
  ];
}

/** A code as people read it: separators of groups as blanks. */
function shown(code: string): string {
  return `« ${code.replaceAll('\x1d', ' ')} »`;
}
