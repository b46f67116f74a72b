import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readStatistics, type StatisticsDialect } from '../../../../mocks/wire/statistics-csv.js';
import { readChannel, readCount, readMonth } from '../../../../mocks/wire/statistics-values.js';

const HEADER = 'Mois;Canal;Type de document;Envois réussis;Envois en échec';

function read(content: string | Buffer, dialect: Partial<StatisticsDialect> = {}, piece = 7) {
  const bytes = Buffer.from(content as string);
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) =>
    bytes.subarray(index * piece, (index + 1) * piece),
  );
  return readStatistics(() => Readable.from(pieces), { columns: {}, types: {}, ...dialect });
}

describe('months, counts and channels as people write them', () => {
  test.each([
    ['2026-11', ''],
    ['2026/11', ''],
    ['202611', ''],
    ['11/2026', ''],
    ['01/11/2026', ''],
    ['2026-11-01', ''],
    ['2026-11-01T00:00:00+01:00', ''],
    ['nov. 2026', ''],
    ['Novembre 2026', ''],
    ['nov-26', ''],
    ['November 2026', ''],
    ['="2026-11"', ''],
    ['11', '2026'],
    ['novembre', '2026'],
  ])('%s %s is November 2026', (cell, year) => {
    expect(readMonth(cell, year)).toBe('2026-11');
  });

  test.each(['', '2026', '13/2026', '2026-00', 'hier', '11'])('"%s" is no month', (cell) => {
    expect(readMonth(cell)).toBeUndefined();
  });

  test.each([
    ['12', 12],
    ['1 234', 1234],
    ['1\u202F234', 1234],
    ['1\u00A0234\u00A0567', 1_234_567],
    ['1.234', 1234],
    ['12,0', 12],
    ['="12"', 12],
    ['', 0],
    ['-', 0],
  ])('"%s" counts %i', (cell, value) => {
    expect(readCount(cell)).toMatchObject({ value });
  });

  test.each(['douze', '-3', '1,5', '12 %', '1 23'])('"%s" is no count', (cell) => {
    expect(readCount(cell)).toHaveProperty('problem');
  });

  test('channels are known by their French names', () => {
    expect(
      ['Alimentation DMP', 'MSSanté professionnelle', 'MSSanté citoyenne', 'Mon espace santé', 'MSSanté', 'fax'].map(
        readChannel,
      ),
    ).toEqual(['dmp', 'mss-pro', 'mss-patient', 'mss-patient', 'mss', undefined]);
  });
});

describe('a file of usage statistics', () => {
  test('is read whatever its encoding, separator and line ends, and says which', async () => {
    const rows = `${HEADER}\r\n2026-11;DMP;Synthèse médicale;3;1\r\n`;
    const latin = await read(Buffer.from(rows, 'latin1'));
    const tabs = await read(Buffer.from(`\uFEFF${rows.replaceAll(';', '\t')}`, 'utf16le'));
    const said = await read(`sep=,\n${rows.replaceAll(';', ',')}`);
    expect(latin.form).toMatchObject({ encoding: 'Windows-1252', bom: false, separator: ';', lineEnd: 'CRLF' });
    expect(tabs.form).toMatchObject({ encoding: 'UTF-16', bom: true, separator: '\t' });
    expect(said.form).toMatchObject({ separator: ',', separatorLine: true });
    for (const { details } of [latin, tabs, said]) {
      const key = { month: '2026-11', finess: '', channel: 'dmp', type: 'Synthèse médicale' };
      expect(details.of(key)).toMatchObject({ success: 3, failure: 1 });
    }
  });

  test('may have a title before its header, a header again, and notes after', async () => {
    const content = `Statistiques\n\n${HEADER}\n2026-11;DMP;A;3;1\n${HEADER}\n2026-10;DMP;A;2;0\nSource : logiciel;;;;\n`;
    const { headerLine, lines, oddities } = await read(content);
    expect({ headerLine, lines }).toEqual({ headerLine: 3, lines: 2 });
    expect([...oddities]).toEqual([
      ['repeated header', 5],
      ['note', 7],
    ]);
  });

  test('counts by channel in columns, or by result in rows', async () => {
    const wide = await read('Mois;Type de document;DMP réussis;DMP échecs;MSSanté pro OK\n2026-11;A;3;1;5\n');
    const long = await read(
      'Mois;Canal;Type de document;Résultat;Nombre\n2026-11;DMP;A;Succès;3\n2026-11;DMP;A;Échec;1\n',
    );
    const key = { month: '2026-11', finess: '', channel: 'dmp', type: 'A' };
    expect(wide.details.of(key)).toMatchObject({ success: 3, failure: 1 });
    expect(wide.details.of({ ...key, channel: 'mss-pro' })).toMatchObject({ success: 5 });
    expect(long.details.of(key)).toMatchObject({ success: 3, failure: 1 });
    expect(long.repeatedCount).toBe(0);
  });

  test('tells rows that come twice and cells it cannot read, with their line', async () => {
    const { repeated, problems } = await read(
      `${HEADER}\n2026-11;DMP;A;3;1\n2026-11;DMP;A;3;1\nhier;DMP;A;1;0\n2026-10;DMP;A;x;0\n`,
    );
    expect(repeated).toMatchObject([{ line: 3, key: { month: '2026-11', type: 'A' } }]);
    expect(problems).toEqual([
      { line: 4, column: 'Mois', problem: '"hier" is no month' },
      { line: 5, column: 'Envois réussis', problem: '"x" is no whole number' },
    ]);
  });

  test('keeps totals apart from what they add up', async () => {
    const { details, totals } = await read(`${HEADER}\n2026-11;DMP;A;3;1\n2026-11;DMP;Total;3;1\nTotal;;;3;1\n`);
    expect([...details.entries()]).toHaveLength(1);
    expect([...totals.entries()].map(([key]) => key)).toEqual([
      { month: '2026-11', finess: '', channel: 'dmp', type: '*' },
      { month: '*', finess: '', channel: '*', type: '*' },
    ]);
  });

  test('follows the names of columns and types that are configured', async () => {
    const { details, columns } = await read('Quand;Quoi;DMP OK\n2026-11;Courrier;4\n', {
      columns: { month: 'Quand', type: 'Quoi', 'dmp.success': 'DMP OK' },
      types: { courrier: '11490-0' },
    });
    expect(columns.every(({ configured }) => configured)).toBe(true);
    expect(details.of({ month: '2026-11', finess: '', channel: 'dmp', type: '11490-0' }).success).toBe(4);
  });

  test.each([
    ['no header of statistics', 'a;b;c\n1;2;3\n', /line 1, column 1: no header/],
    ['a quote that never closes', `${HEADER}\n2026-11;DMP;"A;3;1\n`, /line 2, column 13: the quote opened here/],
    ['NUL characters', `${HEADER}\n\0\0\n`, /line 2, column 1: a NUL/],
    ['a record without an end', `${HEADER}\n"${'x\n'.repeat(100_000)}`, /line 2/],
  ])('with %s is refused with its line and column', async (_what, content, words) => {
    await expect(read(content, {}, 65_536)).rejects.toMatchObject({
      code: 'BANC_MESSAGE_INVALID',
      message: expect.stringMatching(words) as string,
    });
  });
});
