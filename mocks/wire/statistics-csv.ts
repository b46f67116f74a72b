import type { CsvRow } from './csv.js';
import { type CsvForm, type OpenBytes, readCsvStream } from './csv-stream.js';
import { BancError } from './errors.js';
import {
  columnsOf,
  measureOf,
  type StatisticsColumn,
  type StatisticsDimension,
  type StatisticsMapping,
} from './statistics-columns.js';
import { EVERY, type StatisticsCounts, type StatisticsKey, StatisticsTable } from './statistics-table.js';
import {
  type CountOddity,
  isTotal,
  plainWords,
  readChannel,
  readCount,
  readFailed,
  readMonth,
  STATISTICS_CHANNELS,
  unwrapped,
} from './statistics-values.js';

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

class StatisticsReader {
  readonly #dialect: StatisticsDialect;
  readonly #types: ReadonlyMap<string, string>;
  readonly #seen: CsvRow[] = [];
  #header: { row: CsvRow; columns: StatisticsColumn[] } | undefined;
  #at: Partial<Record<StatisticsDimension, number>> = {};
  #names = new Map<number, string>();
  readonly #cache = {
    month: new Map<string, string>(),
    type: new Map<string, string>(),
    channel: new Map<string, string>(),
  };
  #lines = 0;
  readonly #details = new StatisticsTable();
  readonly #totals = new StatisticsTable();
  readonly #byResults = new StatisticsTable();
  readonly #totalLines = new Map<string, number>();
  readonly #typeLabels = new Map<string, string>();
  readonly #repeated: { key: StatisticsKey; line: number }[] = [];
  #repeatedCount = 0;
  readonly #problems: StatisticsProblem[] = [];
  #problemCount = 0;
  readonly #oddities = new Map<CountOddity | 'repeated header' | 'note', number>();

  constructor(dialect: StatisticsDialect) {
    this.#dialect = dialect;
    this.#types = new Map(Object.entries(dialect.types).map(([words, code]) => [plainWords(words), code]));
  }

  take(row: CsvRow): void {
    if (this.#header) this.#takeData(row, this.#header);
    else this.#takeHeader(row);
  }

  finish(form: CsvForm): Statistics {
    if (!this.#header) throw this.#noHeader();
    const { row, columns } = this.#header;
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
      typeLabels: this.#typeLabels,
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
      this.#header = { row, columns };
      for (const { role, index, name } of columns) {
        if (measureOf(role) === undefined) this.#at[role as StatisticsDimension] = index;
        this.#names.set(index, name);
      }
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

  #takeData(row: CsvRow, { row: header, columns }: { row: CsvRow; columns: readonly StatisticsColumn[] }): void {
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
    const month = this.#month(row);
    if (month === undefined) return;
    const key = { month, finess: this.#finess(row), channel: this.#channel(row), type: this.#type(row) };
    for (const [channel, counts] of this.#countsOf(row, columns, key.channel))
      this.#add({ ...key, channel }, counts, row);
  }

  #add(key: StatisticsKey, counts: Partial<StatisticsCounts>, row: CsvRow): void {
    const { line } = row;
    const total = Object.values(key).includes(EVERY);
    if (total) this.#totalLines.set(keyText(key), line);
    const added = (total ? this.#totals : this.#details).add(key, counts);
    const result = this.#cell(row, 'result');
    // A row a result: the same key comes once for each.
    if (result === undefined ? added : this.#byResults.add({ ...key, type: `${key.type} ${result}` }, {})) return;
    this.#repeatedCount += 1;
    if (this.#repeated.length < MOST_TOLD) this.#repeated.push({ key, line });
  }

  /** Counts of the row, by channel: columns may each be of one. */
  #countsOf(
    row: CsvRow,
    columns: readonly StatisticsColumn[],
    rowChannel: string,
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
      const channel = what.channel ?? rowChannel;
      const counts = found.get(channel) ?? {};
      found.set(channel, counts);
      const measure = what.measure === 'attempts' ? this.#byResult(row) : what.measure;
      if (measure !== undefined) counts[measure] = (counts[measure] ?? 0) + read.value;
    }
    return found;
  }

  /** What the numbers of a row count, when a column tells the result. */
  #byResult(row: CsvRow): 'success' | 'failure' | 'attempts' | undefined {
    const cell = this.#cell(row, 'result');
    if (cell === undefined || isTotal(cell)) return 'attempts';
    const failed = readFailed(cell);
    if (failed !== undefined) return failed ? 'failure' : 'success';
    this.#problem(row.line, this.#nameOf('result'), `"${cell.slice(0, 40)}" is neither a success nor a failure`);
    return undefined;
  }

  #month(row: CsvRow): string | undefined {
    const cell = this.#cell(row, 'month');
    const year = this.#cell(row, 'year') ?? '';
    if (cell === undefined && this.#at.year === undefined) return '';
    const words = cell ?? '';
    const cached = this.#cache.month.get(`${words}|${year}`);
    if (cached !== undefined) return cached;
    const type = this.#cell(row, 'type') ?? this.#cell(row, 'typeCode') ?? '';
    const every = isTotal(words) || isTotal(year) || (words === '' && (isTotal(type) || year === ''));
    const month = every ? EVERY : readMonth(words, year);
    if (month === undefined) this.#problem(row.line, this.#nameOf('month'), `"${words.slice(0, 40)}" is no month`);
    else this.#cache.month.set(`${words}|${year}`, month);
    return month;
  }

  #finess(row: CsvRow): string {
    const cell = this.#cell(row, 'finess');
    if (cell === undefined) return '';
    return isTotal(cell) || this.#blankInTotal(cell, row) ? EVERY : unwrapped(cell);
  }

  #channel(row: CsvRow): string {
    const cell = this.#cell(row, 'channel');
    if (cell === undefined) return 'any';
    if (this.#blankInTotal(cell, row)) return EVERY;
    const cached = this.#cache.channel.get(cell);
    if (cached !== undefined) return cached;
    const known = STATISTICS_CHANNELS.find((one) => one === cell);
    const channel = isTotal(cell) ? EVERY : (known ?? readChannel(cell));
    if (channel === undefined) {
      this.#problem(row.line, this.#nameOf('channel'), `"${cell.slice(0, 40)}" is no channel known (DMP, MSSanté…)`);
      return 'any';
    }
    this.#cache.channel.set(cell, channel);
    return channel;
  }

  #type(row: CsvRow): string {
    const label = this.#cell(row, 'type');
    const code = this.#cell(row, 'typeCode');
    if (label === undefined && code === undefined) return this.#dialect.fileType ?? '';
    const words = `${code ?? ''}|${label ?? ''}`;
    if (this.#blankInTotal(words.replace('|', ''), row)) return EVERY;
    const cached = this.#cache.type.get(words);
    if (cached !== undefined) return cached;
    const every = isTotal(label ?? '') || isTotal(code ?? '');
    const type = every ? EVERY : this.#typeKey(unwrapped(code ?? ''), label ?? '');
    this.#cache.type.set(words, type);
    if (!every) this.#typeLabels.set(type, label ?? code ?? '');
    return type;
  }

  /** A row of totals leaves empty what it adds up. */
  #blankInTotal(cell: string, { cells }: CsvRow): boolean {
    return cell === '' && Object.values(this.#at).some((index) => isTotal(cells[index] ?? ''));
  }

  /** The code when there is one, in its column, in the words, or known for them; the words otherwise. */
  #typeKey(code: string, label: string): string {
    const known = this.#types.get(plainWords(label)) ?? this.#types.get(plainWords(code));
    return known ?? (code === '' ? (/\b\d{4,5}-\d\b/.exec(label)?.[0] ?? label) : code);
  }

  /** A cell of a dimension; undefined when the file has no such column. */
  #cell({ cells }: CsvRow, dimension: StatisticsDimension): string | undefined {
    const index = this.#at[dimension];
    return index === undefined ? undefined : (cells[index] ?? '');
  }

  #nameOf(dimension: StatisticsDimension): string {
    return this.#names.get(this.#at[dimension] ?? -1) ?? dimension;
  }

  #problem(line: number, column: string, problem: string): void {
    this.#problemCount += 1;
    if (this.#problems.length < MOST_TOLD) this.#problems.push({ line, column, problem });
  }

  #odd(oddity: CountOddity | 'repeated header' | 'note', line: number): void {
    if (!this.#oddities.has(oddity)) this.#oddities.set(oddity, line);
  }
}
