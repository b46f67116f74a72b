import type { AttachmentStream, MessageText } from 'mailparser';
import { BancError } from './errors.js';
import { NS } from './namespaces.js';
import { descendant } from './xml.js';
import type { XmlNodeData } from './xml.js';

/** A part beside the root. */
export interface MtomPart {
  /** Without angle brackets: `doc1-2@urn:ihe:iti:xds-b:2007`. */
  contentId: string;
  contentType: string;
  content: Buffer;
}

/** A message taken apart. */
export interface MtomMessage {
  /** The SOAP envelope's bytes. */
  root: Buffer;
  /** Other parts by Content-ID, without angle brackets. */
  parts: Map<string, { contentType: string; content: Buffer }>;
  /** What was read although the specification says otherwise, in French. */
  tolerated: string[];
}

/** Bounds on what is taken apart. */
export interface MtomLimits {
  /** Size of the whole body in bytes; 64 MiB unless told. */
  maxBytes?: number;
  /** Number of parts, root included; 100 unless told. */
  maxParts?: number;
}

const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
const DEFAULT_MAX_PARTS = 100;

/** True when a Content-Type header announces an MTOM (or any multipart/related) body. */
export function isMtom(contentType: string | undefined): boolean {
  return /^\s*multipart\/related\b/i.test(contentType ?? '');
}

/** Value for `xop:Include/@href`: the DMP percent-encodes the Content-ID (dmp.md §4). */
export function cidUrl(contentId: string): string {
  return `cid:${contentId.replace(/[^A-Za-z0-9@._~-]/g, (character) => encodeURIComponent(character))}`;
}

/** Writes an MTOM/XOP body with CRLF line ends (dmp.md §§4, 8). The boundary is one that no part contains. */
export function buildMtom(
  rootXml: string,
  parts: readonly MtomPart[],
  options: { action: string; rootContentId?: string },
): { contentType: string; body: Buffer } {
  const rootId = options.rootContentId ?? 'root@banc';
  const root = Buffer.from(rootXml, 'utf8');
  const boundary = freeBoundary([root, ...parts.map((part) => part.content)]);
  const chunks: Buffer[] = [];
  const add = (contentType: string, contentId: string, content: Buffer): void => {
    const head = `--${boundary}\r\nContent-Type: ${contentType}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${contentId}>\r\n\r\n`;
    chunks.push(Buffer.from(head, 'utf8'), content, Buffer.from('\r\n'));
  };
  add('application/xop+xml; charset=UTF-8; type="application/soap+xml"', rootId, root);
  for (const part of parts) add(part.contentType, part.contentId, part.content);
  chunks.push(Buffer.from(`--${boundary}--\r\n`));
  return {
    contentType: `multipart/related; type="application/xop+xml"; boundary="${boundary}"; start="<${rootId}>"; start-info="application/soap+xml"; action="${options.action}"`,
    body: Buffer.concat(chunks),
  };
}

/**
 * Takes an MTOM body apart, bytes of the parts unchanged (transfer encodings undone). The root is the part `start`
 * names, else the first. Dialects of dmp.md §4 are accepted.
 *
 * @throws BancError BANC_MIME_INVALID when it is no multipart body, is cut short, or has no root part;
 *   BANC_LIMIT when too large or in too many parts.
 */
export async function readMtom(contentType: string, body: Buffer, limits: MtomLimits = {}): Promise<MtomMessage> {
  const maxBytes = limits.maxBytes ?? DEFAULT_MAX_BYTES;
  if (body.length > maxBytes) {
    throw new BancError('BANC_LIMIT', `The MTOM body is ${body.length} bytes, more than the ${maxBytes} accepted.`);
  }
  const boundary = parameter(contentType, 'boundary');
  if (!isMtom(contentType) || !boundary) {
    throw new BancError('BANC_MIME_INVALID', 'The Content-Type is not multipart/related with a boundary. Send MTOM.');
  }
  if (!body.includes(`--${boundary}--`)) {
    throw new BancError(
      'BANC_MIME_INVALID',
      'The MTOM body has no closing boundary: it is cut short or not multipart.',
    );
  }
  const found = await splitParts(contentType, body, limits.maxParts ?? DEFAULT_MAX_PARTS);
  const start = parameter(contentType, 'start');
  const named = start === undefined ? undefined : found.find((part) => part.contentId === bareContentId(start));
  const root = named ?? found[0];
  if (!root) throw new BancError('BANC_MIME_INVALID', 'The MTOM body has no part. Put the SOAP envelope first.');

  const tolerated: string[] = [];
  if (!named) tolerated.push('MTOM : paramètre start absent ou ne désignant aucune partie ; la première est la racine');
  const parts = new Map<string, { contentType: string; content: Buffer }>();
  for (const part of found) {
    if (part === root) continue;
    if (parts.has(part.contentId))
      tolerated.push(`MTOM : Content-ID <${part.contentId}> en double ; la première partie compte`);
    else parts.set(part.contentId, { contentType: part.contentType, content: part.content });
  }
  return { root: root.content, parts, tolerated };
}

