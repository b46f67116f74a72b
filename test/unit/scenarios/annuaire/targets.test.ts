import { describe, expect, test } from 'vitest';
import { TRAPS } from '../../../../fixtures/directory/traps.js';
import { CRITERIA, criteriaText } from '../../../../scenarios/annuaire/actions/criteria.js';
import { asSearched, singleTargets } from '../../../../scenarios/annuaire/targets.js';
import { DIRECTORY, expected } from './searches.js';

describe('a search by each criterion', () => {
  const targets = singleTargets(DIRECTORY);

  test('has a value for each of the nine', () => {
    expect(targets.map(({ name }) => name)).toEqual([...CRITERIA]);
    for (const { name, criteria } of targets) expect(Object.keys(criteria)).toEqual([name]);
  });

  test.each(targets.map((target) => [target.name, target] as const))(
    '%s: finds somebody, few enough to be read',
    (_name, { criteria }) => {
      const { required } = expected(criteria);
      expect(required.length).toBeGreaterThan(0);
      expect(required.length).toBeLessThanOrEqual(40);
    },
  );

  test.each(targets.map((target) => [target.name, target] as const))(
    '%s: a product that asks for more still finds the same person',
    (_name, { criteria, complement }) => {
      expect(Object.keys(complement)).not.toEqual([]);
      expect(expected({ ...criteria, ...complement }).required).not.toEqual([]);
    },
  );
});

describe('the criteria of a trap', () => {
  test('have the official label of their codes', () => {
    expect(asSearched(TRAPS['other-town'].criteria)).toMatchObject({
      specialty: { code: 'SM41', label: expect.stringContaining('Pneumologie') as string },
    });
  });

  test('without the code no table has: nobody could choose it in a list', () => {
    expect(asSearched({ familyName: 'X', specialtyCode: 'SM999', professionCode: '999' })).toEqual({ familyName: 'X' });
  });

  test('are told in both languages', () => {
    expect(criteriaText({ familyName: 'VALMORIN', specialty: { code: 'SM41', label: 'Pneumologie' } })).toEqual({
      fr: 'nom d’exercice « VALMORIN », spécialité « Pneumologie (SM41) »',
      en: 'practice name "VALMORIN", speciality "Pneumologie (SM41)"',
    });
  });
});
