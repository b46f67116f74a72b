import type { CsvRow } from './csv.js';
import { type CsvForm, type OpenBytes, readCsvStream } from './csv-stream.js';
import { BancError } from './errors.js';
import {
  columnsOf,
  measureOf,
  type StatisticsColumn,
  type StatisticsMapping,
  type StatisticsMeasure,
} from './statistics-columns.js';
import { StatisticsKeyReader } from './statistics-key.js';
import { EVERY, type StatisticsCounts, type StatisticsKey, StatisticsTable } from './statistics-table.js';
import { type CountOddity, isTotal, readCount, readFailed } from './statistics-values.js';

/** What cannot be guessed of a vendor's file. */
export interface StatisticsDialect {
  columns: StatisticsMapping;
  /** Code of a type by the vendor's words for it. */
  types: Readonly<Record<string, string>>;
  /** Type of a file that has no column of types (one file a type). */
  fileType?: string;
}

/** Something in the file that could not be read. */
export interface StatisticsProblem {
  /** From 1. */
  line: number;
  /** Name of the column. */
  column: string;
  problem: string;
}

/** A file of usage statistics, read. */
export interface Statistics {
  form: CsvForm;
  /** Line of the header; what stands before it is no data. */
  headerLine: number;
  columns: readonly StatisticsColumn[];
  /** Headers whose role is not known. */
  otherColumns: readonly string[];
  /** Lines of data, totals included. */
  lines: number;
  details: StatisticsTable;
  /** Rows of totals: what they add up is {@link EVERY}. */
  totals: StatisticsTable;
  /** Line of a row of totals, by {@link keyText}. */
  totalLines: ReadonlyMap<string, number>;
  /** The vendor's words for a type, by its key. */
  typeLabels: ReadonlyMap<string, string>;
  /** Keys that come twice, at most {@link MOST_TOLD}, and how many there are. */
  repeated: readonly { key: StatisticsKey; line: number }[];
  repeatedCount: number;
  /** Cells that cannot be read, at most {@link MOST_TOLD}, and how many there are. */
  problems: readonly StatisticsProblem[];
  problemCount: number;
  /** Unusual but readable, with the first line of each. */
  oddities: ReadonlyMap<CountOddity | 'repeated header' | 'note', number>;
}

/** Problems and repetitions kept with their line. */
export const MOST_TOLD = 20;
/** Rows looked at for a header: titles may stand before it. */
const HEADER_WITHIN = 20;

/**
 * Reads usage statistics of any size (requirements.md §8.1): one row a month, structure, channel and type with its counts,
 * rows of totals, in whatever CSV. Columns are guessed from French or English headers unless configured.
 *
 * @throws BancError BANC_MESSAGE_INVALID with line and column when it is no CSV, or no row of it is a header of
 *   statistics.
 */
export async function readStatistics(open: OpenBytes, dialect: StatisticsDialect): Promise<Statistics> {
  const reader = new StatisticsReader(dialect);
  const form = await readCsvStream(open, (row) => {
    reader.take(row);
  });
  return reader.finish(form);
}

/** One word for a key, to find a row again. */
export function keyText({ month, finess, channel, type }: StatisticsKey): string {
  return [month, finess, channel, type].join('|');
}

/** The header of a file, and what reads the rows under it. */
interface Header {
  row: CsvRow;
  columns: readonly StatisticsColumn[];
  keys: StatisticsKeyReader;
  /** Some numbers are neither of successes nor of failures: the result of the row, when it has one, says of what. */
  countsAttempts: boolean;
}

class StatisticsReader {
  readonly #dialect: StatisticsDialect;
  readonly #seen: CsvRow[] = [];
  #header: Header | undefined;
  #lines = 0;
  readonly #details = new StatisticsTable();
  readonly #totals = new StatisticsTable();
  readonly #byResults = new StatisticsTable();
  readonly #totalLines = new Map<string, number>();
  readonly #repeated: { key: StatisticsKey; line: number }[] = [];
  #repeatedCount = 0;
  readonly #problems: StatisticsProblem[] = [];
  #problemCount = 0;
  readonly #oddities = new Map<CountOddity | 'repeated header' | 'note', number>();

  constructor(dialect: StatisticsDialect) {
    this.#dialect = dialect;
  }

