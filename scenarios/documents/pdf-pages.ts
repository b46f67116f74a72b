import { extractTextItems, type StructuredTextItem } from 'unpdf';
import type { PdfLine } from './checks/produced-pdf.js';

/** Pieces of text whose baselines differ by less are on one line, points. */
const SAME_LINE_PT = 2;

/**
 * Lines of text of a PDF with where they stand, from the top of the first page to the bottom of the last one. None when
 * it cannot be read: other checks say why.
 */
export async function pdfLines(pdf: Buffer): Promise<PdfLine[]> {
  try {
    // pdf.js takes the buffer over.
    const { items } = await extractTextItems(new Uint8Array(pdf));
    return items.flatMap((pieces, index) => linesOf(pieces, index + 1));
  } catch {
    return [];
  }
}

/** Pieces at the same height, in the order of the page. */
function linesOf(pieces: readonly StructuredTextItem[], page: number): PdfLine[] {
  const lines: PdfLine[] = [];
  for (const { str, y } of pieces) {
    if (str.trim() === '') continue;
    const line = lines.find(({ height }) => Math.abs(height - y) < SAME_LINE_PT);
    if (line) line.text += ` ${str}`;
    else lines.push({ page, height: y, text: str });
  }
  return lines.toSorted((one, other) => other.height - one.height);
}
