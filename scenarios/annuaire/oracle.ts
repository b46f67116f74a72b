import type {
  Directory,
  DirectoryMailbox,
  DirectoryProfessional,
  DirectoryRole,
  DirectoryStructure,
} from '../../fixtures/directory/records.js';
import type { SearchCriteria } from './actions/criteria.js';

/** A professional at one place, or nowhere in particular: what one line of a result is about. */
export interface Line {
  professional: DirectoryProfessional;
  role?: DirectoryRole;
  structure?: DirectoryStructure;
  /** Addresses published for them there. */
  boxes: readonly string[];
  /** Those of them any source publishes: the extracts have PER and ORG boxes only (annuaire.md §7). */
  personalBoxes: readonly string[];
}

/** What a search must show, and what it may show besides. */
export interface Expectation {
  /** Lines that answer the criteria as typed: from the start of a word list, without case nor accents. */
  required: readonly Line[];
  /** Those, and lines that answer more freely: inside a name, by a neighbouring speciality. */
  allowed: readonly Line[];
  /** Structures with boxes of their own that answer the criteria: never required, a search is for professionals. */
  structures: readonly DirectoryStructure[];
}

/** Savoir-faire that mean the same care to a user (annuaire.md §6): a search may put them together. */
const SYNONYMS: readonly ReadonlySet<string>[] = [
  new Set(['SM26', 'SM53', 'SM54']),
  new Set(['SM44', 'SM45', 'SM55', 'SM74']),
  new Set(['SM42', 'SM43', 'SM92', 'SM93']),
  new Set(['SM04', 'SM73', 'SM79', 'SM80', 'SM81']),
];

/** How freely values are compared. */
type Manner = 'strict' | 'free';

/**
 * What the directory holds for these criteria: read record by record, with nothing of the mock's query engine. A
 * product may search the service or a copy of it: the records say what is right (annuaire.md §10).
 */
export function expectationOf(directory: Directory, criteria: SearchCriteria): Expectation {
  const allowed = found(directory, (line) => answers(line, criteria, 'free'));
  return {
    allowed,
    required: allowed.filter((line) => answers(line, criteria, 'strict')),
    structures: aboutPersons(criteria) ? [] : structuresFor(directory, criteria),
  };
}

/** Every active professional at each place where they exercise; once, without a place, when they have none. */
export function* linesIn(directory: Directory): Generator<Line> {
  const { professionals, roles } = directory;
  const placed = new Uint8Array(professionals.count);
  for (let index = 0; index < roles.count; index += 1) {
    const role = roles.at(index);
    const professional = professionals.at(role.professional);
    if (!role.active || !professional.active) continue;
    placed[role.professional] = 1;
    yield lineOf(directory, professional, role);
  }
  for (let index = 0; index < professionals.count; index += 1) {
    const professional = professionals.at(index);
    if (professional.active && placed[index] === 0) yield lineOf(directory, professional);
  }
}

/** Lines that hold, one at a time: a national directory does not fit in an array. */
function found(directory: Directory, holds: (line: Line) => boolean): Line[] {
  const lines: Line[] = [];
  for (const line of linesIn(directory)) if (holds(line)) lines.push(line);
  return lines;
}

function lineOf(directory: Directory, professional: DirectoryProfessional, role?: DirectoryRole): Line {
  const structure = role?.structure === undefined ? undefined : directory.structures.at(role.structure);
  const boxes = [...professional.mailboxes, ...(role?.mailboxes ?? [])];
  return {
    professional,
    ...(role ? { role } : {}),
    ...(structure ? { structure } : {}),
    boxes: published(boxes),
    personalBoxes: published(boxes.filter(({ type }) => type === 'PER')),
  };
}

/** Addresses of boxes, those of the liste rouge left out. */
export function published(boxes: readonly DirectoryMailbox[]): string[] {
  return boxes.filter(({ redList }) => !redList).map(({ address }) => address);
}

function answers(line: Line, criteria: SearchCriteria, manner: Manner): boolean {
  const { professional, structure } = line;
  const { rpps, familyName, givenName, profession, specialty, mailbox } = criteria;
  // A search of the extracts cannot find a box they do not publish.
  const boxes = manner === 'free' ? line.boxes : line.personalBoxes;
  return (
    (rpps === undefined || professional.rpps === rpps) &&
    (familyName === undefined || said(professional.familyName, familyName, manner)) &&
    (givenName === undefined || professional.givenNames.some((name) => said(name, givenName, manner))) &&
    (profession === undefined || professional.professionCode === profession.code) &&
    (specialty === undefined || hasSpecialty(professional, specialty.code, manner)) &&
    (mailbox === undefined || boxes.some((address) => said(address, mailbox, manner))) &&
    placeAnswers(structure, criteria, manner)
  );
}

function placeAnswers(place: DirectoryStructure | undefined, criteria: SearchCriteria, manner: Manner): boolean {
  const { structure, postalCode, city } = criteria;
  if ([structure, postalCode, city].every((value) => value === undefined)) return true;
  // A closed place is no place of practice any more, but extracts may still name it.
  if (place?.active === false && manner === 'strict') return false;
  const names = manner === 'free' ? [place?.name, place?.alias, place?.longName] : [place?.name];
  const towns = manner === 'free' ? [place?.address?.city, place?.address?.commune] : [place?.address?.city];
  return (
    (structure === undefined || names.some((name) => said(name, structure, manner))) &&
    (postalCode === undefined || place?.address?.postalCode.startsWith(postalCode) === true) &&
    (city === undefined || towns.some((name) => said(name, city, manner)))
  );
}

function structuresFor(directory: Directory, criteria: SearchCriteria): DirectoryStructure[] {
  const found: DirectoryStructure[] = [];
  for (let index = 0; index < directory.structures.count; index += 1) {
    const one = directory.structures.at(index);
    const boxes = published(one.mailboxes);
    if (!one.active || boxes.length === 0 || !placeAnswers(one, criteria, 'free')) continue;
    const { mailbox } = criteria;
    if (mailbox === undefined || boxes.some((address) => said(address, mailbox, 'free'))) found.push(one);
  }
  return found;
}

function aboutPersons({ rpps, familyName, givenName, profession, specialty }: SearchCriteria): boolean {
  return [rpps, familyName, givenName, profession, specialty].some((value) => value !== undefined);
}

function hasSpecialty(professional: DirectoryProfessional, code: string, manner: Manner): boolean {
  const group = manner === 'free' ? SYNONYMS.find((codes) => codes.has(code)) : undefined;
  return professional.specialties.some((one) => one.code === code || group?.has(one.code) === true);
}

function said(value: string | undefined, typed: string, manner: Manner): boolean {
  if (value === undefined) return false;
  return manner === 'strict' ? folded(value).startsWith(folded(typed)) : loose(value).includes(loose(typed));
}

/** Text without case nor accents. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toUpperCase();
}

/** Text without case, accents, ligatures, nor what joins words: `D’ARTOIS` and `d artois` are the same. */
export function loose(text: string): string {
  return folded(text)
    .replaceAll('Œ', 'OE')
    .replaceAll('Æ', 'AE')
    .replace(/[^0-9A-Z@.]+/g, ' ')
    .trim();
}
