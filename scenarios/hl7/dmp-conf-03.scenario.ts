import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { deleteThroughPfi } from './actions/dpi-sending.js';
import { linkOptional } from './checks/dpi-link.js';
import { checkOperationSent, checkStateShown, judgeNotOffered } from './checks/dpi-sending.js';
import { attachMessages, messagesOf, sendDocument, startLink } from './dpi-situations.js';

const PROOF = 'DMP/CONF.03.01.01';

/** A document sent by mistake through the PFI is deleted: the flow asks for it (FAQ, step 3 for a DPI with a PFI). */
export const deletionByFlow = defineScenario({
  requirement: 'DMP/CONF.03',
  id: 'DMP/CONF.03.01-hl7',
  title: text(
    'Supprimer par la PFI un document envoyé par erreur',
    'Delete through the PFI a document that was sent by mistake',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl7-deletion')],
  async run(t) {
    const person = patient('hl7-deletion');
    if (!(await startLink(t, PROOF, linkOptional('DMP/CONF.03.01')))) return;
    const sent = await t.step(text('Envoyer un document au DMP', 'Send a document to the DMP'), async () => {
      const asked = await sendDocument(t, person, 'erreur');
      if (asked.offered) await messagesOf(t, person, asked.since);
      else t.check(PROOF, judgeNotOffered());
      return asked;
    });
    if (!sent.offered) return;
    await t.step(text('Le supprimer', 'Delete it'), async () => {
      const since = await t.mark();
      const { transmissions } = await t.act(deleteThroughPfi, {
        patient: refOf(person),
        document: { title: sent.title },
      });
      const messages = await messagesOf(t, person, since);
      attachMessages(t, PROOF, messages);
      t.check(
        PROOF,
        checkOperationSent(messages, 'delete'),
        checkStateShown(transmissions, { title: sent.title, operation: 'delete', states: ['taken'] }),
      );
    });
  },
});
