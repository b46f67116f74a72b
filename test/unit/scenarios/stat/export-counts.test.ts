import { describe, expect, test } from 'vitest';
import {
  checkCounts,
  checkMonths,
  type Growth,
  monthsNotTried,
} from '../../../../scenarios/stat/checks/export-counts.js';
import { exportOf, exportOfFiles, LETTER, OPERATION, told } from './exports.js';

const NONE = { least: 0, most: 0 };
const exactly = (count: number) => ({ least: count, most: count });

/** A cell of November, feeding of the DMP, letters, that must not move unless told otherwise. */
const cell = (wanted: Partial<Growth> = {}): Growth => ({
  month: '2026-11',
  channel: 'dmp',
  type: LETTER,
  success: NONE,
  failure: NONE,
  ...wanted,
});

/** What is told of the growth between two exports: successes, then failures. */
async function compared(before: readonly string[], after: readonly string[], ...due: Growth[]) {
  const around = { before: await exportOf(...before), after: await exportOf(...after), due };
  return checkCounts(around).map(told);
}

describe('what grew between two exports', () => {
  test('as much as the bench saw passes, whatever was there before', async () => {
    const due = cell({ success: exactly(2), failure: exactly(1) });
    const [success, failure] = await compared([`2026-11;DMP;${LETTER};40;7`], [`2026-11;DMP;${LETTER};42;8`], due);
    expect(success).toMatchObject({ verdict: 'pass', expected: `2026-11 / dmp / ${LETTER} : +2`, locator: 'stat.csv' });
    expect(failure).toMatchObject({ verdict: 'pass', expected: `2026-11 / dmp / ${LETTER} : +1` });
  });

  test('one success too few, or too many, fails in that cell', async () => {
    const due = [cell({ success: exactly(2) }), cell({ type: OPERATION, success: exactly(1) })];
    const before = [`2026-11;DMP;${LETTER};40;7`, `2026-11;DMP;${OPERATION};5;0`];
    for (const [after, grown] of [
      [41, '+1'],
      [43, '+3'],
    ] as const) {
      const [success, failure] = await compared(
        before,
        [`2026-11;DMP;${LETTER};${after};7`, `2026-11;DMP;${OPERATION};6;0`],
        ...due,
      );
      expect(success).toMatchObject({
        check: 'stat.count.success',
        verdict: 'fail',
        expected: `2026-11 / dmp / ${LETTER} : +2`,
        received: `2026-11 / dmp / ${LETTER} : ${grown}`,
        locator: `mois 2026-11, canal dmp, type ${LETTER}`,
      });
      expect(failure).toMatchObject({ verdict: 'pass' });
    }
  });

  test('a failure nobody counted fails, and the successes stay green', async () => {
    const [success, failure] = await compared(
      [`2026-11;MSSanté professionnelle;${LETTER};4;0`],
      [`2026-11;MSSanté professionnelle;${LETTER};4;0`],
      cell({ channel: 'mss-pro', failure: exactly(1) }),
    );
    expect(success).toMatchObject({ verdict: 'pass' });
    expect(failure).toMatchObject({
      check: 'stat.count.failure',
      verdict: 'fail',
      received: `2026-11 / mss-pro / ${LETTER} : 0`,
      locator: `mois 2026-11, canal mss-pro, type ${LETTER}`,
    });
  });

  test('a cell that must not move fails when it does', async () => {
    const [success] = await compared([`2026-11;DMP;${LETTER};4;0`], [`2026-11;DMP;${LETTER};5;0`], cell());
    expect(success).toMatchObject({
      verdict: 'fail',
      expected: `2026-11 / dmp / ${LETTER} : 0`,
      received: `2026-11 / dmp / ${LETTER} : +1`,
    });
  });

  test('a count that went down is told with its sign', async () => {
    const [success] = await compared([`2026-11;DMP;${LETTER};5;0`], [`2026-11;DMP;${LETTER};3;0`], cell());
    expect(success).toMatchObject({ verdict: 'fail', received: `2026-11 / dmp / ${LETTER} : −2` });
  });

  test('a cell that appears grows from zero, and one that is in neither export has not moved', async () => {
    const due = [cell({ success: exactly(1) }), cell({ type: OPERATION })];
    expect(await compared([], [`2026-11;DMP;${LETTER};1;0`], ...due)).toMatchObject([
      { verdict: 'pass' },
      { verdict: 'pass' },
    ]);
  });

  test('what may or may not count holds from the least to the most', async () => {
    const due = cell({ failure: { least: 1, most: 2 } });
    const grown = async (failures: number) => {
      const [, failure] = await compared([`2026-11;DMP;${LETTER};0;0`], [`2026-11;DMP;${LETTER};0;${failures}`], due);
      return failure?.['verdict'];
    };
    expect([await grown(0), await grown(1), await grown(2), await grown(3)]).toEqual(['fail', 'pass', 'pass', 'fail']);
    const [, failure] = await compared([], [`2026-11;DMP;${LETTER};0;3`], due);
    expect(failure).toMatchObject({ expected: `2026-11 / dmp / ${LETTER} : +1 … +2` });
  });

  test('every wrong cell is told, the first is where to look', async () => {
    const due = [cell({ success: exactly(1) }), cell({ type: OPERATION, success: exactly(1) })];
    const [success] = await compared([], [`2026-11;DMP;${LETTER};0;0`], ...due);
    expect(success).toMatchObject({
      received: `2026-11 / dmp / ${LETTER} : 0 ; 2026-11 / dmp / ${OPERATION} : 0`,
      locator: `mois 2026-11, canal dmp, type ${LETTER}`,
    });
  });
});

