import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';
import { advanceDocument, setDraftRecipients } from './actions/writing.js';
import { checkRecipients } from './checks/produced-cda.js';
import { checkRecipientsShown } from './checks/writing.js';
import { handOver, named, sentenceOf, start, titleOf } from './writing-situations.js';

const PROOF = 'HOP/va1.05.01.01';

/** Recipients are set, then changed; the header of the validated document says the last ones. */
export const recipientsOfHeader = defineScenario({
  requirement: 'HOP/va1.05',
  id: 'HOP/va1.05.01',
  title: text('Voir et modifier les destinataires de l’en-tête', 'See and change the recipients of the header'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('doc-header')],
  async run(t) {
    const person = patient('doc-header');
    const of = { patient: refOf(person), document: { title: titleOf(t, 'entete') } };
    const first = ['gp1', 'radiologist1'].map(named);
    const last = ['radiologist1', 'hospitalist1'].map(named);
    await t.step(text('Rédiger un compte rendu opératoire', 'Write an operative report'), async () => {
      await signInAs(t, 'ps1');
      await start(t, person, { name: 'entete', typeCode: '34874-8', text: sentenceOf(t, 'entete') });
    });
    await t.step(text('Ajouter puis retirer des destinataires', 'Add then remove recipients'), async () => {
      const added = await t.act(setDraftRecipients, { ...of, recipients: first });
      t.check(PROOF, checkRecipientsShown(added.recipients, first, text('ajoutés', 'added')));
      const changed = await t.act(setDraftRecipients, { ...of, recipients: last });
      t.check(
        PROOF,
        checkRecipientsShown(changed.recipients, last, text('un retiré, un ajouté', 'one removed, one added')),
      );
    });
    await t.step(text('Valider et lire l’en-tête du CDA', 'Validate and read the header of the CDA'), async () => {
      await t.act(advanceDocument, { ...of, step: 'validate' });
      const found = await handOver(t, person, 'entete', PROOF);
      if (found) t.check(PROOF, checkRecipients(found.cda, last, found.lines));
    });
  },
});
