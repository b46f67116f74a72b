import { BancError } from '../errors.js';
import { type ExtractFormat, type ExtractLine, headerKey } from './extract-format.js';
import type { FileTally } from './file-tally.js';
import { type TextLine, textLines } from './text-lines.js';

/** A line of an extract and where it stands. */
export interface ExtractRow<Field extends string> {
  /** From 1, the header being line 1. */
  line: number;
  values: ExtractLine<Field>;
}

/**
 * Reads an extract line by line in bounded memory, by the names of its header whatever their order, number and small
 * differences. Cells are trimmed. A line that cannot be read is counted in `tally` and the rest goes on; the same person
 * or mailbox may come several times. Values share memory with the block read: copy what you keep for long.
 *
 * @throws BancError BANC_DIRECTORY (empty, no text, not this format's header), BANC_LIMIT (first line without end).
 */
export async function* readExtract<Field extends string>(
  bytes: AsyncIterable<Uint8Array>,
  format: ExtractFormat<Field>,
  tally: FileTally,
): AsyncGenerator<ExtractRow<Field>> {
  let layout: Layout<Field> | undefined;
  for await (const lines of textLines(bytes, tally)) {
    for (const line of lines) {
      if (line.text === '') continue;
      if (layout === undefined) {
        layout = layoutOf(line.text, format, tally);
        continue;
      }
      const values = valuesOf(line, layout, format, tally);
      if (values !== undefined) yield { line: line.number, values };
    }
  }
  if (layout === undefined) throw new BancError('BANC_DIRECTORY', `${format.name} : le fichier est vide.`);
}

/** Where each field stands in the lines of one file. */
interface Layout<Field extends string> {
  /** Cells of a line, the one after the last `|` not counted. */
  cells: number;
  fields: { field: Field; at: number }[];
  /** A line with nothing in it. */
  empty: ExtractLine<Field>;
}

/** Names of a header line, without the empty one after the last `|`. */
export function headerNames(line: string): string[] {
  const names = line.split('|').map((name) => name.trim());
  if (names.at(-1) === '') names.pop();
  return names;
}

function layoutOf<Field extends string>(header: string, format: ExtractFormat<Field>, tally: FileTally): Layout<Field> {
  const names = headerNames(header);
  const ranks = new Map(names.map((name, at) => [headerKey(name), at]));
  const fields: Layout<Field>['fields'] = [];
  for (const { field, header: published, aliases } of format.columns) {
    const at = [published, ...aliases].map((name) => ranks.get(headerKey(name))).find((rank) => rank !== undefined);
    if (at !== undefined) fields.push({ field, at });
  }
  if (!format.identifiedBy.some((wanted) => fields.some(({ field }) => field === wanted))) {
    const wanted = format.columns.filter(({ field }) => format.identifiedBy.includes(field)).map((one) => one.header);
    throw new BancError(
      'BANC_DIRECTORY',
      `La ligne 1 n’est pas l’en-tête de ${format.name} : pas de colonne « ${wanted.join(' » ni « ')} ». Donnez le fichier tel que publié, ligne d’en-tête comprise.`,
    );
  }
  tally.unknownColumns.push(...names.filter((_name, at) => !fields.some((one) => one.at === at)));
  const empty = Object.fromEntries(format.columns.map(({ field }) => [field, ''])) as ExtractLine<Field>;
  return { cells: names.length, fields, empty };
}

function valuesOf<Field extends string>(
  { number: line, text }: TextLine,
  { cells: expected, fields, empty }: Layout<Field>,
  { identifiedBy }: ExtractFormat<Field>,
  tally: FileTally,
): ExtractLine<Field> | undefined {
  tally.read += 1;
  const cells = text.split('|');
  const count = cells.length > expected && cells.at(-1)?.trim() === '' ? cells.length - 1 : cells.length;
  if (count !== expected) {
    const reason = count < expected ? 'cut' : 'too-many-cells';
    const column = Math.min(count, expected + 1);
    tally.ignore({ reason, line, column, detail: `${count} cellules, ${expected} dans l’en-tête` });
    return undefined;
  }
  const values = { ...empty };
  for (const { field, at } of fields) values[field] = (cells[at] ?? '').trim();
  if (identifiedBy.every((field) => values[field] === '')) {
    const column = (fields.find(({ field }) => identifiedBy.includes(field))?.at ?? 0) + 1;
    tally.ignore({ reason: 'no-identifier', line, column, detail: 'aucun identifiant' });
    return undefined;
  }
  tally.kept += 1;
  return values;
}
