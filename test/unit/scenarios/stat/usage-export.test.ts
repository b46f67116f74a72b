import { describe, expect, test } from 'vitest';
import {
  countsOfExport,
  monthsBetween,
  parisMonth,
  requiredPeriod,
  sumOf,
} from '../../../../scenarios/stat/checks/usage-export.js';
import { exportOf, exportOfFiles, HEADER, LETTER, OPERATION } from './exports.js';

describe('the month a moment counts in', () => {
  test.each([
    ['the last hour of December in UTC is January in Paris', '2026-12-31T23:00:00Z', '2027-01'],
    ['one second earlier is December in both', '2026-12-31T22:59:59Z', '2026-12'],
    ['in summer the month begins two hours before UTC', '2026-06-30T22:00:00Z', '2026-07'],
    ['and not before', '2026-06-30T21:59:59Z', '2026-06'],
    ['the day summer time begins, at the end of March', '2026-03-31T22:00:00Z', '2026-04'],
  ])('%s', (_what, at, month) => {
    expect(parisMonth(new Date(at))).toBe(month);
  });
});

describe('the period STAT/ES.01 asks for', () => {
  test('goes from January of the year before to the month we are in', () => {
    expect(requiredPeriod('2026-11')).toEqual({ from: '2025-01', to: '2026-11' });
  });

  test('in January it is the whole year before, and January', () => {
    const { from, to } = requiredPeriod('2027-01');
    expect(monthsBetween(from, to)).toHaveLength(13);
    expect(monthsBetween(from, to).slice(-2)).toEqual(['2026-12', '2027-01']);
  });

  test('the month after December is January of the next year', () => {
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsBetween('2026-01', '2026-01')).toEqual(['2026-01']);
  });
});

describe('the counts of an export', () => {
  test('are added up over structures, and over files', async () => {
    const header = HEADER.replace('Canal', 'FINESS;Canal');
    const exported = await exportOfFiles({
      'un.csv': [header, `2026-11;010000001;DMP;${LETTER};3;1`, `2026-11;010000002;DMP;${LETTER};4;0`],
      'deux.csv': [header, `2026-11;010000001;DMP;${LETTER};5;2`],
    });
    const counts = countsOfExport(exported).of({ month: '2026-11', finess: '', channel: 'dmp', type: LETTER });
    expect(counts).toMatchObject({ success: 12, failure: 3 });
  });

  test('leave rows of totals out: nothing counts twice', async () => {
    const exported = await exportOf(
      `2026-11;DMP;${LETTER};3;1`,
      `2026-11;DMP;${OPERATION};2;0`,
      '2026-11;DMP;Total;5;1',
    );
    expect(sumOf(countsOfExport(exported), () => true)).toMatchObject({ success: 5, failure: 1 });
    expect(sumOf(countsOfExport(exported), ({ type }) => type === OPERATION)).toMatchObject({ success: 2, failure: 0 });
  });

  test('a type in words is the type of its code', async () => {
    const exported = await exportOf('2026-11;DMP;Lettre de liaison;3;1', `2026-10;DMP;${LETTER};1;0`);
    expect(countsOfExport(exported).values('type')).toEqual([LETTER]);
  });

  test('a file that cannot be read counts nothing', async () => {
    const exported = await exportOfFiles({ 'vide.csv': ['Bonjour'], 'bon.csv': [HEADER, `2026-11;DMP;${LETTER};3;1`] });
    expect(exported.files[0]?.problem).toContain('no header of usage statistics');
    expect(sumOf(countsOfExport(exported), () => true)).toMatchObject({ success: 3, failure: 1 });
  });
});
