import { defineScenario, text } from '../harness/index.js';
import { checkPatientAddress } from './checks/mail-people.js';
import { checkBlocked, checkLeft } from './checks/pfi-sending-screen.js';
import { handDocument, sendByPfi, sourceEvidence } from './situations-pfi-sending.js';

const SENT = 'MSS/va1.19.01.01';
const BLOCKED = 'MSS/va1.19.02.01';

/** The patient has a qualified INS: their address is made of it. */
export const patientWrittenTo = defineScenario({
  requirement: 'MSS/va1.19',
  id: 'MSS/va1.19.01',
  title: text('Écrire à un patient dont l’INS est qualifiée', 'Write to a patient whose INS is qualified'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [SENT],
  holds: [],
  async run(t) {
    await t.step(text('Envoyer au patient', 'Send to the patient'), async () => {
      const document = await handDocument(t, { name: 'patient' });
      const { mails, shown } = await sendByPfi(t, [document], { toPatient: true });
      sourceEvidence(t, SENT, mails);
      t.check(SENT, checkLeft(mails, [document.title], shown), ...mails.map(checkPatientAddress));
    });
  },
});

/** The document has no INS: nothing leaves, and the user is told. */
export const patientNotWrittenTo = defineScenario({
  requirement: 'MSS/va1.19',
  id: 'MSS/va1.19.02',
  title: text('Ne pas écrire à un patient sans INS qualifiée', 'Do not write to a patient without a qualified INS'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [BLOCKED],
  holds: [],
  async run(t) {
    await t.step(text('Demander l’envoi au patient', 'Ask for the sending to the patient'), async () => {
      const document = await handDocument(t, { name: 'non-qualifiee', withoutIns: true });
      const { mails, shown } = await sendByPfi(t, [document], { toPatient: true, quiet: true });
      sourceEvidence(t, BLOCKED, mails);
      t.check(BLOCKED, checkBlocked(mails, shown));
    });
  },
});
