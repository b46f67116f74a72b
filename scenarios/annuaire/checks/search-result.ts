import type { DirectoryStructure } from '../../../fixtures/directory/records.js';
import { type CheckDeclaration, fail, type Finding, pass, text, warn } from '../../harness/index.js';
import { criteriaText, type SearchCriteria } from '../actions/criteria.js';
import type { DirectoryRow, SearchObservation } from '../actions/search.js';
import { type Expectation, folded, type Line, loose, published } from '../oracle.js';

const rule = { reference: 'REM MSS/UX.10', confidence: 'stated' } as const;

const COMPLETE: CheckDeclaration = {
  id: 'annuaire.search.complete',
  title: text(
    'Chaque professionnel en exercice qui répond aux critères est affiché',
    'Each practising professional who answers the criteria is shown',
  ),
  rule,
};
const NOTHING_ELSE: CheckDeclaration = {
  id: 'annuaire.search.nothing-else',
  title: text(
    'Personne d’autre n’est affiché : ni inactif, ni hors critères',
    'Nobody else is shown: neither inactive nor outside the criteria',
  ),
  rule,
};
const MAILBOXES: CheckDeclaration = {
  id: 'annuaire.search.mailboxes',
  title: text(
    'Les adresses MSSanté affichées sont celles du professionnel à ce lieu d’exercice',
    'The MSSanté addresses shown are those of the professional at this place of practice',
  ),
  rule,
};

/** What a search was asked and what it showed. */
export interface JudgedSearch {
  criteria: SearchCriteria;
  observed: SearchObservation;
  expected: Expectation;
}

/** Judges the lines shown by a search that was made, against the records of the directory. */
export function checkSearchResult(search: JudgedSearch): Finding[] {
  return [checkComplete(search), checkNothingElse(search), checkMailboxes(search)];
}

function checkComplete({ criteria, observed, expected }: JudgedSearch): Finding {
  const { rows, more, message } = observed;
  const missing = expected.required.filter((line) => !rows.some((row) => isShown(row, line)));
  const details = {
    expected: people(expected.required),
    received:
      missing.length === 0
        ? counted(rows)
        : text(`manquent : ${people(missing)} (« ${message} »)`, `missing: ${people(missing)} ("${message}")`),
    locator: criteriaText(criteria),
  };
  if (missing.length === 0) return pass(COMPLETE, details);
  // A product may stop early, as long as it says so.
  return more ? warn(COMPLETE, details) : fail(COMPLETE, details);
}

/** Nobody is shown who does not answer the criteria: also while the directory is out of order. */
export function checkNothingElse({ criteria, observed, expected }: JudgedSearch): Finding {
  const others = observed.rows.filter((row) => linesFor(row, expected).length === 0 && !structureFor(row, expected));
  const details = {
    expected: text('seulement qui répond aux critères', 'only who answers the criteria'),
    received: others.length === 0 ? counted(observed.rows) : shownRows(others),
    locator: criteriaText(criteria),
  };
  return others.length === 0 ? pass(NOTHING_ELSE, details) : fail(NOTHING_ELSE, details);
}

function checkMailboxes({ criteria, observed, expected }: JudgedSearch): Finding {
  const wrong = observed.rows.flatMap((row) => wrongBoxes(row, expected));
  const missing = expected.required.flatMap((line) => missingBoxes(line, observed.rows));
  const details = {
    expected: text(
      'les adresses publiées pour ce professionnel à ce lieu, toutes et elles seules',
      'the addresses published for this professional at this place, all of them and no other',
    ),
    received:
      wrong.length + missing.length === 0
        ? counted(observed.rows)
        : text(
            wrong
              .map((one) => `de trop : ${one}`)
              .concat(missing.map((one) => `absente : ${one}`))
              .join(' ; '),
            wrong
              .map((one) => `extra: ${one}`)
              .concat(missing.map((one) => `missing: ${one}`))
              .join('; '),
          ),
    locator: criteriaText(criteria),
  };
  return wrong.length + missing.length === 0 ? pass(MAILBOXES, details) : fail(MAILBOXES, details);
}

