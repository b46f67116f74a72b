import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { composeFlow, hl7Address } from '../hl7/index.js';
import { holdPatient } from '../record/index.js';
import { checkTaken } from './checks/flow-acknowledgement.js';
import { checkContentShown, checkInsShown, checkShown } from './checks/flow-screen.js';
import { sendFlow, shownFlow } from './flow-situations.js';

const TRACE = 'INS/va1.16.01.01';
const CONTENT = 'INS/va1.16.01.02';

/** A message whose PID carries a qualified INS is received, and its trace and content are shown. */
export const insReceived = defineScenario({
  requirement: 'INS/va1.16',
  id: 'INS/va1.16.01',
  title: text(
    'Recevoir un message HL7 v2 portant une INS qualifiée',
    'Receive an HL7 v2 message carrying a qualified INS',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [TRACE, CONTENT],
  holds: [holdPatient('flow-ins')],
  async run(t) {
    const person = patient('flow-ins');
    // For the DMP and nobody: what is asked for is the reception alone.
    const flow = composeFlow(t, { name: 'ins', person, flags: {} });
    await t.step(text('Envoyer le message', 'Send the message'), async () => {
      const to = await hl7Address(t);
      t.check(TRACE, checkTaken([await sendFlow(t, [TRACE, CONTENT], flow, to)]));
    });
    await t.step(
      text('Afficher la trace de réception et le contenu', 'Show the reception trace and the content'),
      async () => {
        const shown = await shownFlow(t, flow);
        t.check(TRACE, checkShown(shown, {}), checkInsShown(shown, person.ins));
        t.check(CONTENT, checkContentShown(shown, { controlId: flow.controlId, ins: person.ins }));
      },
    );
  },
});
