import { Buffer, isUtf8 } from 'node:buffer';
import { BancError } from '../errors.js';
import { type FileTally, MAX_LINE_BYTES } from './file-tally.js';

/** A line without its end. Its text shares memory with the block it was read in: copy what you keep for long. */
export interface TextLine {
  /** From 1. */
  number: number;
  text: string;
}

const LINE_FEED = 0x0a;

/**
 * Lines of a text file, block by block, in bounded memory. LF or CRLF; a byte order mark is taken off; a line that is
 * not UTF-8 is read as Windows-1252, which reads any byte, and told. Lines that are too long or hold NUL characters are
 * left out of what is given, and counted in `tally`.
 *
 * @throws BancError BANC_LIMIT when the first line is longer than {@link MAX_LINE_BYTES}; BANC_DIRECTORY when it is no
 *   text (UTF-16, archive …).
 */
export async function* textLines(bytes: AsyncIterable<Uint8Array>, tally: FileTally): AsyncGenerator<TextLine[]> {
  const reader = new LineReader(tally);
  for await (const chunk of bytes) {
    tally.bytes += chunk.byteLength;
    const lines = reader.take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    if (lines.length > 0) yield lines;
  }
  const last = reader.end();
  if (last.length > 0) yield last;
}

class LineReader {
  readonly #tally: FileTally;
  #started = false;
  /** Bytes of a line whose end has not come yet. */
  #pending: Buffer[] = [];
  #pendingLength = 0;
  /** The rest of a line that is too long is being passed over. */
  #skipping = false;
  #next = 1;

  constructor(tally: FileTally) {
    this.#tally = tally;
  }

  take(chunk: Buffer): TextLine[] {
    const end = chunk.lastIndexOf(LINE_FEED);
    if (end < 0) {
      this.#hold(chunk);
      return [];
    }
    const start = this.#skipping ? chunk.indexOf(LINE_FEED) + 1 : 0;
    if (this.#skipping) this.#next += 1;
    this.#skipping = false;
    const block = Buffer.concat([...this.#pending, chunk.subarray(start, end)]);
    const empty = start > end;
    this.#pending = [];
    this.#pendingLength = 0;
    const lines = empty ? [] : this.#linesOf(block);
    this.#hold(chunk.subarray(end + 1));
    return lines;
  }

  end(): TextLine[] {
    return this.#pendingLength === 0 ? [] : this.#linesOf(Buffer.concat(this.#pending));
  }

  #hold(part: Buffer): void {
    if (this.#skipping || part.length === 0) return;
    this.#pending.push(part);
    this.#pendingLength += part.length;
    if (this.#pendingLength <= MAX_LINE_BYTES) return;
    this.#tooLong(this.#next);
    this.#pending = [];
    this.#pendingLength = 0;
    this.#skipping = true;
  }

  #linesOf(raw: Buffer): TextLine[] {
    const block = this.#started ? raw : this.#withoutMark(raw);
    this.#started = true;
    const found: TextLine[] = [];
    const texts = isUtf8(block) ? block.toString('utf8').split('\n') : this.#mixedLines(block);
    const binary = block.includes(0);
    for (const text of texts) {
      const number = this.#next;
      this.#next += 1;
      if (text.length > MAX_LINE_BYTES) this.#tooLong(number);
      else if (binary && text.includes('\0')) this.#notText(number);
      else found.push({ number, text: text.endsWith('\r') ? text.slice(0, -1) : text });
    }
    return found;
  }

  #withoutMark(block: Buffer): Buffer {
    this.#tally.bom = block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf;
    return this.#tally.bom ? block.subarray(3) : block;
  }

  /** Lines of a block some of which are not UTF-8. */
  #mixedLines(block: Buffer): string[] {
    const texts: string[] = [];
    for (let start = 0; start <= block.length;) {
      const found = block.indexOf(LINE_FEED, start);
      const end = found < 0 ? block.length : found;
      const line = block.subarray(start, end);
      if (!isUtf8(line)) {
        this.#tally.encoding = 'Windows-1252';
        this.#tally.tell({ reason: 'windows-1252', line: this.#next + texts.length, detail: 'pas en UTF-8' });
      }
      texts.push(isUtf8(line) ? line.toString('utf8') : new TextDecoder('windows-1252').decode(line));
      start = end + 1;
    }
    return texts;
  }

  #tooLong(line: number): void {
    const detail = `longue de plus de ${MAX_LINE_BYTES} octets`;
    if (line === 1) {
      throw new BancError(
        'BANC_LIMIT',
        `La ligne 1 est ${detail} : ce n’est pas une extraction de l’annuaire. Donnez le fichier texte tel que publié.`,
      );
    }
    this.#tally.read += 1;
    this.#tally.ignore({ reason: 'too-long', line, detail });
  }

  #notText(line: number): void {
    if (line === 1) {
      throw new BancError(
        'BANC_DIRECTORY',
        'La ligne 1 porte des caractères NUL : le fichier est en UTF-16 ou n’est pas un texte. Donnez-le tel que publié, en UTF-8.',
      );
    }
    this.#tally.read += 1;
    this.#tally.ignore({ reason: 'not-text', line, detail: 'caractères NUL' });
  }
}
