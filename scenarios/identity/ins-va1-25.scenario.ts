import { patient } from '../../fixtures/roster.js';
import { defineScenario, type Text, text } from '../harness/index.js';
import { signInAs } from '../record/index.js';
import { searchPatients } from './actions/search.js';
import { checkSpelling } from './checks/search.js';

/** What is typed, and the patient of the roster it must find all the same. */
interface Spelling {
  number: string;
  title: Text;
  key: string;
  typed: string;
  /** The same with accents, when this scenario tries that too. */
  accented?: string;
}

/** A hyphen typed, none stored; then accents. */
export const hyphenTyped = scenarioOf({
  number: '01',
  title: text('Rechercher avec un trait d’union, et avec des accents', 'Search with a hyphen, and with accents'),
  key: 'identity-space',
  typed: 'LE-SEGURIEN',
  accented: 'Le Ségurien',
});

/** No hyphen typed, one stored. */
export const hyphenStored = scenarioOf({
  number: '02',
  title: text('Rechercher sans le trait d’union enregistré', 'Search without the hyphen stored'),
  key: 'identity-hyphen',
  typed: 'HAUT SEGURIEN',
});

/** A double hyphen typed, none stored. */
export const doubleHyphenTyped = scenarioOf({
  number: '03',
  title: text('Rechercher avec un double trait d’union', 'Search with a double hyphen'),
  key: 'identity-double',
  typed: 'MONT--SEGURIEN',
});

/** An apostrophe typed, none stored. */
export const apostropheTyped = scenarioOf({
  number: '04',
  title: text('Rechercher avec une apostrophe', 'Search with an apostrophe'),
  key: 'identity-apostrophe',
  typed: "D'AVALSEGUR",
});

function scenarioOf({ number, title, key, typed, accented }: Spelling) {
  const proof = `INS/va1.25.${number}.01`;
  const person = patient(key);
  return defineScenario({
    requirement: 'INS/va1.25',
    id: `INS/va1.25.${number}`,
    title,
    actor: 'dpi',
    drive: 'automatic',
    proofs: [proof],
    precondition: text(
      `Le nom de naissance enregistré est « ${person.birthFamilyName} ».`,
      `The birth name stored is "${person.birthFamilyName}".`,
    ),
    holds: [{ name: `patient:${key}` }],
    async run(t) {
      const search = async (name: string) =>
        (await t.act(searchPatients, { birthDate: person.birthDate, name })).patients;
      await t.step(text(`Rechercher « ${typed} »`, `Search "${typed}"`), async () => {
        await signInAs(t, 'ps1');
        t.check(proof, checkSpelling('punctuation', typed, person, await search(typed)));
      });
      if (accented === undefined) return;
      await t.step(text(`Rechercher « ${accented} »`, `Search "${accented}"`), async () => {
        t.check(proof, checkSpelling('accents', accented, person, await search(accented)));
      });
    },
  });
}
