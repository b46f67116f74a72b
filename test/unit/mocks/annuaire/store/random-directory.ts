import type {
  Directory,
  DirectoryMailbox,
  DirectoryProfessional,
  DirectoryRole,
  DirectoryService,
  DirectoryStructure,
  DirectoryTable,
} from '../../../../../fixtures/directory/records.js';

/** Draws: the nth number below `below` of a record. */
export type Draw = (nth: number, below: number) => number;

/** Draws that depend on the seed, a table and a row only. */
export function drawOf(seed: number, table: number, row: number): Draw {
  return (nth, below) => {
    let value = Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) ^ Math.imul(table + 1, 0xc2b2_ae35);
    value = Math.imul(value ^ Math.imul(row + 1, 0x27d4_eb2f), 0x1656_67b1);
    value = Math.imul(value ^ Math.imul(nth + 1, 0x9e37_79b1), 0x85eb_ca77);
    value ^= value >>> 15;
    value = Math.imul(value, 0x2c1b_3c6d);
    value ^= value >>> 12;
    return (value >>> 0) % below;
  };
}

/** Texts chosen for what comparing does to them: accents, cases, ligatures, the same beginning, the same letters. */
export const FAMILY_NAMES = [
  'MARTIN',
  'Martin',
  'MÀRTIN',
  'MARTINEZ',
  'SAINT-MARTIN',
  'D’ARTOIS',
  "D'ARTOIS",
  'LE GOFF',
  'NOËL',
  'NOEL',
  'ŒUVRARD',
  'ZOÉ',
  'É',
  'straße',
  '𐐷',
  'Ñandú',
  'A\nB',
];
export const GIVEN_NAMES = ['ZOÉ', 'Zoe', 'JEAN', 'JEAN-NOËL', 'MARIE', 'MARTIN', 'ANNE', 'NA'];
export const CITIES = ['PARIS', 'Paris', 'PARIS CEDEX 08', '06500 MENTON', 'MENTON', 'ÉVRY', 'EVRY', 'AJACCIO'];
export const POSTAL_CODES = ['75001', '75016', '75116', '06500', '20000', '20167', '97110', '78'];
export const STRUCTURE_NAMES = [
  'CH DE PARIS',
  'CABINET DU DR MARTIN',
  'CABINET DU DR NOËL',
  'Centre d’imagerie',
  'CENTRE',
  'IMAGERIE CENTRE',
];
export const SPECIALTIES = ['SM04', 'SM26', 'SM53', 'SM54', 'SM99'];
export const SECTORS = ['SA01', 'SA05', 'SA07', 'SA08'];
export const CATEGORIES = ['355', '620', '698', '159', '165'];
export const GENRES = ['GENR01', 'GENR02'];
export const FUNCTIONS = ['FON-01', 'FON-33', 'FON-AU'];
export const FIRST_UPDATE = Date.UTC(2026, 0, 1);

const pick = (values: readonly string[], draw: Draw, nth: number) => values[draw(nth, values.length)] ?? '';
const digits = (value: number, width: number) => String(value).padStart(width, '0');

