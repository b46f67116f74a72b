import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDirectory } from '../../../../fixtures/directory/directory.js';
import { unzip } from '../../../../mocks/wire/xdm-zip.js';
import { AnnuaireMocks, resourcesOf } from './annuaire-mocks.js';

const { professionals, structures } = openDirectory('tiny');
const RPPS = '99799990001';

let mocks: AnnuaireMocks;
beforeAll(async () => {
  mocks = await AnnuaireMocks.open();
});
afterAll(() => mocks.close());

const people = async (request: string) => resourcesOf(await mocks.pages(request), 'Practitioner');
/** Names and texts of the files of an archive. */
async function filesOf(url: string): Promise<{ path: string; text: string }[]> {
  const { status, body } = await mocks.ask(url, { apiKey: null });
  expect(status).toBe(200);
  return (await unzip(body)).map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') }));
}

describe('changes on command show in searches and in the delta', () => {
  test('somebody new: person and role, found by number, name, place and delta', async () => {
    const { id, roleId } = (await mocks.command('insert-professional', {
      rpps: RPPS,
      familyName: 'NOUVELLE-VENUE',
      givenNames: ['Zoé'],
      specialties: ['SM54'],
      mailboxes: [{ address: 'zoe@medecin.mssante.fr' }],
      structure: structures.at(0).finess,
    })) as { id: string; roleId: string };
    expect((await people(`/Practitioner?identifier=${RPPS}`)).map((one) => one.id)).toEqual([id]);
    expect((await people('/Practitioner?family=nouvelle&given=zoe')).map((one) => one.id)).toEqual([id]);
    expect(await mocks.ids(`/PractitionerRole?organization=${structures.at(0).id}`)).toContain(roleId);
    const since = new Date(Date.now() - 60_000).toISOString().slice(0, 19);
    expect(await mocks.ids(`/Practitioner?_lastUpdated=ge${since}`)).toContain(id);
  });

  test('a deactivated professional comes in the delta with its identifiers only, then comes back', async () => {
    await mocks.command('deactivate', { type: 'Practitioner', identifier: RPPS });
    const [inactive] = await people(`/Practitioner?identifier=${RPPS}`);
    expect(inactive).toMatchObject({ active: false, meta: { versionId: 2 } });
    expect(inactive).not.toHaveProperty('name');
    expect(await people('/Practitioner?family=nouvelle')).toEqual([]);
    await mocks.command('reactivate', { type: 'Practitioner', identifier: RPPS });
    expect(await people('/Practitioner?family=nouvelle')).toHaveLength(1);
  });

  test('names, boxes, codes and addresses change', async () => {
    const target = { type: 'Practitioner', identifier: RPPS };
    await mocks.command('rename', { ...target, familyName: 'RENOMMÉE' });
    await mocks.command('add-mailbox', { ...target, mailbox: { address: 'autre@medecin.mssante.fr', type: 'PER' } });
    await mocks.command('remove-mailbox', { ...target, address: 'zoe@medecin.mssante.fr' });
    await mocks.command('retire-code', { ...target, code: 'SM54' });
    const [now] = await people('/Practitioner?family=renommee');
    expect(JSON.stringify(now)).toContain('autre@medecin.mssante.fr');
    expect(JSON.stringify(now)).not.toMatch(/zoe@|SM54/);
    const moved = { postalCode: '29999', city: 'PORT FICTIF', departmentCode: '29' };
    await mocks.command('move', { type: 'Organization', id: structures.at(0).id, address: moved });
    expect(await mocks.ids('/Organization?address-postalcode=29999')).toEqual([structures.at(0).id]);
  });

  test('a purged record is gone; what refers to it still does', async () => {
    const { id } = professionals.at(7);
    await mocks.command('purge', { type: 'Practitioner', id });
    expect((await mocks.ask(`/Practitioner/${id}`)).status).toBe(404);
    const page = await mocks.search(`/PractitionerRole?practitioner=${id}&_include=*`);
    expect(resourcesOf(page, 'Practitioner')).toEqual([]);
  });

  test('a reload forgets what has long been inactive', async () => {
    const { purged } = (await mocks.command('purge-inactive')) as { purged: number };
    expect(purged).toBeGreaterThan(0);
    await mocks.command('set-mode', { deltaWindow: 'unlimited' });
    const month = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
    expect(await mocks.ids(`/Practitioner?active=false&_lastUpdated=lt${month}`)).toEqual([]);
    await mocks.command('reset-modes');
  });

  test.each([
    ['deactivate', { type: 'Practitioner', identifier: '00000000000' }],
    ['deactivate', { type: 'Practitioner' }],
    ['deactivate', { type: 'Patient', id: 'a' }],
    ['rename', { type: 'Practitioner', id: '003-5000000-6000000' }],
    [
      'move',
      {
        type: 'Practitioner',
        id: '003-5000000-6000000',
        address: { postalCode: '29999', city: 'A', departmentCode: '29' },
      },
    ],
    ['add-mailbox', { type: 'Device', id: '002-5000000', mailbox: { address: 'a@b.fr', type: 'ORG' } }],
    ['insert-professional', { rpps: '99799990002', familyName: 'A', givenNames: ['B'], structure: '000000000' }],
    ['load-resource', { json: '{"resourceType":"Practitioner"}' }],
    ['load-resource', { json: 'not json' }],
  ])('%s refuses %j, and changes nothing', async (name, input) => {
    const before = (await mocks.search('/Practitioner?_count=0')).total;
    await expect(mocks.command(name, input)).rejects.toThrow();
    expect((await mocks.search('/Practitioner?_count=0')).total).toBe(before);
  });
});

