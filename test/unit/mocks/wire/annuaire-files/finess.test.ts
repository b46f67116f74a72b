import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { FileTally } from '../../../../../mocks/wire/annuaire-files/file-tally.js';
import { readFinessActivities } from '../../../../../mocks/wire/annuaire-files/finess-activities.js';
import { readLegacyFiness } from '../../../../../mocks/wire/annuaire-files/finess-legacy.js';
import { readFinessStructures } from '../../../../../mocks/wire/annuaire-files/read-finess-structures.js';
import { writeFinessActivities } from '../../../../../mocks/wire/annuaire-files/write-finess-activities.js';
import { writeFinessStructures } from '../../../../../mocks/wire/annuaire-files/write-finess-structures.js';
import { openDirectory } from '../../../../../fixtures/directory/directory.js';
import { finessActivityGroups, finessEntities } from '../../../../../fixtures/directory/export/finess-entities.js';
import { all, NO_SAMPLES, parts, sample } from './bytes.js';
import { STRUCTURES_V1 } from './finess-v1-schema.js';

const DATE = new Date('2026-01-12T03:11:00Z');
const flow = () => [...writeFinessStructures(finessEntities(openDirectory('tiny')), DATE)].join('');
const legalEntity = (about: object, more: object = {}) => ({ informationsGeneralesPMEJ: about, ...more });
const structures = async (content: unknown) => {
  const tally = new FileTally();
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { found: await all(readFinessStructures(parts(text, 50), tally)), tally };
};
const activities = async (content: unknown) => {
  const tally = new FileTally();
  return { found: await all(readFinessActivities(parts(JSON.stringify(content), 50), tally)), tally };
};

describe('FINESS+ structures', () => {
  test('what is written is read again: legal entities with their sites', async () => {
    const entities = [...finessEntities(openDirectory('tiny'))];
    const { found, tally } = await structures(flow());
    expect(found).toEqual(entities.map((entity) => ({ kind: 'legalEntity', entity })));
    expect(tally.kept).toBe(entities.length + entities.reduce((count, { sites }) => count + sites.length, 0));
  });

  test('what is written holds to schema v1 as the reference describes it', () => {
    const validate = new Ajv({ allErrors: true }).compile(STRUCTURES_V1);
    validate(JSON.parse(flow()));
    expect(validate.errors).toBeNull();
  });

  test('groups are read: GCO and GCC, with their members', async () => {
    const { found } = await structures({
      gcc: [
        {
          gccId: '1',
          nomGcc: 'GHT FICTIF',
          typeGcc: '001',
          gccIdentifiantExterne: '99101',
          pmejDuGcc: [{ pmSmsseId: '9', typeRoleEntiteGroupe: 'S' }],
          etatObjet: 'A',
        },
      ],
      gco: [{ pmSmsseId: '8', typeGco: '003', egeDuGco: [{ egeId: '7' }] }],
      pmej: [],
    });
    expect(found).toMatchObject([
      {
        group: {
          kind: 'gcc',
          name: 'GHT FICTIF',
          externalId: '99101',
          members: [{ kind: 'pmej', id: '9', role: 'S' }],
        },
      },
      { group: { kind: 'gco', id: '8', typeCode: '003', members: [{ kind: 'ege', id: '7' }] } },
    ]);
  });

  test('dirty data is read: padding, {code, system}, nulls, no sites, first names of the draft; oddities are told', async () => {
    const { found, tally } = await structures({
      pmej: [
        {
          informationsGeneralesPmej: {
            pm_smsseId: '1',
            numFinessPm: '780999900',
            denominationPm: 'CH FICTIF      ',
            statutJuridique: { code: '13', system: 'x' },
            dateCreation: '0151-03-03',
          },
          adresse: [
            {
              typeVoie: 'R   ',
              codePostal: 78990,
              coordonneesGeographique: { coordonneeX: '6862000', coordonneeY: '652000' },
            },
          ],
          etatObjet: { code: 'I' },
        },
        legalEntity({ numFinessPm: null }),
        legalEntity({ numFinessPm: '780999918' }, { ege: [{ informationsGeneralesEGE: {} }] }),
      ],
    });
    expect(found[0]).toMatchObject({
      entity: {
        id: '1',
        name: 'CH FICTIF',
        legalStatusCode: '13',
        openedOn: '0151-03-03',
        active: false,
        addresses: [{ wayType: 'R', postalCode: '78990', x: '652000', y: '6862000' }],
        sites: [],
      },
    });
    expect(found).toHaveLength(2);
    expect(Object.fromEntries(tally.told)).toEqual({ 'odd-date': 1, 'swapped-coordinates': 1 });
    expect(Object.fromEntries(tally.ignored)).toEqual({ 'no-identifier': 2 });
  });

  test('a cut flow gives what came before and says where it stops', async () => {
    const { found, tally } = await structures(flow().slice(0, 20_000));
    expect(found.length).toBeGreaterThan(1);
    expect(tally.problems).toMatchObject([{ reason: 'cut', line: found.length + 1 }]);
  });

  test('what is no flow, nests without end or never ends is refused', async () => {
    await expect(structures('bonjour')).rejects.toMatchObject({ code: 'BANC_DIRECTORY' });
    await expect(structures(`{"pmej":[${'['.repeat(1000)}`)).rejects.toMatchObject({ code: 'BANC_LIMIT' });
    const long = parts(`{"pmej":["${'x'.repeat(17 << 20)}`, 1 << 20);
    await expect(all(readFinessStructures(long, new FileTally()))).rejects.toMatchObject({ code: 'BANC_LIMIT' });
  });
});

