import type { Patient } from '../../../fixtures/people.js';
import { type CheckDeclaration, type Finding, joinTexts, type Text, text, verify } from '../../harness/index.js';
import type { FoundPatient } from '../actions/search.js';

const FOUND: CheckDeclaration = {
  id: 'identity.search.complete',
  title: text('La recherche trouve tous les patients attendus', 'The search finds every patient expected'),
  rule: { reference: 'REM INS/va1.02', confidence: 'stated' },
};
const EXACT: CheckDeclaration = {
  id: 'identity.search.exact',
  title: text(
    'La recherche ne ramène personne qui ne répond pas aux critères',
    'The search brings nobody who does not meet the criteria',
  ),
  rule: { reference: 'REM INS/va1.02', confidence: 'stated' },
};
const PUNCTUATION: CheckDeclaration = {
  id: 'identity.search.punctuation',
  title: text('La recherche ignore traits d’union et apostrophes', 'The search ignores hyphens and apostrophes'),
  rule: { reference: 'REM INS/va1.25', confidence: 'stated' },
};
const ACCENTS: CheckDeclaration = {
  id: 'identity.search.accents',
  title: text('La recherche ignore les accents', 'The search ignores accents'),
  rule: { reference: 'REM INS/va1.25', confidence: 'stated' },
};
const NUMBER = { reference: 'REM INS/va1.41', confidence: 'stated' } as const;
const BY_NUMBER: CheckDeclaration = {
  id: 'identity.ins-search.found',
  title: text(
    'Le matricule complet et juste retrouve le patient connu',
    'The whole and right number finds the known patient',
  ),
  rule: NUMBER,
};
const WRONG_KEY: CheckDeclaration = {
  id: 'identity.ins-search.wrong-key',
  title: text('Un matricule à la clé fausse est refusé', 'A number with a wrong key is refused'),
  rule: NUMBER,
};
const NO_KEY: CheckDeclaration = {
  id: 'identity.ins-search.no-key',
  title: text('Un matricule sans clé est refusé', 'A number without key is refused'),
  rule: NUMBER,
};

/** What a search should bring. */
export interface ExpectedSearch {
  /** What was typed, for people to read. */
  typed: Text;
  /** Those it must find. */
  wanted: readonly Patient[];
  /** Patients of the product it must not bring. */
  unwanted: readonly Patient[];
}

/** A search finds those it should and, among the patients of the bench, nobody else (INS/va1.02). */
export function checkSearch({ typed, wanted, unwanted }: ExpectedSearch, found: readonly FoundPatient[]): Finding[] {
  const brought = new Set(found.map(({ ipp }) => ipp));
  const missing = wanted.filter(({ ipp }) => !brought.has(ipp));
  const extra = unwanted.filter(({ ipp }) => brought.has(ipp));
  return [
    verify(FOUND, missing.length === 0, {
      expected: text(`${typed.fr} : ${people(wanted)}`, `${typed.en}: ${people(wanted)}`),
      received: missing.length === 0 ? listed(found) : text(`sans ${people(missing)}`, `without ${people(missing)}`),
      locator: RESULTS,
    }),
    verify(EXACT, extra.length === 0, {
      expected: text(`${typed.fr} : sans ${people(unwanted)}`, `${typed.en}: without ${people(unwanted)}`),
      received: extra.length === 0 ? listed(found) : text(`aussi ${people(extra)}`, `also ${people(extra)}`),
      locator: RESULTS,
    }),
  ];
}

/** A patient is found whatever the hyphens and apostrophes, or accents, typed (INS/va1.25). */
export function checkSpelling(
  about: 'punctuation' | 'accents',
  typed: string,
  wanted: Patient,
  found: readonly FoundPatient[],
): Finding {
  return verify(about === 'accents' ? ACCENTS : PUNCTUATION, isAmong(wanted, found), {
    expected: text(`« ${typed} » trouve ${people([wanted])}`, `"${typed}" finds ${people([wanted])}`),
    received: listed(found),
    locator: RESULTS,
  });
}

/** What a search by INS number brought. */
export interface NumberSearch {
  typed: string;
  refused: boolean;
  message: string;
  patients: readonly FoundPatient[];
}

/** The right number finds its patient (INS/va1.41). */
export function checkNumberFound(wanted: Patient, { typed, refused, message, patients }: NumberSearch): Finding {
  return verify(BY_NUMBER, !refused && isAmong(wanted, patients), {
    expected: text(`${typed} trouve ${people([wanted])}`, `${typed} finds ${people([wanted])}`),
    received: refused ? text(`refusé : ${message}`, `refused: ${message}`) : listed(patients),
    locator: RESULTS,
  });
}

/** A number whose key is wrong, or that has none, is refused before any search (INS/va1.41). */
export function checkNumberRefused(
  why: 'wrong-key' | 'no-key',
  { typed, refused, message, patients }: NumberSearch,
): Finding {
  return verify(why === 'no-key' ? NO_KEY : WRONG_KEY, refused && patients.length === 0, {
    expected: text(`${typed} refusé, sans recherche`, `${typed} refused, without a search`),
    received:
      refused && patients.length === 0
        ? message
        : joinTexts([text('recherche faite', 'searched'), listed(patients)], ' : '),
    locator: RESULTS,
  });
}

const RESULTS = text('résultats de la recherche de patients', 'results of the patient search');

function isAmong({ ipp }: Patient, found: readonly FoundPatient[]): boolean {
  return found.some((one) => one.ipp === ipp);
}

function people(patients: readonly Patient[]): string {
  return patients
    .map(({ birthFamilyName, givenNames, ipp }) => `${birthFamilyName} ${givenNames.join(' ')} (${ipp})`)
    .join(', ');
}

function listed(found: readonly FoundPatient[]): Text {
  return joinTexts(
    found.map(({ birthFamilyName, givenNames, ipp }) => `${birthFamilyName} ${givenNames} (${ipp})`),
    ', ',
    text('personne', 'nobody'),
  );
}
