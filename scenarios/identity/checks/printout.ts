import type { Patient } from '../../../fixtures/people.js';
import {
  type CheckDeclaration,
  type Finding,
  joinTexts,
  review,
  type Text,
  text,
  verify,
} from '../../harness/index.js';
import type { ExtraTrait } from '../actions/printing.js';
import { birthDateForms, folded, sexWords } from './spelling.js';

const TRAITS: CheckDeclaration = {
  id: 'identity.printout.traits',
  title: text(
    'L’impression porte nom et premier prénom de naissance, date de naissance et sexe',
    'The printout carries birth name, first given name at birth, birth date and sex',
  ),
  rule: { reference: 'REM INS/va1.15', confidence: 'stated' },
};
const INS: CheckDeclaration = {
  id: 'identity.printout.ins',
  title: text(
    'L’impression porte le matricule INS et sa nature en clair',
    'The printout carries the INS number and its nature in clear',
  ),
  rule: { reference: 'REM INS/va1.15', confidence: 'stated' },
};
const EXTRA: CheckDeclaration = {
  id: 'identity.printout.extra',
  title: text(
    'Les traits complémentaires imprimés sont ceux du paramétrage',
    'The extra traits printed are those of the settings',
  ),
  rule: { reference: 'REM INS/va1.10', confidence: 'stated' },
};

const PRINTOUT = text('document imprimé', 'printed document');

/** The words of a printout; undefined when it has none to read, as a scanned picture. */
export type PrintedWords = string | undefined;

/** The four mandatory traits are printed (INS/va1.15, rule 32). */
export function checkPrintedTraits(person: Patient, words: PrintedWords): Finding {
  if (words === undefined) return unreadable(TRAITS);
  const { birthFamilyName, givenNames, birthDate, gender } = person;
  const [first = ''] = givenNames;
  const wanted: [Text, readonly string[]][] = [
    [text('nom de naissance', 'birth name'), [birthFamilyName]],
    [text('premier prénom de naissance', 'first given name at birth'), [first]],
    [text('date de naissance', 'birth date'), birthDateForms(birthDate)],
    [text('sexe', 'sex'), sexWords(gender)],
  ];
  const missing = wanted.filter(([, forms]) => !forms.some((form) => isPrinted(form, words))).map(([name]) => name);
  return verify(TRAITS, missing.length === 0, {
    expected: joinTexts([birthFamilyName, first, birthDate, gender]),
    received: joinTexts(missing.map(without), ', ', text('tout y est', 'all there')),
    locator: PRINTOUT,
  });
}

/** The number is printed, and whether it is a NIR or a NIA (INS/va1.15, rule 32). Those of the roster are NIR. */
export function checkPrintedIns({ ins }: Patient, words: PrintedWords): Finding {
  if (words === undefined) return unreadable(INS);
  const numbered = words.replaceAll(/\s/g, '').includes(ins);
  const missing = [
    ...(numbered ? [] : [text('matricule INS', 'INS number')]),
    ...(isPrinted('NIR', words) ? [] : [text('nature (NIR)', 'nature (NIR)')]),
  ];
  return verify(INS, missing.length === 0, {
    expected: `${ins} (NIR)`,
    received: joinTexts(missing.map(without), ', ', text('tout y est', 'all there')),
    locator: PRINTOUT,
  });
}

/** What is printed with every extra trait the product offers, then without. */
export interface ExtraPrintouts {
  offered: readonly ExtraTrait[];
  with: PrintedWords;
  without: PrintedWords;
}

/** Extra traits appear once chosen, and disappear once taken out (INS/va1.10). */
export function checkExtraTraits(person: Patient, printouts: ExtraPrintouts): Finding {
  const { offered, with: full, without: bare } = printouts;
  if (full === undefined || bare === undefined) return unreadable(EXTRA);
  const names = (wrong: readonly ExtraTrait[]): Text => joinTexts(wrong.map((trait) => TRAIT_NAMES[trait]));
  const absent = offered.filter((trait) => !isPrinted(valueOf(person, trait), full));
  const kept = offered.filter((trait) => isPrinted(valueOf(person, trait), bare));
  return verify(EXTRA, offered.length > 0 && absent.length === 0 && kept.length === 0, {
    expected: joinTexts([text('paramétrables', 'configurable'), names(offered)], ' : '),
    received: joinTexts(
      [
        ...(offered.length === 0 ? [text('aucun trait complémentaire proposé', 'no extra trait offered')] : []),
        ...(absent.length === 0
          ? []
          : [joinTexts([text('choisis, pas imprimés', 'chosen, not printed'), names(absent)], ' : ')]),
        ...(kept.length === 0
          ? []
          : [joinTexts([text('retirés, imprimés', 'taken out, printed'), names(kept)], ' : ')]),
      ],
      ' ; ',
      text('imprimés une fois choisis, absents une fois retirés', 'printed once chosen, gone once taken out'),
    ),
    locator: PRINTOUT,
  });
}

const TRAIT_NAMES: Readonly<Record<ExtraTrait, Text>> = {
  givenNames: text('prénoms de naissance', 'given names at birth'),
  usedFamilyName: text('nom utilisé', 'used name'),
  usedGivenName: text('prénom utilisé', 'used given name'),
  birthPlace: text('lieu de naissance', 'birth place'),
};

function valueOf(person: Patient, trait: ExtraTrait): string {
  const values: Record<ExtraTrait, string | undefined> = {
    // The first one is mandatory: the others tell whether the list is printed.
    givenNames: person.givenNames[1],
    usedFamilyName: person.usualFamilyName,
    usedGivenName: person.usualGivenName,
    birthPlace: person.birthPlaceCode,
  };
  return values[trait] ?? '';
}

function without(name: Text): Text {
  return text(`sans ${name.fr}`, `without ${name.en}`);
}

/** Whether these words are printed, not as a part of longer ones. */
function isPrinted(words: string, printed: string): boolean {
  const escaped = folded(words).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return words !== '' && new RegExp(`(?<![A-Z0-9])${escaped}(?![A-Z0-9])`).test(folded(printed));
}

function unreadable(check: CheckDeclaration): Finding {
  return review(check, {
    received: text('le fichier n’a pas de texte à lire (image ?)', 'the file has no text to read (a picture?)'),
    locator: PRINTOUT,
  });
}