describe('FINESS+ activities', () => {
  const activity = {
    caracteristiquesGeneriques: {
      activiteAeId: '70001',
      etatObjet: 'A',
      numAutorisationArhgos: '11-78-90001',
      dateDebutActiviteAutorisee: '2021-06-01',
      dateFinActiviteAutorisee: null,
    },
    nature: {
      codeNature: 'AMF',
      caracteristiquesSpecifiques: {
        aaSoinAmfId: null,
        typeActiviteAMF: { activiteAMF: '01  ', modaliteActivite: '00', formeActivite: null },
      },
    },
    capacite: [],
    zoneIntervention: null,
  };
  const pmej = [
    {
      numFiness: '780999900',
      pmSmsseId: '9',
      activitesAutorisees: [activity],
      ege: [
        {
          egeId: '1',
          numFinessEge: '780999934',
          activitesExercees: [activity, { ...activity, nature: { codeNature: 'XYZ' } }],
        },
      ],
    },
  ];

  test.each([
    ['at the root', { schemaVersion: 'v1.0.0', generatedAt: 'x', pmej }],
    ['under metadata', { metadata: { schemaVersion: 'v1.0.0', generatedAt: 'x' }, pmej }],
  ])(
    'both root forms are read (%s), nulls and padded codes too; an unknown nature is left out',
    async (_name, content) => {
      const { found, tally } = await activities(content);
      expect(found.map(({ siteFiness, codes, arhgos, end }) => [siteFiness, codes, arhgos, end])).toEqual([
        ['', ['01', '00', ''], '11-78-90001', ''],
        ['780999934', ['01', '00', ''], '11-78-90001', ''],
      ]);
      expect(tally.problems).toMatchObject([{ reason: 'not-understood', detail: 'activité 70001 : nature « XYZ »' }]);
    },
  );

  test('what is written is read again', async () => {
    const groups = [...finessActivityGroups(openDirectory('tiny'))];
    const text = [...writeFinessActivities(groups, DATE)].join('');
    const found = await all(readFinessActivities(parts(text, 500), new FileTally()));
    expect(found).toEqual(groups.flatMap(({ sites }) => sites.flatMap((site) => site.activities)));
    expect(found.length).toBeGreaterThan(10);
  });
});

