import { describe, expect, test } from 'vitest';
import { type ContentDue, judgeContent } from '../../../../scenarios/stat/checks/export-content.js';
import type { UsageExport } from '../../../../scenarios/stat/checks/usage-export.js';
import { exportOf, exportOfFiles, HEADER, LETTER, OPERATION, told } from './exports.js';

/** Judged in January: the period crosses a year. */
const DUE: ContentDue = { period: { from: '2025-12', to: '2026-01' }, wanted: [LETTER], likely: [] };
const ROWS = [`2025-12;DMP;${LETTER};2;1`, `2026-01;DMP;${LETTER};3;0`];
const TOTALS = ['2025-12;DMP;Total;2;1', '2026-01;DMP;Total;3;0'];

const of = (exported: UsageExport, check: string, due: Partial<ContentDue> = {}) =>
  judgeContent(exported, { ...DUE, ...due })
    .map(told)
    .filter((one) => one['check'] === check);

test('an export with every month, type and total passes', async () => {
  expect(judgeContent(await exportOf(...ROWS, ...TOTALS), DUE).map(({ verdict }) => verdict)).toEqual([
    'pass',
    'pass',
    'pass',
  ]);
});

test('of an export nothing of which can be read, the content is not judged: its form has failed', async () => {
  expect(judgeContent(await exportOfFiles({ 'stat.csv': ['Bonjour'] }), DUE)).toEqual([]);
});

describe('the period', () => {
  test('a month without a row is named', async () => {
    expect(of(await exportOf(ROWS[0] ?? ''), 'stat.file.period')).toMatchObject([
      {
        verdict: 'fail',
        expected: 'les 2 mois de 2025-12 à 2026-01',
        received: 'il manque 2026-01',
        locator: 'stat.csv, « Mois »',
      },
    ]);
  });

  test('a month whose counts are all zero is there', async () => {
    const exported = await exportOf(ROWS[0] ?? '', `2026-01;DMP;${LETTER};0;0`);
    expect(of(exported, 'stat.file.period')).toMatchObject([{ verdict: 'pass' }]);
  });

  test('a month that only a total tells is missing', async () => {
    const exported = await exportOf(ROWS[0] ?? '', ...TOTALS);
    expect(of(exported, 'stat.file.period')).toMatchObject([{ verdict: 'fail', received: 'il manque 2026-01' }]);
  });

  test('months outside the period are not asked for, nor refused', async () => {
    const exported = await exportOf(...ROWS, `2024-01;DMP;${LETTER};9;0`, `2026-02;DMP;${LETTER};9;0`);
    expect(of(exported, 'stat.file.period')).toMatchObject([{ verdict: 'pass' }]);
  });
});

