import { describe, expect, test } from 'vitest';
import {
  formatCdaTime,
  formatCode,
  formatCx,
  formatDtm,
  formatQueryCode,
  formatXcn,
  formatXon,
  isSamePatient,
  parseCdaTime,
  parseCode,
  parseCx,
  parseDtm,
  parseXcn,
  parseXon,
} from '../../../../mocks/wire/hl7-types.js';

describe('composite values', () => {
  test('CX, with and without its date', () => {
    const cx = { id: '299019999999929', oid: '1.2.250.1.213.1.4.10', type: 'NH' };
    expect(formatCx(cx)).toBe('299019999999929^^^&1.2.250.1.213.1.4.10&ISO^NH');
    expect(parseCx(formatCx(cx))).toEqual(cx);
    expect(formatCx({ ...cx, date: '20100907' })).toBe('299019999999929^^^&1.2.250.1.213.1.4.10&ISO^NH^^20100907');
    expect(parseCx(formatCx({ ...cx, date: '20100907' }))).toEqual({ ...cx, date: '20100907' });
  });

  test('the same patient with another date is the same patient; another domain or type is not', () => {
    const ins = '299019999999929^^^&1.2.250.1.213.1.4.10&ISO^NH';
    expect(isSamePatient(ins, `${ins}^^20260101120000`)).toBe(true);
    expect(isSamePatient(ins, ins.replace('4.10', '4.8'))).toBe(false);
    expect(isSamePatient(ins, ins.replace('NH', 'PI'))).toBe(false);
  });

  test('XCN and XON in the order the DMP fixes', () => {
    const xcn = {
      id: '810999999906',
      family: 'ESSAI',
      given: 'Camille',
      oid: '1.2.250.1.71.4.2.1',
      nameType: 'D',
      idType: 'IDNPS',
    };
    expect(formatXcn(xcn)).toBe('810999999906^ESSAI^Camille^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS');
    expect(parseXcn(formatXcn(xcn))).toEqual(xcn);
    const xon = { name: 'CH DES ESSAIS', oid: '1.2.250.1.71.4.2.2', idType: 'IDNST', id: '1750000002' };
    expect(formatXon(xon)).toBe('CH DES ESSAIS^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1750000002');
    expect(parseXon(formatXon(xon))).toEqual(xon);
  });

  test('delimiters inside a name survive', () => {
    const name = 'CABINET ^A&B| ~C\\D\\S\\';
    expect(parseXon(formatXon({ name, oid: '1', idType: 'IDNST', id: '2' })).name).toBe(name);
    expect(
      parseXcn(formatXcn({ id: '8', family: name, given: name, oid: '1', nameType: 'D', idType: 'X' })),
    ).toMatchObject({
      family: name,
      given: name,
    });
  });

  test('codes of one and of three components', () => {
    expect(parseCode('10')).toEqual({ code: '10', label: '', scheme: '' });
    expect(parseCode('10^^1.2')).toEqual({ code: '10', label: '', scheme: '1.2' });
    expect(parseCode('MASQUE_PS^Masqué^1.2')).toEqual({ code: 'MASQUE_PS', label: 'Masqué', scheme: '1.2' });
    expect(formatQueryCode({ code: '10', scheme: '1.2' })).toBe('10^^1.2');
    expect(formatCode({ code: 'G15_10/SM26', label: 'Médecin', scheme: '1.2' })).toBe('G15_10/SM26^Médecin^1.2');
  });

  test('garbage reads as empty components, never as an error', () => {
    for (const text of ['', '^', '^^^^^^^^^^^^^^', '&&&', '\\']) {
      expect(parseCx(text).oid).toBe('');
      expect(parseXcn(text).idType).toBe('');
      expect(parseXon(text).id).toBe('');
    }
  });
});

describe('times', () => {
  const date = new Date('2026-01-15T09:30:05.123Z');

  test('XDS times are UTC', () => {
    expect(formatDtm(date)).toBe('20260115093005');
    expect(parseDtm('20260115093005')?.toISOString()).toBe('2026-01-15T09:30:05.000Z');
  });

  test('a shorter precision means its beginning', () => {
    expect(parseDtm('2026')?.toISOString()).toBe('2026-01-01T00:00:00.000Z');
    expect(parseDtm('202602')?.toISOString()).toBe('2026-02-01T00:00:00.000Z');
    expect(parseDtm('2026020312')?.toISOString()).toBe('2026-02-03T12:00:00.000Z');
  });

  test.each([
    '',
    '20',
    '20261',
    '20261301',
    '20260230',
    '2026011524',
    '202601150960',
    '2026-01-15',
    '2026011509300500',
  ])('%j is not a time', (text) => expect(parseDtm(text)).toBeUndefined());

  test('CDA times carry their offset', () => {
    expect(formatCdaTime(date, 60)).toBe('20260115103005+0100');
    expect(formatCdaTime(date, -210)).toBe('20260115060005-0330');
    expect(parseCdaTime('20260115103005+0100')?.toISOString()).toBe('2026-01-15T09:30:05.000Z');
    expect(parseCdaTime('20260115060005-0330')?.toISOString()).toBe('2026-01-15T09:30:05.000Z');
    expect(parseCdaTime('20260115093005.123+0000')?.toISOString()).toBe('2026-01-15T09:30:05.000Z');
    expect(parseCdaTime('20260115')?.toISOString()).toBe('2026-01-15T00:00:00.000Z');
    expect(parseCdaTime('2026-01-15')).toBeUndefined();
  });
});
