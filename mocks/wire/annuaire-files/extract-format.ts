/** A column of an extract. */
export interface ExtractColumn<Field extends string> {
  /** Our name for it. */
  field: Field;
  /** Its name in the header, as published. */
  header: string;
  /** Other names met in real files (annuaire.md §7). */
  aliases: readonly string[];
}

/**
 * One kind of `|`-separated extract: its columns in the published order. UTF-8, header line, `|` after the last column,
 * no quoting (annuaire.md §7).
 */
export interface ExtractFormat<Field extends string> {
  /** Name of the file without date and extension: `PS_LibreAcces_Personne_activite`. */
  name: string;
  columns: readonly ExtractColumn<Field>[];
  /** A line whose cells are all empty in these columns says nothing of anybody: it is left out. */
  identifiedBy: readonly Field[];
}

/** Cells of a line by our names; '' where the file has nothing. */
export type ExtractLine<Field extends string> = Record<Field, string>;

/** The fields of a format: `FieldOf<typeof PS_ACTIVITY>`. */
export type FieldOf<Format> = Format extends ExtractFormat<infer Field> ? Field : never;

/** Builds a format from rows `[our name, header, ...other headers]` in the published order. */
export function extractFormat<const Rows extends readonly (readonly [string, string, ...string[]])[]>(
  name: string,
  rows: Rows,
  identifiedBy: readonly Rows[number][0][],
): ExtractFormat<Rows[number][0]> {
  const columns = rows.map(([field, header, ...aliases]) => ({ field: field, header, aliases }));
  return { name, columns, identifiedBy };
}

/** A header name without what varies from one file to another: case, accents, apostrophe, spaces. */
export function headerKey(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('’', "'")
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Name of the published file for a date (its UTC parts): `PS_LibreAcces_SavoirFaire_202601120311.txt`. */
export function extractFileName(format: { name: string }, date: Date): string {
  const stamp = date.toISOString().replaceAll(/[-T:]/g, '').slice(0, 12);
  return `${format.name}_${stamp}.txt`;
}
