import { ORDINAL_SPECIALITIES } from '../../mocks/wire/nomenclatures/know-how.js';
import { HEALTH_PROFESSIONS } from '../../mocks/wire/nomenclatures/professions.js';

/** A code with its official label. */
export interface Coded {
  code: string;
  label: string;
}

/** A profession a form can name; undefined for a code no table has. */
export function professionOf(code: string | undefined): Coded | undefined {
  return coded(HEALTH_PROFESSIONS, code);
}

/** An ordinal speciality a form can name. */
export function specialtyOf(code: string | undefined): Coded | undefined {
  return coded(ORDINAL_SPECIALITIES, code);
}

function coded(table: ReadonlyMap<string, string>, code = ''): Coded | undefined {
  const label = table.get(code);
  return label === undefined ? undefined : { code, label };
}
