import {
  plainWords,
  readChannel,
  readFailed,
  STATISTICS_CHANNELS,
  type StatisticsChannel,
} from './statistics-values.js';

/** What a row is about. */
const DIMENSIONS = ['month', 'year', 'finess', 'channel', 'type', 'typeCode', 'result'] as const;
/** What a row counts; `attempts`: successes and failures together, or all there is beside a column of results. */
export const STATISTICS_MEASURES = ['success', 'failure', 'attempts', 'qualified'] as const;

/** A column of dimensions. */
export type StatisticsDimension = (typeof DIMENSIONS)[number];
/** A column of counts. */
export type StatisticsMeasure = (typeof STATISTICS_MEASURES)[number];
/** What a column holds: `type`, `success`, `dmp.failure` (counts of one channel) … */
export type StatisticsRole = StatisticsDimension | StatisticsMeasure | `${StatisticsChannel}.${StatisticsMeasure}`;

/** Every role a column may be given in a mapping. */
export const STATISTICS_ROLES: readonly StatisticsRole[] = [
  ...DIMENSIONS,
  ...STATISTICS_MEASURES,
  ...STATISTICS_CHANNELS.flatMap((channel) =>
    STATISTICS_MEASURES.map((measure): StatisticsRole => `${channel}.${measure}`),
  ),
];

/** Names of the columns of a vendor, by role: `{ type: 'Nature du document', 'dmp.success': 'DMP OK' }`. */
export type StatisticsMapping = Readonly<Partial<Record<StatisticsRole, string>>>;

/** A column whose role is known. */
export interface StatisticsColumn {
  index: number;
  /** As the header writes it. */
  name: string;
  role: StatisticsRole;
  /** Told by the mapping, not guessed. */
  configured: boolean;
}

/** The columns of a header row; a row that names no count, or nothing to count by, is no header: undefined. */
export function columnsOf(cells: readonly string[], mapping: StatisticsMapping): StatisticsColumn[] | undefined {
  const columns: StatisticsColumn[] = [];
  const named = new Map(Object.entries(mapping).map(([role, name]) => [plainWords(name), role as StatisticsRole]));
  cells.forEach((name, index) => {
    const configured = named.get(plainWords(name));
    const role = configured ?? guessRole(plainWords(name));
    const taken = columns.some((one) => one.role === role);
    const elsewhere = configured === undefined && role !== undefined && mapping[role] !== undefined;
    if (role !== undefined && !taken && !elsewhere)
      columns.push({ index, name, role, configured: configured !== undefined });
  });
  const counts = columns.filter(({ role }) => measureOf(role) !== undefined);
  const about = columns.filter(({ role }) => measureOf(role) === undefined);
  return counts.length > 0 && about.length > 0 ? columns : undefined;
}

/** What a column of counts counts, and in which channel when its header says so; undefined for another column. */
export function measureOf(
  role: StatisticsRole,
): { measure: StatisticsMeasure; channel?: StatisticsChannel } | undefined {
  const [first, second] = role.split('.');
  const measure = STATISTICS_MEASURES.find((one) => one === (second ?? first));
  const channel = second === undefined ? undefined : STATISTICS_CHANNELS.find((one) => one === first);
  return measure && { measure, ...(channel === undefined ? {} : { channel }) };
}

/** Words of the headers of dimensions, without accents; the first that fits wins. */
const DIMENSION_WORDS: readonly (readonly [StatisticsDimension, RegExp])[] = [
  ['typeCode', /code.*(type|doc|loinc|jdv)|loinc|type ?code|^code$/],
  ['type', /type.*doc|doc\w*.*type|nature.*doc|^document$|^documents?$|libelle.*(type|doc)/],
  ['finess', /finess|etablissement|structure|facility/],
  ['channel', /canal|channel|vecteur|flux|mode d'envoi|destination|service socle/],
  ['result', /^(resultat|statut|etat|issue|status|result|outcome)/],
  ['month', /^mois|\bmois\b|periode|month|^date|period/],
  ['year', /annee|year|exercice|^an$/],
];

function guessRole(header: string): StatisticsRole | undefined {
  const measure = guessMeasure(header);
  const dimension = DIMENSION_WORDS.find(([, words]) => words.test(header))?.[0];
  if (dimension !== undefined && (measure === undefined || measure === 'attempts')) return dimension;
  const channel = readChannel(header);
  return measure && (channel === undefined ? measure : `${channel}.${measure}`);
}

function guessMeasure(header: string): StatisticsMeasure | undefined {
  if (/\bins\b|qualifi/.test(header)) return 'qualified';
  const failed = readFailed(header);
  if (failed !== undefined) return failed ? 'failure' : 'success';
  return /nombre|\bnb|total|tentative|envois?|volume|count|number|aliment|attempt|quantite/.test(header)
    ? 'attempts'
    : undefined;
}
