import { anyOf, type Column, type ColumnBuilder, type Criterion, known } from './column.js';
import { fold, type StringMatch } from './directory-query.js';
import { GrowingColumn, postings, rowsOfKeys } from './growing-column.js';
import { RowSet } from './row-set.js';
import { TextDictionary } from './text-dictionary.js';

/** Written texts whose folding is remembered while reading. */
const REMEMBERED = 65_536;

/**
 * A column of texts, several a record if need be: the rank of each in the dictionary of the folded ones, and the rows of
 * each rank. `exact` asks the record itself, `recordAt(row)`, for what folding has lost.
 */
export function textColumn<R>(
  rowCount: number,
  texts: (record: R) => readonly string[],
  recordAt: (row: number) => R,
): ColumnBuilder<R> {
  const numbers = new Map<string, number>();
  /** Of texts as they are written: most fields have few, and folding each again is what takes time. */
  const written = new Map<string, number>();
  const values = new GrowingColumn();
  const starts = new Uint32Array(rowCount + 1);
  const numberOf = (text: string): number => {
    const known = written.get(text);
    if (known !== undefined) return known;
    const folded = fold(text);
    const number = numbers.get(folded) ?? numbers.size;
    if (number === numbers.size) numbers.set(folded, number);
    if (written.size < REMEMBERED) written.set(text, number);
    return number;
  };
  return {
    add: (row, record) => {
      for (const text of texts(record)) values.push(numberOf(text));
      starts[row + 1] = values.length;
    },
    finish: () => {
      const sorted = [...numbers.keys()].sort();
      const ranks = new Uint32Array(sorted.length);
      for (const [rank, text] of sorted.entries()) ranks[numbers.get(text) ?? 0] = rank;
      numbers.clear();
      written.clear();
      const column = new TextColumn(
        rowCount,
        new TextDictionary(sorted),
        values.toArray().map((number) => ranks[number] as number),
        starts,
        (row) => texts(recordAt(row)),
      );
      return column;
    },
  };
}

class TextColumn implements Column {
  readonly #rowCount: number;
  readonly #dictionary: TextDictionary;
  /** Ranks of the texts of all the rows, one row after the other. */
  readonly #ranks: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #rowsOfRank: ReturnType<typeof postings>;
  readonly #textsAt: (row: number) => readonly string[];

  constructor(
    rowCount: number,
    dictionary: TextDictionary,
    ranks: Uint32Array,
    starts: Uint32Array,
    textsAt: (row: number) => readonly string[],
  ) {
    this.#rowCount = rowCount;
    this.#dictionary = dictionary;
    this.#ranks = ranks;
    this.#starts = starts;
    this.#textsAt = textsAt;
    let row = 0;
    // Places are asked for in order: the row only goes forward.
    const rowOf = (place: number) => {
      while ((starts[row + 1] as number) <= place) row += 1;
      return row;
    };
    this.#rowsOfRank = postings(ranks, rowOf, dictionary.size);
  }

  criterion(predicate: Parameters<Column['criterion']>[0]): Criterion {
    const { match, values } = predicate.kind === 'string' ? predicate : { match: 'exact' as const, values: [] };
    const criteria = [...new Set(values)].map((value) => this.#valueCriterion(match, value));
    return criteria.length === 0
      ? known(RowSet.ofSorted(new Uint32Array(0), this.#rowCount))
      : anyOf(criteria, this.#rowCount);
  }

  #valueCriterion(match: StringMatch, value: string): Criterion {
    const folded = fold(value);
    switch (match) {
      case 'starts-with': {
        const { first, last } = this.#dictionary.startingWith(folded);
        return this.#rankedCriterion(first, last);
      }
      case 'exact':
        return this.#exactCriterion(folded, value);
      case 'contains':
        return this.#containsCriterion(folded);
    }
  }

  #rankedCriterion(first: number, last: number): Criterion {
    const rows = rowsOfKeys(this.#rowsOfRank, first, last);
    return {
      atMost: rows.length,
      rows: () => RowSet.ofAny(rows, this.#rowCount),
      test: () => (row) => this.#someRank(row, (rank) => rank >= first && rank < last),
    };
  }

  #exactCriterion(folded: string, value: string): Criterion {
    const rank = this.#dictionary.rank(folded);
    const alike = rank < 0 ? new Uint32Array(0) : rowsOfKeys(this.#rowsOfRank, rank);
    const same = (row: number) => this.#textsAt(row).includes(value);
    return {
      atMost: alike.length,
      rows: () => RowSet.ofAny(alike, this.#rowCount).filter(same),
      test: () => (row) => this.#someRank(row, (one) => one === rank) && same(row),
    };
  }

  #containsCriterion(part: string): Criterion {
    const needle = Buffer.from(part, 'utf8');
    return {
      atMost: this.#rowCount,
      rows: () => {
        const words = new Uint32Array(Math.ceil(this.#rowCount / 32));
        const { starts, rows } = this.#rowsOfRank;
        this.#dictionary.containing(part, (rank) => {
          const end = starts[rank + 1] as number;
          for (let at = starts[rank] as number; at < end; at += 1) {
            const row = rows[at] as number;
            words[row >>> 5] = (words[row >>> 5] as number) | (1 << (row & 31));
          }
        });
        return RowSet.ofBits(words, this.#rowCount);
      },
      test: () => (row) => this.#someRank(row, (rank) => this.#dictionary.contains(rank, needle)),
    };
  }

  #someRank(row: number, test: (rank: number) => boolean): boolean {
    const end = this.#starts[row + 1] as number;
    for (let at = this.#starts[row] as number; at < end; at += 1) if (test(this.#ranks[at] as number)) return true;
    return false;
  }
}
