import { defineScenario, text } from '../harness/index.js';
import { showPresetTexts } from './actions/pfi-sending.js';
import { checkDeletionSaid } from './checks/pfi-sending-screen.js';
import { handDocument, PHYSICIAN, sendByPfi, sourceEvidence } from './situations-pfi-sending.js';

const PROOF = 'MSS/va1.30.01.01';

/** The message of a deletion bears the text the product presets, when it has one. */
export const deletionText = defineScenario({
  requirement: 'MSS/va1.30',
  id: 'MSS/va1.30.01',
  title: text('Texte prédéfini d’un message de suppression', 'Preset text of a deletion message'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [],
  async run(t) {
    await t.step(text('Demander la suppression d’un document', 'Ask for the deletion of a document'), async () => {
      const { deletion } = await t.act(showPresetTexts, {});
      const document = await handDocument(t, { name: 'suppression' });
      const { mails } = await sendByPfi(t, [document], { recipients: [PHYSICIAN], deletion: true });
      sourceEvidence(t, PROOF, mails);
      t.check(PROOF, checkDeletionSaid(mails, deletion));
    });
  },
});
