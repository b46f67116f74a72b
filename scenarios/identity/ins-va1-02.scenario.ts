import { patient } from '../../fixtures/roster.js';
import { defineScenario, type Text, text } from '../harness/index.js';
import { holdPatient, signInAs } from '../record/index.js';
import { type SearchCriteria, searchPatients } from './actions/search.js';
import { checkSearch } from './checks/search.js';

/** Patients of the roster born the same day, and their namesake born the day after. */
const SAME_DAY = ['identity-search-a', 'identity-search-b', 'identity-search-c', 'identity-search-d'];
const NAMESAKE = 'identity-search-other';

/** A search, and whom of {@link SAME_DAY} it must find. */
interface Search {
  number: string;
  title: Text;
  letters: Omit<SearchCriteria, 'birthDate'>;
  found: readonly string[];
}

/** By birth date alone. */
export const searchByDate = scenarioOf({
  number: '01',
  title: text('Rechercher par date de naissance', 'Search by birth date'),
  letters: {},
  found: SAME_DAY,
});

/** First letters of a used name: that of one patient, the birth name of another. */
export const searchByUsedName = scenarioOf({
  number: '02',
  title: text(
    'Rechercher par date de naissance et début du nom utilisé',
    'Search by birth date and first letters of the used name',
  ),
  letters: { name: 'MARSEG' },
  found: ['identity-search-a', 'identity-search-b'],
});

/** First letters of a birth name: that of one patient, the used name of another. */
export const searchByBirthName = scenarioOf({
  number: '03',
  title: text(
    'Rechercher par date de naissance et début du nom de naissance',
    'Search by birth date and first letters of the birth name',
  ),
  letters: { name: 'VALSEG' },
  found: ['identity-search-a', 'identity-search-c'],
});

/** First letters of a given name at birth: the first, the second, a used one. */
export const searchByBirthGivenName = scenarioOf({
  number: '04',
  title: text(
    'Rechercher par date de naissance et début d’un prénom de naissance',
    'Search by birth date and first letters of a given name at birth',
  ),
  letters: { givenName: 'ODET' },
  found: ['identity-search-a', 'identity-search-b', 'identity-search-c'],
});

/** First letters of a used given name: that of one patient, the given name at birth of another. */
export const searchByUsedGivenName = scenarioOf({
  number: '05',
  title: text(
    'Rechercher par date de naissance et début du prénom utilisé',
    'Search by birth date and first letters of the used given name',
  ),
  letters: { givenName: 'JEAN' },
  found: ['identity-search-a', 'identity-search-d'],
});

function scenarioOf({ number, title, letters, found }: Search) {
  const proof = `INS/va1.02.${number}.01`;
  return defineScenario({
    requirement: 'INS/va1.02',
    id: `INS/va1.02.${number}`,
    title,
    actor: 'dpi',
    drive: 'automatic',
    proofs: [proof],
    precondition: text(
      'Quatre patientes du jeu d’essai sont nées le 7 mai 1931, une homonyme le lendemain.',
      'Four patients of the roster were born on 7 May 1931, a namesake the day after.',
    ),
    holds: [...SAME_DAY, NAMESAKE].map((key) => ({ name: holdPatient(key).name })),
    async run(t) {
      const wanted = found.map((key) => patient(key));
      const unwanted = [...SAME_DAY.filter((key) => !found.includes(key)), NAMESAKE].map((key) => patient(key));
      const birthDate = '1931-05-07';
      const typed = [birthDate, ...Object.values(letters)].join(', ');
      await t.step(text(`Rechercher ${typed}`, `Search ${typed}`), async () => {
        await signInAs(t, 'ps1');
        const { patients } = await t.act(searchPatients, { birthDate, ...letters });
        t.check(proof, ...checkSearch({ typed: text(typed, typed), wanted, unwanted }, patients));
      });
    },
  });
}