/** A directory of so many professionals, drawn from few texts so that queries meet: pure, like the real ones. */
export function randomDirectory(seed: number, count: number): Directory {
  const table = <Row>(size: number, at: (row: number) => Row): DirectoryTable<Row> => ({
    count: size,
    at: (row) => {
      if (!(row >= 0 && row < size)) throw new RangeError(`no row ${row}`);
      return at(row);
    },
  });
  const structureCount = Math.ceil(count / 2);
  const updated = (draw: Draw) => FIRST_UPDATE + draw(90, 90) * 86_400_000 + draw(91, 86_400_000);
  const mailboxes = (draw: Draw, type: DirectoryMailbox['type'], row: number): DirectoryMailbox[] =>
    Array.from({ length: Math.max(0, draw(80, 4) - 1) }, (_, at) => ({
      address: `${pick(['jean', 'Zoé', 'cabinet', 'urgences'], draw, 81 + at)}.${row}.${at}@${pick(['medecin', 'ch-essai'], draw, 85 + at)}.mssante.fr`,
      type,
      redList: draw(88 + at, 5) === 0,
    }));
  const professional = (row: number): DirectoryProfessional => {
    const draw = drawOf(seed, 0, row);
    return {
      index: row,
      id: `003-${5_000_000 + row}`,
      rpps: draw(1, 40) === 0 ? '' : `9979${digits(row, 7)}`,
      idNatPs: `89979${digits(row, 7)}`,
      active: draw(2, 12) > 0,
      ...(draw(3, 3) > 0 ? { civility: draw(4, 2) ? 'M' : 'MME' } : {}),
      ...(draw(5, 3) === 0 ? { exerciseCivility: 'DR' } : {}),
      familyName: pick(FAMILY_NAMES, draw, 6),
      givenNames: Array.from({ length: 1 + draw(7, 3) }, (_, at) => pick(GIVEN_NAMES, draw, 8 + at)),
      professionTerminology: draw(15, 9) === 0 ? 'R95' : 'G15',
      professionCode: pick(['10', '21', '60', '93'], draw, 16),
      categoryCode: pick(['C', 'E', 'M'], draw, 17),
      specialties: Array.from({ length: draw(18, 3) }, (_, at) => ({
        type: draw(23 + at, 6) ? 'S' : 'CEX',
        code: pick(SPECIALTIES, draw, 20 + at),
      })),
      diplomas: [{ type: draw(26, 4) ? 'DE' : 'DES', code: 'DE05' }],
      mailboxes: mailboxes(draw, 'PER', row),
      smartcards: draw(27, 2)
        ? [{ type: 'CPS', number: `29${digits(row, 8)}`, start: '2025-01-01', end: '2028-01-01' }]
        : [],
      lastUpdated: updated(draw),
    };
  };
  const role = (row: number): DirectoryRole => {
    const draw = drawOf(seed, 1, row);
    const place = draw(1, 20);
    return {
      index: row,
      id: `005-${5_000_000 + row}`,
      situationId: digits(1_900_000_000 + row, 10),
      active: draw(2, 12) > 0,
      professional: draw(3, count),
      ...(place > 1 ? { structure: draw(4, structureCount) } : {}),
      ...(place === 1 ? { danglingStructureId: `001-99-${draw(4, 3)}` } : {}),
      genre: pick(GENRES, draw, 5),
      mode: pick(['S', 'L', 'B'], draw, 6),
      ...(draw(7, 2) ? { function: pick(FUNCTIONS, draw, 8) } : {}),
      mailboxes: mailboxes(draw, 'CAB', row),
      lastUpdated: updated(draw),
    };
  };
  const structure = (row: number): DirectoryStructure => {
    const draw = drawOf(seed, 2, row);
    const kind = (['EJ', 'EG', 'office'] as const)[draw(1, 3)] ?? 'office';
    const finess = `750${digits(99_000 + row, 6)}`;
    return {
      index: row,
      id: `001-01-${5_000_000 + row}`,
      kind,
      ...(kind === 'office' ? { siret: digits(row, 14) } : { finess }),
      idNatSt: kind === 'office' ? `3${digits(row, 14)}` : `1${finess}`,
      active: draw(2, 12) > 0,
      name: pick(STRUCTURE_NAMES, draw, 3),
      ...(draw(4, 3) ? {} : { alias: pick(STRUCTURE_NAMES, draw, 5) }),
      ...(kind === 'EG' ? { categoryCode: pick(CATEGORIES, draw, 6) } : {}),
      sectorCode: pick(SECTORS, draw, 7),
      ...(draw(8, 6)
        ? {
            address: {
              line: `${draw(9, 50)} R DES ESSAIS`,
              postalCode: pick(POSTAL_CODES, draw, 10),
              city: pick(CITIES, draw, 11),
              commune: 'PARIS',
              departmentCode: '75',
            },
          }
        : {}),
      ...(kind === 'EG' && draw(12, 5) ? { partOf: draw(13, structureCount) } : {}),
      mailboxes: mailboxes(draw, 'ORG', row),
      lastUpdated: updated(draw),
    };
  };
  const service = (row: number): DirectoryService => {
    const draw = drawOf(seed, 3, row);
    const kind = draw(1, 2) ? 'healthcare-activity' : 'social-equipment';
    return {
      index: row,
      id: `004-${5_000_000 + row}-01`,
      kind,
      ...(kind === 'healthcare-activity' ? { arhgos: `11-75-${row}`, categoryCode: '00' } : {}),
      active: draw(2, 12) > 0,
      structure: draw(3, structureCount),
      typeCode: pick(['01', '02', '16'], draw, 4),
      characteristicCode: pick(['01', '07'], draw, 5),
      authorizedOn: '2021-05-10',
      periodStart: '2021-06-01',
      lastUpdated: updated(draw),
    };
  };
  return {
    name: `random ${seed}`,
    professionals: table(count, professional),
    roles: table(count, role),
    structures: table(structureCount, structure),
    services: table(Math.ceil(count / 10), service),
    devices: table(Math.ceil(count / 50), (row) => {
      const draw = drawOf(seed, 4, row);
      return {
        index: row,
        id: `002-${5_000_000 + row}`,
        arhgos: `11-75-E${row}`,
        status: draw(1, 4) ? 'active' : 'inactive',
        structure: draw(2, structureCount),
        manufacturer: pick(['FABRICANT É', 'Fabricant B'], draw, 3),
        typeCode: pick(['05602', '05701'], draw, 4),
        authorizedOn: '2021-05-10',
        periodStart: '2021-06-01',
        lastUpdated: updated(draw),
      };
    }),
  };
}
