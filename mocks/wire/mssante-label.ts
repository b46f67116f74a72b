/** Who a PER mailbox belongs to, as its label says it. */
export interface PersonLabel {
  /** Title as written: `Dr`. */
  title?: string;
  given: string;
  /** Upper case. */
  family: string;
  /** Functional entity. */
  unit?: string;
}

/** `<Titre>_<Prénom>_<NOM>_<Entité>`: label of a PER mailbox, given and birth names mandatory (ECO.2.2.7, mssante.md §3.2). */
export function personLabel({ title, given, family, unit }: PersonLabel): string {
  return [title, given, family.toUpperCase(), unit].filter(Boolean).join('_');
}

/**
 * Reads the decoded label of a PER mailbox; undefined when it does not have the form: parts joined by the ASCII
 * underscore, a first name, then a name in capitals, at most a title before and an entity after. A label whose
 * underscores were lost in RFC 2047 (where `_` is a space, §3.2) does not have it.
 */
export function readPersonLabel(label: string): PersonLabel | undefined {
  const parts = label.split('_').map((part) => part.trim());
  if (parts.length < 2 || parts.length > 4 || parts.includes('')) return undefined;
  const at = parts.findIndex((part, index) => index > 0 && index < 3 && isCapitals(part));
  const [given, family, unit, more] = [parts[at - 1], parts[at], parts[at + 1], parts[at + 2]];
  if (at < 0 || given === undefined || family === undefined || more !== undefined) return undefined;
  const title = at === 2 ? parts[0] : undefined;
  return { ...(title === undefined ? {} : { title }), given, family, ...(unit === undefined ? {} : { unit }) };
}

function isCapitals(part: string): boolean {
  return /\p{Lu}/u.test(part) && !/\p{Ll}/u.test(part);
}
