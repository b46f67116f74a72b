import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { showExchangeLog } from './actions/dpi-sending.js';
import { linkOnlyWay } from './checks/dpi-link.js';
import { checkPartnerLogged } from './checks/exchange-log.js';
import { attachMessages, messagesOf, sendDocument, startLink } from './dpi-situations.js';

const PROOF = 'INS/va1.46.01.01';

/** A qualified identity leaves with a document: the log says when, from whom and to whom. */
export const partnersLogged = defineScenario({
  requirement: 'INS/va1.46',
  id: 'INS/va1.46.01',
  title: text('Tracer les partenaires des échanges avec INS', 'Trace the partners of exchanges with INS'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl7-partners')],
  async run(t) {
    const person = patient('hl7-partners');
    if (!(await startLink(t, PROOF, linkOnlyWay()))) return;
    await t.step(text('Envoyer un document', 'Send a document'), async () => {
      const { since } = await sendDocument(t, person, 'partenaire');
      attachMessages(t, PROOF, await messagesOf(t, person, since));
    });
    await t.step(text('Afficher le journal', 'Show the log'), async () => {
      const { lines } = await t.act(showExchangeLog, { patient: refOf(person) });
      t.check(PROOF, checkPartnerLogged(lines, person.ins));
    });
  },
});
