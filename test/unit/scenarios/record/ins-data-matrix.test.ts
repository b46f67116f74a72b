import bwip from 'bwip-js/node';
import { describe, expect, test } from 'vitest';
import { dataMatrix } from '../../../../fixtures/documents/data-matrix.js';
import { insDataMatrix, insDataMatrixOf } from '../../../../fixtures/documents/ins-data-matrix.js';
import { buildPdf } from '../../../../fixtures/documents/pdf.js';
import { patient } from '../../../../fixtures/roster.js';
import { writeInsDataMatrix } from '../../../../mocks/wire/ins-data-matrix.js';
import { checkInsDataMatrix, readDataMatrices } from '../../../../scenarios/record/index.js';

const person = patient('camille');
const words = writeInsDataMatrix(insDataMatrixOf(person));
const printed = (code?: boolean[][]) => buildPdf({ title: 'Titre', lines: ['Texte'], ...(code ? { code } : {}) });

describe('the codes of a file handed over', () => {
  test('the Data Matrix of a page is read', async () => {
    await expect(readDataMatrices(printed(insDataMatrix(person)))).resolves.toEqual([words]);
  });

  test('that of a picture too', async () => {
    const picture = await bwip.toBuffer({
      bcid: 'datamatrix',
      text: 'ESSAI 1',
      scale: 3,
      padding: 10,
      backgroundcolor: 'FFFFFF',
    });
    await expect(readDataMatrices(picture)).resolves.toEqual(['ESSAI 1']);
  });

  test('a page without any has none', async () => {
    await expect(readDataMatrices(printed())).resolves.toEqual([]);
  });

  test('a page of four metres is drawn within bounds', async () => {
    const wide = printed(insDataMatrix(person)).toString('latin1').replace('[0 0 595.28 841.89]', '[0 0 12000 14000]');
    expect(wide).toContain('12000 14000');
    await expect(readDataMatrices(Buffer.from(wide, 'latin1'))).resolves.toBeInstanceOf(Array);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['words', Buffer.from('Texte')],
    ['a PDF cut short', printed(insDataMatrix(person)).subarray(0, 400)],
  ])('%s cannot be looked at', async (_what, file) => {
    await expect(readDataMatrices(file)).resolves.toBeUndefined();
  });
});

describe('the INS Data Matrix of a printout', () => {
  const judge = (codes: readonly string[] | undefined, hasWords = true) =>
    checkInsDataMatrix(person, { codes, hasWords }).map(({ check, verdict }) => `${check.id} ${verdict}`);

  test('is there, among others', () => {
    expect(judge(['ETIQUETTE 12', words])).toEqual(['record.ins-data-matrix pass']);
  });

  test('is missing from a page with words, or carries another number', () => {
    expect(judge([])).toEqual(['record.ins-data-matrix fail']);
    expect(judge([words.replace(person.ins, '000000000000123')])).toEqual(['record.ins-data-matrix fail']);
    expect(judge(['ETIQUETTE 12'])).toEqual(['record.ins-data-matrix fail']);
  });

  test('of a scanned picture in which none is found is for a human', () => {
    expect(judge([], false)).toEqual(['record.ins-data-matrix review']);
    expect(judge(undefined)).toEqual(['record.ins-data-matrix review']);
  });

  test('may be laid out in another way: that is told, not held against the product', () => {
    const [, told] = checkInsDataMatrix(person, { codes: [words.replace('26-01-1999', '27-01-1999')], hasWords: true });
    expect(told).toMatchObject({ verdict: 'warning', expected: '26-01-1999' });
    expect(told?.received).toMatchObject({ fr: 'date de naissance : 27-01-1999', en: 'birth date : 27-01-1999' });
    expect(judge([`INS ${person.ins}`])).toEqual([
      'record.ins-data-matrix pass',
      'record.ins-data-matrix.fields warning',
    ]);
  });

  test('is drawn as modules', () => {
    expect(insDataMatrix(person)).toEqual(dataMatrix(words));
  });
});
