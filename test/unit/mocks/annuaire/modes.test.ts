import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openDirectory } from '../../../../fixtures/directory/directory.js';
import { ANNUAIRE_MODES, type AnnuaireModes } from '../../../../mocks/annuaire/modes.js';
import { AnnuaireMocks, resourcesOf } from './annuaire-mocks.js';

const { professionals, roles, structures } = openDirectory('tiny');
const hospital = structures.at(0);
const rowsOf = <R>({ count, at }: { count: number; at: (row: number) => R }): R[] =>
  Array.from({ length: count }, (_, row) => at(row));

let mocks: AnnuaireMocks;
beforeAll(async () => {
  mocks = await AnnuaireMocks.open();
});
afterAll(() => mocks.close());
afterEach(() => mocks.command('reset-modes'));

const set = (modes: Partial<AnnuaireModes>) => mocks.command('set-mode', modes);

test('the page of modes tells every mode and value, the default first', async () => {
  const page = await readFile(join(import.meta.dirname, '../../../../docs/reference/annuaire-modes.md'), 'utf8');
  for (const [name, values] of Object.entries(ANNUAIRE_MODES)) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\``));
    expect(row?.split('|')[2]?.trim()).toBe(values.map((value) => `\`${value}\``).join(', '));
  }
});

test('an unknown mode or value is refused', async () => {
  await expect(mocks.command('set-mode', { total: 'sometimes' })).rejects.toThrow();
  await expect(mocks.command('set-mode', { weather: 'fine' })).rejects.toThrow();
});

describe('chaining', () => {
  const request = `/PractitionerRole?organization.identifier=${hospital.finess ?? ''}&_count=2`;
  const expected = rowsOf(roles)
    .filter(({ structure }) => structure === 0)
    .map(({ id }) => id);

  test('first page good, next empty', async () => {
    const [first, second] = await mocks.pages(request);
    expect(resourcesOf(first ? [first] : [], 'PractitionerRole').map(({ id }) => id)).toEqual(expected.slice(0, 2));
    expect(second?.entry).toEqual([]);
  });

  test('everything', async () => {
    await set({ chaining: 'full' });
    expect(await mocks.ids(request)).toEqual(expected);
    expect(
      await mocks.ids('/PractitionerRole?organization:Organization.name:exact=CENTRE%20HOSPITALIER%20DES%20ESSAIS'),
    ).toEqual(
      rowsOf(roles)
        .filter(({ structure }) => structure === 0 || structure === 5)
        .map(({ id }) => id),
    );
  });

  test('refused', async () => {
    await set({ chaining: 'off' });
    expect(await mocks.refusal(request)).toEqual({
      status: 500,
      diagnostics: 'Parameter organization.identifier not found for resource PractitionerRole',
    });
  });

  test('_has, when it is there, finds the professionals of a place', async () => {
    await set({ has: 'full' });
    const found = await mocks.ids(`/Practitioner?_has:PractitionerRole:practitioner:organization=${hospital.id}`);
    const people = new Set(
      rowsOf(roles)
        .filter(({ structure }) => structure === 0)
        .map(({ professional }) => professional),
    );
    expect(found).toEqual([...people].sort((a, b) => a - b).map((row) => professionals.at(row).id));
  });
});

describe('what is written', () => {
  const hospitalNow = async () =>
    resourcesOf(await mocks.search(`/Organization?_id=${hospital.id}`), 'Organization')[0];

  test('/metadata as production, or valid', async () => {
    const statement = async () => JSON.parse((await mocks.ask('/metadata')).body.toString()) as Record<string, unknown>;
    expect(Object.keys(await statement())).toEqual(['resourceType', 'status', 'fhirVersion', 'format', 'rest']);
    await set({ capabilityStatement: 'valid' });
    expect(await statement()).toMatchObject({ date: '2025-08-11', kind: 'instance', rest: [{ mode: 'server' }] });
  });

  test('versionId: the string 1, then numbers in a Bundle, strings alone; or strings everywhere', async () => {
    expect(await hospitalNow()).toMatchObject({ meta: { versionId: '1' } });
    await mocks.command('rename', { type: 'Organization', id: hospital.id, name: hospital.name });
    expect(await hospitalNow()).toMatchObject({ meta: { versionId: 2 } });
    const { body } = await mocks.ask(`/Organization/${hospital.id}`);
    expect(JSON.parse(body.toString())).toMatchObject({ meta: { versionId: '2' } });
    await set({ versionId: 'string' });
    expect(await hospitalNow()).toMatchObject({ meta: { versionId: '2' } });
  });

  test('source, versions of profiles, text of the street, digitization', async () => {
    await set({ metaSource: 'ig', profileVersion: 'with', addressText: 'with-line', digitization: 'absent' });
    const text = JSON.stringify(await hospitalNow());
    expect(text).toContain('"source":"https://annuaire.esante.gouv.fr"');
    expect(text).toContain('as-dp-organization|1.2.0-snapshot-2');
    expect(text).toContain('"line":["2 R DES ESSAIS"]');
    expect(text).not.toContain('digitization');
    await mocks.command('reset-modes');
    const usual = JSON.stringify(await hospitalNow());
    expect(usual).toContain('"source":"https://annuaire.sante.fr"');
    expect(usual).not.toMatch(/"line"|snapshot/);
    expect(usual).toContain('digitization');
  });

  test('total: always, not when text is compared, never', async () => {
    expect(await mocks.search('/Practitioner?family=tiers')).toHaveProperty('total');
    await set({ total: 'not-on-text' });
    expect(await mocks.search('/Practitioner?family=tiers')).not.toHaveProperty('total');
    expect(await mocks.search('/Practitioner?active=true')).toHaveProperty('total');
    await set({ total: 'never' });
    expect(await mocks.search('/Practitioner?active=true')).not.toHaveProperty('total');
    expect(await mocks.search('/Practitioner?active=true&_total=accurate')).toHaveProperty('total');
  });

  test('a deactivated record: identifiers only, or whole', async () => {
    const inactive = rowsOf(professionals).find(({ active }) => !active);
    const read = async () =>
      resourcesOf(await mocks.search(`/Practitioner?identifier=${inactive?.rpps ?? ''}`), 'Practitioner')[0];
    expect(Object.keys((await read()) ?? {})).toEqual([
      'resourceType',
      'id',
      'meta',
      'language',
      'identifier',
      'active',
    ]);
    await set({ inactiveContent: 'whole' });
    expect(await read()).toMatchObject({ active: false, name: [{ family: inactive?.familyName }] });
  });
});

