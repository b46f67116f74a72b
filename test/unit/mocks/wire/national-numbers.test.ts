import { describe, expect, test } from 'vitest';
import {
  finessDepartment,
  finessKey,
  finessNumber,
  finessProblems,
  finessWithoutKey,
  isTestFiness,
  legalFiness,
} from '../../../../mocks/wire/finess-number.js';
import { isValidFiness } from '../../../../mocks/wire/identifiers.js';
import { arhgosProblems, parseIdNatPs, parseIdNatSt } from '../../../../mocks/wire/national-identifiers.js';
import { rppsProblems, rppsRange } from '../../../../mocks/wire/rpps-number.js';
import {
  sirenNumber,
  sirenOf,
  sirenProblems,
  siretNumber,
  siretProblems,
} from '../../../../mocks/wire/siret-number.js';

/** Numbers printed in public acts of Corsica, whose second character is a letter (annuaire.md §5). */
const CORSICA = [
  '2A0000014',
  '2A0000386',
  '2A0002606',
  '2A0000170',
  '2A0000261',
  '2A0002051',
  '2B0000020',
  '2B0005342',
  '2B0004246',
];
/** Structures of the ANS’s own test range. */
const ANS_TEST = ['0B0057881', '0B0139374'];

describe('FINESS numbers', () => {
  test.each([...CORSICA, ...ANS_TEST, '780999934', '780999900', '590064036'])('%s has a right key', (finess) => {
    expect(finessKey(finess.slice(0, 8))).toBe(finess.slice(8));
    expect(finessProblems(finess)).toEqual([]);
    expect(isValidFiness(finess)).toBe(true);
  });

  test('a letter is not a digit: A counts 1, B counts 2', () => {
    expect(finessKey('2A000001')).not.toBe(finessKey('2B000001'));
    expect(isValidFiness('2A0000015')).toBe(false);
    expect(isValidFiness('2B0000014')).toBe(false);
  });

  test.each(['754567860', '458174839', '010001995', '750000001', '999900019', '270000138'])(
    '%s, printed in documentation, has a wrong key: it is told',
    (finess) => {
      expect(finessProblems(finess)).toContainEqual({
        problem: 'key',
        expected: finessKey(finess.slice(0, 8)),
        received: finess.slice(8),
      });
    },
  );

  test('what has not the form of a number is told as such, and nothing more', () => {
    for (const text of ['', '78099993', '7809999340', 'A80999934', '78O99993X', '7809 9934'])
      expect(finessProblems(text).map(({ problem }) => problem)).toEqual(['form']);
    expect(finessKey('7809999')).toBeUndefined();
    expect(() => finessNumber('7809999')).toThrow(RangeError);
  });

  test('the third character is 0 and the first ones are a département', () => {
    const third = finessNumber('78199993');
    expect(finessProblems(third)).toEqual([{ problem: 'third-character', expected: '0', received: '1' }]);
    expect(finessProblems(finessNumber('99099993')).map(({ problem }) => problem)).toEqual(['department']);
  });

  test.each([
    ['780999934', '78', '78'],
    ['2A0000014', '2A', '2A'],
    ['2B0000020', '2B', '2B'],
    ['970100001', '971', '9A'],
    ['970200001', '972', '9B'],
    ['970300001', '973', '9C'],
    ['970400001', '974', '9D'],
    ['970500001', '975', '9E'],
    ['980500001', '976', '9F'],
    ['980600001', '986', '9J'],
  ])('%s was given in département %s, %s in the files', (finess, code, finessCode) => {
    expect(finessDepartment(finess)).toEqual({ code, finessCode });
  });

  test('20, 96 and the test range are no département', () => {
    for (const finess of ['200000001', '960000001', '000000000', '970900001', '0B0057881', ''])
      expect(finessDepartment(finess)).toBeUndefined();
    expect([isTestFiness('0B0057881'), isTestFiness('780999934')]).toEqual([true, false]);
  });

  test('SNDS: the manager’s number is the legal one, unless it is empty or zeros', () => {
    expect(legalFiness({ establishment: '780999934', manager: '780999900' })).toEqual({
      legal: '780999900',
      geographic: '780999934',
    });
    for (const manager of ['', '000000000', undefined, '   '])
      expect(legalFiness({ establishment: '780999900', ...(manager === undefined ? {} : { manager }) })).toEqual({
        legal: '780999900',
      });
    expect(finessWithoutKey('780999934')).toBe('78099993');
  });
});

