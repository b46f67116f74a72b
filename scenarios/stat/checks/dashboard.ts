import { readChannel, readCount, readType, typesByWords } from '../../../mocks/wire/statistics-values.js';
import {
  type CheckDeclaration,
  type Finding,
  joinTexts,
  review,
  type Text,
  text,
  verify,
} from '../../harness/index.js';
import type { DashboardRow } from '../actions/dashboard.js';
import { countsOfExport, monthsBetween, readFiles, sumOf, type UsageExport } from './usage-export.js';

const RULE = { reference: 'REM TBB/va1.01', confidence: 'stated' } as const;

const EXTRACT: CheckDeclaration = {
  id: 'tbb.extract.dimensions',
  title: text(
    'L’extraction dit le FINESS géographique, le canal, le type, le résultat et l’INS qualifiée',
    'The extract tells geographic FINESS, channel, type, result and qualified INS',
  ),
  rule: RULE,
};

const ACTIVITY: CheckDeclaration = {
  id: 'tbb.extract.activity',
  title: text(
    'L’extraction compte l’activité de chaque mois, par canal et par type',
    'The extract counts the activity of every month, per channel and type',
  ),
  rule: RULE,
};

const DASHBOARD: CheckDeclaration = {
  id: 'tbb.dashboard.agrees',
  title: text(
    'Le tableau de bord montre les trois périodes, et les nombres de l’extraction',
    'The dashboard shows the three periods, and the numbers of the extract',
  ),
  rule: RULE,
};

const CHANNELS = ['dmp', 'mss-pro', 'mss-patient'] as const;

/** Judges what the extract tells apart (TBB/va1.01). */
export function checkDimensions(exported: UsageExport): Finding {
  const files = readFiles(exported);
  const roles = new Set(files.flatMap(({ statistics }) => statistics.columns.flatMap(({ role }) => role.split('.'))));
  const channels = countsOfExport(exported).values('channel');
  const typed =
    roles.has('type') ||
    roles.has('typeCode') ||
    countsOfExport(exported)
      .values('type')
      .some((type) => type !== '');
  const missing: Text[] = [
    ...(roles.has('finess') ? [] : [text('FINESS géographique', 'geographic FINESS')]),
    ...CHANNELS.filter((channel) => !channels.includes(channel)).map((channel) =>
      text(`canal ${channel}`, `channel ${channel}`),
    ),
    ...(typed ? [] : [text('type de document', 'document type')]),
    ...(roles.has('result') || (roles.has('success') && roles.has('failure')) ? [] : [text('résultat', 'result')]),
    ...(roles.has('qualified') ? [] : [text('INS qualifiée', 'qualified INS')]),
  ];
  return verify(EXTRACT, missing.length === 0, {
    expected: text(
      'FINESS géographique, canal (DMP, MSSanté professionnelle, MSSanté citoyenne), type, résultat, INS qualifiée',
      'geographic FINESS, channel (DMP, MSSanté to professionals, to patients), type, result, qualified INS',
    ),
    received:
      missing.length === 0
        ? text('tout', 'all of it')
        : joinTexts([text('absent :', 'absent:'), joinTexts(missing)], ' '),
    locator: joinTexts(exported.files.map(({ name }) => name)),
  });
}

/** What was prepared: months, types, and how many a month at least. */
export interface ActivityDue {
  from: string;
  to: string;
  typeCodes: readonly string[];
  perMonth: number;
}

/** Judges that the extract has the activity prepared, month by month. */
export function checkActivity(exported: UsageExport, { from, to, typeCodes, perMonth }: ActivityDue): Finding {
  const counts = countsOfExport(exported);
  const known = counts.values('channel');
  const channels = [
    ...new Set(CHANNELS.map((channel) => (known.includes(channel) || !known.includes('mss') ? channel : 'mss'))),
  ];
  const short = monthsBetween(from, to).flatMap((month) =>
    channels.flatMap((channel) =>
      typeCodes.flatMap((type) => {
        const { success } = counts.of({ month, finess: '', channel, type });
        return success >= perMonth ? [] : [`${month} / ${channel} / ${type} : ${success}`];
      }),
    ),
  );
  const others = short.length > 3 ? [text(`et ${short.length - 3} autres`, `and ${short.length - 3} more`)] : [];
  return verify(ACTIVITY, short.length === 0, {
    expected: text(
      `${perMonth} envois réussis ou plus par mois, canal et type`,
      `${perMonth} successful sendings or more per month, channel and type`,
    ),
    received: short.length === 0 ? text('partout', 'everywhere') : joinTexts([...short.slice(0, 3), ...others], ' ; '),
    locator: joinTexts(exported.files.map(({ name }) => name)),
  });
}

