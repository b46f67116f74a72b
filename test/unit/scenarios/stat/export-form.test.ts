import { describe, expect, test } from 'vitest';
import { judgeFileForm } from '../../../../scenarios/stat/checks/export-form.js';
import type { UsageExport } from '../../../../scenarios/stat/checks/usage-export.js';
import { exportOf, exportOfFiles, HEADER, LETTER, OPERATION, told } from './exports.js';

const LINE = `2026-11;DMP;${LETTER};3;0`;

/** What is told of an export by one check. */
const of = (exported: UsageExport, check: string) =>
  judgeFileForm(exported)
    .map(told)
    .filter((one) => one['check'] === check);

describe('an export that can be read', () => {
  test('says how it is written, and which column was taken for what', async () => {
    const [readable] = of(await exportOf(LINE), 'stat.file.readable');
    expect(readable).toMatchObject({ verdict: 'pass', locator: 'stat.csv' });
    expect(readable?.['received']).toContain('séparateur « ; »');
    expect(readable?.['received']).toContain('« Envois en échec » → failure');
  });

  test('passes every check of its form, without a word on its writing', async () => {
    expect(judgeFileForm(await exportOf(LINE)).map(told)).toMatchObject([
      { check: 'stat.file.readable', verdict: 'pass' },
      { check: 'stat.file.type-column', verdict: 'pass' },
      { check: 'stat.file.cells', verdict: 'pass', received: '1 lignes' },
    ]);
  });

  test('an export without any file fails', () => {
    expect(of({ files: [] }, 'stat.file.readable')).toMatchObject([{ verdict: 'fail', received: '0' }]);
  });

  test('a file that is no table of counts fails by its name, the others are judged', async () => {
    const exported = await exportOfFiles({ 'lettre.csv': ['Bonjour'], 'stat.csv': [HEADER, LINE] });
    expect(of(exported, 'stat.file.readable')).toMatchObject([
      { verdict: 'fail', locator: 'lettre.csv', received: expect.stringContaining('line 1') as string },
      { verdict: 'pass', locator: 'stat.csv' },
    ]);
  });
});

describe('the column of types', () => {
  test('under another name is told, not failed', async () => {
    const exported = await exportOfFiles({
      'stat.csv': [HEADER.replace('Type de document', 'Nature du document'), LINE],
    });
    expect(of(exported, 'stat.file.type-column')).toMatchObject([
      { verdict: 'warning', received: 'colonne « Nature du document »', locator: 'stat.csv' },
    ]);
  });

  test('missing, in a file that is not of one type, fails at its header', async () => {
    const exported = await exportOfFiles({
      'stat.csv': ['Mois;Canal;Envois réussis;Envois en échec', '2026-11;DMP;3;0'],
    });
    expect(of(exported, 'stat.file.type-column')).toMatchObject([
      { verdict: 'fail', received: 'Mois, Canal, Envois réussis, Envois en échec', locator: 'stat.csv, ligne 1' },
    ]);
  });

  test('missing, in a file named after its type, is told: nobody confirmed that one file a type will do', async () => {
    const exported = await exportOfFiles({
      [`stat-${LETTER}.csv`]: ['Mois;Canal;Envois réussis;Envois en échec', '2026-11;DMP;3;0'],
    });
    expect(of(exported, 'stat.file.type-column')).toMatchObject([
      { verdict: 'warning', received: `un fichier pour le type ${LETTER}`, locator: `stat-${LETTER}.csv` },
    ]);
  });
});

describe('the rows', () => {
  test('a zero is a count', async () => {
    expect(of(await exportOf(`2026-11;DMP;${LETTER};0;0`), 'stat.file.cells')).toMatchObject([{ verdict: 'pass' }]);
  });

  test.each([
    ['a number in words', `2026-11;DMP;${LETTER};3;aucun`, 'Envois en échec'],
    ['a negative number', `2026-11;DMP;${LETTER};-3;0`, 'Envois réussis'],
    ['half a document', `2026-11;DMP;${LETTER};3;1,5`, 'Envois en échec'],
    ['a month that does not exist', `2026-13;DMP;${LETTER};3;0`, 'Mois'],
    ['a channel nobody knows', `2026-11;fax;${LETTER};3;0`, 'Canal'],
  ])('%s fails, and the line and the column are named', async (_what, wrong, column) => {
    const [cells] = of(await exportOf(LINE.replace('-11;', '-10;'), wrong), 'stat.file.cells');
    expect(cells).toMatchObject({ verdict: 'fail', locator: `stat.csv, ligne 3, « ${column} »` });
  });

  test('of several cells that cannot be read, the first is shown and the others are counted', async () => {
    const [cells] = of(await exportOf(`2026-11;DMP;${LETTER};x;y`, `2026-10;DMP;${LETTER};z;0`), 'stat.file.cells');
    expect(cells?.['received']).toBe('Envois réussis : "x" is no whole number ; et 2 autres');
  });

  test('a month, channel and type that comes twice fails at its second line', async () => {
    const exported = await exportOf(LINE, `2026-11;DMP;${OPERATION};1;0`, LINE);
    expect(of(exported, 'stat.file.cells')).toMatchObject([
      { verdict: 'fail', received: `2026-11 / dmp / ${LETTER}`, locator: 'stat.csv, ligne 4' },
    ]);
  });

  test('the same type in words and by its code is the same row', async () => {
    expect(of(await exportOf(LINE, '2026-11;DMP;Lettre de liaison;1;0'), 'stat.file.cells')).toMatchObject([
      { verdict: 'fail', locator: 'stat.csv, ligne 3' },
    ]);
  });

  test('a row for each result of one month, channel and type is no repetition', async () => {
    const header = 'Mois;Canal;Type de document;Résultat;Nombre';
    const rows = [`2026-11;DMP;${LETTER};Succès;3`, `2026-11;DMP;${LETTER};Échec;1`];
    expect(of(await exportOfFiles({ 'stat.csv': [header, ...rows] }), 'stat.file.cells')).toMatchObject([
      { verdict: 'pass' },
    ]);
    expect(
      of(await exportOfFiles({ 'stat.csv': [header, ...rows, ...rows.slice(1)] }), 'stat.file.cells'),
    ).toMatchObject([{ verdict: 'fail', locator: 'stat.csv, ligne 4' }]);
  });

  test('a header without a row under it fails', async () => {
    expect(of(await exportOf(), 'stat.file.cells')).toMatchObject([{ verdict: 'fail', received: '0 lignes' }]);
  });
});

describe('what is read all the same', () => {
  test('is told with its line, and fails nothing', async () => {
    const exported = await exportOf(LINE, `2026-10;DMP;${LETTER};;0`);
    expect(of(exported, 'stat.file.writing')).toMatchObject([
      { verdict: 'warning', message: 'Lu malgré : des cellules vides, lues comme 0 (ligne 3)', locator: 'stat.csv' },
    ]);
    expect(of(exported, 'stat.file.cells')).toMatchObject([{ verdict: 'pass' }]);
  });

  test('titles before the table are told with the line of its header', async () => {
    const exported = await exportOfFiles({ 'stat.csv': ['Statistiques d’usage', '', HEADER, LINE] });
    expect(of(exported, 'stat.file.writing')).toMatchObject([
      { verdict: 'warning', message: 'Lu malgré : des lignes avant l’en-tête, ligne 3' },
    ]);
  });
});
