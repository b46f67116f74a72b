import { BancError } from './errors.js';

/** A character-separated file, and what was found about how it is written. */
export interface CsvTable {
  encoding: 'UTF-8' | 'Windows-1252';
  /** It starts with a byte order mark. */
  bom: boolean;
  separator: ';' | ',' | '\t';
  /** Cells of the first line that is not empty, trimmed. */
  header: string[];
  rows: CsvRow[];
}

/** One record of the file. */
export interface CsvRow {
  /** Line it starts on, from 1: a quoted cell may hold line ends. */
  line: number;
  /** As many cells as the record has, trimmed. */
  cells: string[];
}

/** Separators looked for, in order of preference when the first line holds as many of several. */
const SEPARATORS = [';', '\t', ','] as const;

/**
 * Reads a CSV however a vendor writes it: UTF-8 with or without BOM, or Windows-1252; `;`, `,` or tab; cells quoted or
 * not (RFC 4180); CRLF or LF. Empty lines are left out. One pass over the text.
 *
 * @throws BancError BANC_MESSAGE_INVALID with the line and column: nothing in the file, a quote that never closes, text
 *   after a closing quote, NUL characters (a UTF-16 or binary file).
 */
export function readCsv(bytes: Buffer): CsvTable {
  const { encoding, bom, text } = decode(bytes);
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    throw invalid(text, nul, 'a NUL character stands here: the file is UTF-16 or no text; export it as UTF-8');
  }
  const separator = separatorOf(text);
  const [header, ...rows] = csvRecords(text, separator);
  if (!header) throw invalid(text, 0, 'the file is empty; a header line is expected');
  return { encoding, bom, separator, header: header.cells, rows };
}

function decode(bytes: Buffer): Pick<CsvTable, 'encoding' | 'bom'> & { text: string } {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    return { encoding: 'UTF-8', bom, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Not UTF-8: what French tools write then is Windows-1252, which reads any byte.
    return { encoding: 'Windows-1252', bom, text: new TextDecoder('windows-1252').decode(bytes) };
  }
}

/** The separator the first line that is not empty holds most of, quoted parts left aside. */
export function separatorOf(text: string): CsvTable['separator'] {
  const first = (/[^\r\n]+/.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const counted = SEPARATORS.map((separator) => ({ separator, count: first.split(separator).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).separator;
}

/**
 * Records of a text, empty ones left out.
 * @param firstLine line of the file the text starts on.
 * @throws BancError as {@link readCsv}.
 */
export function csvRecords(text: string, separator: string, firstLine = 1): CsvRow[] {
  const found: CsvRow[] = [];
  let line = firstLine;
  let at = 0;
  while (at < text.length) {
    const row: CsvRow = { line, cells: [] };
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at, separator, firstLine) : plainCell(text, at, separator);
      row.cells.push(cell.value.trim());
      line += cell.lines;
      at = cell.end;
      if (text[at] !== separator) break;
      at += 1;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    line += 1;
    if (row.cells.some((cell) => cell !== '')) found.push(row);
  }
  return found;
}

/** A cell from `start` to `end`, the position of what follows it. */
interface Cell {
  value: string;
  end: number;
  /** Line ends inside. */
  lines: number;
}

function plainCell(text: string, start: number, separator: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== '\r' && text[end] !== '\n') end += 1;
  return { value: text.slice(start, end), end, lines: 0 };
}

/** True when a quote of the text opens and does not close: the record goes on with the next line. */
export function endsInQuotes(text: string, separator: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') {
      const close = closingQuote(text, at);
      if (close < 0) return true;
      at = close;
    }
    const next = text.indexOf(separator, at);
    if (next < 0) return false;
    at = next;
  }
  return false;
}

/** Where the quote opened at `start` closes, doubled quotes passed over; -1 when it does not. */
function closingQuote(text: string, start: number): number {
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  return close;
}

function quotedCell(text: string, start: number, separator: string, firstLine: number): Cell {
  const close = closingQuote(text, start);
  if (close < 0) throw invalid(text, start, 'the quote opened here never closes', firstLine);
  const end = close + 1;
  const next = text[end];
  if (next !== undefined && next !== separator && next !== '\r' && next !== '\n') {
    throw invalid(text, end, `a separator is expected after the closing quote, not "${next}"`, firstLine);
  }
  const inside = text.slice(start + 1, close);
  return { value: inside.replaceAll('""', '"'), end, lines: inside.split('\n').length - 1 };
}

function invalid(text: string, at: number, problem: string, firstLine = 1): BancError {
  const before = text.slice(0, at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const line = firstLine + before.length - 1;
  return new BancError('BANC_MESSAGE_INVALID', `CSV, line ${line}, column ${column}: ${problem}.`);
}
