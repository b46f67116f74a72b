import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Dots for a point: 216 dots an inch, enough for a code of a centimetre. */
const SCALE = 3;
/** A page is drawn with fewer dots than that, whatever its size. */
const MOST_DOTS = 20_000_000;
/** Pages looked at. */
const MOST_PAGES = 20;

/**
 * Texts of the Data Matrix codes of a file handed over: a PDF, whose pages are drawn, or a PNG or JPEG picture. Undefined
 * when it is none of those, or cannot be drawn. Separators of groups stay as they are (U+001D). Never throws.
 */
export async function readDataMatrices(file: Buffer): Promise<string[] | undefined> {
  try {
    const start = file.subarray(0, 5).toString('latin1');
    if (start === '%PDF-') return await onPages(file);
    const isPicture = start.startsWith('\x89PNG') || start.startsWith('\xff\xd8\xff');
    return isPicture ? await on(new Uint8Array(file)) : undefined;
  } catch {
    // Locked, cut short, or what a reader of pictures does not know.
    return undefined;
  }
}

async function onPages(pdf: Buffer): Promise<string[]> {
  // Loaded when needed: the bench starts without it.
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const found: string[] = [];
    for (let index = 0; index < Math.min(document.getPageCount(), MOST_PAGES); index += 1) {
      const page = document.getPage(index);
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const scale = Math.min(SCALE, Math.sqrt(MOST_DOTS / (originalWidth * originalHeight)));
      const { data, width, height } = await page.render({ scale });
      found.push(...(await on({ data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' })));
    }
    document.destroy();
    return found;
  } finally {
    library.destroy();
  }
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
