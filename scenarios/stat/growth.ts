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
      const count = (outcome: SeenSending['outcome']): Range => {
        const found = cell.filter((one) => one.outcome === outcome);
        return { least: found.filter(sure).length, most: found.length };
      };
      // What nobody answered may be told as a failure, or be about to go again.
      const failure = { least: count('failure').least, most: count('failure').most + count('unreachable').most };
      return { month, channel, type, success: count('success'), failure };
    }),
  );
  return { due, seen };
}
