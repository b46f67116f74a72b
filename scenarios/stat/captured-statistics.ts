import { Readable } from 'node:stream';
import { columnsOf } from '../../mocks/wire/statistics-columns.js';
import { plainWords } from '../../mocks/wire/statistics-values.js';
import { type FileContext, type FileKind, type Finding, text } from '../harness/index.js';
import { proposedMapping } from './checks/form-words.js';
import { countsOfExport, parisMonth, readFiles, requiredPeriod, type UsageExport } from './checks/usage-export.js';
import { LIKELY_TYPES } from './counted-types.js';
import { judgeStatistics } from './judge-statistics.js';
import { readStatisticsFile } from './read-export.js';
import { readStatisticsSettings } from './statistics-settings.js';

/** Looked at to recognise a file. */
const HEAD_BYTES = 16 * 1024;

/** `banc check --as stat-csv`: an export of usage statistics (STAT/ES.01), alone, of any size. */
export const statisticsFile: FileKind = {
  kind: 'stat-csv',
  title: text('export CSV des statistiques d’usage', 'CSV export of usage statistics'),
  recognises: (bytes) => namesStatistics(bytes.subarray(0, HEAD_BYTES).toString('latin1')),
  judge: (bytes, context) => judgeOpened({ name: '', open: () => Readable.from([bytes]) }, context),
  judgeOpened,
};

async function judgeOpened(
  { name, open }: { name: string; open: () => AsyncIterable<Uint8Array> },
  { settings }: FileContext,
): Promise<Finding[]> {
  const configured = readStatisticsSettings(settings);
  const exported = { files: [{ name, statistics: await readStatisticsFile(name, open, configured) }] };
  const due = {
    period: requiredPeriod(lastMonth(exported)),
    likely: configured.wanted === undefined ? LIKELY_TYPES : [],
  };
  const findings = judgeStatistics(exported, { ...due, ...(configured.wanted ? { wanted: configured.wanted } : {}) });
  return findings.map((finding) =>
    finding.check.id === 'stat.file.readable' ? withMapping(finding, exported) : finding,
  );
}

/** A file kept since an earlier year is judged as of its last month; months to come do not count. */
function lastMonth(exported: UsageExport): string {
  const now = parisMonth(new Date());
  const past = countsOfExport(exported)
    .values('month')
    .filter((month) => month <= now)
    .toSorted();
  return past.at(-1) ?? now;
}

/** Columns that were guessed are proposed as a configuration, to be confirmed. */
function withMapping(finding: Finding, exported: UsageExport): Finding {
  const [file] = readFiles(exported);
  if (!file || file.statistics.columns.every(({ configured }) => configured)) return finding;
  const mapping = proposedMapping(file.statistics);
  return {
    ...finding,
    message: text(
      `Colonnes devinées ; à confirmer dans settings de banc.config.ts : ${mapping}`,
      `Columns were guessed; to be confirmed in settings of banc.config.ts: ${mapping}`,
    ),
  };
}

/** A line of the beginning names counts, a month and a type or a channel, whatever its separator. */
function namesStatistics(head: string): boolean {
  return head.split(/\r?\n/, 20).some((line) => {
    if (line.startsWith('<')) return false;
    const roles =
      columnsOf(
        line.split(/[;,\t]/).map((cell) => cell.replaceAll('"', '')),
        {},
      )?.map(({ role }) => role) ?? [];
    const when = roles.some((role) => role === 'month' || role === 'year');
    const what = roles.some((role) => role === 'type' || role === 'typeCode' || role === 'channel');
    return when && what && plainWords(line).length < 2_000;
  });
}
