import { isDeepStrictEqual } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDirectory } from '../../../../../fixtures/directory/directory.js';
import type { Directory } from '../../../../../fixtures/directory/records.js';
import type { DirectoryKind, DirectoryStore, Mutation } from '../../../../../mocks/annuaire/store/directory-store.js';
import { openStore } from '../../../../../mocks/annuaire/store/open-store.js';
import { type Clock, createClock } from '../../../../../mocks/core/clock.js';
import { allRows, type AnyRecord, type IdOf, naiveSearch } from './naive-oracle.js';
import { randomDirectory } from './random-directory.js';
import { type Dice, diceOf, randomQuery } from './random-query.js';

const KINDS: DirectoryKind[] = ['practitioner', 'practitionerRole', 'organization', 'healthcareService', 'device'];
const T0 = '2026-04-01T08:00:00Z';
type Model = Record<DirectoryKind, (AnyRecord | undefined)[]>;

let directory: Directory;
let clock: Clock;
let store: DirectoryStore;

beforeEach(async () => {
  directory = randomDirectory(11, 120);
  clock = createClock();
  clock.set(T0);
  store = await openStore(directory, clock);
});

/** The model after a change: what the words of the change say, done the plain way. */
function afterChange(model: Model, mutation: Mutation, row: number, at: number): Model {
  const rows = [...model[mutation.kind]];
  const before = rows[row];
  const change = (): AnyRecord | undefined => {
    if (mutation.change === 'insert') return { ...mutation.record, index: row, lastUpdated: at };
    if (!before) throw new Error('the model has no such record');
    switch (mutation.change) {
      case 'purge':
        return undefined;
      case 'replace':
        return { ...mutation.record, lastUpdated: at };
      case 'deactivate':
      case 'reactivate': {
        const active = mutation.change === 'reactivate';
        const state = 'status' in before ? { status: active ? 'active' : 'inactive' } : { active };
        return { ...before, ...state, lastUpdated: at } as AnyRecord;
      }
      case 'rename': {
        const { kind: _kind, change: _change, row: _row, ...names } = mutation;
        return { ...before, ...names, lastUpdated: at };
      }
      case 'move':
        return { ...before, address: mutation.address, lastUpdated: at } as AnyRecord;
      case 'add-mailbox':
        if (!('mailboxes' in before)) return before;
        return { ...before, mailboxes: [...before.mailboxes, mutation.mailbox], lastUpdated: at };
      case 'remove-mailbox':
        if (!('mailboxes' in before)) return before;
        return {
          ...before,
          mailboxes: before.mailboxes.filter(({ address }) => address !== mutation.address),
          lastUpdated: at,
        };
      case 'retire-code':
        if (!('specialties' in before)) return before;
        return {
          ...before,
          specialties: before.specialties.filter(({ code }) => code !== mutation.code),
          diplomas: before.diplomas.filter(({ code }) => code !== mutation.code),
          lastUpdated: at,
        };
    }
  };
  rows[row] = change();
  return { ...model, [mutation.kind]: rows };
}

function randomMutation(dice: Dice, model: Model, nth: number): Mutation {
  const inhabited = KINDS.filter((one) => model[one].some((record) => record !== undefined));
  const kind = inhabited[dice(inhabited.length)] ?? 'practitioner';
  const present = model[kind].flatMap((record, row) => (record ? [row] : []));
  const row = present[dice(present.length)] ?? 0;
  const record = model[kind][row];
  if (dice(6) === 0 && record) return { change: 'insert', kind, record: { ...record, id: `new-${nth}` } } as Mutation;
  const plain: Mutation[] = [
    { change: 'purge', kind, row },
    { change: 'deactivate', kind, row },
    { change: 'reactivate', kind, row },
  ];
  const mailbox = { address: `neuve.${nth}@medecin.mssante.fr`, type: 'PER', redList: false } as const;
  if (kind === 'practitioner') {
    plain.push(
      { change: 'rename', kind, row, familyName: `ÉPOUSE-${nth}` },
      { change: 'rename', kind, row, givenNames: ['Zoé', `N${nth}`] },
      { change: 'retire-code', kind, row, code: 'SM54' },
    );
  }
  if (kind === 'organization') {
    plain.push(
      { change: 'rename', kind, row, name: `CENTRE NEUF ${nth}` },
      {
        change: 'move',
        kind,
        row,
        address: { postalCode: '2A004', city: 'AJACCIO', commune: 'AJACCIO', departmentCode: '2A' },
      },
    );
  }
  if (kind === 'practitioner' || kind === 'practitionerRole' || kind === 'organization') {
    plain.push({ change: 'add-mailbox', kind, row, mailbox });
    const [box] = record && 'mailboxes' in record ? record.mailboxes : [];
    if (box) plain.push({ change: 'remove-mailbox', kind, row, address: box.address });
  }
  if (kind === 'practitionerRole' && record && 'professional' in record) {
    const { structure: _structure, ...role } = record;
    plain.push({ change: 'replace', kind, row, record: { ...role, professional: dice(120), structure: dice(60) } });
  }
  return plain[dice(plain.length)] as Mutation;
}

