import { openDirectory } from '../../../../fixtures/directory/directory.js';
import type { DirectoryProfessional } from '../../../../fixtures/directory/records.js';
import { trapPersonRow } from '../../../../fixtures/directory/trap-people.js';
import type { SearchCriteria } from '../../../../scenarios/annuaire/actions/criteria.js';
import type { DirectoryRow, SearchObservation } from '../../../../scenarios/annuaire/actions/search.js';
import type { JudgedSearch } from '../../../../scenarios/annuaire/checks/search-result.js';
import { type Expectation, expectationOf, type Line } from '../../../../scenarios/annuaire/oracle.js';

/** The smallest directory: it holds every trap. */
export const DIRECTORY = openDirectory('tiny');

/** What the oracle expects of a search of {@link DIRECTORY}. */
export function expected(criteria: SearchCriteria): Expectation {
  return expectationOf(DIRECTORY, criteria);
}

/** A person of the traps, by key. */
export function person(key: string): DirectoryProfessional {
  return DIRECTORY.professionals.at(trapPersonRow(key));
}

/** The row of a product that shows a line whole. */
export function rowOf({ professional, structure, boxes }: Line): DirectoryRow {
  return {
    rpps: professional.rpps,
    name: `${professional.familyName} ${professional.givenNames.join(' ')}`,
    profession: '',
    specialty: '',
    structure: structure?.name ?? '',
    postalCode: structure?.address?.postalCode ?? '',
    city: structure?.address?.city ?? '',
    mailboxes: [...boxes],
  };
}

/** A search whose rows are those of the conform product, changed. */
export function searched(
  criteria: SearchCriteria,
  change: (rows: DirectoryRow[]) => DirectoryRow[] = (rows) => rows,
  more: Partial<SearchObservation> = {},
): JudgedSearch {
  const expectation = expected(criteria);
  const rows = change(expectation.required.map(rowOf));
  return {
    criteria,
    expected: expectation,
    observed: { rows, more: false, refused: false, failed: false, message: '', ...more },
  };
}
