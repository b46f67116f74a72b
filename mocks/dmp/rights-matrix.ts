/**
 * The rights matrices of the DMP (PDT-INF-526 v1.8 and, for INDIRECTE_RENFORCEE, PDT-INF-606 v1.3), for the
 * transactions the mock answers (dmp.md §13.1). Data first: the code below only picks a cell.
 */

/** Rows of the matrices. `td3-1-search` is TD3.1a, `td3-1-reference` TD3.1b, `td3-2-masked` a document masked to PS. */
export type RightsAction =
  | 'td0-2'
  | 'td0-3-declare'
  | 'td0-3-remove'
  | 'td0-3-stop-mt'
  | 'td0-4'
  | 'td0-5'
  | 'td0-9'
  | 'td1-6'
  | 'td2-1'
  | 'td2-2'
  | 'td3-1-search'
  | 'td3-1-reference'
  | 'td3-2'
  | 'td3-2-masked'
  | 'td3-3a-mask'
  | 'td3-3a-unmask'
  | 'td3-3b'
  | 'td3-3c'
  | 'td3-3d';

/**
 * Columns: PS who is no physician, physician, attending physician (MT), each in normal access, regulation (`r`,
 * centre_15) or break-the-glass (`b`); CPE card; structure certificate (ES), AIR non-professional (PE). The column MTv
 * (occupational physician) is left out: nothing in a VIHF tells one for sure.
 */
export type RightsColumn = 'PSn' | 'PSr' | 'PSb' | 'MDn' | 'MDr' | 'MDb' | 'MTn' | 'MTb' | 'CPE' | 'ESn' | 'ESr' | 'PE';

/**
 * A cell: allowed, refused, or allowed within a limit. `own-author`: documents the reader wrote. `own-structure`:
 * documents the reader's structure wrote. `if-patient-agreed`: only when the patient allowed it. `to-structure`: the
 * authorisation is the structure's. `reference-only`: to find the entryUUID of a document to delete or replace.
 */
export type Right =
  | 'yes'
  | 'no'
  | 'to-structure'
  | 'own-author'
  | 'own-structure'
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
  // Imputed to the structure: nothing is refused.
  '4': 'yes',
  '6': 'own-author',
  '8': 'own-author',
  '9': 'own-structure',
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
  'td0-5': '- Y - - Y - - - - - Y -',
  'td0-9': 'Y Y Y Y Y Y Y Y Y - - Y',
  'td1-6': 'Y - - Y - - Y - - - - -',
  'td2-1': 'Y Y Y Y Y Y Y Y - 4 4 -',
  'td2-2': '- - - - - - - - 4 - - -',
  'td3-1-search': 'Y Y Y Y Y Y Y Y - - - -',
  'td3-1-reference': 'Y Y Y Y Y Y Y Y 5 5 5 5',
  'td3-2': 'Y Y Y Y Y Y Y Y - - - -',
  'td3-2-masked': '6 7 7 6 7 7 Y 7 - - - -',
  'td3-3a-mask': 'Y - - Y - - Y - - - - -',
  'td3-3a-unmask': '8 - - 8 - - Y - - - - -',
  'td3-3b': 'Y - - Y - - Y - - - - -',
  'td3-3c': '8 8 8 8 8 8 8 8 9 9 9 9',
  'td3-3d': '8 - - 8 Y Y Y Y - - - -',
};

/** Rows where PDT-INF-606 (AIR) differs from PDT-INF-526: no feeding, archiving by any physician. */
const AIR_ROWS: Partial<Record<RightsAction, string>> = {
  'td2-1': '- - - - - - - - - - - -',
  'td3-3d': '8 - - Y Y Y Y Y - - - -',
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

/** What the matrix grants to a column for an action; `mode` is that of the VIHF, as one matrix is for AIR only. */
export function rightOf(action: RightsAction, column: RightsColumn, mode = ''): Right {
  const row = (mode === 'INDIRECTE_RENFORCEE' ? AIR_ROWS[action] : undefined) ?? MATRIX[action];
  const cell = row.split(' ')[COLUMNS.indexOf(column)] ?? '-';
  return CELLS[cell] ?? 'no';
}
