import { describe, expect, test } from 'vitest';
import { text } from '../../../../scenarios/harness/index.js';
import type { DashboardRow } from '../../../../scenarios/stat/actions/dashboard.js';
import { checkActivity, checkDashboard, checkDimensions } from '../../../../scenarios/stat/checks/dashboard.js';
import { exportOf, exportOfFiles, LETTER, OPERATION, told } from './exports.js';

const CHANNELS = ['DMP', 'MSSanté professionnelle', 'MSSanté citoyenne'] as const;
const FULL = 'Mois;FINESS géographique;Canal;Type de document;Envois réussis;Envois en échec;INS qualifiée';

describe('what an extract tells apart (TBB/va1.01)', () => {
  const rows = CHANNELS.map((channel) => `2026-11;010000001;${channel};${LETTER};3;1;3`);
  const judged = async (header: string, lines: readonly string[] = rows) =>
    told(checkDimensions(await exportOfFiles({ 'stat.csv': [header, ...lines] })));

  test('FINESS, channel, type, result and qualified INS: it passes', async () => {
    expect(await judged(FULL)).toMatchObject({ verdict: 'pass', received: 'tout', locator: 'stat.csv' });
  });

  test.each([
    ['FINESS géographique', 'Service'],
    ['INS qualifiée', 'Remarque'],
  ])('without %s it fails, and says so', async (missing, other) => {
    expect(await judged(FULL.replace(missing, other))).toMatchObject({
      verdict: 'fail',
      received: `absent : ${missing}`,
    });
  });

  test('without failures apart from successes it does not tell the result', async () => {
    expect(await judged(FULL.replace('Envois en échec', 'Remarque'))).toMatchObject({
      verdict: 'fail',
      received: 'absent : résultat',
    });
  });

  test('a row for each result tells it', async () => {
    const header = 'Mois;FINESS géographique;Canal;Type de document;Résultat;Nombre;INS qualifiée';
    const lines = CHANNELS.map((channel) => `2026-11;010000001;${channel};${LETTER};Succès;3;3`);
    expect(await judged(header, lines)).toMatchObject({ verdict: 'pass' });
  });

  test('a channel without any row is missing', async () => {
    expect(await judged(FULL, rows.slice(0, 2))).toMatchObject({
      verdict: 'fail',
      received: 'absent : canal mss-patient',
    });
  });

  test('MSSanté told as one channel lacks both', async () => {
    const together = [rows[0] ?? '', `2026-11;010000001;MSSanté;${LETTER};3;1;3`];
    expect(await judged(FULL, together)).toMatchObject({
      verdict: 'fail',
      received: 'absent : canal mss-pro, canal mss-patient',
    });
  });

  test('without types in any way, the type is missing', async () => {
    expect(await judged(FULL.replace('Type de document', 'Remarque'))).toMatchObject({
      verdict: 'fail',
      received: 'absent : type de document',
    });
  });
});

describe('the activity of every month', () => {
  const months = ['2025-12', '2026-01'];
  const due = { from: '2025-12', to: '2026-01', typeCodes: [LETTER], perMonth: 10 };
  const rows = months.flatMap((month) => CHANNELS.map((channel) => `${month};${channel};${LETTER};10;0`));

  test('that was prepared is there: it passes, with more too', async () => {
    expect(told(checkActivity(await exportOf(...rows), due))).toMatchObject({ verdict: 'pass', received: 'partout' });
    const more = rows.map((row) => row.replace(';10;', ';11;'));
    expect(checkActivity(await exportOf(...more), due).verdict).toBe('pass');
  });

  test('a month with one less fails in that cell', async () => {
    const short = rows.map((row) => (row.startsWith('2026-01;DMP') ? row.replace(';10;', ';9;') : row));
    expect(told(checkActivity(await exportOf(...short), due))).toMatchObject({
      verdict: 'fail',
      received: `2026-01 / dmp / ${LETTER} : 9`,
    });
  });

  test('failures are no activity', async () => {
    const failed = rows.map((row) => (row.startsWith('2025-12;DMP') ? row.replace(';10;0', ';0;10') : row));
    expect(told(checkActivity(await exportOf(...failed), due))).toMatchObject({
      verdict: 'fail',
      received: `2025-12 / dmp / ${LETTER} : 0`,
    });
  });

  test('of many short cells three are shown and the others counted', async () => {
    const { received } = told(checkActivity(await exportOf(...rows.slice(0, 1)), due));
    expect(received).toBe(
      `2025-12 / mss-pro / ${LETTER} : 0 ; 2025-12 / mss-patient / ${LETTER} : 0 ; 2026-01 / dmp / ${LETTER} : 0 ; et 2 autres`,
    );
  });
});

