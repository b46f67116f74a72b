import { z } from 'zod';
import { type CsvRow, type CsvTable, readCsv } from '../../../mocks/wire/csv.js';
import { readTraceTime, type TraceTime } from './trace-time.js';

/** Kinds of access DMP/CONF.14 lists (AMA); archiving and hiding are told apart because they are not in what is judged. */
export const ACCESS_KINDS = [
  'alimentation',
  'remplacement',
  'suppression',
  'invisibilisation',
  'remise en visibilité',
  'masquage',
  'démasquage',
  'téléchargement',
  'archivage',
] as const;
/** See {@link ACCESS_KINDS}. */
export type AccessKind = (typeof ACCESS_KINDS)[number];

const ROLES = ['time', 'zone', 'user', 'patient', 'document', 'kind', 'outcome'] as const;
/** What a column holds. */
export type TraceRole = (typeof ROLES)[number];

/** `settings.accessTrace` of banc.config.ts: what cannot be guessed of a vendor's export. */
export const accessTraceSettings = z.object({
  /** Names of the columns that hold something: `{ user: ['Matricule'], time: 'Horodatage' }`. */
  columns: z.partialRecord(z.enum(ROLES), z.union([z.string(), z.array(z.string())])).default({}),
  /** The vendor's words for kinds of access: `{ CRE: 'alimentation' }`. */
  kinds: z.record(z.string(), z.enum(ACCESS_KINDS)).default({}),
  /** Zone of times written without one. */
  timeZone: z.enum(['Europe/Paris', 'UTC']).optional(),
  /** Longest distance between a trace and the exchange it tells, in seconds. */
  toleranceSeconds: z.number().positive().default(120),
});
/** See {@link accessTraceSettings}. */
export type AccessTraceSettings = z.infer<typeof accessTraceSettings>;

/** One line of the export. Cells of the columns of one role are joined by a blank. */
export interface TraceLine {
  /** Line of the file, from 1. */
  line: number;
  user: string;
  patient: string;
  document: string;
  kindText: string;
  kind?: AccessKind;
  timeText: string;
  time?: TraceTime;
  /** The line says that the access was refused or failed. */
  refused: boolean;
}

/** An export of access traces, read. */
export interface AccessTraceFile {
  table: Omit<CsvTable, 'rows'>;
  /** Headers found for each role. */
  columns: Record<TraceRole, string[]>;
  lines: TraceLine[];
}

/** Words of headers, French and English, without accents; the first role that fits is the column's. */
const HEADER_WORDS: readonly (readonly [TraceRole, RegExp])[] = [
  ['zone', /fuseau|time ?zone|utc offset/],
  ['outcome', /resultat|statut|outcome|result|status|succes/],
  ['time', /date|heure|horodat|time|instant/],
  ['document', /document|\bdoc\b|titre|title|fichier|unique ?id|\boid\b/],
  ['patient', /patient|\bins\b|\bipp\b|\bnir\b|beneficiaire/],
  ['kind', /acces|access|action|operation|nature|evenement|event|type/],
  ['user', /rpps|utilisateur|user|professionnel|professional|login|local|operateur|acteur|auteur|matricule|\bps\b|nom/],
];

/** Words of kinds, without accents; the first that fits wins (`démasquage` holds `masquage`). */
const KIND_WORDS: readonly (readonly [AccessKind, RegExp])[] = [
  ['remise en visibilité', /remise en visib|rendre visible|rendu visible|make visible|made visible|visible again/],
  ['invisibilisation', /invisib|hide|hidden/],
  ['remise en visibilité', /visib/],
  ['démasquage', /demasqu|unmask/],
  ['masquage', /masqu|mask/],
  ['remplacement', /rempla|replac|nouvelle version|new version|mise a jour/],
  ['suppression', /suppr|delet|efface/],
  ['archivage', /archiv/],
  ['téléchargement', /telecharg|download|consult|lecture|visualis|read|view|retriev/],
  ['alimentation', /aliment|feed|fed|depot|depos|envoi|envoy|publi|submit|upload/],
];

/**
 * Reads an export of traces in CSV. Columns and kinds are guessed from French or English words unless configured.
 * @throws BancError BANC_MESSAGE_INVALID when it is no CSV, with the line and column.
 */
export function readAccessTrace(bytes: Buffer, settings: AccessTraceSettings): AccessTraceFile {
  const { rows, ...table } = readCsv(bytes);
  const roles = rolesOf(table.header, settings);
  const columns = Object.fromEntries(
    ROLES.map((role) => [role, table.header.filter((_, index) => roles[index] === role)]),
  ) as Record<TraceRole, string[]>;
  return { table, columns, lines: rows.map((row) => readLine(row, roles, columns, settings)) };
}

/** The kind a text names; undefined when no word of it is known. */
export function kindNamed(name: string, settings: AccessTraceSettings): AccessKind | undefined {
  const configured = Object.entries(settings.kinds).find(([key]) => plain(key) === plain(name))?.[1];
  return configured ?? KIND_WORDS.find(([, words]) => words.test(plain(name)))?.[0];
}

function rolesOf(header: readonly string[], { columns }: AccessTraceSettings): (TraceRole | undefined)[] {
  const configured = new Map<string, TraceRole>();
  for (const role of ROLES) for (const name of [columns[role] ?? []].flat()) configured.set(plain(name), role);
  return header.map((name) => {
    const known = configured.get(plain(name));
    if (known) return known;
    const guessed = HEADER_WORDS.find(([, words]) => words.test(plain(name)))?.[0];
    return guessed !== undefined && columns[guessed] === undefined ? guessed : undefined;
  });
}

function readLine(
  row: CsvRow,
  roles: readonly (TraceRole | undefined)[],
  columns: AccessTraceFile['columns'],
  settings: AccessTraceSettings,
): TraceLine {
  const cell = (role: TraceRole): string =>
    row.cells
      .filter((_, index) => roles[index] === role)
      .join(' ')
      .trim();
  const kind = kindNamed(cell('kind'), settings);
  const timeText = cell('time');
  const time = readTraceTime(timeText, cell('zone') || zoneInHeader(columns.time));
  return {
    line: row.line,
    user: cell('user'),
    patient: cell('patient'),
    document: cell('document'),
    kindText: cell('kind'),
    ...(kind === undefined ? {} : { kind }),
    timeText,
    ...(time === undefined ? {} : { time }),
    refused: /refus|echec|erreur|fail|error|\bko\b|denied/.test(plain(cell('outcome'))),
  };
}

function zoneInHeader(headers: readonly string[]): string {
  return /\b(UTC|GMT|Paris)\b/i.exec(headers.join(' '))?.[1] ?? '';
}

/** Lower case, without accents, typographic apostrophes or double blanks. */
function plain(words: string): string {
  return words
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('’', "'")
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