describe('extractions', () => {
  test('they keep what was published until the next publication', async () => {
    const { psLibreAcces, correspondanceMssante } = mocks.sheet.extractions;
    const [before] = await filesOf(psLibreAcces);
    expect(before?.path).toMatch(/^PS_LibreAcces_Personne_activite_\d{12}\.txt$/);
    expect(before?.text).not.toContain(RPPS);
    await mocks.command('publish-extractions');
    const after = await filesOf(psLibreAcces);
    expect(after.map(({ path }) => path.replace(/_\d{12}\.txt$/, ''))).toEqual([
      'PS_LibreAcces_Personne_activite',
      'PS_LibreAcces_Dipl_AutExerc',
      'PS_LibreAcces_SavoirFaire',
    ]);
    expect(after[0]?.text).toContain(`|${RPPS}|8${RPPS}|`);
    expect(after[0]?.text).toContain('|RENOMMÉE|Zoé|');
    const [boxes] = await filesOf(correspondanceMssante);
    expect(boxes?.text).toContain('|autre@medecin.mssante.fr|');
  });

  test('unchanged ones are not sent again', async () => {
    const { headers } = await mocks.ask(mocks.sheet.extractions.psLibreAcces);
    const again = async (name: string, value: unknown) =>
      (await mocks.ask(mocks.sheet.extractions.psLibreAcces, { headers: { [name]: String(value) } })).status;
    expect(await again('If-None-Match', headers.etag)).toBe(304);
    expect(await again('If-Modified-Since', headers['last-modified'])).toBe(304);
    expect(await again('If-None-Match', '"another"')).toBe(200);
    expect(await again('If-Modified-Since', 'Mon, 01 Jan 2024 00:00:00 GMT')).toBe(200);
  });

  test('another name, another method', async () => {
    const { psLibreAcces } = mocks.sheet.extractions;
    expect((await mocks.ask(psLibreAcces.replace('PS_LibreAcces', 'Porteurs_CPS_CPF'))).status).toBe(404);
    expect((await mocks.ask(psLibreAcces, { method: 'DELETE' })).status).toBe(405);
    expect((await mocks.ask(psLibreAcces, { method: 'HEAD' })).body).toHaveLength(0);
  });
});