describe('the dashboard', () => {
  const YEAR = { name: text('année en cours', 'current year'), from: '2026-01', to: '2026-11' };
  const rows = [
    `2025-12;DMP;${LETTER};100;100`,
    `2026-01;DMP;${LETTER};3;1`,
    `2026-11;DMP;${LETTER};4;0`,
    `2026-11;MSSanté professionnelle;${LETTER};2;0`,
    `2026-12;DMP;${LETTER};100;100`,
  ];
  const row = (
    channel: string,
    success: string,
    failure: string,
    type = `Lettre de liaison (${LETTER})`,
  ): DashboardRow => ({
    finess: '010000001',
    channel,
    type,
    success,
    failure,
    qualified: success,
  });
  const shown = [row('DMP', '7', '1'), row('MSSanté professionnelle', '2', '0')];
  const unchanged = async (...all: string[]) => {
    const exported = await exportOf(...all);
    return { before: exported, after: exported };
  };
  const judged = async (own: readonly DashboardRow[], period = YEAR) =>
    told(
      checkDashboard(await unchanged(...rows), [{ ...period, rows: own }], {
        typeCodes: [LETTER],
        words: { 'Lettre de liaison': LETTER },
      }),
    );

  test('with the numbers of the extract over its period passes, other months left out', async () => {
    expect(await judged(shown)).toMatchObject({ verdict: 'pass', received: 'les mêmes', locator: 'année en cours' });
  });

  test('a number that differs fails in its period, channel and type', async () => {
    expect(await judged([row('DMP', '8', '1'), ...shown.slice(1)])).toMatchObject({
      verdict: 'fail',
      expected: '7 réussis, 1 en échec',
      received: '8 réussis, 1 en échec',
      locator: `année en cours, dmp / ${LETTER}`,
    });
  });

  test('what somebody sent between two extracts may be shown or not, nothing more', async () => {
    const sent = [...rows.slice(0, 2), `2026-11;DMP;${LETTER};5;0`, ...rows.slice(3)];
    const around = { before: await exportOf(...rows), after: await exportOf(...sent) };
    const verdicts = ['6', '7', '8', '9'].map(
      (success) =>
        checkDashboard(around, [{ ...YEAR, rows: [row('DMP', success, '1'), ...shown.slice(1)] }], {
          typeCodes: [LETTER],
          words: {},
        }).verdict,
    );
    expect(verdicts).toEqual(['fail', 'pass', 'pass', 'fail']);
  });

  test('a failure sent in the end between two extracts may be shown or not', async () => {
    const resumed = [rows[0] ?? '', `2026-01;DMP;${LETTER};4;0`, ...rows.slice(2)];
    const around = { before: await exportOf(...rows), after: await exportOf(...resumed) };
    for (const own of [row('DMP', '7', '1'), row('DMP', '8', '0')]) {
      const period = { ...YEAR, rows: [own, ...shown.slice(1)] };
      expect(checkDashboard(around, [period], { typeCodes: [LETTER], words: {} }).verdict).toBe('pass');
    }
  });

  test('failures that are not shown fail', async () => {
    expect(await judged([row('DMP', '7', ''), ...shown.slice(1)])).toMatchObject({
      verdict: 'fail',
      received: '7 réussis, 0 en échec',
    });
  });

  test('a channel without a row is a zero: right when nothing was sent, wrong otherwise', async () => {
    expect(await judged(shown)).toMatchObject({ verdict: 'pass' });
    expect(await judged(shown.slice(0, 1))).toMatchObject({
      verdict: 'fail',
      locator: `année en cours, mss-pro / ${LETTER}`,
    });
  });

  test('rows of several structures are added up, and a row shown twice counts twice', async () => {
    expect(await judged([row('DMP', '5', '1'), row('DMP', '2', '0'), ...shown.slice(1)])).toMatchObject({
      verdict: 'pass',
    });
    expect(await judged([...shown, ...shown.slice(0, 1)])).toMatchObject({
      verdict: 'fail',
      received: '14 réussis, 2 en échec',
    });
  });

  test('a type may be shown by words for it', async () => {
    const named = [
      row('DMP', '7', '1', 'LETTRE DE LIAISON'),
      row('MSSanté professionnelle', '2', '0', 'lettre de liaison'),
    ];
    expect(await judged(named)).toMatchObject({ verdict: 'pass' });
  });

  test('words nobody knows are for a human, unless a row of that type is there', async () => {
    const unknown = shown.map((one) => ({ ...one, type: 'Courrier de sortie' }));
    expect(await judged(unknown)).toMatchObject({
      verdict: 'review',
      received:
        'types que le banc ne reconnaît pas : « Courrier de sortie » ; donnez leurs codes dans settings.statistics.types',
    });
    expect(await judged([row('DMP', '7', '1'), ...unknown.slice(1)])).toMatchObject({ verdict: 'fail' });
  });

  test('the numbers of another type are not looked at', async () => {
    expect(await judged([...shown, row('DMP', '50', '50', OPERATION)])).toMatchObject({ verdict: 'pass' });
  });

  test('an extract that tells MSSanté as one channel is compared with the sum of both', async () => {
    const around = await unchanged(`2026-11;DMP;${LETTER};4;0`, `2026-11;MSSanté;${LETTER};5;1`);
    const apart = [row('DMP', '4', '0'), row('MSSanté professionnelle', '3', '1'), row('MSSanté citoyenne', '2', '0')];
    expect(checkDashboard(around, [{ ...YEAR, rows: apart }], { typeCodes: [LETTER], words: {} }).verdict).toBe('pass');
  });
});
