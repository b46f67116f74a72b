import { insDataMatrixOf } from '../../../fixtures/documents/ins-data-matrix.js';
import type { Patient } from '../../../fixtures/people.js';
import { type InsDataMatrix, readInsDataMatrix } from '../../../mocks/wire/ins-data-matrix.js';
import { type CheckDeclaration, type Finding, joinTexts, review, text, verify, warn } from '../../harness/index.js';

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

/** What was read on a file handed over. */
export interface ReadCodes {
  /** Texts of its Data Matrix codes; undefined when it cannot be looked at. */
  codes: readonly string[] | undefined;
  /** Whether it has text to read: without, it is a scanned picture, which may blur its code. */
  hasWords: boolean;
}

/**
 * A Data Matrix of the file carries the INS (INS/va1.03, DOC/va1.04, rule 32). How its fields are laid out is inferred:
 * what differs is told, not held against the product. A picture in which no code is found is for a human.
 */
export function checkInsDataMatrix(person: Patient, { codes, hasWords }: ReadCodes): Finding[] {
  const locator = text('datamatrix du fichier remis', 'Data Matrix of the file handed over');
  if (codes === undefined || (codes.length === 0 && !hasWords)) {
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
  const own = codes.find((code) => code.includes(person.ins));
  return [
    verify(CODE, own !== undefined, {
      expected: person.ins,
      received: codes.length === 0 ? text('aucun datamatrix', 'no Data Matrix') : codes.map(shown).join(' ; '),
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
