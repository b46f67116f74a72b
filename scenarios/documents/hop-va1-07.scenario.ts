import type { Patient } from '../../fixtures/people.js';
import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import type { StayFacts } from './actions/writing.js';
import { checkPrefilled, dayForms, type Prefilled } from './checks/writing.js';
import { enterStay, named, start } from './writing-situations.js';

const PROOF = 'HOP/va1.07.01.01';

/** A discharge letter in which nothing is typed. */
export const prefilledLetter = defineScenario({
  requirement: 'HOP/va1.07',
  id: 'HOP/va1.07.01',
  title: text(
    'Lettre de liaison préremplie avec les données du séjour',
    'Discharge letter prefilled with the data of the stay',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('doc-prefilled')],
  async run(t) {
    const person = patient('doc-prefilled');
    const stay = await enterStay(t, person);
    await t.step(text('Commencer une lettre de liaison', 'Start a discharge letter'), async () => {
      const shown = await start(t, person, { name: 'prerempli', typeCode: '11490-0' });
      t.check(PROOF, checkPrefilled(shown, contentOfLetter(person, stay)));
    });
  },
});

/** What the decree asks of a discharge letter, as far as the record holds it (CSP, art. R. 1112-1-2 II). */
function contentOfLetter({ birthFamilyName, givenNames, birthDate }: Patient, stay: StayFacts): Prefilled[] {
  const family = (name: string) => [name.split(' ')[0] ?? name];
  return [
    { what: text('nom de naissance', 'birth name'), forms: [birthFamilyName] },
    { what: text('prénom', 'given name'), forms: givenNames.slice(0, 1) },
    { what: text('date de naissance', 'birth date'), forms: dayForms(birthDate) },
    { what: text('médecin traitant', 'attending doctor'), forms: family(stay.attendingDoctor.name) },
    { what: text('praticien hospitalier', 'hospital practitioner'), forms: family(named('ps1').name) },
    { what: text('date d’entrée', 'date of admission'), forms: dayForms(stay.admittedOn) },
    { what: text('date de sortie', 'date of discharge'), forms: dayForms(stay.dischargedOn) },
    { what: text('motif', 'reason'), forms: [stay.reason] },
    { what: text('synthèse du séjour', 'summary of the stay'), forms: [stay.summary] },
    { what: text('traitements à la sortie', 'treatments at discharge'), forms: [stay.treatments] },
    { what: text('résultats attendus', 'awaited results'), forms: [stay.awaited] },
    { what: text('suites à donner', 'follow-up'), forms: [stay.followUp] },
  ];
}
