import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { resumePfiTransmissions } from './actions/dpi-sending.js';
import { linkOptional } from './checks/dpi-link.js';
import { checkSentOnce, checkStateShown, judgeNotOffered } from './checks/dpi-sending.js';
import { attachMessages, DOCUMENT_TRANSACTIONS, messagesInQuiet, sendDocument, startLink } from './dpi-situations.js';
import { clearAnomalies, planAnomaly } from './planned-anomalies.js';

const PROOF = 'DMP/ALI/PROG.06.01.01';

/** The PFI does not answer: the order waits, says so, and is taken over once, exactly once, when the PFI is back. */
export const queuedWhilePfiIsDown = defineScenario({
  requirement: 'DMP/ALI/PROG.06',
  id: 'DMP/ALI/PROG.06.01-hl7',
  title: text(
    'PFI injoignable : l’ordre d’envoi attend, puis part une seule fois',
    'PFI unreachable: the order waits, then goes exactly once',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl7-queue')],
  precondition: text(
    'La PFI ferme la connexion sans acquitter les messages de ce patient.',
    'The PFI closes the connection without acknowledging the messages of this patient.',
  ),
  async run(t) {
    const person = patient('hl7-queue');
    if (!(await startLink(t, PROOF, linkOptional('DMP/ALI/PROG.06.01')))) return;
    const fault = { kind: 'close-before-answer' };
    await planAnomaly(t, person, { transactions: DOCUMENT_TRANSACTIONS, times: 0, fault });
    const sent = await t
      .step(text('Envoyer un document, PFI injoignable', 'Send a document, PFI unreachable'), async () => {
        const asked = await sendDocument(t, person, 'file');
        const { title, shown } = asked;
        t.check(
          PROOF,
          asked.offered
            ? checkStateShown(shown, { title, operation: 'create', states: ['waiting'] })
            : judgeNotOffered(),
        );
        return asked;
      })
      .finally(() => clearAnomalies(t, person));
    if (!sent.offered) return;
    await t.step(text('La PFI est revenue : l’envoi repart', 'The PFI is back: the sending goes'), async () => {
      const since = await t.mark();
      const { transmissions } = await t.act(resumePfiTransmissions, { patient: refOf(person) });
      const messages = await messagesInQuiet(t, person, since);
      attachMessages(t, PROOF, messages);
      t.check(
        PROOF,
        checkSentOnce(messages),
        checkStateShown(transmissions, { title: sent.title, operation: 'create', states: ['taken'] }),
      );
    });
  },
});