describe('exports that tell less apart', () => {
  const mail = [
    cell({ channel: 'mss-pro', success: exactly(2) }),
    cell({ channel: 'mss-patient', success: exactly(1) }),
  ];

  test('MSSanté to professionals and patients in one channel: their growths are added up', async () => {
    expect(await compared([], [`2026-11;MSSanté;${LETTER};3;0`], ...mail)).toMatchObject([
      { verdict: 'pass', expected: `2026-11 / mss / ${LETTER} : +3` },
      { verdict: 'pass' },
    ]);
    const [success] = await compared([], [`2026-11;MSSanté;${LETTER};2;0`], ...mail);
    expect(success).toMatchObject({ verdict: 'fail', locator: `mois 2026-11, canal mss, type ${LETTER}` });
  });

  test('attempts and failures: successes are what is left', async () => {
    const header = 'Mois;Canal;Type de document;Nombre d’envois;Envois en échec';
    const before = await exportOfFiles({ 'stat.csv': [header, `2026-11;DMP;${LETTER};9;4`] });
    const after = await exportOfFiles({ 'stat.csv': [header, `2026-11;DMP;${LETTER};12;5`] });
    const due = [cell({ success: exactly(2), failure: exactly(1) })];
    expect(checkCounts({ before, after, due }).map(told)).toMatchObject([{ verdict: 'pass' }, { verdict: 'pass' }]);
  });
});

describe('a sending given the date of 1 January, one minute past midnight in Paris', () => {
  const january = cell({ month: '2026-01', success: exactly(1) });
  const november = cell({ success: { least: -1, most: -1 } });
  const before = [`2025-12;DMP;${LETTER};6;0`, `2026-01;DMP;${LETTER};6;0`, `2026-11;DMP;${LETTER};6;0`];
  const dated = async (...after: string[]) =>
    told(checkMonths({ before: await exportOf(...before), after: await exportOf(...after), due: [january, november] }));

  test('has left its month and counts in January', async () => {
    const after = [before[0] ?? '', `2026-01;DMP;${LETTER};7;0`, `2026-11;DMP;${LETTER};5;0`];
    expect(await dated(...after)).toMatchObject({ check: 'stat.count.month', verdict: 'pass' });
  });

  test('fails in January when it counts in December, as UTC has it', async () => {
    const after = [`2025-12;DMP;${LETTER};7;0`, before[1] ?? '', `2026-11;DMP;${LETTER};5;0`];
    expect(await dated(...after)).toMatchObject({
      verdict: 'fail',
      received: `2026-01 / dmp / ${LETTER} : 0`,
      locator: `mois 2026-01, canal dmp, type ${LETTER}`,
    });
  });

  test('fails in November too when it stays there', async () => {
    expect(await dated(...before)).toMatchObject({
      verdict: 'fail',
      expected: `2026-01 / dmp / ${LETTER} : +1 ; 2026-11 / dmp / ${LETTER} : −1`,
      received: `2026-01 / dmp / ${LETTER} : 0 ; 2026-11 / dmp / ${LETTER} : 0`,
    });
  });

  test('is not tried when the product lets nobody date a sending', () => {
    expect(monthsNotTried().verdict).toBe('not-applicable');
  });
});
