import type { ScenarioContext } from '../harness/index.js';
import { type SeenSending, sendingsSeen } from './activity-seen.js';
import { exportUsageStatistics } from './actions/statistics.js';
import type { Growth, Range } from './checks/export-counts.js';
import { parisMonth, requiredPeriod, type UsageExport } from './checks/usage-export.js';
import { readExport } from './read-export.js';
import type { StatisticsSettings } from './statistics-settings.js';

/** An export, and where the journal stood before and after it. */
export interface TakenExport {
  exported: UsageExport;
  before: number;
  after: number;
}

/** Exports the period STAT/ES.01 asks for. Inside a step. */
export async function takeExport(t: ScenarioContext, settings: StatisticsSettings): Promise<TakenExport> {
  const before = await t.mark();
  const { files } = await t.act(exportUsageStatistics, requiredPeriod(parisMonth(new Date())));
  return { exported: await readExport(files, settings), before, after: await t.mark() };
}

/**
 * By how much the cells of some types must have grown between two exports, from what the bench received meanwhile. What
 * came during an export may or may not be in it. Another scenario may send the same types: the bench saw that too.
 */
export async function growthBetween(
  t: ScenarioContext,
  first: TakenExport,
  second: TakenExport,
  typeCodes: readonly string[],
): Promise<{ due: Growth[]; seen: SeenSending[] }> {
  const month = parisMonth(new Date());
  const all = await sendingsSeen(t, first.before);
  const seen = all.filter(({ exchange, typeCode }) => exchange.seq <= second.after && typeCodes.includes(typeCode));
  const sure = ({ exchange }: SeenSending): boolean => exchange.seq > first.after && exchange.seq <= second.before;
  const channels = ['dmp', 'mss-pro', 'mss-patient'] as const;
  const due = channels.flatMap((channel) =>
    typeCodes.map((type): Growth => {
      const cell = seen.filter((one) => one.channel === channel && one.typeCode === type);
      const documents = [...new Set(cell.map(({ title }) => title))].map((title) =>
        growthOf(
          cell.filter((one) => one.title === title),
          sure,
        ),
      );
      return { month, channel, type, ...documents.reduce(addGrowth, { success: NONE, failure: NONE }) };
    }),
  );
  return { due, seen };
}

type Counts = Pick<Growth, 'success' | 'failure'>;

const NONE: Range = { least: 0, most: 0 };

/**
 * What one document adds. Sent at last: one success, and its failed tries may be told as failures or not. Never sent: one
 * failure at least once it was refused; what nobody answered may go again.
 */
function growthOf(tries: readonly SeenSending[], sure: (one: SeenSending) => boolean): Counts {
  const of = (outcome: SeenSending['outcome']) => tries.filter((one) => one.outcome === outcome);
  const [sent, refused] = [of('success'), of('failure')];
  const failed = tries.length - sent.length;
  const certain = sent.length === 0 && refused.some(sure) ? 1 : 0;
  return {
    success: { least: sent.filter(sure).length, most: sent.length },
    failure: { least: certain, most: failed },
  };
}

function addGrowth(a: Counts, b: Counts): Counts {
  const add = (one: Range, other: Range): Range => ({ least: one.least + other.least, most: one.most + other.most });
  return { success: add(a.success, b.success), failure: add(a.failure, b.failure) };
}
