import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { openWebPs } from './actions/information.js';
import { checkContextualCall } from './checks/web-ps.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/va1.06.01.01';

/** The Web-PS is called from the record, on its patient. */
export const contextualCall = defineScenario({
  requirement: 'DMP/va1.06',
  id: 'DMP/va1.06.01',
  title: text('Web-PS DMP appelé depuis le dossier du patient', 'DMP Web-PS called from the patient’s record'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('web-ps')],
  precondition: text(
    'L’adresse du Web-PS du banc (dmp.webPs de la fiche de connexion) est saisie dans le logiciel.',
    'The address of the bench’s Web-PS (dmp.webPs of the connection sheet) is entered in the product.',
  ),
  async run(t) {
    const person = patient('web-ps');
    await openAuthorisedDmp(t, person, 'ps1');
    await t.step(text('Ouvrir le Web-PS depuis le dossier', 'Open the Web-PS from the record'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
      const since = await t.mark();
      const { address } = await t.act(openWebPs, { target: 'record', patient: refOf(person) });
      const exchanges = await t.exchanges({ service: 'dmp', transaction: 'td0-9', since });
      t.attachExchanges(PROOF, exchanges);
      t.check(PROOF, checkContextualCall(exchanges, person.ins, address));
    });
  },
});
