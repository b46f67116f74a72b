import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDirectory } from '../../../../fixtures/directory/directory.js';
import { readAnnuaireAnswer } from '../../../../mocks/wire/fhir-annuaire.js';
import { repairJson } from '../../../../mocks/wire/json-repair.js';
import { AnnuaireMocks, type Resource, resourcesOf } from './annuaire-mocks.js';

const SAMPLES = path.resolve(import.meta.dirname, '../../../../../shared/samples/annuaire/fhir');
const NO_SAMPLES = existsSync(SAMPLES) ? undefined : 'the official samples are not beside the checkout';

let mocks: AnnuaireMocks;
beforeAll(async () => {
  mocks = await AnnuaireMocks.open();
});
afterAll(() => mocks.close());

type Json = Record<string, unknown>;
const list = (value: unknown): Json[] =>
  Array.isArray(value) ? (value as Json[]) : value === undefined ? [] : [value as Json];
const codings = (value: unknown): string[] =>
  list(value)
    .flatMap(({ coding }) => list(coding))
    .flatMap(({ system, code }) => [
      String(code),
      ...(system === undefined ? [] : [`${system as string}|${code as string}`]),
    ]);
const reference = (value: unknown): string[] => {
  const text = (value as { reference?: string } | undefined)?.reference;
  return text === undefined ? [] : [text, text.split('/')[1] ?? ''];
};
const texts = (values: unknown[]): string[] =>
  values.filter((value): value is string => typeof value === 'string' && value !== '');

/** Every search a resource must be found by: the values of each of the parameters of its type that it has. */
function searchesOf(resource: Resource): [string, string][] {
  const identifiers = list(resource.identifier);
  const [address = {}] = list(resource.address);
  const [name = {}] = list(resource.name);
  const boxes = list(resource.telecom).filter(({ system }) => system === 'email');
  const values: Record<string, string[]> = {
    _id: [resource.id],
    // A date without zone is read in UTC (annuaire.md §1.4); resources are dated in Paris, where it may be the day after.
    _lastUpdated: [`ge${new Date(String((resource.meta as Json).lastUpdated)).toISOString().slice(0, 10)}`],
    active: resource.resourceType === 'Device' ? [] : [String(resource.active)],
    identifier: identifiers.flatMap(({ system, value }) => [
      String(value),
      `${String(system)}|${String(value)}`,
      `${String(system)}|`,
    ]),
    'identifier-type': ['Practitioner', 'Organization'].includes(resource.resourceType)
      ? identifiers.flatMap(({ type }) => codings(type))
      : [],
    'mailbox-mss': texts(boxes.map(({ value }) => value)),
    family: texts([name.family]),
    given: texts(list(name.given)),
    name:
      resource.resourceType === 'Organization'
        ? texts([resource.name])
        : texts([name.family, ...list(name.prefix), ...list(name.suffix)]),
    'qualification-code': list(resource.qualification).flatMap(({ code }) => codings(code)),
    role: resource.resourceType === 'PractitionerRole' ? codings(resource.code) : [],
    practitioner: reference(resource.practitioner),
    organization: [resource.organization, resource.providedBy, resource.owner].flatMap(reference),
    partof: reference(resource.partOf),
    address: texts([address.city, address.postalCode]),
    'address-city': texts([address.city]),
    'address-postalcode': texts([address.postalCode]),
    type: ['Organization', 'Device'].includes(resource.resourceType) ? codings(resource.type) : [],
    status: resource.resourceType === 'Device' ? [String(resource.status)] : [],
    manufacturer: texts([resource.manufacturer]),
    'service-type': resource.resourceType === 'HealthcareService' ? codings(resource.type) : [],
    'service-category': codings(resource.category),
    characteristic: codings(resource.characteristic),
  };
  return Object.entries(values).flatMap(([parameter, found]) =>
    found.map((value): [string, string] => [parameter, value]),
  );
}

async function served({ type, id }: { type: string; id: string }): Promise<Resource> {
  const { status, body } = await mocks.ask(`/${type}/${id}`);
  expect(status).toBe(200);
  return JSON.parse(body.toString()) as Resource;
}

async function expectFoundByEach(resource: Resource): Promise<number> {
  const searches = searchesOf(resource);
  for (const [parameter, value] of searches) {
    const request = `/${resource.resourceType}?_id=${resource.id}&${parameter}=${encodeURIComponent(value)}`;
    const found = resourcesOf(await mocks.search(request), resource.resourceType).map(({ id }) => id);
    expect({ request, found }).toEqual({ request, found: [resource.id] });
  }
  return searches.length;
}

const load = (json: string) =>
  mocks.command('load-resource', { json }) as Promise<{ loaded: { type: string; id: string }[]; ignored: string[] }>;

