import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDirectory } from '../../../../fixtures/directory/directory.js';
import type {
  DirectoryDevice,
  DirectoryProfessional,
  DirectoryRole,
  DirectoryService,
  DirectoryStructure,
} from '../../../../fixtures/directory/records.js';
import { AnnuaireMocks, type Resource, resourcesOf } from './annuaire-mocks.js';

const { professionals, roles, structures, services, devices } = openDirectory('tiny');
const NOS = 'https%3A%2F%2Fmos.esante.gouv.fr%2FNOS%2F';
const nos = (name: string): string => `${NOS}TRE_${name}%2FFHIR%2FTRE-${name}`;
const AS = 'https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/';

/** Ids of the records that meet a predicate, in the order of the directory. */
function idsOf<R extends { id: string }>(
  table: { count: number; at: (index: number) => R },
  holds: (record: R) => boolean,
): string[] {
  return Array.from({ length: table.count }, (_, row) => table.at(row))
    .filter(holds)
    .map(({ id }) => id);
}

const people = (holds: (one: DirectoryProfessional) => boolean) => idsOf(professionals, holds);
const situations = (holds: (one: DirectoryRole) => boolean) => idsOf(roles, holds);
const places = (holds: (one: DirectoryStructure) => boolean) => idsOf(structures, holds);
const activities = (holds: (one: DirectoryService) => boolean) => idsOf(services, holds);
const equipments = (holds: (one: DirectoryDevice) => boolean) => idsOf(devices, holds);

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const starts = (text: string | undefined, start: string): boolean =>
  text !== undefined && plain(text).startsWith(start);
const published = ({ mailboxes }: { mailboxes: DirectoryProfessional['mailboxes'] }) =>
  mailboxes.filter(({ redList }) => !redList).map(({ address }) => plain(address));
const [gp] = Array.from({ length: professionals.count }, (_, row) => professionals.at(row)).filter(
  ({ familyName }) => familyName === 'TIERS-GENERALISTE',
);
const hospital = structures.at(0);
const [someDevice, someService] = [devices.at(0), services.at(0)];

let mocks: AnnuaireMocks;
beforeAll(async () => {
  mocks = await AnnuaireMocks.open();
});
afterAll(() => mocks.close());

