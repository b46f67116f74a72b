import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, signInAs } from '../record/index.js';
import { searchPatientByIns } from './actions/search.js';
import { checkNumberFound, checkNumberRefused } from './checks/search.js';

const FOUND = 'INS/va1.41.01.01';
const WRONG_KEY = 'INS/va1.41.01.02';
const NO_KEY = 'INS/va1.41.01.03';

/** A known patient is found by INS number; a wrong or missing key is refused before any search. */
export const searchByNumber = defineScenario({
  requirement: 'INS/va1.41',
  id: 'INS/va1.41.01',
  title: text('Rechercher un patient par son matricule INS', 'Search a patient by INS number'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [FOUND, WRONG_KEY, NO_KEY],
  precondition: text('Une patiente à l’identité qualifiée.', 'A patient with a qualified identity.'),
  holds: [holdPatient('identity-number')],
  async run(t) {
    const person = patient('identity-number');
    const number = person.ins.slice(0, 13);
    const key = Number(person.ins.slice(13));
    const wrong = `${number}${String(key === 97 ? 1 : key + 1).padStart(2, '0')}`;
    const search = async (typed: string) => ({ typed, ...(await t.act(searchPatientByIns, { ins: typed })) });
    await t.step(
      text('Rechercher le matricule juste', 'Search the right number'),
      async () => {
        await signInAs(t, 'ps1');
        t.check(FOUND, checkNumberFound(person, await search(person.ins)));
      },
      [FOUND],
    );
    await t.step(
      text('Rechercher avec une clé fausse', 'Search with a wrong key'),
      async () => t.check(WRONG_KEY, checkNumberRefused('wrong-key', await search(wrong))),
      [WRONG_KEY],
    );
    await t.step(
      text('Rechercher sans clé', 'Search without key'),
      async () => t.check(NO_KEY, checkNumberRefused('no-key', await search(number))),
      [NO_KEY],
    );
  },
});