/** Addresses of a line that belong to nobody it is about. */
function wrongBoxes(row: DirectoryRow, expected: Expectation): string[] {
  const about = linesFor(row, expected);
  const structure = structureFor(row, expected);
  if (about.length === 0 && !structure) return [];
  const rightful = [
    ...about.flatMap(({ boxes, structure: place }) => [...boxes, ...published(place?.mailboxes ?? [])]),
    ...published(structure?.mailboxes ?? []),
  ].map(folded);
  return row.mailboxes.filter((address) => !rightful.includes(folded(address))).map((one) => `${one} (${row.name})`);
}

/** Addresses of a line that no row about it shows, when a row does speak of it. */
function missingBoxes(line: Line, rows: readonly DirectoryRow[]): string[] {
  const about = rows.filter((row) => isShown(row, line));
  const shown = about.flatMap(({ mailboxes }) => mailboxes.map(folded));
  return about.length === 0
    ? []
    : line.personalBoxes.filter((address) => !shown.includes(folded(address))).map((one) => `${one} (${nameOf(line)})`);
}

function linesFor(row: DirectoryRow, { allowed }: Expectation): Line[] {
  return allowed.filter((line) => isShown(row, line));
}

/** Whether a row is about this professional at this place; what the row does not show is not held against it. */
export function isShown(row: DirectoryRow, { professional, structure }: Line): boolean {
  const same =
    row.rpps === ''
      ? [professional.familyName, professional.givenNames[0] ?? ''].every((name) => namesIn(row, name))
      : row.rpps === professional.rpps && namesIn(row, professional.familyName);
  return same && isAt(row, structure);
}

/** Whether a row bears a name, in whole words: DURANDEAU is not DURAND. */
function namesIn(row: DirectoryRow, name: string): boolean {
  const words = (text: string) => ` ${loose(text)} `.replace(/[. ]+/g, ' ');
  return words(row.name).includes(words(name));
}

function isAt({ structure, postalCode, city }: DirectoryRow, place: DirectoryStructure | undefined): boolean {
  if (structure === '' && postalCode === '' && city === '') return true;
  if (!place) return false;
  const { name, alias = '', longName = '', address } = place;
  return (
    (structure === '' || [name, alias, longName].some((one) => one !== '' && loose(structure).includes(loose(one)))) &&
    (postalCode === '' || `${address?.postalCode ?? ''} ${address?.city ?? ''}`.includes(postalCode)) &&
    (city === '' || [address?.city, address?.commune].some((one) => loose(one ?? '').includes(loose(city))))
  );
}

function structureFor(row: DirectoryRow, { structures }: Expectation): DirectoryStructure | undefined {
  return row.rpps === ''
    ? structures.find((one) => loose(row.name).includes(loose(one.name)) && isAt(row, one))
    : undefined;
}

function nameOf({ professional: { familyName, givenNames, rpps }, structure }: Line): string {
  return `${familyName} ${givenNames.join(' ')} ${rpps}${structure ? `, ${structure.name}` : ''}`;
}

/** The first of them, and how many. */
function people(lines: readonly Line[]): string {
  return lines.length === 0
    ? '0'
    : `${lines.length} : ${lines.slice(0, 5).map(nameOf).join(' ; ')}${lines.length > 5 ? ' …' : ''}`;
}

function shownRows(rows: readonly DirectoryRow[]): string {
  const shown = rows
    .slice(0, 5)
    .map(({ rpps, name, structure, postalCode, city }) =>
      [rpps, name, structure, postalCode, city].filter((one) => one !== '').join(' '),
    );
  return `${rows.length} : ${shown.join(' ; ')}${rows.length > 5 ? ' …' : ''}`;
}

function counted(rows: readonly DirectoryRow[]): ReturnType<typeof text> {
  return text(`${rows.length} ligne(s)`, `${rows.length} line(s)`);
}
