import { beforeAll, describe, expect, test } from 'vitest';
import { openDirectory } from '../../../../../fixtures/directory/directory.js';
import type { Directory } from '../../../../../fixtures/directory/records.js';
import type { DirectoryKind, DirectoryStore } from '../../../../../mocks/annuaire/store/directory-store.js';
import { openStore } from '../../../../../mocks/annuaire/store/open-store.js';
import { createClock } from '../../../../../mocks/core/clock.js';
import { allRows, type AnyRecord, type IdOf, naiveSearch, tableOf } from './naive-oracle.js';
import { randomDirectory } from './random-directory.js';
import { diceOf, randomQuery } from './random-query.js';

const KINDS: DirectoryKind[] = ['practitioner', 'practitionerRole', 'organization', 'healthcareService', 'device'];

describe.each([
  { name: 'a directory drawn from few texts', open: () => randomDirectory(7, 600), queries: 400 },
  { name: 'another one', open: () => randomDirectory(8, 97), queries: 400 },
  { name: 'one of a single record', open: () => randomDirectory(9, 1), queries: 50 },
  { name: 'the tiny directory', open: () => openDirectory('tiny'), queries: 200 },
  { name: 'the directory of tests', open: () => openDirectory('ci'), queries: 40 },
])('searching $name finds what a plain reading of every record finds', ({ open, queries }) => {
  let directory: Directory;
  let rows: Record<DirectoryKind, AnyRecord[]>;
  let store: DirectoryStore;
  const idOf: IdOf = (kind, row) => tableOf(directory, kind).at(row).id;

  beforeAll(async () => {
    directory = open();
    rows = allRows(directory);
    store = await openStore(directory, createClock());
  });

  test.each(KINDS)('%s', (kind) => {
    const dice = diceOf(kind.length);
    let met = 0;
    for (let asked = 0; asked < queries && rows[kind].length > 0; asked += 1) {
      const query = randomQuery(dice, kind, rows[kind], idOf);
      const expected = naiveSearch(kind, rows[kind], query, idOf);
      const found = store.search(kind, query, { limit: 1_000_000 });
      expect({ query, ...found }).toEqual({ query, rows: expected, more: false });
      expect({ query, count: store.count(kind, query) }).toEqual({ query, count: expected.length });
      const [middle] = expected.slice(expected.length / 2);
      if (middle === undefined) continue;
      met += 1;
      const limit = 1 + dice(5);
      const after = expected.filter((row) => row > middle);
      expect(store.search(kind, query, { afterRow: middle, limit })).toEqual({
        rows: after.slice(0, limit),
        more: after.length > limit,
      });
    }
    if (rows[kind].length > 0) expect(met).toBeGreaterThan(queries / 10);
  });
});
