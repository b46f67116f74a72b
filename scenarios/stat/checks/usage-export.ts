import type { Statistics } from '../../../mocks/wire/statistics-csv.js';
import { type StatisticsCounts, type StatisticsKey, StatisticsTable } from '../../../mocks/wire/statistics-table.js';

/** One file of an export: read, or why it cannot be. */
export interface UsageFile {
  name: string;
  statistics?: Statistics;
  problem?: string;
}

/** Usage statistics as exported at one moment: one file, or one a type. */
export interface UsageExport {
  files: readonly UsageFile[];
}

/** Files that could be read. */
export function readFiles({ files }: UsageExport): (UsageFile & { statistics: Statistics })[] {
  return files.flatMap((file) => (file.statistics ? [{ ...file, statistics: file.statistics }] : []));
}

/** Counts are added up once an export: it may have a million rows. */
const COUNTED = new WeakMap<UsageExport, StatisticsTable>();

/** Counts of every file, structures added up. Type and channel as read. */
export function countsOfExport(exported: UsageExport): StatisticsTable {
  const known = COUNTED.get(exported);
  if (known) return known;
  const all = new StatisticsTable();
  COUNTED.set(exported, all);
  for (const { statistics } of readFiles(exported)) {
    for (const [key, counts] of statistics.details.entries()) all.add({ ...key, finess: '' }, counts);
  }
  return all;
}

/** Counts added up over what a filter keeps. */
export function sumOf(table: StatisticsTable, keeps: (key: StatisticsKey) => boolean): StatisticsCounts {
  const sum: StatisticsCounts = { success: 0, failure: 0, attempts: 0, qualified: 0 };
  for (const [key, counts] of table.entries()) {
    if (!keeps(key)) continue;
    sum.success += counts.success;
    sum.failure += counts.failure;
    sum.attempts += counts.attempts;
    sum.qualified += counts.qualified;
  }
  return sum;
}

/** Months `YYYY-MM` from one to another, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = monthAfter(month)) months.push(month);
  return months;
}

/** What STAT/ES.01 asks for in the month `now`: every month of the year before and of this one. */
export function requiredPeriod(now: string): { from: string; to: string } {
  return { from: `${Number(now.slice(0, 4)) - 1}-01`, to: now };
}

/** Month in Paris of a moment. */
export function parisMonth(at: Date): string {
  return at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' }).slice(0, 7);
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