/**
 * Bytes of an element of type base64Binary: those of the part its `xop:Include` names, or its own base64 text.
 *
 * @throws BancError BANC_MIME_INVALID when the part is missing, or the text is no base64.
 */
export function resolveBinary(element: XmlNodeData, parts: MtomMessage['parts']): Buffer {
  const include = descendant(element, NS.xop, 'Include');
  if (!include) return inlineBinary(element.text);
  const href = include.attributes['href'] ?? '';
  const contentId = href.replace(/^cid:/i, '');
  const part = parts.get(decoded(contentId)) ?? parts.get(contentId);
  if (!part) {
    throw new BancError('BANC_MIME_INVALID', `xop:Include names ${href}, but no part has that Content-ID.`);
  }
  return part.content;
}

function inlineBinary(text: string): Buffer {
  const base64 = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) {
    throw new BancError('BANC_MIME_INVALID', 'An element of type base64Binary has a text that is no base64.');
  }
  return Buffer.from(base64, 'base64');
}

function freeBoundary(contents: Buffer[]): string {
  for (let attempt = 0; ; attempt += 1) {
    const boundary = `MIME_banc_${attempt}`;
    if (!contents.some((content) => content.includes(`--${boundary}`))) return boundary;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function bareContentId(text: string): string {
  return text.trim().replace(/^<|>$/g, '');
}

/** A parameter of a Content-Type, quoted or not. */
function parameter(contentType: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(contentType);
  return match?.[1]?.replace(/\\(.)/g, '$1') ?? match?.[2];
}

/** mailparser reads a mail: the HTTP Content-Type becomes the mail's. */
async function splitParts(contentType: string, body: Buffer, maxParts: number): Promise<MtomPart[]> {
  // Loaded with the first body only, as for mails.
  const { MailParser } = await import('mailparser');
  const header = `MIME-Version: 1.0\r\nContent-Type: ${contentType.replace(/[\r\n]+/g, ' ')}\r\n\r\n`;
  const parser = new MailParser({ skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  // mailparser decodes text/plain and text/html bodies; here every part is bytes to keep.
  Object.assign(parser, { textTypes: [] });

  return new Promise((resolve, reject) => {
    const parts: MtomPart[] = [];
    const fail = (code: 'BANC_MIME_INVALID' | 'BANC_LIMIT', message: string, cause?: unknown): void => {
      parser.destroy();
      reject(new BancError(code, message, { cause }));
    };
    parser.on('data', (data: AttachmentStream | MessageText) => {
      if (data.type !== 'attachment') return;
      if (parts.length >= maxParts) {
        fail('BANC_LIMIT', `The MTOM body has more than the ${maxParts} parts accepted.`);
        return;
      }
      const part: MtomPart = {
        contentId: bareContentId(data.contentId ?? ''),
        contentType: data.contentType,
        content: Buffer.alloc(0),
      };
      parts.push(part);
      const chunks: Buffer[] = [];
      data.content.on('data', (chunk: Buffer) => chunks.push(chunk));
      data.content.on('end', () => {
        part.content = Buffer.concat(chunks);
        data.release();
      });
    });
    parser.on('error', (error: unknown) => {
      fail('BANC_MIME_INVALID', 'The MTOM body cannot be split into parts. Check its boundaries and headers.', error);
    });
    parser.on('end', () => {
      resolve(parts);
    });
    parser.end(Buffer.concat([Buffer.from(header, 'utf8'), body]));
  });
}
