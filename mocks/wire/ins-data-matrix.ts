/** Ends a value shorter than its longest. */
const GROUP_SEPARATOR = '\x1d';
/** What comes before the fields: type of code, version, then places of a signature nobody makes. */
const HEAD = `IS01${'0'.repeat(22)}`;
/** Fields in their order, with the longest value; `fixed`: never shorter. */
const FIELDS = [
  { tag: 'S1', name: 'ins', longest: 15, fixed: true },
  { tag: 'S2', name: 'insOid', longest: 20, fixed: false },
  { tag: 'S3', name: 'givenNames', longest: 100, fixed: false },
  { tag: 'S4', name: 'birthFamilyName', longest: 100, fixed: false },
  { tag: 'S5', name: 'gender', longest: 1, fixed: true },
  { tag: 'S6', name: 'birthDate', longest: 10, fixed: true },
  { tag: 'S7', name: 'birthPlaceCode', longest: 5, fixed: true },
] as const;

/** The identity an INS Data Matrix carries, as written there: names in capitals, birth date DD-MM-YYYY. */
export type InsDataMatrix = Record<(typeof FIELDS)[number]['name'], string>;

/**
 * What the INS Data Matrix of an identity says: a fixed head, then each field behind its tag. As public implementations
 * write it: the specification itself was not read [I].
 */
export function writeInsDataMatrix(identity: InsDataMatrix): string {
  const fields = FIELDS.map(({ tag, name, longest, fixed }) => {
    const value = identity[name];
    return `${tag}${value}${fixed || value.length >= longest ? '' : GROUP_SEPARATOR}`;
  });
  return `${HEAD}${fields.join('')}`;
}

/** Reads the text of a Data Matrix, fields in any order; undefined when it does not look like that of an INS. */
export function readInsDataMatrix(text: string): Partial<InsDataMatrix> | undefined {
  const head = /^IS\d\d.{22}(?=S\d)/s.exec(text)?.[0];
  if (head === undefined) return undefined;
  const found: Partial<InsDataMatrix> = {};
  for (let rest = text.slice(head.length); rest !== '';) {
    const field = FIELDS.find(({ tag }) => rest.startsWith(tag));
    if (!field) return undefined;
    const [value = ''] = rest.slice(2, 2 + field.longest).split(GROUP_SEPARATOR);
    found[field.name] = value;
    rest = rest.slice(2 + value.length);
    if (rest.startsWith(GROUP_SEPARATOR)) rest = rest.slice(1);
  }
  return found;
}
