import { idText, readCdaDocument } from '../../mocks/wire/cda-document.js';
import { decodeEr7 } from '../../mocks/wire/er7-charset.js';
import { type Er7Segment, formatSegment, parseEr7, valueOf } from '../../mocks/wire/er7.js';

/** Base64 longer than this is told, not shown. */
const SHOWN_BASE64 = 80;

/**
 * Makes an HL7 v2 message readable for the report: one segment a line, documents and bodies of mails taken out of their
 * base64 and told below. Anything else is left to other decoders. Tolerant: a broken message is shown as it came.
 */
export function decodeHl7Message(contentType: string, body: Buffer): string | undefined {
  if (!/^application\/hl7-v2\+er7\b/i.test(contentType)) return undefined;
  const { text } = decodeEr7(body);
  try {
    return parseEr7(text).segments.flatMap(segmentLines).join('\n');
  } catch {
    return text.replaceAll('\r', '\n');
  }
}

function segmentLines(segment: Er7Segment): string[] {
  const line = formatSegment(segment);
  const base64 = segment.name === 'OBX' ? valueOf(segment, '5.5') : '';
  if (base64.length <= SHOWN_BASE64) return [line];
  const bytes = Buffer.from(base64, 'base64');
  const short = line.replace(base64, `${base64.slice(0, 24)}…`);
  return [short, ...contentLines(bytes, valueOf(segment, '5.3')).map((one) => `    ${one}`)];
}

function contentLines(bytes: Buffer, type: string): string[] {
  if (type.toUpperCase() !== 'XML') return bytes.toString('utf8').split(/\r?\n/);
  try {
    const { id, setId, versionNumber, title, replaces } = readCdaDocument(bytes);
    const set = setId ? `setId ${idText(setId)}` : '';
    const facts = [title, idText(id), set, versionNumber && `v${versionNumber}`];
    const parents = replaces.map((parent) => `RPLC ${idText(parent)}`);
    return [`CDA · ${bytes.length} o`, ...facts, ...parents].filter((fact) => fact !== '');
  } catch (error) {
    return [`${bytes.length} o`, error instanceof Error ? error.message : String(error)];
  }
}
