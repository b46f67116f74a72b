import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { composeFlow, hl7Address } from '../hl7/index.js';
import { holdPatient, nationalId } from '../record/index.js';
import { checkNoAuthorisation } from './checks/flow-authorisation.js';
import { checkDeleted, checkFed } from './checks/flow-feeding.js';
import { checkShown } from './checks/flow-screen.js';
import { feedingsOf, registeredOf, sendFlow, shownFlow } from './flow-situations.js';

const PROOF = 'DMP/CONF.05.01.01';
/** What needs an authorisation: asking for one, searching documents, reading one. */
const NEEDS_AUTHORISATION = ['td0-3', 'td3-1a', 'td3-2'];

/** A professional without authorisation on the DMP feeds it and deletes from it all the same. */
export const withoutAuthorisation = defineScenario({
  requirement: 'DMP/CONF.05',
  id: 'DMP/CONF.05.01',
  title: text(
    'Alimenter et supprimer sans demander d’autorisation d’accès au DMP',
    'Feed and delete without asking for an authorisation on the DMP',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('flow-unauthorised')],
  precondition: text(
    'Le professionnel qui envoie le document n’a aucune autorisation sur le DMP du patient.',
    'The professional who sends the document has no authorisation on the patient’s DMP.',
  ),
  async run(t) {
    const person = patient('flow-unauthorised');
    const since = await t.mark();
    await t.control('dmp', 'set-authorization', { ins: person.ins, professional: nationalId('ps1'), state: 'none' });
    const to = await t.step(text('Afficher l’interface HL7 v2', 'Show the HL7 v2 interface'), () => hl7Address(t));

    const created = composeFlow(t, { name: 'sans-autorisation', person, flags: { DESTDMP: true } });
    await t.step(text('Envoyer un document', 'Send a document'), async () => {
      await sendFlow(t, PROOF, created, to);
      t.check(PROOF, checkFed(await feedingsOf(t, PROOF, created), created));
      t.check(PROOF, checkShown(await shownFlow(t, created), { dmp: 'done' }));
    });

    const removed = composeFlow(t, {
      name: 'sans-autorisation',
      person,
      act: 'delete',
      previous: created,
      flags: { DESTDMP: true },
    });
    await t.step(text('Le supprimer', 'Delete it'), async () => {
      const before = await t.mark();
      await sendFlow(t, PROOF, removed, to);
      await t.expectExchange({ service: 'dmp', transaction: 'td3-3c', keys: { patient: person.ins }, since: before });
      t.check(PROOF, checkDeleted(await registeredOf(t, removed), removed));
    });

    await t.step(
      text(
        'Ni autorisation demandée, ni DMP consulté : une PFI n’en a pas l’usage',
        'No authorisation asked for, no DMP consulted: a PFI has no use for it',
      ),
      async () => {
        const seen = { service: 'dmp', transaction: NEEDS_AUTHORISATION, keys: { patient: person.ins }, since };
        t.check(PROOF, checkNoAuthorisation(await t.watchQuiet(seen)));
      },
    );
  },
});
