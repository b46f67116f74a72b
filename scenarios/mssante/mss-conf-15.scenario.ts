import { defineScenario, text } from '../harness/index.js';
import { checkMssCodeCda } from './checks/mail-indicators.js';
import { handDocument, PHYSICIAN, sendByPfi, sourceEvidence } from './situations-pfi-sending.js';

const PROOFS = ['MSS/CONF.15.01.01', 'MSS/CONF.15.01.02', 'MSS/CONF.15.01.03'];

/** Two documents of different types in one order: the header has both codes. */
export const documentCodesTold = defineScenario({
  requirement: 'MSS/CONF.15',
  id: 'MSS/CONF.15.01',
  title: text('X-MSS-CODECDA donne le code de chaque CDA', 'X-MSS-CODECDA gives the code of each CDA'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: PROOFS,
  holds: [],
  async run(t) {
    await t.step(
      text('Envoyer deux documents de types différents', 'Send two documents of different types'),
      async () => {
        const letter = await handDocument(t, { name: 'lettre' });
        const report = await handDocument(t, { name: 'compte-rendu', typeCode: '11488-4' });
        const { mails } = await sendByPfi(t, [letter, report], { recipients: [PHYSICIAN] });
        sourceEvidence(t, PROOFS, mails);
        t.check(PROOFS, ...mails.map(checkMssCodeCda));
      },
    );
  },
});
