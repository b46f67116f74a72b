import { patient, professional, structure } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { linkRequired } from './checks/dpi-link.js';
import { checkOrigin } from './checks/dpi-sending.js';
import { attachMessages, messagesOf, sendDocument, startLink } from './dpi-situations.js';
import { judgeDocumentMessage } from './judge-document.js';

const PROOF = 'DMP/CONF.12.01.01';
/** The checks this requirement is about: the rest of the message is that of CDA/HL7.02. */
const ASKED = ['hl7.document.vihf', 'hl7.document.participants'];

/** Another user than in the other scenarios sends a document to the DMP: the message says who, and where. */
export const factsForVihf = defineScenario({
  requirement: 'DMP/CONF.12',
  id: 'DMP/CONF.12.01',
  title: text(
    'Le flux HL7 v2 dit l’établissement et l’auteur de la demande d’alimentation',
    'The HL7 v2 flow tells the establishment and who asked for the feeding',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl7-vihf')],
  async run(t) {
    const person = patient('hl7-vihf');
    if (!(await startLink(t, PROOF, linkRequired(), 'ps2'))) return;
    await t.step(text('Envoyer un document au DMP', 'Send a document to the DMP'), async () => {
      const { since } = await sendDocument(t, person, 'auteur');
      const messages = await messagesOf(t, person, since);
      attachMessages(t, PROOF, messages);
      const judged = messages.flatMap(({ bytes, exchange }) =>
        judgeDocumentMessage(bytes, { exchange: exchange.id, benchStructures: true }),
      );
      t.check(
        PROOF,
        ...judged.filter(({ check }) => ASKED.includes(check.id)),
        checkOrigin(messages, professional('ps2'), structure('hospital')),
      );
    });
  },
});
