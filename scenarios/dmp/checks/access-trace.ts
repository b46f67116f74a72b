import { isValidRpps } from '../../../mocks/wire/identifiers.js';
import { BancError } from '../../../mocks/wire/errors.js';
import {
  type CheckDeclaration,
  fail,
  type Finding,
  joinTexts,
  notApplicable,
  pass,
  review,
  type Text,
  text,
} from '../../harness/index.js';
import {
  type AccessTraceFile,
  type AccessTraceSettings,
  accessTraceSettings,
  readAccessTrace,
} from './access-trace-file.js';
import { SEMICOLON } from './wording.js';

const RULE = { reference: 'REM DMP/CONF.14', confidence: 'stated' } as const;

const COLUMNS: CheckDeclaration = {
  id: 'dmp.access-trace.columns',
  title: text(
    'L’extraction donne l’utilisateur, le document, la date et l’heure, et le type d’accès',
    'The extract gives the user, the document, the date and time, and the access type',
  ),
  rule: RULE,
};

const LINES: CheckDeclaration = {
  id: 'dmp.access-trace.lines',
  title: text(
    'Chaque ligne de l’extraction est complète et lisible',
    'Each line of the extract is complete and readable',
  ),
  rule: RULE,
};

const AGAINST_JOURNAL: CheckDeclaration = {
  id: 'dmp.access-trace.against-journal',
  title: text('Les traces correspondent aux accès réels', 'Traces match the actual accesses'),
  rule: RULE,
};

const NEEDED = ['user', 'document', 'time', 'kind'] as const;
const ROLE_WORDS: Record<(typeof NEEDED)[number], Text> = {
  user: text('l’utilisateur', 'the user'),
  document: text('le document', 'the document'),
  time: text('la date et l’heure', 'the date and time'),
  kind: text('le type d’accès', 'the access type'),
};
/** Lines quoted in a finding; the others are counted. */
const QUOTED = 5;

/** An export that could be read, with what the reading says; `file` is left out when no trace can be compared. */
export interface ReadTrace {
  file?: AccessTraceFile;
  finding: Finding;
}

/** Reads an export and judges its columns. A format other than CSV is for a human to compare. Never throws. */
export function readTraceExport(bytes: Buffer, settings: AccessTraceSettings): ReadTrace {
  const other = otherFormat(bytes);
  const expected = joinTexts(NEEDED.map((role) => ROLE_WORDS[role]));
  if (other !== undefined) {
    const received = text(
      `fichier ${other} : le banc compare les extractions CSV, celle-ci est à comparer à la main`,
      `${other} file: the bench compares CSV extracts, this one is to be compared by hand`,
    );
    return { finding: review(COLUMNS, { expected, received }) };
  }
  try {
    const file = readAccessTrace(bytes, settings);
    const missing = NEEDED.filter((role) => file.columns[role].length === 0);
    const received = described(file, missing);
    const details = { expected, received, locator: text('ligne d’en-tête', 'header line') };
    if (missing.length > 0) return { finding: fail(COLUMNS, details) };
    return { file, finding: pass(COLUMNS, details) };
  } catch (error) {
    if (!(error instanceof BancError)) throw error;
    return { finding: fail(COLUMNS, { expected, received: error.message }) };
  }
}

/**
 * Judges an export alone, without a journal to compare it with (`banc check --as trace-csv`).
 * @param options `settings.accessTrace` of banc.config.ts, as written there; defaults when left out.
 * @throws ZodError when the options are not valid.
 */
export function judgeAccessTraceFile(bytes: Buffer, options: unknown = {}): Finding[] {
  const { file, finding } = readTraceExport(bytes, accessTraceSettings.parse(options));
  const notCompared = notApplicable(AGAINST_JOURNAL, {
    message: text(
      'Un fichier seul ne se compare à aucun journal : lancez DMP/CONF.14 pour cela.',
      'A lone file is compared with no journal: run DMP/CONF.14 for that.',
    ),
  });
  return file ? [finding, judgeLines(file), notCompared] : [finding, notCompared];
}