describe('a directory that changes', () => {
  test('answers at every revision what it held then, whatever was changed since', () => {
    const dice = diceOf(5);
    const models: Model[] = [allRows(directory)];
    const everyId = new Map<string, string>();
    const remember = (model: Model) => {
      for (const kind of KINDS) {
        for (const [row, record] of model[kind].entries()) if (record) everyId.set(`${kind} ${row}`, record.id);
      }
    };
    const idOf: IdOf = (kind, row) => everyId.get(`${kind} ${row}`) ?? 'none';
    remember(models[0] as Model);
    for (let change = 1; change <= 150; change += 1) {
      const model = models.at(-1) as Model;
      const mutation = randomMutation(dice, model, change);
      const at = Date.parse(T0) + change * 60_000;
      clock.set(new Date(at).toISOString());
      const { row, revision } = store.mutate(mutation);
      expect(revision).toBe(change);
      const written = store.record(mutation.kind, row)?.record.lastUpdated ?? at;
      expect(written - at).toBeLessThan(5_000);
      models.push(afterChange(model, mutation, row, written));
      remember(models.at(-1) as Model);
    }
    for (let asked = 0; asked < 800; asked += 1) {
      const atRevision = dice(models.length);
      const model = models[atRevision] as Model;
      const kind = KINDS[asked % KINDS.length] as DirectoryKind;
      const query = randomQuery(dice, kind, model[kind], idOf);
      const expected = naiveSearch(kind, model[kind], query, idOf);
      expect({ query, ...store.search(kind, query, { atRevision, limit: 10_000 }) }).toEqual({
        query,
        rows: expected,
        more: false,
      });
      expect({ query, count: store.count(kind, query, atRevision) }).toEqual({ query, count: expected.length });
    }
    for (const [revision, model] of models.entries()) {
      if (revision % 10 !== 0) continue;
      for (const kind of KINDS) {
        for (const [row, record] of model[kind].entries()) {
          expect(store.record(kind, row, revision)?.record).toEqual(record);
        }
        expect(store.record(kind, model[kind].length, revision)).toBeUndefined();
      }
      for (const row of [0, 3, 60, 119]) {
        const roles = model.practitionerRole.flatMap((role, at) =>
          role && 'professional' in role && role.professional === row ? [at] : [],
        );
        expect(store.referring('PractitionerRole:practitioner', row, revision)).toEqual(roles);
        const sites = model.organization.flatMap((site, at) =>
          site && 'partOf' in site && site.active && site.partOf === row ? [at] : [],
        );
        expect(store.referring('Organization:partof', row, revision)).toEqual(sites);
      }
    }
  });

  test('a walk begun before changes ends on what it began with: nothing twice, nothing missing', () => {
    const dice = diceOf(6);
    const atRevision = store.revision();
    const expected = store.search('practitionerRole', [], { limit: 1_000 }).rows;
    let model: Model = allRows(directory);
    const seen: number[] = [];
    for (let more = true; more;) {
      const page = store.search('practitionerRole', [], { atRevision, afterRow: seen.at(-1) ?? -1, limit: 7 });
      seen.push(...page.rows);
      ({ more } = page);
      for (let change = 0; change < 20; change += 1) {
        const mutation = randomMutation(dice, model, seen.length * 100 + change);
        const { row } = store.mutate(mutation);
        model = afterChange(model, mutation, row, 0);
      }
    }
    expect(seen).toEqual(expected);
    expect(store.search('practitionerRole', [], { limit: 1_000 }).rows).not.toEqual(expected);
  });

  test('a full synchronisation of the directory of tests reads each record once, as it was, while others change', async () => {
    const whole = openDirectory('ci');
    const changing = await openStore(whole, clock);
    const dice = diceOf(12);
    const atRevision = changing.revision();
    const records: unknown[] = [];
    const insert = () => {
      const record = { ...whole.roles.at(0), id: `005-new-${changing.revision()}` };
      changing.mutate({ change: 'insert', kind: 'practitionerRole', record });
    };
    for (let afterRow = -1, more = true; more;) {
      const page = changing.search('practitionerRole', [], { atRevision, afterRow, limit: 200 });
      ({ more } = page);
      afterRow = page.rows.at(-1) ?? afterRow;
      for (const row of page.rows) records.push(changing.record('practitionerRole', row, atRevision)?.record);
      for (let change = 0; change < 5; change += 1) {
        const row = dice(whole.roles.count);
        if (!changing.record('practitionerRole', row)) continue;
        changing.mutate({ change: dice(2) ? 'deactivate' : 'purge', kind: 'practitionerRole', row });
        insert();
      }
    }
    expect(records.length).toBe(whole.roles.count);
    expect(records.every((record, row) => isDeepStrictEqual(record, whole.roles.at(row)))).toBe(true);
    expect(changing.revision()).toBeGreaterThan(200);
  });

  test('a delta brings what changed since, and what was deactivated; what was purged is gone without a word', () => {
    const since = Date.parse(T0) - 1_000;
    const delta = () =>
      store.search('practitioner', [{ kind: 'date', field: '_lastUpdated', ranges: [{ from: since }] }], { limit: 50 })
        .rows;
    expect(delta()).toEqual([]);
    store.mutate({ change: 'rename', kind: 'practitioner', row: 9, familyName: 'APRÈS' });
    store.mutate({ change: 'deactivate', kind: 'practitioner', row: 4 });
    store.mutate({ change: 'rename', kind: 'practitioner', row: 30, familyName: 'AVANT' });
    expect(delta()).toEqual([4, 9, 30]);
    store.mutate({ change: 'purge', kind: 'practitioner', row: 30 });
    expect(delta()).toEqual([4, 9]);
    expect(store.record('practitioner', 4)?.record.active).toBe(false);
    expect(store.record('practitioner', 30)).toBeUndefined();
    expect(store.count('practitioner', [])).toBe(directory.professionals.count - 1);
  });

  test('versions count the changes of a record; its id and its row stay', () => {
    const before = store.record('organization', 5);
    expect(before?.versionId).toBe(1);
    store.mutate({ change: 'rename', kind: 'organization', row: 5, name: 'UN' });
    store.mutate({ change: 'rename', kind: 'organization', row: 5, name: 'DEUX' });
    expect(store.record('organization', 5)).toMatchObject({
      row: 5,
      versionId: 3,
      record: { id: before?.record.id, index: 5, name: 'DEUX' },
    });
    expect(store.record('organization', 5, 1)).toMatchObject({ versionId: 2, record: { name: 'UN' } });
    expect(store.record('organization', 5, 0)).toEqual(before);
  });

  test('a new record comes after all the others, and is found by its id, its names and what it refers to', () => {
    const record = { ...directory.professionals.at(0), id: '003-neuf', familyName: 'QUADRIVIUM', active: true };
    const { row } = store.mutate({ change: 'insert', kind: 'practitioner', record });
    expect(row).toBe(directory.professionals.count);
    const role = { ...directory.roles.at(0), id: '005-neuf', professional: row };
    const added = store.mutate({ change: 'insert', kind: 'practitionerRole', record: role });
    const byName = { kind: 'string', field: 'name', match: 'contains', values: ['adriv'] } as const;
    expect(store.search('practitioner', [byName], { limit: 5 }).rows).toEqual([row]);
    expect(store.search('practitioner', [byName], { atRevision: 0, limit: 5 }).rows).toEqual([]);
    expect(store.row('practitioner', '003-neuf')).toBe(row);
    expect(store.row('practitioner', '003-neuf', 0)).toBeUndefined();
    const ofIt = { kind: 'reference', field: 'practitioner', ids: ['003-neuf'] } as const;
    expect(store.search('practitionerRole', [ofIt], { limit: 5 }).rows).toEqual([added.row]);
    expect(store.referring('PractitionerRole:practitioner', row)).toEqual([added.row]);
    expect(store.referenced('PractitionerRole:practitioner', added.row)).toBe(row);
    expect(() => store.mutate({ change: 'insert', kind: 'practitioner', record })).toThrow(/nouvel id/);
  });

  test('a reference to a purged record brings nothing, but still finds who refers', () => {
    const target = directory.roles.at(0).professional;
    const { id } = directory.professionals.at(target);
    store.mutate({ change: 'purge', kind: 'practitioner', row: target });
    expect(store.referenced('PractitionerRole:practitioner', 0)).toBeUndefined();
    expect(store.referenced('PractitionerRole:practitioner', 0, 0)).toBe(target);
    const ofIt = { kind: 'reference', field: 'practitioner', ids: [id] } as const;
    expect(store.search('practitionerRole', [ofIt], { limit: 50 }).rows).toContain(0);
  });

  test('a change of nothing is refused, and makes no revision', () => {
    const row = directory.devices.count;
    expect(() => store.mutate({ change: 'deactivate', kind: 'device', row })).toThrow(/pas .* de device à la ligne/);
    store.mutate({ change: 'purge', kind: 'device', row: 0 });
    expect(() => store.mutate({ change: 'purge', kind: 'device', row: 0 })).toThrow(/de device à la ligne 0/);
    expect(store.revision()).toBe(1);
  });

  test('a field the kind does not have is refused, as is one of another kind', () => {
    const asked = (field: string) => () =>
      store.search('practitioner', [{ kind: 'string', field, match: 'exact', values: ['x'] }], { limit: 1 });
    expect(asked('address-city')).toThrow(RangeError);
    expect(asked('active')).toThrow(RangeError);
  });
});
