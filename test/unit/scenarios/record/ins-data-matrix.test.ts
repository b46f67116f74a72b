import bwip from 'bwip-js/node';
import PDFDocument from 'pdfkit';
import { describe, expect, test } from 'vitest';
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
    await expect(readDataMatrices(printed(insDataMatrix(person)))).resolves.toEqual({ texts: [words], mayMiss: false });
  });

  test.each([2, 1, 0.6])('that of %d cm too', async (sizeCm) => {
    const { texts } = (await readDataMatrices(await drawn(sizeCm))) ?? {};
    expect(texts).toEqual([words]);
  });

  test('that of a picture too, where one may be missed', async () => {
    await expect(readDataMatrices(await picture())).resolves.toEqual({ texts: ['ESSAI 1'], mayMiss: true });
  });

  test('a page without any has none, and none was missed', async () => {
    await expect(readDataMatrices(printed())).resolves.toEqual({ texts: [], mayMiss: false });
  });

  test('a page with a picture may hide one', async () => {
    const code = await bwip.toBuffer({ bcid: 'code128', text: 'ETIQUETTE', backgroundcolor: 'FFFFFF' });
    const scanned = await pdfOf((document) => document.image(code, 50, 50));
    await expect(readDataMatrices(scanned)).resolves.toEqual({ texts: [], mayMiss: true });
  });

  test('a page of four metres is drawn within bounds', async () => {
    const wide = printed(insDataMatrix(person)).toString('latin1').replace('[0 0 595.28 841.89]', '[0 0 12000 14000]');
    expect(wide).toContain('12000 14000');
    await expect(readDataMatrices(Buffer.from(wide, 'latin1'))).resolves.toMatchObject({ mayMiss: false });
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
  const judge = (texts: readonly string[], mayMiss = false) =>
    checkInsDataMatrix(person, { texts, mayMiss }).map(({ check, verdict }) => `${check.id} ${verdict}`);

  test('is there, among others', () => {
    expect(judge(['ETIQUETTE 12', words])).toEqual(['record.ins-data-matrix pass']);
    expect(judge(['ETIQUETTE 12', words], true)).toEqual(['record.ins-data-matrix pass']);
  });

  test('is missing where none was missed, or carries another number', () => {
    expect(judge([])).toEqual(['record.ins-data-matrix fail']);
    expect(judge([words.replace(person.ins, '000000000000123')])).toEqual(['record.ins-data-matrix fail']);
    expect(judge(['ETIQUETTE 12'])).toEqual(['record.ins-data-matrix fail']);
  });

  test('that may have been missed is for a human', () => {
    expect(judge([], true)).toEqual(['record.ins-data-matrix review']);
    expect(checkInsDataMatrix(person, undefined)).toMatchObject([{ verdict: 'review' }]);
  });

  test('may be laid out in another way: that is told, not held against the product', () => {
    const texts = [words.replace('26-01-1999', '27-01-1999')];
    const [, told] = checkInsDataMatrix(person, { texts, mayMiss: false });
    expect(told).toMatchObject({ verdict: 'warning', expected: '26-01-1999' });
    expect(told?.received).toMatchObject({ fr: 'date de naissance : 27-01-1999', en: 'birth date : 27-01-1999' });
    expect(judge([`INS ${person.ins}`])).toEqual([
      'record.ins-data-matrix pass',
      'record.ins-data-matrix.fields warning',
    ]);
  });
});

/** A PDF drawn by hand. */
function pdfOf(draw: (document: PDFKit.PDFDocument) => void): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4' });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const whole = new Promise<Buffer>((resolve) => document.on('end', () => resolve(Buffer.concat(parts))));
  draw(document);
  document.end();
  return whole;
}

/** The INS Data Matrix alone on a page, of that side. */
function drawn(sizeCm: number): Promise<Buffer> {
  const code = insDataMatrix(person);
  const modulePt = (sizeCm * 72) / 2.54 / code.length;
  return pdfOf((document) => {
    for (const [y, row] of code.entries()) {
      for (const [x, dark] of row.entries()) {
        if (dark) document.rect(100 + x * modulePt, 300 + y * modulePt, modulePt, modulePt).fill('black');
      }
    }
  });
}

function picture(): Promise<Buffer> {
  return bwip.toBuffer({ bcid: 'datamatrix', text: 'ESSAI 1', scale: 3, padding: 10, backgroundcolor: 'FFFFFF' });
}
