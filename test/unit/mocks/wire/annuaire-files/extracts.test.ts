import { describe, expect, test } from 'vitest';
import { detectFormat } from '../../../../../mocks/wire/annuaire-files/detect-format.js';
import { extractFileName } from '../../../../../mocks/wire/annuaire-files/extract-format.js';
import { FileTally, MAX_LINE_BYTES } from '../../../../../mocks/wire/annuaire-files/file-tally.js';
import { MSSANTE_CORRESPONDENCE } from '../../../../../mocks/wire/annuaire-files/mssante-correspondence.js';
import { PS_ACTIVITY } from '../../../../../mocks/wire/annuaire-files/ps-activity.js';
import { PS_DIPLOMA } from '../../../../../mocks/wire/annuaire-files/ps-diploma.js';
import { PS_KNOW_HOW } from '../../../../../mocks/wire/annuaire-files/ps-know-how.js';
import { PSC_EXTRACT, pscGivenNames } from '../../../../../mocks/wire/annuaire-files/psc-extract.js';
import { readExtract } from '../../../../../mocks/wire/annuaire-files/read-extract.js';
import { extractHeader, writeExtract } from '../../../../../mocks/wire/annuaire-files/write-extract.js';
import { all, NO_SAMPLES, parts, sample } from './bytes.js';

const PERSON = {
  idType: '8',
  id: '99790000212',
  nationalId: '899790000212',
  familyName: 'NOËL-SAÏDI',
  givenName: 'Iréna',
};

