import { defineScenario, type Finding, text } from '../harness/index.js';
import { checkLeft, checkReplacementSaid } from './checks/pfi-sending-screen.js';
import { checkXdmAction } from './checks/xdm-action.js';
import { checkChain } from './sending-chain.js';
import { handDocument, PHYSICIAN, sendByPfi, sourceEvidence } from './situations-pfi-sending.js';
import type { SeenMail } from './situations-sending.js';

const FIRST = 'MSS/va1.13.01.01';
const MENTION = 'MSS/va1.13.01.02';
const SECOND = 'MSS/va1.13.01.03';

/** A document, then its next version: the archive and the message say that it replaces. */
export const replacementByPfi = defineScenario({
  requirement: 'MSS/va1.13',
  id: 'MSS/va1.13.01-pfi',
  title: text(
    'Renvoyer un document modifié qui annule et remplace',
    'Send again a modified document that cancels and replaces',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [FIRST, MENTION, SECOND],
  holds: [],
  async run(t) {
    const first = await t.step(text('Envoyer un document', 'Send a document'), async () => {
      const document = await handDocument(t, { name: 'version' });
      const { mails, shown } = await sendByPfi(t, [document], { recipients: [PHYSICIAN] });
      sourceEvidence(t, FIRST, mails);
      t.check(FIRST, checkLeft(mails, [document.title], shown), ...actionsOf(mails));
      return { document, mails };
    });
    await t.step(text('Envoyer sa version suivante', 'Send its next version'), async () => {
      const replaces = first.document.uniqueId;
      const next = await handDocument(t, { name: 'version', version: 2, replaces });
      const sent = await sendByPfi(t, [next], { recipients: [PHYSICIAN] });
      const mails = sent.mails.filter(({ cdas }) => cdas.some(({ versionNumber }) => versionNumber === '2'));
      sourceEvidence(t, [MENTION, SECOND], mails);
      t.check(MENTION, checkReplacementSaid(mails));
      t.check(SECOND, ...checkChain(first.mails, mails));
      t.check(SECOND, ...actionsOf(mails));
    });
  },
});

/** Whether each archive says what its document does to an earlier one. */
function actionsOf(mails: readonly SeenMail[]): Finding[] {
  return mails.flatMap(({ archive, seen }) =>
    archive ? [checkXdmAction(archive, { role: 'sent', exchange: seen.id })] : [],
  );
}
