import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { composeFlow, hl7Address } from '../hl7/index.js';
import { holdPatient } from '../record/index.js';
import { checkTaken } from './checks/flow-acknowledgement.js';
import { checkNothingLost, checkNothingTwice, checkOrder, checkWaiting } from './checks/flow-outage.js';
import { feedingOf, feedingsOf, registeredOf, sendFlow, shownFlow } from './flow-situations.js';

const PROOF = 'DMP/ALI/PROG.07.01.01';

/** The DMP is down, then back: what waited goes by itself, whole, in order, once. */
export const queueEmptied = defineScenario({
  requirement: 'DMP/ALI/PROG.07',
  id: 'DMP/ALI/PROG.07.01',
  title: text(
    'DMP injoignable, puis revenu : les envois en attente partent seuls',
    'DMP unreachable, then back: waiting sendings go by themselves',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('flow-outage')],
  precondition: text(
    'Le DMP répond « service indisponible » (HTTP 503) à toute requête sur ce patient.',
    'The DMP answers "service unavailable" (HTTP 503) to any request about this patient.',
  ),
  async run(t) {
    const person = patient('flow-outage');
    const flags = { DESTDMP: true };
    const first = composeFlow(t, { name: 'panne', person, flags });
    const second = composeFlow(t, { name: 'panne', person, act: 'replace', version: 2, previous: first, flags });
    const other = composeFlow(t, { name: 'autre', person, typeCode: '34112-3', flags });
    const flows = [first, second, other];
    const to = await t.step(text('Afficher l’interface HL7 v2', 'Show the HL7 v2 interface'), () => hl7Address(t));
    const since = await t.mark();
    const { id } = await t.control<{ id: string }>('faults', 'add', {
      service: 'dmp',
      keys: { patient: person.ins },
      times: 0,
      fault: { kind: 'unavailable' },
    });
    await t
      .step(
        text(
          'Envoyer un document, sa version suivante et un autre, DMP injoignable',
          'Send a document, its next version and another one, DMP unreachable',
        ),
        async () => {
          const answers = [await sendFlow(t, PROOF, first, to)];
          await t.expectExchange({ service: 'dmp', keys: { patient: person.ins }, since });
          for (const flow of [second, other]) answers.push(await sendFlow(t, PROOF, flow, to));
          t.check(PROOF, checkTaken(answers), checkWaiting(await shownFlow(t, first, false)));
        },
      )
      .finally(() => t.control('faults', 'remove', { id }));
    await t.step(text('Le DMP est revenu', 'The DMP is back'), async () => {
      const back = await t.mark();
      for (const flow of flows) await t.expectExchange(feedingOf(flow, back));
      await t.watchQuiet({ service: 'dmp', keys: { patient: person.ins } });
      const feedings = [];
      for (const flow of flows) feedings.push(...(await feedingsOf(t, PROOF, flow, back)));
      const registered = [...(await registeredOf(t, first)), ...(await registeredOf(t, other))];
      t.check(
        PROOF,
        checkNothingLost(registered, flows),
        checkNothingTwice(feedings),
        checkOrder(registered, first, second),
      );
    });
  },
});
