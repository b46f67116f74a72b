import { prettyXml } from '../../mocks/wire/xml.js';

/**
 * Makes a DMP message readable for the report: indented SOAP; for MTOM, the root part indented and the other parts
 * named. Anything else is left to other decoders. Tolerant: a broken message is shown as it came.
 */
export function decodeDmpMessage(contentType: string, body: Buffer): string | undefined {
  if (/^multipart\/related/i.test(contentType)) return decodeMultipart(contentType, body);
  return /xml/i.test(contentType) ? prettyXml(body) : undefined;
}

function decodeMultipart(contentType: string, body: Buffer): string {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return body.toString('utf8');
  const parts = body
    .toString('latin1')
    .split(`--${boundary}`)
    .slice(1)
    .filter((part) => !part.startsWith('--'));
  return parts.map((part, index) => decodePart(part, index)).join('\n\n');
}

/** The first part is the SOAP; the others are documents, of which only size and headers are told. */
function decodePart(part: string, index: number): string {
  const end = /\r?\n\r?\n/.exec(part);
  const headers = part.slice(0, end?.index).trim();
  const content = Buffer.from(end ? part.slice(end.index + end[0].length) : '', 'latin1');
  return index === 0 ? `${headers}\n\n${prettyXml(content)}` : `${headers}\n\n[${content.length} octets]`;
}
