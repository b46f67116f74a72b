import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { showSendingStates } from './actions/feeding.js';
import { checkSentOnce, checkStateShown, stateIn } from './checks/feeding.js';
import { produce } from './feeding-situations.js';
import { feedingsOf } from './feedings.js';
import { judgeLots } from './lot-judgement.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/HISTO.01.01.01';

/** Each document of the record says whether it was fed: sent, withheld, refused by the DMP. */
export const stateOfEachDocument = defineScenario({
  requirement: 'DMP/HISTO.01',
  id: 'DMP/HISTO.01.01',
  title: text(
    'Chaque document du dossier dit s’il a été envoyé au DMP avec succès',
    'Each document of the record says whether it was fed to the DMP with success',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('feed-states')],
  precondition: text(
    'Trois documents : un accepté par le DMP, un refusé, un retenu par l’utilisateur.',
    'Three documents: one accepted by the DMP, one refused, one withheld by the user.',
  ),
  async run(t) {
    const person = patient('feed-states');
    await openAuthorisedDmp(t, person, 'ps1');
    await t.step(text('Produire trois documents', 'Produce three documents'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
    });
    const sent = await t.step(text('Un document accepté par le DMP', 'A document the DMP accepts'), async () => {
      const document = await produce(t, person, { name: 'accepté' });
      const feedings = await feedingsOf(t, person, document.title, document.since);
      judgeLots(t, PROOF, person, feedings);
      t.check(PROOF, checkSentOnce(feedings, document));
      return document;
    });
    await t.control('faults', 'add', {
      service: 'dmp',
      transaction: 'td2-1a',
      keys: { patient: person.ins },
      times: 1,
      fault: { kind: 'registry-error', code: 'XDSRepositoryError', message: 'Refus injecté par le banc' },
    });
    const refused = await t.step(text('Un document refusé par le DMP', 'A document the DMP refuses'), () =>
      produce(t, person, { name: 'refusé' }),
    );
    const withheld = await t.step(text('Un document retenu', 'A document withheld'), () =>
      produce(t, person, { name: 'retenu', send: false }),
    );
    await t.step(text('Afficher les documents du dossier', 'Show the documents of the record'), async () => {
      const { documents } = await t.act(showSendingStates, { patient: refOf(person) });
      t.check(
        PROOF,
        checkStateShown(stateIn(documents, sent.title), ['sent'], sent),
        checkStateShown(stateIn(documents, refused.title), ['refused'], refused),
        checkStateShown(stateIn(documents, withheld.title), ['withheld'], withheld),
      );
    });
  },
});
