import { keyText, type Statistics } from '../../../mocks/wire/statistics-csv.js';
import { EVERY, type StatisticsCounts, type StatisticsKey } from '../../../mocks/wire/statistics-table.js';
import {
  type CheckDeclaration,
  fail,
  type Finding,
  joinTexts,
  notApplicable,
  pass,
  text,
  verify,
  warn,
} from '../../harness/index.js';
import { lineText } from './export-form.js';
import { countsOfExport, monthsBetween, readFiles, sumOf, type UsageExport } from './usage-export.js';

const RULE = { reference: 'REM STAT/ES.01 ; AMA 09/09/2025', confidence: 'stated' } as const;

const PERIOD: CheckDeclaration = {
  id: 'stat.file.period',
  title: text(
    'Tous les mois de l’année précédente et de l’année en cours',
    'Every month of the previous year and of the current year',
  ),
  rule: RULE,
};

const TYPES: CheckDeclaration = {
  id: 'stat.file.types',
  title: text(
    'Chaque type demandé est là, avec un envoi réussi au moins sur la période',
    'Every type asked for is there, with one successful sending at least over the period',
  ),
  rule: RULE,
};

const LIKELY: CheckDeclaration = {
  id: 'stat.file.likely-types',
  title: text('Types de la liste Ségur du DSR', 'Types of the Ségur list of the DSR'),
  rule: { reference: 'DSR, liste Ségur (non publiée) ; DMP/UX.17', confidence: 'unconfirmed' },
};

const TOTALS: CheckDeclaration = {
  id: 'stat.file.totals',
  title: text('Un total, égal à la somme de ses lignes', 'A total, equal to the sum of its rows'),
  rule: RULE,
};

/** What an export must hold. */
export interface ContentDue {
  /** Months, both included. */
  period: { from: string; to: string };
  /** Codes of the types that must have a success. Undefined: the list is not known, those of the file are judged. */
  wanted?: readonly string[];
  /** Codes that are only likely to be wanted: one that lacks is told. */
  likely: readonly string[];
}

/** Judges what the files count: period, types, totals. */
export function judgeContent(exported: UsageExport, due: ContentDue): Finding[] {
  if (readFiles(exported).length === 0) return [];
  return [
    checkPeriod(exported, due),
    checkTypes(exported, due),
    ...checkLikely(exported, due),
    ...checkTotals(exported),
  ];
}

function checkPeriod(exported: UsageExport, { period }: ContentDue): Finding {
  const wanted = monthsBetween(period.from, period.to);
  const found = new Set(countsOfExport(exported).values('month'));
  const missing = wanted.filter((month) => !found.has(month));
  return verify(PERIOD, missing.length === 0, {
    expected: text(
      `les ${wanted.length} mois de ${period.from} à ${period.to}`,
      `the ${wanted.length} months from ${period.from} to ${period.to}`,
    ),
    received:
      missing.length === 0 ? text('tous', 'all') : joinTexts([text('il manque', 'missing:'), joinTexts(missing)], ' '),
    locator: columnName(exported, 'month'),
  });
}

/** A zero is accepted for failures, and for a month when another is not zero (AMA, Q13b and Q13c). */
function checkTypes(exported: UsageExport, { wanted, period }: ContentDue): Finding {
  const counts = countsOfExport(exported);
  const known = counts.values('type');
  const types = wanted ?? known;
  const problems = types.flatMap((type) => {
    if (!known.includes(type)) return [text(`${type} : aucune ligne`, `${type}: no row`)];
    const { success, attempts, failure } = sumOf(
      counts,
      (key) => key.type === type && key.month >= period.from && key.month <= period.to,
    );
    const sent = success === 0 && attempts > 0 ? attempts - failure : success;
    return sent > 0 ? [] : [text(`${type} : 0 envoi réussi`, `${type}: 0 successful sending`)];
  });
  return verify(TYPES, problems.length === 0, {
    expected: joinTexts(
      [text('pour chacun, un envoi réussi ou plus :', 'for each, one successful sending or more:'), joinTexts(types)],
      ' ',
    ),
    received: problems.length === 0 ? text('tous', 'all') : joinTexts(problems, ' ; '),
    locator: columnName(exported, 'type'),
  });
}

function checkLikely(exported: UsageExport, { likely }: ContentDue): Finding[] {
  const known = countsOfExport(exported).values('type');
  const missing = likely.filter((type) => !known.includes(type));
  if (missing.length === 0) return [];
  return [
    warn(LIKELY, {
      message: text(
        'La liste Ségur du DSR n’est pas publiée ; ces types en sont sans doute. Donnez la liste dans settings.statistics.wanted.',
        'The Ségur list of the DSR is not published; these types are likely to be on it. Give the list in settings.statistics.wanted.',
      ),
      received: joinTexts([text('absents :', 'absent:'), joinTexts(missing)], ' '),
      locator: columnName(exported, 'type'),
    }),
  ];
}

function checkTotals(exported: UsageExport): Finding[] {
  const files = readFiles(exported);
  if (!files.some(({ statistics }) => statistics.totals.values('type').length > 0)) {
    const several = files.length > 1;
    const details = {
      expected: text('une ligne de total au moins', 'one row of totals at least'),
      received: text('aucune', 'none'),
      locator: joinTexts(files.map(({ name }) => name)),
    };
    return [several ? notApplicable(TOTALS, details) : fail(TOTALS, details)];
  }
  return files.flatMap(({ name, statistics }) => totalsOf(name, statistics));
}

function totalsOf(name: string, statistics: Statistics): Finding[] {
  const { totals, details, totalLines } = statistics;
  const measures = new Set(statistics.columns.map(({ role }) => role.split('.').at(-1)));
  const counted = (['success', 'failure', 'attempts', 'qualified'] as const).filter(
    (measure) =>
      measures.has(measure) || (statistics.columns.some(({ role }) => role === 'result') && measure !== 'qualified'),
  );
  const sums = new Map<string, ReturnType<typeof details.summedOver>>();
  const wrong: { key: StatisticsKey; measure: keyof StatisticsCounts; sum: number; total: number }[] = [];
  let first: string | undefined;
  for (const [key, counts] of totals.entries()) {
    const every = (Object.keys(key) as (keyof StatisticsKey)[]).filter((part) => key[part] === EVERY);
    const over = every.join();
    const summed = sums.get(over) ?? details.summedOver(every);
    sums.set(over, summed);
    const sum = summed.of(key);
    for (const measure of counted) {
      if (sum[measure] === counts[measure]) continue;
      first ??= `${name}, ${lineText(totalLines.get(keyText(key)) ?? 0)}`;
      wrong.push({ key, measure, sum: sum[measure], total: counts[measure] });
    }
  }
  const [one] = wrong;
  if (!one) return [pass(TOTALS, { locator: name })];
  const where = [one.key.month, one.key.channel, one.key.type]
    .filter((part) => part !== '' && part !== EVERY)
    .join(' / ');
  const others = wrong.length > 1 ? text(` ; et ${wrong.length - 1} autres`, `; and ${wrong.length - 1} more`) : '';
  return [
    fail(TOTALS, {
      expected: text(`${where} ${one.measure} : ${one.sum}`, `${where} ${one.measure}: ${one.sum}`),
      received: joinTexts([text(`total ${one.total}`, `total ${one.total}`), others], ''),
      locator: first ?? name,
    }),
  ];
}

function columnName(exported: UsageExport, role: 'month' | 'type'): string {
  const [file] = readFiles(exported);
  const column = file?.statistics.columns.find((one) => one.role === role);
  return [file?.name, column && `« ${column.name} »`].filter((part) => part !== undefined).join(', ');
}
