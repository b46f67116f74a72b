import type { ExtractFormat, ExtractLine } from './extract-format.js';

/** Characters gathered before they are given, so that millions of lines are not as many writes. */
const CHUNK = 64 * 1024;

/** The header line of a format, as published. */
export function extractHeader(format: ExtractFormat<string>): string {
  return `${format.columns.map(({ header }) => header).join('|')}|\n`;
}

/**
 * Writes an extract as published: header, `|` after the last column, LF. Fields a line does not give are empty. The
 * format has no quoting: a `|` or an end of line in a value becomes a space.
 */
export function* writeExtract<Field extends string>(
  lines: Iterable<Partial<ExtractLine<Field>>>,
  format: ExtractFormat<Field>,
): Generator<string> {
  const fields = format.columns.map(({ field }) => field);
  let text = extractHeader(format);
  for (const line of lines) {
    for (const field of fields) text += `${cell(line[field] ?? '')}|`;
    text += '\n';
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

function cell(value: string): string {
  return /[|\r\n]/.test(value) ? value.replaceAll(/[|\r\n]+/g, ' ') : value;
}
