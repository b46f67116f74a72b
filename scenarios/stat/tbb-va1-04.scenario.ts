import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { hl7Address } from '../hl7/index.js';
import { holdPatient } from '../record/index.js';
import { showFlowContent } from './actions/dashboard.js';
import { checkContent } from './checks/flow-content.js';
import { orderByHl7 } from './pfi-sender.js';
import { USAGE_STATISTICS } from './usage-situation.js';

const PROOF = 'TBB/va1.04.01.01';
/** A type no other scenario sends through a PFI. */
const TYPE = 'PRESC-KINE';

/** One document in the open and one masked: the numbers shown grow by them. */
export const flowContent = defineScenario({
  requirement: 'TBB/va1.04',
  id: 'TBB/va1.04.01',
  title: text('Détail du contenu des flux : documents masqués', 'Details of the content of flows: masked documents'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('stat-content'), USAGE_STATISTICS],
  async run(t) {
    const person = patient('stat-content');
    await t.control('dmp', 'set-record', { ins: person.ins, status: 'open' });
    const to = await t.step(text('Afficher l’interface HL7 v2', 'Show the HL7 v2 interface'), () => hl7Address(t));
    const show = () => t.act(showFlowContent, { typeCode: TYPE });
    const before = await t.step(text('Relever le contenu des flux', 'Note the content of flows'), show);
    await t.step(
      text('Envoyer un document visible et un document masqué', 'Send a visible document and a masked one'),
      async () => {
        const order = { person, typeCode: TYPE, channel: 'dmp' } as const;
        await orderByHl7(t, to, { ...order, name: 'tbb-visible' });
        await orderByHl7(t, to, { ...order, name: 'tbb-masque', masked: true });
      },
    );
    await t.step(text('Comparer', 'Compare'), async () => {
      t.check(PROOF, checkContent(before, await show(), { sent: 2, masked: 1 }));
    });
  },
});