describe('RPPS, SIREN and SIRET numbers', () => {
  test('RPPS: eleven digits and their key; examples of the documentation are wrong, and told', () => {
    expect(rppsProblems('99790000105')).toEqual([]);
    for (const rpps of ['10102727017', '10003461033', '10001766123'])
      expect(rppsProblems(rpps).map(({ problem }) => problem)).toEqual(['key']);
    for (const text of ['', '9979000010', '99790000105 ', 'R9790000105'])
      expect(rppsProblems(text).map(({ problem }) => problem)).toEqual(['form']);
  });

  test('where an RPPS number comes from', () => {
    expect(['10005531586', '99700000016', '99790000105', '99780000107', '12345678901', 'x'].map(rppsRange)).toEqual([
      'real',
      'ans-test',
      'bench',
      'bench',
      'unknown',
      'unknown',
    ]);
  });

  test('SIREN and SIRET are made and judged by the same key', () => {
    expect(sirenNumber('99900000')).toBe('999000003');
    expect(siretNumber('999000003', 1)).toBe('99900000300015');
    expect([sirenProblems('999000003'), siretProblems('99900000300015')]).toEqual([[], []]);
    expect(sirenOf('99900000300015')).toBe('999000003');
    expect(sirenProblems('999000004')).toEqual([{ problem: 'key', expected: '3', received: '4' }]);
    expect(siretProblems('99900000400015').map(({ problem }) => problem)).toEqual(['key', 'key']);
    expect(siretProblems('999000003').map(({ problem }) => problem)).toEqual(['form']);
  });
});

describe('national identifiers', () => {
  test('IDNPS: the prefix says the register', () => {
    expect(parseIdNatPs('899790000105')).toEqual({
      prefix: '8',
      register: 'RPPS',
      number: '99790000105',
      retired: false,
      problems: [],
    });
    expect(parseIdNatPs('3780999934/17')).toMatchObject({
      register: 'FINESS',
      number: '780999934',
      internal: '17',
      problems: [],
    });
    expect(parseIdNatPs('0999999999')).toMatchObject({ register: 'ADELI', problems: [] });
    expect(parseIdNatPs('9123')).toMatchObject({ register: 'étudiant', retired: true });
    expect(parseIdNatPs('10jeanne@banc.mssante.fr')).toMatchObject({ prefix: '10', number: 'jeanne@banc.mssante.fr' });
    expect(parseIdNatPs('810102727017').problems.map(({ problem }) => problem)).toEqual(['key']);
    expect(parseIdNatPs('7x').problems.map(({ problem }) => problem)).toEqual(['prefix']);
    expect(parseIdNatPs('').problems.map(({ problem }) => problem)).toEqual(['prefix']);
  });

  test('IDNST: the prefix says the register; an RPPS rank has two parts', () => {
    expect(parseIdNatSt('1780999934')).toMatchObject({ register: 'FINESS', number: '780999934', problems: [] });
    expect(parseIdNatSt('399900000300015')).toMatchObject({ register: 'SIRET', problems: [] });
    expect(parseIdNatSt('2999000003')).toMatchObject({ register: 'SIREN', problems: [] });
    expect(parseIdNatSt('410005531586003')).toMatchObject({
      register: 'cabinet RPPS',
      number: '10005531586',
      rank: '003',
      problems: [],
    });
    expect(parseIdNatSt('41000553158603').problems.map(({ problem }) => problem)).toEqual(['form']);
    expect(parseIdNatSt('5780999900')).toMatchObject({ register: 'FINESS EJ', retired: true, problems: [] });
    expect(parseIdNatSt('1750000001').problems.map(({ problem }) => problem)).toEqual(['key']);
    expect(parseIdNatSt('X').problems.map(({ problem }) => problem)).toEqual(['prefix']);
  });

  test('ARHGOS: region, département, one to seven letters or digits', () => {
    for (const arhgos of ['84-82-126', '84-82-48769', '84-82-RC57626', '84-82-C55994', '04-9D-1', '94-2A-77'])
      expect(arhgosProblems(arhgos)).toEqual([]);
    for (const arhgos of ['', '84-82-', '8482126', '84-82-12345678', '84-82-a1'])
      expect(arhgosProblems(arhgos)).toHaveLength(1);
  });
});
