import { BancError } from '../../mocks/wire/errors.js';
import { isMtom, type MtomMessage, readMtom } from '../../mocks/wire/mtom.js';

/** A SOAP message taken out of a captured file. */
export interface CapturedMessage {
  /** Bytes of the envelope. */
  root: Buffer;
  /** MTOM parts beside it. */
  parts: MtomMessage['parts'];
  mtom: boolean;
  /** What was read although the specification says otherwise, in French. */
  tolerated: string[];
}

const HTTP_START = /^(?:[A-Z]+ \S+ HTTP\/\d|HTTP\/\d(?:\.\d)? \d{3}|[A-Za-z][A-Za-z-]*: ?\S)/;
const BLANK_LINE = /\r?\n\r?\n/;
/** Headers longer than this are no headers. */
const HEAD_BYTES = 64 * 1024;

/** Whether bytes start like an HTTP message with its headers, or like a MIME body without them. */
export function looksLikeHttpSoap(bytes: Buffer): boolean {
  const head = headOf(bytes);
  return (HTTP_START.test(head) || head.startsWith('--')) && /soap|xop\+xml/i.test(head);
}

/**
 * Takes the envelope out of what a capture tool saved: the envelope alone, a multipart body whose first line is its
 * boundary, or a whole HTTP message (headers, with or without the first line).
 *
 * @throws BancError BANC_MIME_INVALID when it is cut short, encoded, or no multipart; BANC_LIMIT when too large.
 */
export async function readCapturedMessage(bytes: Buffer): Promise<CapturedMessage> {
  const head = headOf(bytes);
  if (HTTP_START.test(head)) return readHttp(bytes);
  if (head.startsWith('--')) return readMultipart(contentTypeOf(head), bytes);
  return { root: bytes, parts: new Map(), mtom: false, tolerated: [] };
}

async function readHttp(bytes: Buffer): Promise<CapturedMessage> {
  const head = headOf(bytes);
  const blank = BLANK_LINE.exec(head);
  if (!blank)
    throw new BancError('BANC_MIME_INVALID', 'No empty line after the HTTP headers: the capture is cut short.');
  const headers = new Map(
    head
      .slice(0, blank.index)
      // A header may go on in lines that start with a blank.
      .replaceAll(/\r?\n[ \t]+/g, ' ')
      .split(/\r?\n/)
      .map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
  );
  for (const name of ['transfer-encoding', 'content-encoding']) {
    const value = headers.get(name) ?? 'identity';
    if (value !== 'identity') {
      throw new BancError('BANC_MIME_INVALID', `The body is still in ${name} "${value}". Save it decoded.`);
    }
  }
  const body = bytes.subarray(blank.index + blank[0].length);
  const length = Number(headers.get('content-length') ?? body.length);
  if (body.length < length) {
    throw new BancError(
      'BANC_MIME_INVALID',
      `The body has ${body.length} bytes of the ${length} announced: it is cut.`,
    );
  }
  const contentType = headers.get('content-type') ?? '';
  if (isMtom(contentType)) return readMultipart(contentType, body.subarray(0, length));
  return { root: body.subarray(0, length), parts: new Map(), mtom: false, tolerated: [] };
}

async function readMultipart(contentType: string, body: Buffer): Promise<CapturedMessage> {
  return { ...(await readMtom(contentType, body)), mtom: true };
}

/** The Content-Type a multipart body went with, made up from its first part. */
function contentTypeOf(head: string): string {
  const boundary = /^--([^\r\n]*)/.exec(head)?.[1]?.trim() ?? '';
  const first = head.slice(0, BLANK_LINE.exec(head)?.index);
  const start = /^Content-ID:\s*(<[^>\r\n]+>)/im.exec(first)?.[1];
  return `multipart/related; boundary="${boundary}"${start === undefined ? '' : `; start="${start}"`}`;
}

function headOf(bytes: Buffer): string {
  // One character a byte, so that positions in the text are positions in the file.
  return bytes.subarray(0, HEAD_BYTES).toString('latin1');
}