describe.skipIf(NO_SAMPLES)(
  `schemas of the samples folder, the draft of December 2025 (${NO_SAMPLES ?? 'found'})`,
  () => {
    const schema = (name: string) => JSON.parse(sample(`finess/${name}`).toString('utf8')) as Record<string, unknown>;

    test('structures: their references lead nowhere, so that they cannot be compiled as they are', () => {
      const compile = () => new Ajv2020({ strict: false }).compile(schema('schema-structures-v1.json'));
      expect(compile).toThrow(/can't resolve reference #\/definitions\//);
    });

    test('structures: with the missing definitions, the flow of today breaks on names and forms changed since', () => {
      const draft = schema('schema-structures-v1.json');
      const missing = unresolved(draft);
      const definitions = {
        ...(draft['definitions'] as object),
        ...Object.fromEntries(missing.map((name) => [name, {}])),
      };
      const validate = new Ajv2020({ strict: false, allErrors: true }).compile({ ...draft, definitions });
      validate(JSON.parse(flow()));
      const broken = new Set(
        validate.errors?.map(
          ({ keyword, params }) => `${keyword} ${String(params['missingProperty'] ?? params['type'] ?? '')}`,
        ),
      );
      // gco and gcc are single objects there; the general information has another name.
      expect([...broken]).toEqual(expect.arrayContaining(['type object', 'required informationsGeneralesPmej']));
      expect(missing.length).toBeGreaterThan(0);
    });

    test('activities: every activity would have to be of all nine natures at once, so that none validates', () => {
      const { $defs } = schema('schema-activites-v1.json') as { $defs: { activiteAutorisee: { required: string[] } } };
      expect($defs.activiteAutorisee.required).toHaveLength(9);
      const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema('schema-activites-v1.json'));
      const groups = finessActivityGroups(openDirectory('tiny'));
      expect(validate(JSON.parse([...writeFinessActivities(groups, DATE)].join('')))).toBe(false);
      const missing = new Set(validate.errors?.map(({ params }) => String(params['missingProperty'])));
      expect([...missing]).toEqual(expect.arrayContaining(['numeroFiness', 'natureAMF', 'natureEML']));
    });

    function unresolved(draft: Record<string, unknown>): string[] {
      const text = JSON.stringify(draft);
      const names = [...text.matchAll(/"#\/definitions\/([^"]+)"/g)].map((match) => match[1] ?? '');
      return [...new Set(names)].filter((name) => !(name in (draft['definitions'] as object)));
    }
  },
);

describe('legacy FINESS', () => {
  const line =
    'structureet;780999934;780999900;CH FICTIF;CENTRE HOSPITALIER;;;12;R;DES LILAS;BIS;BP 7;999;78;YVELINES;78990 BOIS LE PRE;0100000000;;355;CH;1102;x;99900000300015;8610Z;03;x;1;x;1998-06-01;1998-06-01;2026-01-01;';
  const read = async (text: string) => {
    const tally = new FileTally();
    return { found: await all(readLegacyFiness(parts(text, 40), tally)), tally };
  };

  test('the published file is read: no header, sites then places', async () => {
    const { found, tally } = await read(
      `finess;etalab;1;2026-01-01\n${line}\ngeolocalisation;780999934;6862000;652000;BAN;2026-01-01\n`,
    );
    expect(found).toMatchObject([
      {
        legalFiness: '780999900',
        site: {
          finess: '780999934',
          categoryCode: '355',
          siret: '99900000300015',
          addresses: [{ communeCode: '78999', routing: 'BOIS LE PRE', postalCode: '78990', wayNumberSuffix: 'BIS' }],
        },
      },
    ]);
    expect(Object.fromEntries(tally.told)).toEqual({ 'swapped-coordinates': 1 });
  });

  test('the derived file with a header is read, in Windows-1252 too', async () => {
    const text =
      'nofinesset;nofinessej;rs;cog;codepostal;ligneacheminement\n780999934;780999900;"HÔPITAL; FICTIF";78999;78990;78990 BOIS LE PRE\n';
    const tally = new FileTally();
    const [one] = await all(readLegacyFiness(parts(Buffer.from(text, 'latin1')), tally));
    expect(one?.site).toMatchObject({
      name: 'HÔPITAL; FICTIF',
      addresses: [{ communeCode: '78999', postalCode: '78990' }],
    });
    expect(tally.encoding).toBe('Windows-1252');
  });

  test('a line that cannot be read is left out and the rest goes on', async () => {
    const { found, tally } = await read(`finess;etalab;1;x\nstructureet;7809\nstructureet;"7809;;\n${line}\n`);
    expect(found).toHaveLength(1);
    expect(tally.problems.map(({ line: at, reason }) => [at, reason])).toEqual([
      [2, 'cut'],
      [3, 'not-understood'],
    ]);
  });
});
