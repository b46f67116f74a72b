import { BancError } from '../errors.js';
import { type ExtractFormat, headerKey } from './extract-format.js';
import { MSSANTE_CORRESPONDENCE } from './mssante-correspondence.js';
import { PS_ACTIVITY } from './ps-activity.js';
import { PS_DIPLOMA } from './ps-diploma.js';
import { PS_KNOW_HOW } from './ps-know-how.js';
import { PSC_EXTRACT } from './psc-extract.js';
import { headerNames } from './read-extract.js';

/** Formats this bench reads. */
export type DirectoryFileFormat =
  | 'ps-activity'
  | 'ps-know-how'
  | 'ps-diploma'
  | 'mssante-correspondence'
  | 'psc-extract'
  | 'finess-structures'
  | 'finess-activities'
  | 'finess-legacy';

/** Bytes of the beginning of a file that {@link detectFormat} needs. */
export const DETECTION_BYTES = 64 * 1024;

const EXTRACTS: Partial<Record<DirectoryFileFormat, ExtractFormat<string>>> = {
  'ps-activity': PS_ACTIVITY,
  'ps-know-how': PS_KNOW_HOW,
  'ps-diploma': PS_DIPLOMA,
  'mssante-correspondence': MSSANTE_CORRESPONDENCE,
  'psc-extract': PSC_EXTRACT,
};

/**
 * The format of a file, from what it holds and not from its name: the extract whose header its first line is most like,
 * FINESS+ by the members of its first legal entity, legacy FINESS by its first line.
 *
 * @param beginning The first {@link DETECTION_BYTES} bytes, or the whole file.
 * @throws BancError BANC_DIRECTORY when it is none of them.
 */
export function detectFormat(beginning: Uint8Array): DirectoryFileFormat {
  const text = new TextDecoder('utf-8').decode(beginning);
  if (/^\s*\{/.test(text)) {
    if (/"informationsGeneralesPM[Ee][Jj]"|"(?:gco|gcc)"/.test(text)) return 'finess-structures';
    if (/"activitesAutorisees"|"activitesExercees"/.test(text)) return 'finess-activities';
  }
  const first = text.split(/\r?\n/, 1)[0] ?? '';
  if (first.startsWith('finess;etalab') || /(^|;)"?nofinesset"?(;|$)/.test(first)) return 'finess-legacy';
  const names = new Set(headerNames(first).map(headerKey));
  const liked = Object.entries(EXTRACTS)
    .map(([format, { columns }]) => ({ format: format as DirectoryFileFormat, like: likeness(columns, names) }))
    .reduce((best, one) => (one.like > best.like ? one : best));
  if (liked.like > 0.5) return liked.format;
  throw new BancError(
    'BANC_DIRECTORY',
    'Ce n’est aucun des fichiers de l’annuaire que le banc lit (extractions RPPS et MSSanté, flux FINESS+, ancien FINESS). Donnez-le tel que publié, ligne d’en-tête comprise ; docs/guides/annuaire.md en donne la liste.',
  );
}

/** How alike two headers are: names in both over names in either. */
function likeness(columns: ExtractFormat<string>['columns'], names: ReadonlySet<string>): number {
  const shared = columns.filter(({ header, aliases }) =>
    [header, ...aliases].some((name) => names.has(headerKey(name))),
  ).length;
  return shared / (columns.length + names.size - shared);
}
