import { defineScenario, text } from '../harness/index.js';
import { patientOfAddress } from '../../mocks/wire/mssante-address.js';
import { checkMssMes } from './checks/mail-indicators.js';
import { checkEndOption } from './checks/sending-receipt.js';
import { handDocument, PHYSICIAN, sendByPfi, sourceEvidence } from './situations-pfi-sending.js';

const SCREEN = 'MSS/CONF.21.01.01';
const SOURCE = 'MSS/CONF.21.01.02';

/** No answer of the patient is wanted: said to the patient, not to their physician. */
export const endOfConversationByPfi = defineScenario({
  requirement: 'MSS/CONF.21',
  id: 'MSS/CONF.21.01-pfi',
  title: text('Dire au patient qu’aucune réponse n’est attendue', 'Tell the patient that no answer is expected'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [SCREEN, SOURCE],
  holds: [],
  async run(t) {
    await t.step(text('Envoyer sans attendre de réponse du patient', 'Send without expecting an answer'), async () => {
      const document = await handDocument(t, { name: 'fin' });
      const { mails, shown } = await sendByPfi(t, [document], {
        recipients: [PHYSICIAN],
        toPatient: true,
        noReply: true,
      });
      sourceEvidence(t, SOURCE, mails);
      t.check(SCREEN, checkEndOption(shown.noReplyOffered));
      for (const mail of mails) {
        const toPatient = mail.mail.to.every(({ address }) => patientOfAddress(address) !== undefined);
        t.check(SOURCE, checkMssMes(mail, { asked: toPatient }));
      }
    });
  },
});