describe('each request of the documentation finds what an independent reading of the same directory finds', () => {
  test.each<[string, string[]]>([
    ['/Practitioner?identifier=99790000105', people(({ rpps }) => rpps === '99790000105')],
    [`/Practitioner?identifier=${gp?.rpps ?? ''}`, [gp?.id ?? '']],
    [`/Practitioner?identifier=8${gp?.rpps ?? ''}`, [gp?.id ?? '']],
    [`/Practitioner?_id=${gp?.id ?? ''}`, [gp?.id ?? '']],
    ['/Practitioner?qualification-code=10&active=true', people((one) => one.active && one.professionCode === '10')],
    [
      `/Practitioner?qualification-code=${nos('R38-SpecialiteOrdinale')}%7CSM41`,
      people(({ active, specialties }) => active && specialties.some(({ code }) => code === 'SM41')),
    ],
    [
      '/Practitioner?qualification-code=SM26,SM53,SM54',
      people(
        ({ active, specialties }) => active && specialties.some(({ code }) => ['SM26', 'SM53', 'SM54'].includes(code)),
      ),
    ],
    [
      '/Practitioner?family=tiers&given=ALEX',
      people(
        (one) => one.active && starts(one.familyName, 'tiers') && one.givenNames.some((name) => starts(name, 'alex')),
      ),
    ],
    [
      '/Practitioner?name:family=TIERS&name:given=ALEX',
      people(
        (one) => one.active && starts(one.familyName, 'tiers') && one.givenNames.some((name) => starts(name, 'alex')),
      ),
    ],
    [
      '/Practitioner?mailbox-mss:contains=@medecin.mssante.fr',
      people((one) => one.active && published(one).some((address) => address.includes('@medecin.mssante.fr'))),
    ],
    ['/Practitioner?mailbox-mss:contains=%40', people((one) => one.active && published(one).length > 0)],
    ['/PractitionerRole?mailbox-mss:contains=%40', situations((one) => one.active && published(one).length > 0)],
    ['/Organization?mailbox-mss:contains=%40', places((one) => one.active && published(one).length > 0)],
    ['/PractitionerRole?_include=PractitionerRole:organization', situations(() => true)],
    [`/PractitionerRole?role=${nos('R06-SectionTableauCNOP')}%7CA`, []],
    ['/PractitionerRole?role=GENR01', situations((one) => one.active && one.genre === 'GENR01')],
    [
      `/PractitionerRole?practitioner=${professionals.at(0).id},${professionals.at(1).id}&active=true&_include=PractitionerRole:organization&_count=50`,
      situations((one) => one.active && one.professional < 2),
    ],
    [
      `/PractitionerRole?practitioner=Practitioner/${professionals.at(0).id}`,
      situations((one) => one.professional === 0),
    ],
    [
      '/Organization?address-postalcode=75016&address-city=PARIS',
      places((one) => one.active && starts(one.address?.postalCode, '75016') && starts(one.address?.city, 'paris')),
    ],
    ['/Organization?address-postalcode=78', places((one) => one.active && starts(one.address?.postalCode, '78'))],
    ['/Organization?address-postalcode=75', places((one) => one.active && starts(one.address?.postalCode, '75'))],
    ['/Organization?address-city=luteville', places((one) => one.active && starts(one.address?.city, 'luteville'))],
    [
      '/Organization?name:contains=imagerie,centre',
      places((one) => plain(one.name).includes('imagerie') || plain(one.name).includes('centre')),
    ],
    [
      '/Organization?name:exact=CENTRE%20HOSPITALIER%20DES%20ESSAIS',
      places((one) => one.name === 'CENTRE HOSPITALIER DES ESSAIS'),
    ],
    [
      `/Organization?type=${nos('R66-CategorieEtablissement')}%7C101`,
      places((one) => one.active && one.categoryCode === '101'),
    ],
    [
      `/Organization?type=${nos('R66-CategorieEtablissement')}%7C355`,
      places((one) => one.active && one.categoryCode === '355'),
    ],
    ['/Organization?type=GEOGRAPHICAL-ENTITY', places((one) => one.active && one.kind === 'EG')],
    ['/Organization?type=LEGAL-ENTITY', places((one) => one.active && one.kind === 'EJ')],
    ['/Organization?type=SA05', places((one) => one.active && one.sectorCode === 'SA05')],
    [
      '/Organization?type=SA05&_revinclude=PractitionerRole:organization',
      places((one) => one.active && one.sectorCode === 'SA05'),
    ],
    ['/Organization?identifier=https%3A%2F%2Ffiness.esante.gouv.fr%7C590064036', []],
    [`/Organization?identifier=https%3A%2F%2Ffiness.esante.gouv.fr%7C${hospital.finess ?? ''}`, [hospital.id]],
    ['/Organization?data-information-system=FINESS', places(({ kind }) => kind !== 'office')],
    ['/Organization?identifier-type=FINEJ', places(({ kind }) => kind === 'EJ')],
    [
      '/Organization?type=86.90D&address-postalcode=74800,74930',
      places(
        (one) =>
          one.active &&
          one.apeCode === '86.90D' &&
          (starts(one.address?.postalCode, '74800') || starts(one.address?.postalCode, '74930')),
      ),
    ],
    [
      '/Organization?type:not=355,101',
      places((one) => !one.active || (one.categoryCode !== '355' && one.categoryCode !== '101')),
    ],
    [
      '/Organization?type=SA01,SA02,SA03,SA04,SA30,SA34,SA36&identifier-type=FINEG&type:not=159,165',
      places(
        (one) =>
          one.active &&
          one.kind === 'EG' &&
          ['SA01', 'SA02', 'SA03', 'SA04', 'SA30', 'SA34', 'SA36'].includes(one.sectorCode) &&
          !['159', '165'].includes(one.categoryCode ?? ''),
      ),
    ],
    [`/Organization?partof=Organization/${structures.at(5).id}`, places((one) => one.active && one.partOf === 5)],
    [
      `/HealthcareService?_profile=${AS}as-dp-healthcareservice-social-equipment`,
      activities(({ kind }) => kind === 'social-equipment'),
    ],
    [
      `/HealthcareService?identifier=${someService.arhgos ?? ''}`,
      activities(({ arhgos }) => arhgos !== undefined && arhgos === someService.arhgos),
    ],
    ['/HealthcareService?identifier=52-52-49883', []],
    [
      `/HealthcareService?characteristic=${nos('R276-FormeActivite')}%7C07`,
      activities((one) => one.active && one.kind === 'healthcare-activity' && one.characteristicCode === '07'),
    ],
    [`/Device?identifier=${someDevice.arhgos}`, [someDevice.id]],
    ['/Device?identifier=93-93-67204', []],
    [
      `/Device?type=${nos('R272-EquipementMaterielLourd')}%7C05602`,
      equipments((one) => one.status === 'active' && one.typeCode === '05602'),
    ],
    ['/Device?_include=Device:organization', equipments(() => true)],
    ['/Device?model=anything', []],
  ])('%s', async (request, expected) => {
    expect(await mocks.ids(request)).toEqual(expected);
  });

  test('POST Organization/_search finds what GET finds', async () => {
    const found = await mocks.search('/Organization/_search', {
      body: `identifier=${hospital.finess ?? ''}&type=355`,
    });
    expect(resourcesOf(found, 'Organization').map(({ id }) => id)).toEqual([hospital.id]);
    expect(found.link.at(-1)?.url).toBe(
      `${mocks.sheet.baseUrl}/Organization?identifier=${hospital.finess ?? ''}&type=355`,
    );
  });
});

