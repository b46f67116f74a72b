/**
 * The rights matrices of the DMP (PDT-INF-526 v1.8 and, for INDIRECTE_RENFORCEE, PDT-INF-606 v1.3), for the
 * transactions the mock answers today (dmp.md §13.1). Data first: the code below only picks a cell.
 */

/** Rows of the matrices. `td3-1-search` is TD3.1a, `td3-1-reference` TD3.1b, `td3-2-masked` a document masked to PS. */
export type RightsAction =
  | 'td0-2'
  | 'td0-3-declare'
  | 'td0-3-remove'
  | 'td0-3-stop-mt'
  | 'td0-4'
  | 'td1-6'
  | 'td3-1-search'
  | 'td3-1-reference'
  | 'td3-2'
  | 'td3-2-masked';

/**
 * Columns: PS who is no physician, physician, attending physician (MT), each in normal access, regulation (`r`,
 * centre_15) or break-the-glass (`b`); CPE card; structure certificate (ES), AIR non-professional (PE). The column MTv
 * (occupational physician) is left out: nothing in a VIHF tells one for sure.
 */
export type RightsColumn = 'PSn' | 'PSr' | 'PSb' | 'MDn' | 'MDr' | 'MDb' | 'MTn' | 'MTb' | 'CPE' | 'ESn' | 'ESr' | 'PE';

/**
 * A cell: allowed, refused, or allowed within a limit. `own-author`: documents the reader wrote. `if-patient-agreed`:
 * only when the patient allowed it. `to-structure`: the authorisation is the structure's. `reference-only`: to find the entryUUID of a document to delete or replace.
 */
export type Right =
  | 'yes'
  | 'no'
  | 'to-structure'
  | 'own-author'
  | 'if-patient-agreed'
  | 'reference-only'
  | 'same-structure'
  | 'new-authorisations';

const COLUMNS: readonly RightsColumn[] = [
  'PSn',
  'PSr',
  'PSb',
  'MDn',
  'MDr',
  'MDb',
  'MTn',
  'MTb',
  'CPE',
  'ESn',
  'ESr',
  'PE',
];

const CELLS: Record<string, Right> = {
  Y: 'yes',
  '-': 'no',
  '1': 'to-structure',
  '6': 'own-author',
  '7': 'if-patient-agreed',
  '5': 'reference-only',
  '2': 'same-structure',
  '3': 'new-authorisations',
};

// Column order: PSn PSr PSb MDn MDr MDb MTn MTb CPE ESn ESr PE. Digits are the footnotes of the official matrix.
const MATRIX: Record<RightsAction, string> = {
  'td0-2': 'Y Y Y Y Y Y Y Y Y Y Y Y',
  'td0-3-declare': 'Y - - Y - - Y - 1 - - 1',
  'td0-3-remove': 'Y - - Y - - Y - - - - -',
  'td0-3-stop-mt': '- - - - - - Y - - - - -',
  'td0-4': 'Y Y Y Y Y Y Y Y 2 3 - 2',
  'td1-6': 'Y - - Y - - Y - - - - -',
  'td3-1-search': 'Y Y Y Y Y Y Y Y - - - -',
  'td3-1-reference': 'Y Y Y Y Y Y Y Y 5 5 5 5',
  'td3-2': 'Y Y Y Y Y Y Y Y - - - -',
  'td3-2-masked': '6 7 7 6 7 7 Y 7 - - - -',
};

/** What decides of the column, as read in the VIHF and in the record. */
export interface RightsHolder {
  /** `Authentification_mode`; unknown spellings count as `DIRECTE`, the mode with the fewest conditions. */
  mode: string;
  /** Code of the first role (G15 profession, or a non-professional role of A00). */
  roleCode: string;
  /** Code of `purposeofuse`: `normal`, `bris_de_glace`, `centre_15`. */
  purpose: string;
  /** True when the record says this professional is the patient's attending physician. */
  attendingPhysician: boolean;
}

/** Column of the matrix this reader stands in. */
export function rightsColumn(holder: RightsHolder): RightsColumn {
  const regulation = holder.purpose === 'centre_15';
  const glass = holder.purpose === 'bris_de_glace';
  if (holder.mode === 'INDIRECTE') return regulation ? 'ESr' : 'ESn';
  // G15 codes are numbers; SECRETARIAT_MEDICAL, AUTOMATE … are roles of people or machines who are no professionals.
  if (!/^\d+$/.test(holder.roleCode)) return holder.mode === 'INDIRECTE_RENFORCEE' ? 'PE' : 'CPE';
  if (holder.attendingPhysician && !regulation) return glass ? 'MTb' : 'MTn';
  const suffix = regulation ? 'r' : glass ? 'b' : 'n';
  return holder.roleCode === '10' ? `MD${suffix}` : `PS${suffix}`;
}

/** What the matrix grants to a column for an action. */
export function rightOf(action: RightsAction, column: RightsColumn): Right {
  const cell = MATRIX[action].split(' ')[COLUMNS.indexOf(column)] ?? '-';
  return CELLS[cell] ?? 'no';
}