  take(row: CsvRow): void {
    if (this.#header) this.#takeData(row, this.#header);
    else this.#takeHeader(row);
  }

  finish(form: CsvForm): Statistics {
    if (!this.#header) throw this.#noHeader();
    const { row, columns, keys } = this.#header;
    const known = columns.map(({ index }) => index);
    return {
      form,
      headerLine: row.line,
      columns,
      otherColumns: row.cells.filter((cell, index) => cell !== '' && !known.includes(index)),
      lines: this.#lines,
      details: this.#details,
      totals: this.#totals,
      totalLines: this.#totalLines,
      typeLabels: keys.typeLabels,
      repeated: this.#repeated,
      repeatedCount: this.#repeatedCount,
      problems: this.#problems,
      problemCount: this.#problemCount,
      oddities: this.#oddities,
    };
  }

  #takeHeader(row: CsvRow): void {
    const columns = columnsOf(row.cells, this.#dialect.columns);
    if (columns) {
      const { types, fileType = '' } = this.#dialect;
      const onProblem = (line: number, column: string, problem: string) => this.#problem(line, column, problem);
      const keys = new StatisticsKeyReader(columns, { types, fileType, onProblem });
      const countsAttempts = columns.some(({ role }) => measureOf(role)?.measure === 'attempts');
      this.#header = { row, columns, keys, countsAttempts };
      return;
    }
    this.#seen.push(row);
    if (this.#seen.length >= HEADER_WITHIN) throw this.#noHeader();
  }

  #noHeader(): BancError {
    const [first] = this.#seen;
    const found = first
      ? first.cells
          .map((cell) => `"${cell.slice(0, 30)}"`)
          .slice(0, 12)
          .join(', ')
      : 'nothing';
    return new BancError(
      'BANC_MESSAGE_INVALID',
      `CSV, line ${first?.line ?? 1}, column 1: no header of usage statistics in the first ${HEADER_WITHIN} lines (found ${found}); name the columns in settings.statistics.columns.`,
    );
  }

  #takeData(row: CsvRow, { row: header, columns, keys, countsAttempts }: Header): void {
    if (row.cells.length === header.cells.length && row.cells.every((cell, index) => cell === header.cells[index])) {
      this.#odd('repeated header', row.line);
      return;
    }
    // A note under the table: words in one cell, and nothing counted.
    if (row.cells.filter((cell) => cell !== '').length === 1 && header.cells.length > 1) {
      this.#odd('note', row.line);
      return;
    }
    this.#lines += 1;
    const key = keys.keyOf(row);
    if (key === undefined) return;
    const result = keys.cell(row, 'result');
    const measure = result === undefined || !countsAttempts ? 'attempts' : this.#measureOf(result, row, keys);
    for (const [channel, counts] of this.#countsOf(row, columns, { channel: key.channel, measure })) {
      this.#add({ ...key, channel }, counts, { line: row.line, result });
    }
  }

  #add(
    key: StatisticsKey,
    counts: Partial<StatisticsCounts>,
    { line, result }: { line: number; result: string | undefined },
  ): void {
    const total = Object.values(key).includes(EVERY);
    if (total) this.#totalLines.set(keyText(key), line);
    const added = (total ? this.#totals : this.#details).add(key, counts);
    // A row a result: the same key comes once for each.
    if (result === undefined ? added : this.#byResults.add({ ...key, type: `${key.type} ${result}` }, {})) return;
    this.#repeatedCount += 1;
    if (this.#repeated.length < MOST_TOLD) this.#repeated.push({ key, line });
  }

  /** Counts of the row, by channel: columns may each be of one. */
  #countsOf(
    row: CsvRow,
    columns: readonly StatisticsColumn[],
    ofRow: { channel: string; measure: StatisticsMeasure | undefined },
  ): Map<string, Partial<StatisticsCounts>> {
    const found = new Map<string, Partial<StatisticsCounts>>();
    for (const { role, index, name } of columns) {
      const what = measureOf(role);
      if (!what) continue;
      const read = readCount(row.cells[index] ?? '');
      if ('problem' in read) {
        this.#problem(row.line, name, read.problem);
        continue;
      }
      if (read.oddity) this.#odd(read.oddity, row.line);
      const channel = what.channel ?? ofRow.channel;
      const counts = found.get(channel) ?? {};
      found.set(channel, counts);
      const measure = what.measure === 'attempts' ? ofRow.measure : what.measure;
      if (measure !== undefined) counts[measure] = (counts[measure] ?? 0) + read.value;
    }
    return found;
  }

  /** What the numbers of a row count, by its column of results. */
  #measureOf(result: string, { line }: CsvRow, keys: StatisticsKeyReader): StatisticsMeasure | undefined {
    if (isTotal(result)) return 'attempts';
    const failed = readFailed(result);
    if (failed !== undefined) return failed ? 'failure' : 'success';
    this.#problem(line, keys.nameOf('result'), `"${result.slice(0, 40)}" is neither a success nor a failure`);
    return undefined;
  }

  #problem(line: number, column: string, problem: string): void {
    this.#problemCount += 1;
    if (this.#problems.length < MOST_TOLD) this.#problems.push({ line, column, problem });
  }

  #odd(oddity: CountOddity | 'repeated header' | 'note', line: number): void {
    if (!this.#oddities.has(oddity)) this.#oddities.set(oddity, line);
  }
}
