import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { PDFiumDocument } from '@hyzyla/pdfium';

/** Dots for a point, the coarse drawing first: 216 dots an inch read most codes, 432 those of less than a centimetre. */
const SCALES = [3, 6];
/** A page is drawn with fewer dots than that, whatever its size. */
const MOST_DOTS = 40_000_000;
/** Pages looked at. */
const MOST_PAGES = 20;

/** What was read on a file handed over. */
export interface ReadCodes {
  /** Texts of its Data Matrix codes. Separators of groups stay as they are (U+001D). */
  texts: readonly string[];
  /** Whether a code may have been missed: in a picture, which may blur it, or on a page not looked at. */
  mayMiss: boolean;
}

/**
 * Reads the Data Matrix codes of a file handed over: a PDF, whose pages are drawn, or a PNG or JPEG picture. Undefined
 * when it is none of those, or cannot be drawn. Never throws.
 */
export async function readDataMatrices(file: Buffer): Promise<ReadCodes | undefined> {
  try {
    const start = file.subarray(0, 5).toString('latin1');
    if (start === '%PDF-') return await onPages(file);
    const isPicture = start.startsWith('\x89PNG') || start.startsWith('\xff\xd8\xff');
    return isPicture ? { texts: await on(new Uint8Array(file)), mayMiss: true } : undefined;
  } catch {
    // Locked, cut short, or what a reader of pictures does not know.
    return undefined;
  }
}

async function onPages(pdf: Buffer): Promise<ReadCodes> {
  // Loaded when needed: the bench starts without it.
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const count = document.getPageCount();
    const read: ReadCodes[] = [];
    for (let index = 0; index < Math.min(count, MOST_PAGES); index += 1) read.push(await onPage(document, index));
    document.destroy();
    return {
      texts: read.flatMap(({ texts }) => texts),
      mayMiss: count > MOST_PAGES || read.some((one) => one.mayMiss),
    };
  } finally {
    library.destroy();
  }
}

async function onPage(document: PDFiumDocument, index: number): Promise<ReadCodes> {
  const shown = document.getPage(index);
  // What a form holds is not listed: it may hold a picture.
  const mayMiss = [...shown.objects()].some(({ type }) => type === 'image' || type === 'form');
  const { originalWidth, originalHeight } = shown.getOriginalSize();
  const finest = Math.sqrt(MOST_DOTS / (originalWidth * originalHeight));
  for (const scale of SCALES) {
    // Drawing a page closes it.
    const { data, width, height } = await document.getPage(index).render({ scale: Math.min(scale, finest) });
    const texts = await on({ data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' });
    if (texts.length > 0) return { texts, mayMiss };
  }
  return { texts: [], mayMiss };
}

async function on(picture: Uint8Array | ImageData): Promise<string[]> {
  reader ??= loadReader();
  const { readBarcodes } = await reader;
  const codes = await readBarcodes(picture, { formats: ['DataMatrix'], tryHarder: true, textMode: 'Plain' });
  return codes.filter(({ isValid }) => isValid).map(({ text }) => text);
}

type CodeReader = Pick<typeof import('zxing-wasm/reader'), 'readBarcodes'>;

/** Reader of codes, loaded once. */
let reader: Promise<CodeReader> | undefined;

async function loadReader(): Promise<CodeReader> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
  // Handed over: left to itself, the library fetches it from a public server.
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
  return { readBarcodes };
}
