/** Channels statistics tell apart; `mss`: MSSanté, professionals and patients together; `any`: nothing said. */
export const STATISTICS_CHANNELS = ['any', 'dmp', 'mss-pro', 'mss-patient', 'mss'] as const;
/** See {@link STATISTICS_CHANNELS}. */
export type StatisticsChannel = (typeof STATISTICS_CHANNELS)[number];

/** A count as written, or why it is none. */
export type ReadCount = { value: number; oddity?: CountOddity } | { problem: string };
/** Ways of writing a count that a strict reader would not expect. */
export type CountOddity = 'empty cell' | 'thousands separator' | 'decimals' | 'formula';

const MONTH_WORDS: readonly RegExp[] = [
  /^jan/,
  /^(fev|feb)/,
  /^mar/,
  /^(avr|apr)/,
  /^(mai|may)/,
  /^(juin|jun)/,
  /^(juil|jul)/,
  /^(aou|aug)/,
  /^sep/,
  /^oct/,
  /^nov/,
  /^dec/,
];
const TOTAL = /^(sous[- ]?)?(total|totaux|cumul|ensemble|tous|toutes|all|tout|global|\*)\b/;

/** Lower case, without accents, typographic apostrophes, no-break or double blanks. */
export function plainWords(words: string): string {
  return words
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('’', "'")
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** What a cell says without the spreadsheet's wrapping: `="012"`, `'012`. */
export function unwrapped(cell: string): string {
  return /^="(.*)"$/.exec(cell)?.[1] ?? (cell.startsWith("'") ? cell.slice(1) : cell);
}

/** True for the words of a total: `Total`, `Tous types`, `Ensemble`, `*`. */
export function isTotal(cell: string): boolean {
  return TOTAL.test(plainWords(cell)) || cell === '*';
}

/** A count: whole, zero or more; blanks between thousands, `,0`, an empty cell or `-` (zero) are accepted and said. */
export function readCount(cell: string): ReadCount {
  if (/^\d{1,15}$/.test(cell)) return { value: Number(cell) };
  const bare = unwrapped(cell);
  if (bare === '' || bare === '-') return { value: 0, oddity: 'empty cell' };
  const joined = bare
    .replaceAll(/(?<=\d)[\s\u00A0\u202F](?=\d{3}(?:\D|$))/g, '')
    .replace(/^(\d{1,3})((?:\.\d{3})+)$/, (all) => all.replaceAll('.', ''));
  const whole = /^(\d{1,15})(?:[.,]0+)?$/.exec(joined)?.[1];
  if (whole === undefined) return { problem: `"${cell.slice(0, 40)}" is no whole number` };
  const oddity =
    bare !== cell ? 'formula' : joined !== bare ? 'thousands separator' : whole === joined ? undefined : 'decimals';
  return oddity === undefined ? { value: Number(whole) } : { value: Number(whole), oddity };
}

/**
 * `YYYY-MM` of a month however French or English tools write it: `2026-11`, `11/2026`, `01/11/2026`, `202611`, `nov. 2026`,
 * `Novembre 2026`, `nov-26`, a date, or the month alone beside a column of years. Undefined when it is none.
 */
export function readMonth(cell: string, year = ''): string | undefined {
  const words = plainWords(unwrapped(cell));
  const iso = /^(\d{4})[-/.]?(\d{1,2})(?:[-/.]\d{1,2})?(?:[t ].*)?$/.exec(words);
  if (iso) return monthOf(iso[1], iso[2]);
  const french = /^(?:\d{1,2}[-/.])?(\d{1,2})[-/.](\d{4})(?:[t ].*)?$/.exec(words);
  if (french) return monthOf(french[2], french[1]);
  const named = /^(?:\d{1,2} )?([a-z]{3,9})\.?(?:[ -/]*'?(\d{4}|\d{2}))?$/.exec(words);
  if (named) {
    const index = MONTH_WORDS.findIndex((pattern) => pattern.test(named[1] ?? ''));
    const of = named[2] ?? unwrapped(year);
    return index < 0 ? undefined : monthOf(of.length === 2 ? `20${of}` : of, String(index + 1));
  }
  const alone = /^m?(\d{1,2})$/.exec(words);
  return alone ? monthOf(unwrapped(year), alone[1]) : undefined;
}

function monthOf(year = '', month = ''): string | undefined {
  const number = Number(month);
  return /^(19|20)\d{2}$/.test(year) && number >= 1 && number <= 12 ? `${year}-${month.padStart(2, '0')}` : undefined;
}

/** The channel words name; undefined when they name none. */
export function readChannel(words: string): StatisticsChannel | undefined {
  const said = plainWords(words);
  if (/\bdmp\b|dossier medical partage/.test(said)) return 'dmp';
  if (/citoyen|patient|usager|mon espace sante|\bmes\b/.test(said)) return 'mss-patient';
  if (/\bmss|messagerie|mail/.test(said)) return /\bpro|professionnel/.test(said) ? 'mss-pro' : 'mss';
  return undefined;
}

/** True when words say that a sending failed, false that it succeeded; undefined otherwise. */
export function readFailed(words: string): boolean | undefined {
  const said = plainWords(words);
  if (/echec|echou|\bko\b|erreur|error|rejet|refus|fail|non (envoye|abouti|remis|aliment)|en anomalie/.test(said))
    return true;
  return /succes|reussi|\bok\b|success|sent|abouti|accepte|integre|accepted|envoye/.test(said) ? false : undefined;
}

/** Codes of types by plain words for them, for {@link readType}. */
export function typesByWords(types: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(types).map(([words, code]) => [plainWords(words), code]));
}

/** The code of a type when there is one: known for its words, beside them, or in them. The words otherwise. */
export function readType(known: ReadonlyMap<string, string>, label: string, code = ''): string {
  const found = known.get(plainWords(label)) ?? known.get(plainWords(code));
  return found ?? (code === '' ? (/\b\d{4,5}-\d\b/.exec(label)?.[0] ?? label) : code);
}
