import { describe, expect, test } from 'vitest';
import {
  isLuhnValid,
  isNationalPersonId,
  isValidFiness,
  isValidRpps,
  luhnKey,
  parsePsIdNat,
  parseStructIdNat,
  psIdNat,
  structIdNat,
} from '../../../../mocks/wire/identifiers.js';
import { formatIns, insKey, isInsOid, isProductionInsOid, isValidIns } from '../../../../mocks/wire/ins.js';
import { INS_C, INS_NIR, INS_NIR_TEST } from '../../../../mocks/wire/oids.js';

describe('INS', () => {
  test('the key is 97 minus the remainder, Corsican departments counted as 19 and 18', () => {
    expect(insKey('2990199999999')).toBe('29');
    expect(insKey('188102B172951')).toBe('65');
    expect(isValidIns('299019999999929')).toBe(true);
    expect(isValidIns('188102B17295165')).toBe(true);
    expect(isValidIns('299019999999928')).toBe(false);
  });

  test('one changed digit is always noticed', () => {
    const ins = '299019999999929';
    for (let position = 0; position < 15; position += 1) {
      for (const digit of '0123456789') {
        if (digit === ins[position]) continue;
        expect(isValidIns(ins.slice(0, position) + digit + ins.slice(position + 1))).toBe(false);
      }
    }
  });

  test('what is not an INS has no key', () => {
    for (const text of ['', '299', '2A90199999999', '29901999999999', '299012C999999']) {
      expect(insKey(text)).toBeUndefined();
      expect(isValidIns(text)).toBe(false);
    }
  });

  test('is shown in groups, and its OIDs are known', () => {
    expect(formatIns('299019999999929')).toBe('2 99 01 99 999 999 29');
    expect(formatIns('abc')).toBe('abc');
    expect([INS_NIR, INS_NIR_TEST, INS_C, 'x'].map(isInsOid)).toEqual([true, true, false, false]);
    expect([INS_NIR, INS_NIR_TEST].map(isProductionInsOid)).toEqual([true, false]);
  });
});

describe('RPPS, FINESS and prefixes', () => {
  test('Luhn', () => {
    expect(isLuhnValid('79927398713')).toBe(true);
    expect(isLuhnValid('79927398710')).toBe(false);
    expect(isLuhnValid('7992739871x')).toBe(false);
    expect(luhnKey('7992739871')).toBe('3');
    for (const digits of ['1', '75000000', '1099999990', '000000000'])
      expect(isLuhnValid(digits + luhnKey(digits))).toBe(true);
  });

  test('lengths count', () => {
    const rpps = `1099999990${luhnKey('1099999990')}`;
    const finess = `75000000${luhnKey('75000000')}`;
    expect([isValidRpps(rpps), isValidRpps(finess)]).toEqual([true, false]);
    expect([isValidFiness(finess), isValidFiness(rpps), isValidFiness('2A0000014')]).toEqual([true, false, true]);
  });

  test('PS_IdNat and Struct_IdNat are put together and taken apart', () => {
    expect(psIdNat('10999999906')).toBe('810999999906');
    expect(parsePsIdNat('810999999906')).toEqual({ prefix: '8', kind: 'RPPS', value: '10999999906' });
    expect(structIdNat('750000002')).toBe('1750000002');
    expect(parseStructIdNat('1750000002')).toEqual({ prefix: '1', kind: 'FINESS', value: '750000002' });
    expect(parsePsIdNat('X').kind).toBeUndefined();
    expect(parseStructIdNat('').kind).toBeUndefined();
  });

  test('AIR accepts one person’s national id only', () => {
    const rpps = `1099999990${luhnKey('1099999990')}`;
    expect(isNationalPersonId(`8${rpps}`)).toBe(true);
    expect(isNationalPersonId('3750000002/1453')).toBe(false);
    expect(isNationalPersonId(rpps)).toBe(false);
    expect(isNationalPersonId('')).toBe(false);
  });
});
