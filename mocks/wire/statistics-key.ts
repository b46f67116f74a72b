import type { CsvRow } from './csv.js';
import { measureOf, type StatisticsColumn, type StatisticsDimension } from './statistics-columns.js';
import { EVERY, type StatisticsKey } from './statistics-table.js';
import {
  isTotal,
  readChannel,
  readMonth,
  readType,
  STATISTICS_CHANNELS,
  typesByWords,
  unwrapped,
} from './statistics-values.js';

/** What is known of a vendor's types, and who is told of a cell that cannot be read. */
export interface StatisticsKeyContext {
  /** Code of a type by the vendor's words for it. */
  types: Readonly<Record<string, string>>;
  /** Type of a file that has no column of types. */
  fileType: string;
  onProblem: (line: number, column: string, problem: string) => void;
}

/**
 * Reads what the counts of a row are about: month, structure, channel, type; {@link EVERY} for what a row of totals adds
 * up. Cells already read are not read again: a million rows hold few different ones.
 */
export class StatisticsKeyReader {
  /** The vendor's words for a type, by its key. */
  readonly typeLabels = new Map<string, string>();
  readonly #at: Partial<Record<StatisticsDimension, number>> = {};
  readonly #names = new Map<number, string>();
  readonly #types: ReadonlyMap<string, string>;
  readonly #context: StatisticsKeyContext;
  readonly #cache = {
    month: new Map<string, string>(),
    type: new Map<string, string>(),
    channel: new Map<string, string>(),
  };

  constructor(columns: readonly StatisticsColumn[], context: StatisticsKeyContext) {
    this.#context = context;
    this.#types = typesByWords(context.types);
    for (const { role, index, name } of columns) {
      if (measureOf(role) === undefined) this.#at[role as StatisticsDimension] = index;
      this.#names.set(index, name);
    }
  }

  /** The key of a row; undefined when it has no month that can be read. */
  keyOf(row: CsvRow): StatisticsKey | undefined {
    const month = this.#month(row);
    if (month === undefined) return undefined;
    return { month, finess: this.#finess(row), channel: this.#channel(row), type: this.#type(row) };
  }

  /** A cell of a dimension; undefined when the file has no such column. */
  cell({ cells }: CsvRow, dimension: StatisticsDimension): string | undefined {
    const index = this.#at[dimension];
    return index === undefined ? undefined : (cells[index] ?? '');
  }

  /** Name of the column of a dimension. */
  nameOf(dimension: StatisticsDimension): string {
    return this.#names.get(this.#at[dimension] ?? -1) ?? dimension;
  }

  #month(row: CsvRow): string | undefined {
    const cell = this.cell(row, 'month');
    const year = this.cell(row, 'year') ?? '';
    if (cell === undefined && this.#at.year === undefined) return '';
    const words = cell ?? '';
    const cached = this.#cache.month.get(`${words}|${year}`);
    if (cached !== undefined) return cached;
    const type = this.cell(row, 'type') ?? this.cell(row, 'typeCode') ?? '';
    const every = isTotal(words) || isTotal(year) || (words === '' && (isTotal(type) || year === ''));
    const month = every ? EVERY : readMonth(words, year);
    if (month === undefined)
      this.#context.onProblem(row.line, this.nameOf('month'), `"${words.slice(0, 40)}" is no month`);
    else this.#cache.month.set(`${words}|${year}`, month);
    return month;
  }

  #finess(row: CsvRow): string {
    const cell = this.cell(row, 'finess');
    if (cell === undefined) return '';
    return isTotal(cell) || this.#blankInTotal(cell, row) ? EVERY : unwrapped(cell);
  }

  #channel(row: CsvRow): string {
    const cell = this.cell(row, 'channel');
    if (cell === undefined) return 'any';
    if (this.#blankInTotal(cell, row)) return EVERY;
    const cached = this.#cache.channel.get(cell);
    if (cached !== undefined) return cached;
    const known = STATISTICS_CHANNELS.find((one) => one === cell);
    const channel = isTotal(cell) ? EVERY : (known ?? readChannel(cell));
    if (channel === undefined) {
      this.#context.onProblem(
        row.line,
        this.nameOf('channel'),
        `"${cell.slice(0, 40)}" is no channel known (DMP, MSSanté…)`,
      );
      return 'any';
    }
    this.#cache.channel.set(cell, channel);
    return channel;
  }

  #type(row: CsvRow): string {
    const label = this.cell(row, 'type');
    const code = this.cell(row, 'typeCode');
    if (label === undefined && code === undefined) return this.#context.fileType;
    const words = `${code ?? ''}|${label ?? ''}`;
    if (this.#blankInTotal(words.replace('|', ''), row)) return EVERY;
    const cached = this.#cache.type.get(words);
    if (cached !== undefined) return cached;
    const every = isTotal(label ?? '') || isTotal(code ?? '');
    const type = every ? EVERY : readType(this.#types, label ?? '', unwrapped(code ?? ''));
    this.#cache.type.set(words, type);
    if (!every) this.typeLabels.set(type, label ?? code ?? '');
    return type;
  }

  /** A row of totals leaves empty what it adds up. */
  #blankInTotal(cell: string, { cells }: CsvRow): boolean {
    return cell === '' && Object.values(this.#at).some((index) => isTotal(cells[index] ?? ''));
  }
}