describe('what is searched', () => {
  test('the street: refused, found, or never found', async () => {
    const request = '/Organization?address-line:contains=essais';
    expect((await mocks.ask(request)).status).toBe(500);
    await set({ addressLine: 'searchable' });
    expect(await mocks.ids(request)).toContain(hospital.id);
    await set({ addressLine: 'empty' });
    expect(await mocks.ids(request)).toEqual([]);
  });

  test('the name of a structure with its sign, or without', async () => {
    const shop = { resourceType: 'Organization', id: '001-99-1', name: 'SELARL FICTIVE', alias: ['PHARMACIE DU COIN'] };
    await mocks.command('load-resource', { json: JSON.stringify(shop) });
    const request = '/Organization?name=pharmacie%20du%20coin';
    expect(await mocks.ids(request)).not.toContain(shop.id);
    await set({ organizationName: 'name-and-alias' });
    expect(await mocks.ids(request)).toEqual([shop.id]);
    await mocks.command('purge', { type: 'Organization', id: shop.id });
  });

  test(':not with a list: none of them, or nobody excluded', async () => {
    const request = '/Organization?type:not=LEGAL-ENTITY,GEOGRAPHICAL-ENTITY';
    const none = await mocks.ids(request);
    expect(none.length).toBeLessThan(structures.count);
    await set({ notList: 'any-not' });
    expect(await mocks.ids(request)).toHaveLength(structures.count);
  });

  test('cards: on professionals, or on roles where nothing is found', async () => {
    const { number } = professionals.at(0).smartcards[0] ?? {};
    expect(await mocks.ids(`/Practitioner?number-smartcard=${number ?? ''}`)).toEqual([professionals.at(0).id]);
    await set({ smartcardParameters: 'practitioner-role' });
    expect((await mocks.ask(`/Practitioner?number-smartcard=${number ?? ''}`)).status).toBe(500);
    expect(await mocks.ids(`/PractitionerRole?number-smartcard=${number ?? ''}`)).toEqual([]);
    expect(await mocks.ids('/PractitionerRole?type-smartcard=CPS')).toEqual([]);
  });

  test('a delta of more than thirty days is cut, silently; or not', async () => {
    const request = '/Organization?_lastUpdated=ge2020-01-01';
    const recent = await mocks.ids(request);
    await set({ deltaWindow: 'unlimited' });
    expect((await mocks.ids(request)).length).toBe(structures.count);
    expect(recent.length).toBeLessThan(structures.count);
  });

  test('_include of another type, read by id, _profile', async () => {
    const request = `/Organization?_id=${hospital.id}&_include=PractitionerRole:organization`;
    expect((await mocks.ask(request)).status).toBe(500);
    await set({ foreignInclude: 'accepted', read: 'off', profileParameter: 'refused' });
    expect(resourcesOf(await mocks.search(request), 'PractitionerRole')).not.toHaveLength(0);
    expect((await mocks.ask(`/Organization/${hospital.id}`)).status).toBe(404);
    expect(await mocks.refusal('/HealthcareService?_profile=x')).toMatchObject({
      diagnostics: 'Search type not supported',
    });
  });

  test('parameters in the URL of a POST: merged, or ignored', async () => {
    const request = '/Practitioner/_search?family=tiers';
    const count = async () => (await mocks.search(request, { body: 'active=true' })).total ?? 0;
    expect(await count()).toBe(4);
    await set({ postQuery: 'ignored' });
    expect(await count()).toBeGreaterThan(4);
  });

  test('the day of a date begins at midnight UTC, or at midnight in Paris', async () => {
    const clock = '2026-11-20T23:30:00.000Z';
    await mocks.control.call('clock/set', { iso: clock });
    await mocks.command('deactivate', { type: 'Organization', id: structures.at(3).id });
    await mocks.control.call('clock/reset', {});
    const changed = '/Organization?_lastUpdated=eq2026-11-20';
    expect(await mocks.ids(changed)).toContain(structures.at(3).id);
    await set({ dateZone: 'Europe/Paris' });
    expect(await mocks.ids(changed)).not.toContain(structures.at(3).id);
  });
});

test.each(['json', 'text', 'operation-outcome'] as const)('the gateway refuses in %s', async (gatewayErrors) => {
  await set({ gatewayErrors });
  const { status, headers } = await mocks.ask('/metadata', { apiKey: null });
  const types = {
    json: 'application/json',
    text: 'text/plain',
    'operation-outcome': 'application/fhir+json;charset=UTF-8',
  };
  expect(status).toBe(401);
  expect(headers['content-type']).toBe(types[gatewayErrors]);
});
