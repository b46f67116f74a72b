import { describe, expect, test } from 'vitest';
import { insDataMatrixOf } from '../../../../fixtures/documents/ins-data-matrix.js';
import { patient, ROSTER } from '../../../../fixtures/roster.js';
import { readInsDataMatrix, writeInsDataMatrix } from '../../../../mocks/wire/ins-data-matrix.js';

describe('INS Data Matrix', () => {
  test('says matricule, OID and traits of birth', () => {
    expect(writeInsDataMatrix(insDataMatrixOf(patient('camille')))).toBe(
      `IS01${'0'.repeat(22)}S1299019999999929S21.2.250.1.213.1.4.10S3CAMILLE SACHA\x1dS4ESSAI-UN\x1dS5FS626-01-1999S799999`,
    );
  });

  test.each(ROSTER.patients.map((person) => [person.key, person] as const))(
    'that of %s is read as written',
    (_key, person) => {
      const identity = insDataMatrixOf(person);
      expect(readInsDataMatrix(writeInsDataMatrix(identity))).toEqual(identity);
    },
  );

  test('fields may come in another order, or be missing', () => {
    expect(readInsDataMatrix(`IS01${'0'.repeat(22)}S5FS4ESSAI\x1dS1299019999999929`)).toEqual({
      gender: 'F',
      birthFamilyName: 'ESSAI',
      ins: '299019999999929',
    });
  });

  test.each(['', 'IS01', '010123456789', `IS01${'0'.repeat(22)}X1rien`, 'S1299019999999929'])(
    '%j is not that of an INS',
    (words) => {
      expect(readInsDataMatrix(words)).toBeUndefined();
    },
  );
});