describe('extracts of the directory', () => {
  test.each([
    [PS_ACTIVITY, 56],
    [PS_KNOW_HOW, 13],
    [PS_DIPLOMA, 13],
    [MSSANTE_CORRESPONDENCE, 31],
    [PSC_EXTRACT, 50],
  ])('$name has its published columns, and a | after the last one', (format, columns) => {
    expect(format.columns).toHaveLength(columns);
    expect(extractHeader(format).split('|')).toHaveLength(columns + 1);
  });

  test('what is written is read again, whatever the parts it comes in', async () => {
    const text = [...writeExtract([PERSON, { ...PERSON, id: '99790000410', tradeName: 'A|B\nC' }], PS_ACTIVITY)].join(
      '',
    );
    const tally = new FileTally();
    const rows = await all(readExtract(parts(text, 3), PS_ACTIVITY, tally));
    expect(rows.map(({ line, values }) => [line, values.id, values.familyName, values.tradeName])).toEqual([
      [2, '99790000212', 'NOËL-SAÏDI', ''],
      [3, '99790000410', 'NOËL-SAÏDI', 'A B C'],
    ]);
    expect([tally.read, tally.kept, tally.bytes]).toEqual([2, 2, Buffer.byteLength(text)]);
  });

  test('columns are found by name: another order, another name, fewer or unknown ones', async () => {
    const text = 'Libellé fonction|CODE FONCTION|Identifiant pp|Inconnue|\nTitulaire|FON-01|99790000212|x|\n';
    const tally = new FileTally();
    const [row] = await all(readExtract(parts(text), PS_ACTIVITY, tally));
    expect(row?.values).toMatchObject({ roleCode: 'FON-01', roleLabel: 'Titulaire', id: '99790000212', siret: '' });
    expect(tally.unknownColumns).toEqual(['Inconnue']);
  });

  test('the older file of 52 columns is read', async () => {
    const old = { ...PS_ACTIVITY, columns: PS_ACTIVITY.columns.slice(0, 52) };
    const text = [...writeExtract([PERSON], old)].join('');
    const [row] = await all(readExtract(parts(text), PS_ACTIVITY, new FileTally()));
    expect(row?.values).toMatchObject({ ...PERSON, genreCode: '' });
  });

  test('cells are trimmed; the last | may be missing; lines may end with CRLF', async () => {
    const text = 'Identifiant PP|Code type de voie (coord. structure)\r\n99790000212|R   \r\n99790000410| AV|\r\n';
    const rows = await all(readExtract(parts(text), PS_ACTIVITY, new FileTally()));
    expect(rows.map(({ values }) => values.wayTypeCode)).toEqual(['R', 'AV']);
  });

  test('a line that cannot be read is left out with its line, column and reason, and the rest goes on', async () => {
    const good = '8|99790000212|899790000212|A|B|||||||||';
    const header = extractHeader(PS_DIPLOMA).trimEnd();
    const lines = [header, '8|9979', good, `${good}x|`, '8|||A|B|||||||||', 'a\0b', good, '8|99790000'];
    const tally = new FileTally();
    const rows = await all(readExtract(parts(lines.join('\n')), PS_DIPLOMA, tally));
    expect(rows.map(({ line }) => line)).toEqual([3, 7]);
    expect(Object.fromEntries(tally.ignored)).toEqual({
      cut: 2,
      'too-many-cells': 1,
      'no-identifier': 1,
      'not-text': 1,
    });
    expect(tally.problems[0]).toEqual({ reason: 'cut', line: 2, column: 2, detail: '2 cellules, 13 dans l’en-tête' });
    expect(tally.problems.map(({ line }) => line)).toEqual([2, 4, 5, 6, 8]);
    expect([tally.read, tally.kept]).toEqual([7, 2]);
  });

  test('UTF-8 with a byte order mark, and Windows-1252, are read and told', async () => {
    const header = "Identifiant PP|Nom d'exercice|\n";
    const marked = new FileTally();
    const [first] = await all(readExtract(parts(`\uFEFF${header}1|NOËL|\n`), PS_ACTIVITY, marked));
    expect([first?.values.familyName, marked.bom, marked.encoding]).toEqual(['NOËL', true, 'UTF-8']);
    const western = new FileTally();
    const [second] = await all(readExtract(parts(Buffer.from(`${header}1|NOËL|\n`, 'latin1')), PS_ACTIVITY, western));
    expect([second?.values.familyName, western.encoding]).toEqual(['NOËL', 'Windows-1252']);
    expect(western.told.get('windows-1252')).toBe(1);
  });

  test('a file that is no extract is refused, saying what was expected', async () => {
    const read = (content: string | Buffer) => all(readExtract(parts(content, 4096), PS_ACTIVITY, new FileTally()));
    await expect(read('a|b|c\n1|2|3\n')).rejects.toThrow(/Identification nationale PP/);
    await expect(read('')).rejects.toThrow(/vide/);
    await expect(read(Buffer.from('Identifiant PP|\n1|\n', 'utf16le'))).rejects.toMatchObject({
      code: 'BANC_DIRECTORY',
    });
  });

  test('a file without line end is refused at once; a line without end later is left out; memory stays bounded', async () => {
    let given = 0;
    async function* endless(start: string): AsyncGenerator<Uint8Array> {
      yield Buffer.from(start);
      const part = Buffer.alloc(1 << 20, 'x');
      for (given = 0; given < 256; given += 1) yield await Promise.resolve(part);
      yield Buffer.from('|\n99790000212|\n');
    }
    await expect(all(readExtract(endless(''), PS_ACTIVITY, new FileTally()))).rejects.toMatchObject({
      code: 'BANC_LIMIT',
    });
    expect(given).toBe(0);
    const tally = new FileTally();
    const rows = await all(readExtract(endless('Identifiant PP|\n'), PS_ACTIVITY, tally));
    expect(rows.map(({ line }) => line)).toEqual([3]);
    expect(tally.problems).toEqual([
      { reason: 'too-long', line: 2, detail: `longue de plus de ${MAX_LINE_BYTES} octets` },
    ]);
  });

  test('the format is known from the header, not from the name', () => {
    const format = (text: string) => detectFormat(Buffer.from(text));
    expect(format(extractHeader(PS_ACTIVITY))).toBe('ps-activity');
    expect(format(extractHeader(PS_KNOW_HOW))).toBe('ps-know-how');
    expect(format(extractHeader(PS_DIPLOMA))).toBe('ps-diploma');
    expect(format(extractHeader(MSSANTE_CORRESPONDENCE))).toBe('mssante-correspondence');
    expect(format(extractHeader(PSC_EXTRACT))).toBe('psc-extract');
    expect(format('finess;etalab;1;2026-01-01\n')).toBe('finess-legacy');
    expect(() => format('bonjour\n')).toThrow(/aucun des fichiers de l’annuaire/);
  });

  test('files are named as published', () => {
    expect(extractFileName(PS_ACTIVITY, new Date('2026-01-12T03:11:59Z'))).toBe(
      'PS_LibreAcces_Personne_activite_202601120311.txt',
    );
  });

  test.skipIf(NO_SAMPLES)(
    `the published extract for Pro Santé Connect is read whole (${NO_SAMPLES ?? 'found'})`,
    async () => {
      const bytes = sample('rass/Extraction_ProSanteConnect_Personne_activite_202112120513.txt');
      const tally = new FileTally();
      const rows = await all(readExtract(parts(bytes, 100), PSC_EXTRACT, tally));
      expect(detectFormat(bytes)).toBe('psc-extract');
      expect([tally.read, tally.kept, tally.unknownColumns]).toEqual([10, 10, []]);
      expect(new Set(rows.map(({ values }) => values.nationalId)).size).toBe(5);
      expect(rows.map(({ values }) => values.genreCode)).toEqual(Array(10).fill(''));
      expect(rows.map(({ values }) => pscGivenNames(values.givenNames).length)).toEqual([1, 1, 1, 1, 1, 1, 1, 3, 3, 3]);
    },
  );
});