function judgeLines(file: AccessTraceFile): Finding {
  const problems = file.lines.flatMap((line) => {
    const found = [
      line.user === '' ? text('utilisateur absent', 'no user') : undefined,
      line.document === '' ? text('document absent', 'no document') : undefined,
      line.kind === undefined
        ? text(`type d’accès inconnu « ${line.kindText} »`, `unknown access type "${line.kindText}"`)
        : undefined,
      line.time === undefined
        ? text(`date illisible « ${line.timeText} »`, `unreadable date "${line.timeText}"`)
        : undefined,
      line.time?.kind === 'day'
        ? text(`pas d’heure « ${line.timeText} »`, `no time of day "${line.timeText}"`)
        : undefined,
    ].filter((one) => one !== undefined);
    return found.length === 0
      ? []
      : [joinTexts([text(`ligne ${line.line}`, `line ${line.line}`), joinTexts(found)], ' ')];
  });
  const expected = text(
    'sur chaque ligne : utilisateur, document, date et heure, type d’accès',
    'on each line: user, document, date and time, access type',
  );
  if (file.lines.length === 0) return review(LINES, { expected, received: text('aucune ligne', 'no line') });
  if (problems.length > 0) return fail(LINES, { expected, received: quotedSome(problems) });
  const without = file.lines
    .filter(({ user }) => !holdsRpps(user))
    .map(({ line, user }) => text(`ligne ${line} « ${user} »`, `line ${line} "${user}"`));
  const count = text(`${file.lines.length} lignes`, `${file.lines.length} lines`);
  if (without.length === 0) return pass(LINES, { expected, received: count });
  // A local id is allowed where no RPPS is possible: only a human knows.
  return review(LINES, {
    expected: text('un RPPS quand c’est possible, sinon un identifiant local', 'an RPPS if possible, else a local id'),
    received: joinTexts([text('sans RPPS', 'without RPPS'), quotedSome(without)], text(' : ', ': ')),
  });
}

function holdsRpps(user: string): boolean {
  return (user.match(/\d{11,12}/g) ?? []).some((digits) => isValidRpps(digits.slice(-11)));
}

/** The first texts, and how many there are beside. */
export function quotedSome(texts: readonly Text[]): Text {
  const others = texts.length - QUOTED;
  const more = others > 0 ? [text(`et ${others} autres`, `and ${others} more`)] : [];
  return joinTexts([...texts.slice(0, QUOTED), ...more], SEMICOLON);
}

function described({ table, columns }: AccessTraceFile, missing: readonly (typeof NEEDED)[number][]): Text {
  const separator = table.separator === '\t' ? 'tabulation' : `« ${table.separator} »`;
  const english = table.separator === '\t' ? 'tab' : `"${table.separator}"`;
  const bom = table.bom ? ' + BOM' : '';
  const found = NEEDED.filter((role) => columns[role].length > 0).map((role) =>
    joinTexts([ROLE_WORDS[role], columns[role].join(' + ')], text(' : ', ': ')),
  );
  return joinTexts(
    [
      text(`${table.encoding}${bom}, séparateur ${separator}`, `${table.encoding}${bom}, separator ${english}`),
      ...found,
      ...missing.map((role) => joinTexts([text('aucune colonne pour', 'no column for'), ROLE_WORDS[role]], ' ')),
      ...(missing.length > 0
        ? [text(`en-têtes lus : ${table.header.join(' | ')}`, `headers read: ${table.header.join(' | ')}`)]
        : []),
    ],
    SEMICOLON,
  );
}

/** Name of a format that is no CSV, from the first bytes. */
function otherFormat(bytes: Buffer): string | undefined {
  const start = bytes
    .subarray(0, 64)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (start.startsWith('%PDF')) return 'PDF';
  if (start.startsWith('PK')) return 'ZIP (XLSX, ODS)';
  if (start.startsWith('<')) return 'XML, HTML';
  return start.startsWith('{') || start.startsWith('[') ? 'JSON' : undefined;
}