describe('inclusions bring the right resources, once, and do not count', () => {
  const reference = (resource: Resource, member: string): string =>
    (resource[member] as { reference?: string } | undefined)?.reference ?? '';

  test('_include of a role brings its place and its professional, after the matches', async () => {
    const page = await mocks.search('/PractitionerRole?_include=*&_count=2');
    const types = page.entry.map(({ resource }) => resource.resourceType);
    expect(types.slice(0, 2)).toEqual(['PractitionerRole', 'PractitionerRole']);
    expect(types.slice(2)).not.toContain('PractitionerRole');
    const included = new Set(page.entry.slice(2).map(({ resource }) => `${resource.resourceType}/${resource.id}`));
    const named = resourcesOf(page, 'PractitionerRole').flatMap((role) => [
      reference(role, 'practitioner'),
      reference(role, 'organization'),
    ]);
    expect([...included].sort()).toEqual([...new Set(named)].sort());
    expect(page.total).toBe(roles.count);
    expect(page.entry.every(({ resource }) => !('search' in resource))).toBe(true);
  });

  test('the two-call join: professionals with their roles, then the places by id', async () => {
    const [first] = await mocks.pages(
      '/Practitioner?qualification-code=SM54&family=TIERS&_revinclude=PractitionerRole:practitioner',
    );
    if (!first) throw new Error('no page');
    const found = resourcesOf(first, 'PractitionerRole');
    expect(found).not.toHaveLength(0);
    const ids = found.map((role) => reference(role, 'organization').replace('Organization/', ''));
    const where = await mocks.search(`/Organization?_id=${ids.join(',')}`);
    expect(resourcesOf(where, 'Organization').map(({ id }) => id)).toEqual([...new Set(ids)].sort());
  });

  test('a legal entity brings its sites', async () => {
    const page = await mocks.search(`/Organization?_id=${structures.at(5).id}&_revinclude=Organization:partof`);
    const expected = places((one) => one.active && one.partOf === 5);
    expect(page.entry.slice(1).map(({ resource }) => resource.id)).toEqual(expected);
    expect(page.total).toBe(1);
  });

  test('_elements keeps what is asked and what is compulsory, and says so', async () => {
    const page = await mocks.search(`/Organization?_id=${hospital.id}&_elements=name`);
    const [resource] = resourcesOf(page, 'Organization');
    expect(Object.keys(resource ?? {}).sort()).toEqual(['active', 'id', 'identifier', 'meta', 'name', 'resourceType']);
    expect(resource?.meta).toMatchObject({ tag: [{ code: 'SUBSETTED' }] });
  });
});
