import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { linkRequired } from './checks/dpi-link.js';
import { checkInsInPid, checkNotQualifiedKept } from './checks/dpi-sending.js';
import { attachMessages, messagesInQuiet, messagesOf, sendDocument, startLink } from './dpi-situations.js';

const PROOF = 'INS/va1.61.01.01';

/** A message of a patient whose identity is qualified carries the INS. */
export const insInPid = defineScenario({
  requirement: 'INS/va1.61',
  id: 'INS/va1.61.01',
  title: text('Un message HL7 v2 sortant porte l’INS', 'An outgoing HL7 v2 message carries the INS'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl7-ins')],
  async run(t) {
    const person = patient('hl7-ins');
    if (!(await startLink(t, PROOF, linkRequired()))) return;
    await t.step(text('Envoyer un document', 'Send a document'), async () => {
      const { since } = await sendDocument(t, person, 'matricule');
      const messages = await messagesOf(t, person, since);
      attachMessages(t, PROOF, messages);
      t.check(PROOF, checkInsInPid(messages, person));
    });
  },
});

/** Nothing leaves for the DMP while the identity is not qualified. */
export const notQualified = defineScenario({
  requirement: 'INS/va1.61',
  id: 'INS/va1.61.01-non-qualifiee',
  title: text(
    'Identité non qualifiée : rien ne part sous son INS',
    'Identity not qualified: nothing leaves under its INS',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl7-not-qualified')],
  async run(t) {
    const person = patient('hl7-not-qualified');
    if (!(await startLink(t, PROOF, linkRequired()))) return;
    await t.step(text('Demander l’envoi d’un document', 'Ask for the sending of a document'), async () => {
      const { since } = await sendDocument(t, person, 'non-qualifiée');
      const messages = await messagesInQuiet(t, person, since);
      attachMessages(t, PROOF, messages);
      t.check(PROOF, checkNotQualifiedKept(messages));
    });
  },
});
