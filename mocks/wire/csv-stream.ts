import { type CsvRow, csvRecords, type CsvTable, endsInQuotes, separatorOf } from './csv.js';
import { BancError } from './errors.js';

/** Opens the bytes of a file from their beginning, as often as asked. */
export type OpenBytes = () => AsyncIterable<Uint8Array>;

/** How a file is written. */
export interface CsvForm extends Pick<CsvTable, 'bom' | 'separator'> {
  encoding: CsvTable['encoding'] | 'UTF-16';
  lineEnd: 'CRLF' | 'LF';
  /** Its first line is the `sep=;` by which a spreadsheet is told the separator. */
  separatorLine: boolean;
}

/** Looked at to tell the separator. */
const HEAD_CHARACTERS = 64 * 1024;
/** A record longer than this has a quote that never closes. */
const LONGEST_RECORD = 64 * 1024;
/** Lines looked at to tell the separator: a title may stand before the table. */
const HEAD_LINES = 30;

/**
 * Reads a CSV of any size, row by row, however a vendor writes it: as {@link readCsv}, and UTF-16 with BOM (what
 * spreadsheets call Unicode text), and a first line `sep=;`. Memory stays that of one piece of the file.
 *
 * @param onRow called with each record that is not empty, the header included.
 * @throws BancError BANC_MESSAGE_INVALID as {@link readCsv}.
 */
export async function readCsvStream(open: OpenBytes, onRow: (row: CsvRow) => void): Promise<CsvForm> {
  const { encoding, bom } = await encodingOf(open);
  const decoder = new TextDecoder({ 'UTF-8': 'utf-8', 'UTF-16': 'utf-16le', 'Windows-1252': 'windows-1252' }[encoding]);
  let reader: RecordReader | undefined;
  let held = '';
  for await (const bytes of open()) {
    held += decoder.decode(bytes, { stream: true });
    if (reader === undefined && held.length < HEAD_CHARACTERS) continue;
    reader ??= new RecordReader(held, onRow);
    held = reader.take(held, false);
  }
  held += decoder.decode();
  reader ??= new RecordReader(held, onRow);
  reader.take(held, true);
  return { encoding, bom, ...reader.form };
}

/** The whole file is read: one byte that is not UTF-8 may come last. */
async function encodingOf(open: OpenBytes): Promise<Pick<CsvForm, 'encoding' | 'bom'>> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first: Uint8Array | undefined;
  try {
    for await (const bytes of open()) {
      if (first === undefined) {
        first = bytes.slice(0, 3);
        if (first[0] === 0xff && first[1] === 0xfe) return { encoding: 'UTF-16', bom: true };
      }
      decoder.decode(bytes, { stream: true });
    }
    decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { encoding: 'Windows-1252', bom: false };
  }
  return { encoding: 'UTF-8', bom: first?.[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf };
}

/** Cuts pieces of text into records. */
class RecordReader {
  readonly form: Pick<CsvForm, 'separator' | 'separatorLine' | 'lineEnd'>;
  readonly #onRow: (row: CsvRow) => void;
  #line = 1;
  #toSkip: boolean;

  constructor(head: string, onRow: (row: CsvRow) => void) {
    const said = /^\uFEFF?"?sep=([;,\t])"?\r?\n/i.exec(head)?.[1] as CsvForm['separator'] | undefined;
    this.form = {
      separator: said ?? separatorOfHead(head),
      separatorLine: said !== undefined,
      lineEnd: /^[^\n]*\r\n/.test(head) ? 'CRLF' : 'LF',
    };
    this.#onRow = onRow;
    this.#toSkip = said !== undefined;
  }

  /** Gives the whole records of a text, and returns what is left of it. */
  take(text: string, last: boolean): string {
    let start = 0;
    while (start < text.length) {
      const end = this.#endOfRecord(text, start, last);
      if (end < 0) break;
      this.#give(text.slice(start, end).replace(/\r$/, ''));
      start = end + 1;
    }
    return text.slice(start);
  }

  /** Where the record that starts there ends (its line feed, or the end of the file); -1 when more is needed. */
  #endOfRecord(text: string, start: number, last: boolean): number {
    let end = text.indexOf('\n', start);
    for (;;) {
      if (end < 0) {
        if (last) return text.length;
        if (text.length - start > LONGEST_RECORD) this.#tooLong();
        return -1;
      }
      const record = text.slice(start, end);
      if (!record.includes('"') || !endsInQuotes(record, this.form.separator)) return end;
      if (record.length > LONGEST_RECORD) this.#tooLong();
      end = text.indexOf('\n', end + 1);
    }
  }

  #give(record: string): void {
    const line = this.#line;
    this.#line += 1;
    if (record.includes('\0')) {
      const problem = 'a NUL character stands here: the file is no text; export it as CSV in UTF-8';
      throw new BancError('BANC_MESSAGE_INVALID', `CSV, line ${line}, column ${record.indexOf('\0') + 1}: ${problem}.`);
    }
    if (this.#toSkip) {
      this.#toSkip = false;
      return;
    }
    if (record.includes('"')) {
      for (const row of csvRecords(record, this.form.separator, line)) this.#onRow(row);
      this.#line += record.split('\n').length - 1;
      return;
    }
    if (record === '') return;
    const cells = record.split(this.form.separator);
    if (cells.some((cell) => cell !== '')) this.#onRow({ line, cells: cells.map((cell) => cell.trim()) });
  }

  #tooLong(): never {
    const problem = 'the record that starts here does not end within 64 KiB (a quote that never closes?)';
    throw new BancError('BANC_MESSAGE_INVALID', `CSV, line ${this.#line}, column 1: ${problem}.`);
  }
}

/** The separator of the line, among the first ones, that is cut into most cells. */
function separatorOfHead(head: string): CsvForm['separator'] {
  const lines = head.split(/\r?\n/, HEAD_LINES);
  const cells = (line: string): number => line.replaceAll(/"[^"]*"/g, '').split(separatorOf(line)).length;
  const widest = lines.reduce((best, line) => (cells(line) > cells(best) ? line : best), '');
  return separatorOf(widest);
}