describe.skipIf(NO_SAMPLES)(`official sample resources${NO_SAMPLES ? ` (skipped: ${NO_SAMPLES})` : ''}`, () => {
  const loads = new Map<string, Awaited<ReturnType<typeof load>>>();
  beforeAll(async () => {
    const files = (await readdir(SAMPLES)).filter((name) => name.endsWith('.json'));
    for (const file of files) loads.set(file, await load(await readFile(path.join(SAMPLES, file), 'utf8')));
  });

  test('each is read, loaded, and found again by each of its search parameters', async () => {
    expect(loads.size).toBe(4);
    for (const [file, { loaded, ignored }] of loads) {
      expect({ file, loaded: loaded.length, ignored }).toEqual({ file, loaded: 1, ignored: [] });
      for (const one of loaded) expect(await expectFoundByEach(await served(one))).toBeGreaterThan(4);
    }
  });

  test('what they say is what is served', async () => {
    const found = async (request: string) => (await mocks.search(request)).entry.map(({ resource }) => resource);
    expect(await found('/Practitioner?identifier=10102727017&qualification-code=DE01')).toMatchObject([
      { id: '3719500' },
    ]);
    expect(await found('/Practitioner?family=chatelier&qualification-code=21')).toMatchObject([{ id: '3775792' }]);
    expect(await found('/PractitionerRole?identifier=F58000880311022013&role=FON-AU')).toMatchObject([
      { id: '5015602' },
    ]);
    expect(await found('/Organization?identifier=754567860&address-postalcode=75014&type=SA01')).toMatchObject([
      { id: '158480', name: 'CH EURE-SEINE' },
    ]);
  });
});

describe('what the mock writes is what it reads', () => {
  test('every resource of the directory, read and loaded again, is served the same and found by each parameter', async () => {
    let searches = 0;
    for (const type of ['Organization', 'Practitioner', 'PractitionerRole', 'Device']) {
      const [page] = await mocks.pages(`/${type}?_count=12`);
      const before = resourcesOf(page ? [page] : [], type);
      expect(before.length).toBeGreaterThan(0);
      await load(JSON.stringify({ resourceType: 'Bundle', entry: before.map((resource) => ({ resource })) }));
      for (const resource of before) {
        const { meta: _newer, ...after } = await served({ type, id: resource.id });
        const { meta: _older, ...expected } = resource;
        expect(after).toEqual(expected);
        searches += await expectFoundByEach(await served({ type, id: resource.id }));
      }
    }
    expect(searches).toBeGreaterThan(400);
  });
});

describe('the reader', () => {
  const { professionals } = openDirectory('tiny');

  test('gives the identity, the boxes and the page to come', async () => {
    const { body } = await mocks.ask('/Practitioner?family=tiers&_count=1&_revinclude=PractitionerRole:practitioner');
    const answer = readAnnuaireAnswer(body.toString());
    const gp = professionals.at(3);
    expect(answer).toMatchObject({ resourceType: 'Bundle', total: 4, ignored: [], diagnostics: [] });
    expect(answer.next).toContain('/_page?id=u');
    expect(answer.resources[0]).toMatchObject({
      type: 'Practitioner',
      rpps: gp.rpps,
      familyName: gp.familyName,
      givenNames: gp.givenNames,
      profession: { code: '10' },
      specialties: [{ type: 'S', coding: { code: 'SM54' } }],
      mailboxes: gp.mailboxes.map(({ address, type }) => ({ address, type, redList: false })),
    });
    expect(answer.resources[1]).toMatchObject({ type: 'PractitionerRole', practitionerId: gp.id });
  });

  test('gives the diagnostics of a refusal, and refuses what is no FHIR', async () => {
    const { body } = await mocks.ask('/Practitioner?_sort=family');
    expect(readAnnuaireAnswer(body.toString()).diagnostics).toEqual([
      'Parameter _sort not found for resource Practitioner',
    ]);
    for (const text of ['', '{', '<html>', '[]', '{"a":1}', 'null'])
      expect(() => readAnnuaireAnswer(text)).toThrow(/annuaire|FHIR/);
  });

  test('a live answer cut in its middle is never repaired', async () => {
    const { body } = await mocks.ask('/Practitioner');
    expect(() => readAnnuaireAnswer(body.toString().slice(0, body.length / 2))).toThrow();
  });

  test.each([
    ['{"a":[1,2,],}', '{"a":[1,2]}'],
    ['{"a":"b,}"', '{"a":"b,}"}'],
    ['[{"a":1},\n\n', '[{"a":1}]'],
    ['{"a":"\\",]"}', '{"a":"\\",]"}'],
  ])('repairs %s', (broken, repaired) => {
    expect(JSON.parse(repairJson(broken).text)).toEqual(JSON.parse(repaired));
  });
});