/** The dashboard over one period. */
export interface ShownPeriod {
  name: Text;
  from: string;
  to: string;
  rows: readonly DashboardRow[];
}

/** Types to compare. */
export interface ComparedTypes {
  typeCodes: readonly string[];
  /** Codes by the words a product may show instead of them. */
  words: Readonly<Record<string, string>>;
}

/** The extracts taken before and after the dashboard was shown: somebody else may have sent meanwhile. */
export interface ExtractsAround {
  before: UsageExport;
  after: UsageExport;
}

/**
 * Judges that the dashboard shows each period, with the numbers of the extract, for some types. A type that no row shows,
 * beside rows whose words are not known, is for a human: the words may be those of that type.
 */
export function checkDashboard(
  { before, after }: ExtractsAround,
  shown: readonly ShownPeriod[],
  { typeCodes, words }: ComparedTypes,
): Finding {
  const counts = countsOfExport(before);
  const together = !counts.values('channel').includes('mss-pro') && counts.values('channel').includes('mss');
  const channelOf = (cell: string): string | undefined => {
    const channel = readChannel(cell);
    return together && channel !== undefined && channel !== 'dmp' ? 'mss' : channel;
  };
  const channels = together ? ['dmp', 'mss'] : CHANNELS;
  const known = typesByWords(words);
  const wrong = shown.flatMap(({ name, from, to, rows }) => {
    const typed = rows.map((row) => ({ ...row, typeCode: readType(known, row.type) }));
    const unknown = typed.filter((row) => row.typeCode === row.type && row.type.trim() !== '').map(({ type }) => type);
    return typeCodes.flatMap((type) => {
      const of = typed.filter((row) => row.typeCode === type);
      const unnamed = of.length === 0 ? [...new Set(unknown)] : [];
      return channels.flatMap((channel) => {
        const sum = (of: UsageExport) =>
          sumOf(
            countsOfExport(of),
            (key) => key.channel === channel && key.type === type && key.month >= from && key.month <= to,
          );
        const [first, last] = [sum(before), sum(after)];
        const own = of.filter((row) => channelOf(row.channel) === channel);
        const [success, failure] = [total(own, 'success'), total(own, 'failure')];
        // A failure that was sent in the end is one no more: counts may go down too.
        const agrees = (count: number, of: 'success' | 'failure') =>
          count >= Math.min(first[of], last[of]) && count <= Math.max(first[of], last[of]);
        if (agrees(success, 'success') && agrees(failure, 'failure')) return [];
        return [{ where: joinTexts([name, `${channel} / ${type}`]), success, failure, sum: first, unnamed }];
      });
    });
  });
  const first = wrong.find(({ unnamed }) => unnamed.length === 0) ?? wrong[0];
  const details = {
    expected: first
      ? text(
          `${first.sum.success} réussis, ${first.sum.failure} en échec`,
          `${first.sum.success} sent, ${first.sum.failure} failed`,
        )
      : text('les nombres de l’extraction', 'the numbers of the extract'),
    locator: first ? first.where : joinTexts(shown.map(({ name }) => name)),
  };
  if (first && first.unnamed.length > 0) {
    const names = first.unnamed.map((one) => `« ${one} »`).join(', ');
    return review(DASHBOARD, {
      ...details,
      received: text(
        `types que le banc ne reconnaît pas : ${names} ; donnez leurs codes dans settings.statistics.types`,
        `types the bench does not know: ${names}; give their codes in settings.statistics.types`,
      ),
    });
  }
  return verify(DASHBOARD, first === undefined, {
    ...details,
    received: first
      ? text(`${first.success} réussis, ${first.failure} en échec`, `${first.success} sent, ${first.failure} failed`)
      : text('les mêmes', 'the same'),
  });
}

function total(rows: readonly DashboardRow[], cell: 'success' | 'failure'): number {
  return rows.reduce((all, row) => all + numberOf(row[cell]), 0);
}

function numberOf(cell: string): number {
  const read = readCount(cell);
  return 'value' in read ? read.value : 0;
}
