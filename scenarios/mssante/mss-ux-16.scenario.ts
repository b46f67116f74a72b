import { patient } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { configureAutomaticIntegration, showReceptionStatistics } from './actions/reception.js';
import { checkCounts, checkEmptyPeriod, type ReceptionCount } from './checks/reception-follow-up.js';
import {
  aroundToday,
  AUTOMATIC_INTEGRATION,
  integrateByHand,
  LONG_AGO,
  receive,
  receivedVersion,
  startReception,
} from './situations-reception.js';

const SCREEN = 'MSS/UX.16.01.01';
const VALUES = 'MSS/UX.16.01.03';
/** Types no other scenario sends to a DPI, so that the numbers are those of this one. */
const TYPES = ['57833-6', '60591-5'] as const;

/** Two types: automatic, by hand, left waiting; the numbers grow by what was sent. */
export const statistics = defineScenario({
  requirement: 'MSS/UX.16',
  id: 'MSS/UX.16.01',
  title: text(
    'Statistiques des documents reçus par type et période',
    'Statistics of received documents by type and period',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [SCREEN, VALUES],
  holds: [holdPatient('mail-in-stats'), AUTOMATIC_INTEGRATION],
  async run(t) {
    const person = patient('mail-in-stats');
    const send = async (name: string, typeCode: string) => {
      const document = receivedVersion(t, person, { name, typeCode });
      await receive(t, name, [document]);
      return document;
    };
    const [first, second] = TYPES;
    await startReception(t, true);
    const before = await t.step(text('Relever les nombres de départ', 'Note the numbers to start with'), () =>
      countsOf(t),
    );
    await t.step(text('Recevoir des documents de deux types', 'Receive documents of two types'), async () => {
      await send('stat-auto-1', first);
      await send('stat-auto-2', first);
      await send('stat-auto-3', second);
      await t.act(configureAutomaticIntegration, { enabled: false });
      await integrateByHand(t, await send('stat-main-1', first));
      await integrateByHand(t, await send('stat-main-2', second));
      await send('stat-attente', second);
    });
    await t.step(text('Afficher les statistiques', 'Show the statistics'), async () => {
      const after = await countsOf(t);
      const grew = new Map(TYPES.map((type) => [type as string, difference(after.get(type), before.get(type))]));
      const sent = new Map([
        [first, { automatic: 2, manual: 1, notIntegrated: 0 }],
        [second, { automatic: 1, manual: 1, notIntegrated: 1 }],
      ]);
      t.check([SCREEN, VALUES], checkCounts(grew, sent));
    });
    await t.step(text('Changer de période', 'Change the period'), async () => {
      const { counts } = await t.act(showReceptionStatistics, { period: LONG_AGO });
      t.check([SCREEN, VALUES], checkEmptyPeriod(counts));
    });
  },
});

async function countsOf(t: ScenarioContext): Promise<Map<string, ReceptionCount>> {
  const { counts } = await t.act(showReceptionStatistics, { period: aroundToday() });
  return new Map(counts.map((count) => [count.typeCode, count]));
}

function difference(after: ReceptionCount | undefined, before: ReceptionCount | undefined): ReceptionCount {
  const by = (of: (count: ReceptionCount) => number): number => (after ? of(after) : 0) - (before ? of(before) : 0);
  return {
    automatic: by(({ automatic }) => automatic),
    manual: by(({ manual }) => manual),
    notIntegrated: by(({ notIntegrated }) => notIntegrated),
  };
}
