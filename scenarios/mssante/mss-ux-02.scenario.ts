import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { checkMatch } from './checks/reception-integration.js';
import {
  AUTOMATIC_INTEGRATION,
  receive,
  receivedVersion,
  startReception,
  workItemsOf,
} from './situations-reception.js';

const PROOF = 'MSS/UX.02.01.01';
/** The INS of the document becomes a local number: the traits alone are left. */
const withoutIns = (cda: string): string =>
  cda.replace(/<id root="1\.2\.250\.1\.213\.1\.4\.10" extension="\d+"\/>/, '');

/** Documents without an INS: same traits as a local patient, then another birth date. */
export const matching = defineScenario({
  requirement: 'MSS/UX.02',
  id: 'MSS/UX.02.01',
  title: text(
    'Proposer un patient en comparant les traits d’identité',
    'Propose a patient by comparing identity traits',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('mail-in-match'), holdPatient('mail-in-namesake'), AUTOMATIC_INTEGRATION],
  precondition: text(
    'Deux patients de même nom de naissance, nés à des dates différentes.',
    'Two patients of the same birth name, born on different days.',
  ),
  async run(t) {
    const person = patient('mail-in-match');
    const namesake = patient('mail-in-namesake');
    await startReception(t, false);
    const qualified = receivedVersion(t, person, { name: 'avec-ins' });
    const same = receivedVersion(t, person, { name: 'traits-identiques', change: withoutIns });
    const stranger = { ...namesake, key: 'stranger', givenNames: ['RAYMONDE'], birthDate: '1931-03-04' };
    const unknown = receivedVersion(t, stranger, { name: 'inconnue', change: withoutIns });
    await t.step(text('Recevoir trois documents', 'Receive three documents'), async () => {
      await receive(t, 'avec-ins', [qualified]);
      await receive(t, 'traits-identiques', [same]);
      await receive(t, 'inconnue', [unknown]);
    });
    await t.step(text('Lire les patients proposés', 'Read the patients proposed'), async () => {
      const withIns = text('document avec INS', 'document with an INS');
      const byTraits = text('mêmes traits, sans INS', 'same traits, no INS');
      const sameName = text('même nom seulement', 'same name only');
      t.check(
        PROOF,
        checkMatch(await workItemsOf(t, qualified), [person.ins], withIns),
        checkMatch(await workItemsOf(t, same), [person.ins], byTraits),
        checkMatch(await workItemsOf(t, unknown), [], sameName),
      );
    });
  },
});
