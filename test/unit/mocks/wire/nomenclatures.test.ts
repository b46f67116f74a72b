import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MEDICO_SOCIAL_CATEGORIES } from '../../../../mocks/wire/nomenclatures/establishment-categories.js';
import { labelOfCode, TERMINOLOGIES } from '../../../../mocks/wire/nomenclatures/terminologies.js';

const CODES = resolve(import.meta.dirname, '../../../../../shared/reference/annuaire-codes.json');

describe('nomenclatures', () => {
  test.each(Object.entries(TERMINOLOGIES))('%s has a table, a system, and an OID of its own', (_, one) => {
    expect(one.labels.size).toBeGreaterThan(0);
    expect(one.url).toMatch(/^https:\/\/mos\.esante\.gouv\.fr\/NOS\/TRE_\w+-\w+\/FHIR\/TRE-\w+-\w+$/);
    const same = Object.values(TERMINOLOGIES).filter(
      ({ url, oid }) => url === one.url || (oid !== undefined && oid === one.oid),
    );
    expect(same).toEqual([one]);
  });

  test('a code of one list is not a code of another: 93 is a psychologist in R95 only', () => {
    expect(labelOfCode('R95', '93')).toBe('Psychologue');
    expect(labelOfCode('R38', 'SM54')).toBe('Médecine générale (SM)');
    expect(labelOfCode('R02', 'SA33')).toBe('Pharmacie d’officine');
    expect(labelOfCode('R21', 'FON-99')).toBeUndefined();
    expect(labelOfCode('R23', 'I')).toBe('Indirect');
    expect([
      MEDICO_SOCIAL_CATEGORIES.size,
      MEDICO_SOCIAL_CATEGORIES.has('500'),
      MEDICO_SOCIAL_CATEGORIES.has('355'),
    ]).toEqual([66, true, false]);
  });

  test.skipIf(!existsSync(CODES))(
    'the tables hold every code of the published lists (../shared is beside the checkout)',
    () => {
      const lists = JSON.parse(readFileSync(CODES, 'utf8')) as Record<string, Record<string, unknown>>;
      for (const [number, key] of [
        ['R02', 'TRE_R02_secteurActivite'],
        ['R66', 'TRE_R66_categorieEtablissement_subset'],
        ['R72', 'TRE_R72_statutJuridique'],
        ['R94', 'TRE_R94_professionSocial'],
        ['R21', 'TRE_R21_fonction_active'],
        ['R22', 'TRE_R22_genreActivite'],
      ] as const) {
        const codes = Object.keys(lists[key] ?? {}).filter((code) => !code.startsWith('_'));
        expect(codes.filter((code) => labelOfCode(number, code) === undefined)).toEqual([]);
        expect(codes.length).toBeGreaterThan(10);
      }
    },
  );
});