describe('the types', () => {
  test('a zero is accepted for failures, and for a month when another is not zero', async () => {
    const exported = await exportOf(`2025-12;DMP;${LETTER};0;0`, `2026-01;DMP;${LETTER};1;0`);
    expect(of(exported, 'stat.file.types')).toMatchObject([{ verdict: 'pass' }]);
  });

  test('a type with failures only fails: no success over the period', async () => {
    const exported = await exportOf(`2025-12;DMP;${LETTER};0;4`, `2026-01;DMP;${LETTER};0;2`);
    expect(of(exported, 'stat.file.types')).toMatchObject([
      { verdict: 'fail', received: `${LETTER} : 0 envoi réussi`, locator: 'stat.csv, « Type de document »' },
    ]);
  });

  test.each(['2024-12', '2026-02'])('a success outside the period, in %s, does not count', async (month) => {
    const exported = await exportOf(`${month};DMP;${LETTER};4;0`, `2026-01;DMP;${LETTER};0;0`);
    expect(of(exported, 'stat.file.types')).toMatchObject([
      { verdict: 'fail', received: `${LETTER} : 0 envoi réussi` },
    ]);
  });

  test('a type wanted that has no row is named', async () => {
    expect(of(await exportOf(...ROWS), 'stat.file.types', { wanted: [LETTER, OPERATION] })).toMatchObject([
      { verdict: 'fail', received: `${OPERATION} : aucune ligne` },
    ]);
  });

  test('successes may be told as attempts less failures', async () => {
    const header = 'Mois;Canal;Type de document;Nombre d’envois;Envois en échec';
    const file = (row: string) => exportOfFiles({ 'stat.csv': [header, row] });
    expect(of(await file(`2026-01;DMP;${LETTER};5;4`), 'stat.file.types')).toMatchObject([{ verdict: 'pass' }]);
    expect(of(await file(`2026-01;DMP;${LETTER};5;5`), 'stat.file.types')).toMatchObject([{ verdict: 'fail' }]);
  });

  test('without a list, every type of the file must have a success', async () => {
    const judged = judgeContent(await exportOf(...ROWS, `2026-01;DMP;${OPERATION};0;1`), {
      period: DUE.period,
      likely: [],
    }).map(told);
    expect(judged).toContainEqual(
      expect.objectContaining({ check: 'stat.file.types', verdict: 'fail', received: `${OPERATION} : 0 envoi réussi` }),
    );
  });

  test('a type of a list nobody published is told when it lacks, never failed', async () => {
    const likely = [LETTER, OPERATION];
    expect(of(await exportOf(...ROWS), 'stat.file.likely-types', { likely })).toMatchObject([
      { verdict: 'warning', received: `absents : ${OPERATION}` },
    ]);
    expect(of(await exportOf(...ROWS), 'stat.file.likely-types', { likely: [LETTER] })).toEqual([]);
  });
});

describe('the totals', () => {
  test('a total that is not the sum of its rows names the cell, the measure and the line', async () => {
    const exported = await exportOf(...ROWS, `2026-01;DMP;${OPERATION};4;0`, '2026-01;DMP;Total;3;0');
    expect(of(exported, 'stat.file.totals')).toMatchObject([
      {
        verdict: 'fail',
        expected: '2026-01 / dmp success : 7',
        received: 'total 3',
        locator: 'stat.csv, ligne 5',
      },
    ]);
  });

  test('of several wrong totals the first is shown and the others are counted', async () => {
    const exported = await exportOf(...ROWS, '2025-12;DMP;Total;9;9', '2026-01;DMP;Total;9;0');
    expect(of(exported, 'stat.file.totals')).toMatchObject([
      { verdict: 'fail', received: 'total 9 ; et 2 autres', locator: 'stat.csv, ligne 4' },
    ]);
  });

  test('a total of nothing is zero', async () => {
    expect(of(await exportOf(...ROWS, '2025-11;DMP;Total;0;0'), 'stat.file.totals')).toMatchObject([
      { verdict: 'pass' },
    ]);
  });

  test('one grand total over months, channels and types is enough', async () => {
    expect(of(await exportOf(...ROWS, 'Total;Total;Total;5;1'), 'stat.file.totals')).toMatchObject([
      { verdict: 'pass' },
    ]);
    expect(of(await exportOf(...ROWS, 'Total;Total;Total;6;1'), 'stat.file.totals')).toMatchObject([
      { verdict: 'fail', received: 'total 6' },
    ]);
  });

  test('a file without any total fails', async () => {
    expect(of(await exportOf(...ROWS), 'stat.file.totals')).toMatchObject([
      { verdict: 'fail', received: 'aucune', locator: 'stat.csv' },
    ]);
  });

  test('one file a type has no total to give: the total of a type is its file', async () => {
    const exported = await exportOfFiles({ 'a.csv': [HEADER, ...ROWS], 'b.csv': [HEADER, ...ROWS] });
    expect(of(exported, 'stat.file.totals')).toMatchObject([{ verdict: 'not-applicable', locator: 'a.csv, b.csv' }]);
  });
});
