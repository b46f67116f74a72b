import type { CsvForm } from '../../../mocks/wire/csv-stream.js';
import type { Statistics } from '../../../mocks/wire/statistics-csv.js';
import { joinTexts, type Text, text } from '../../harness/index.js';

const SEPARATORS: Record<CsvForm['separator'], Text> = {
  ';': text('séparateur « ; »', 'separator ";"'),
  ',': text('séparateur « , »', 'separator ","'),
  '\t': text('tabulations', 'tabs'),
};

const ODDITIES: Record<string, Text> = {
  'empty cell': text('des cellules vides, lues comme 0', 'empty cells, read as 0'),
  'thousands separator': text('des milliers séparés', 'separated thousands'),
  decimals: text('des nombres à virgule « ,0 »', 'numbers with decimals ",0"'),
  formula: text('des nombres écrits comme des formules', 'numbers written as formulas'),
  'repeated header': text('un en-tête répété', 'a repeated header'),
  note: text('des lignes de texte dans le tableau', 'lines of words in the table'),
};

/** `UTF-8 avec BOM, séparateur « ; », CRLF`. */
export function formWords({ encoding, bom, separator, lineEnd, separatorLine }: CsvForm): Text {
  return joinTexts([
    bom ? text(`${encoding} avec BOM`, `${encoding} with BOM`) : encoding,
    SEPARATORS[separator],
    lineEnd,
    ...(separatorLine ? [text('ligne « sep= »', '"sep=" line')] : []),
  ]);
}

/** Which column was taken for what. */
export function columnsWords({ columns, otherColumns }: Statistics): Text {
  const known = columns.map(({ name, role, configured }) =>
    configured
      ? text(`« ${name} » → ${role} (paramétré)`, `"${name}" → ${role} (configured)`)
      : `« ${name} » → ${role}`,
  );
  const unknown = otherColumns.map((name) => text(`« ${name} » → non reconnue`, `"${name}" → not recognised`));
  return joinTexts([...known, ...unknown]);
}

/** What of a file a strict reader would not expect; undefined when nothing. */
export function oddityWords({ form, headerLine, oddities }: Statistics): Text | undefined {
  const told: (Text | string)[] = [...oddities].map(([oddity, line]) =>
    joinTexts([ODDITIES[oddity] ?? oddity, text(` (ligne ${line})`, ` (line ${line})`)], ''),
  );
  if (headerLine > (form.separatorLine ? 2 : 1)) {
    told.unshift(
      text(`des lignes avant l’en-tête, ligne ${headerLine}`, `lines before the header, line ${headerLine}`),
    );
  }
  if (form.encoding !== 'UTF-8') told.unshift(text(`codage ${form.encoding}`, `encoding ${form.encoding}`));
  return told.length === 0
    ? undefined
    : joinTexts([text('Lu malgré : ', 'Read in spite of: '), joinTexts(told, ' ; ')], '');
}

/** `settings.statistics` that says what was guessed, to copy into the configuration once confirmed. */
export function proposedMapping({ columns }: Statistics): string {
  const mapping = Object.fromEntries(columns.map(({ role, name }) => [role, name]));
  return `statistics: ${JSON.stringify({ columns: mapping })}`;
}
