import type { AttachmentStream, MailParserOptions } from 'mailparser';
import { BancError } from './errors.js';

/** Largest message read, bytes; what a file given to `banc check` may weigh. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Largest header block of one part, bytes. */
const MAX_HEADER_BYTES = 256 * 1024;
/** Most lines: the splitter takes each one in turn. A message of base64 of the largest size has half as many. */
const MAX_LINES = 2_000_000;
/** Most parts of one message. */
const MAX_PARTS = 200;
/** Deepest nesting of parts; a mail of a person stays under five. */
const MAX_DEPTH = 20;

/** A node of mailparser's tree, as far as we read it (3.9.31, pinned; the library does not declare it). */
export interface ParsedNode {
  node: {
    contentType: string | false;
    charset: string | false;
    encoding: string | false;
    disposition: string | false;
    filename: string | false;
    _headersLines: Buffer[];
    _boundary: Buffer | false;
    _parsedContentType: { params: Record<string, string> } | false;
  };
  headers: Map<string, unknown>;
  textContent?: string;
  /** Put here by {@link parseTree}: the decoded bytes of a part that is not displayed text. */
  content?: Buffer;
  children: ParsedNode[];
}

/** Embedded messages stay attachments, whole; nothing is turned into HTML, nothing is linked. */
const OPTIONS: MailParserOptions & { ignoreEmbedded: boolean; maxHeadSize: number; maxChildNodes: number } = {
  keepDeliveryStatus: true,
  skipHtmlToText: true,
  skipImageLinks: true,
  skipTextLinks: true,
  skipTextToHtml: true,
  ignoreEmbedded: true,
  maxHeadSize: MAX_HEADER_BYTES,
  maxChildNodes: MAX_PARTS,
};

/**
 * The MIME tree of a message, decoded by mailparser, within limits.
 *
 * @throws BancError BANC_LIMIT when the message is too large, has endless headers, too many lines or parts, or too deep a
 * nesting;
 * BANC_MIME_INVALID when it cannot be split.
 */
export async function parseTree(raw: Buffer): Promise<ParsedNode> {
  if (raw.length > MAX_BYTES) {
    throw new BancError(
      'BANC_LIMIT',
      `The mail weighs ${raw.length} bytes, more than ${MAX_BYTES}; send a smaller one.`,
    );
  }
  if (raw.length === 0) throw new BancError('BANC_MIME_INVALID', 'The mail is empty: no header, no body.');
  if (hasMoreLines(raw, MAX_LINES)) {
    throw new BancError('BANC_LIMIT', `The mail has more than ${MAX_LINES} lines; send a smaller one.`);
  }
  // With all it brings, it is a quarter of what the command line would load: loaded with the first mail only.
  const { MailParser } = await import('mailparser');
  const parser = new MailParser(OPTIONS);
  const tree = (): ParsedNode | undefined => (parser as unknown as { tree: ParsedNode | false }).tree || undefined;
  const attached = new Map<unknown, Buffer>();
  await new Promise<void>((resolve, reject) => {
    parser.on('data', (data: AttachmentStream | { type: 'text' }) => {
      if (data.type !== 'attachment') return;
      const chunks: Buffer[] = [];
      data.content.on('data', (chunk: Buffer) => chunks.push(chunk));
      data.content.on('end', () => {
        attached.set(data.headers, Buffer.concat(chunks));
        data.release();
      });
    });
    parser.on('error', reject);
    parser.on('end', () => {
      resolve();
    });
    parser.end(raw);
  }).catch((error: unknown) => {
    throw unreadable(error);
  });
  const root = tree();
  if (!root) throw new BancError('BANC_MIME_INVALID', 'The mail has neither header nor body.');
  settle(root, attached, 1);
  return root;
}

function hasMoreLines(raw: Buffer, limit: number): boolean {
  let lines = 0;
  for (let at = raw.indexOf(0x0a); at >= 0 && lines <= limit; at = raw.indexOf(0x0a, at + 1)) lines += 1;
  return lines > limit;
}

function settle(parsed: ParsedNode, attached: ReadonlyMap<unknown, Buffer>, depth: number): void {
  if (depth > MAX_DEPTH) {
    throw new BancError('BANC_LIMIT', `The parts of the mail are nested more than ${MAX_DEPTH} deep; flatten it.`);
  }
  const content = attached.get(parsed.headers);
  if (content) parsed.content = content;
  for (const inner of parsed.children) settle(inner, attached, depth + 1);
}

function unreadable(error: unknown): BancError {
  const { code, message } = error as { code?: string; message?: string };
  return code === 'EMAXLEN'
    ? new BancError('BANC_LIMIT', `The mail is beyond the limits of the bench: ${message ?? ''}.`, { cause: error })
    : new BancError('BANC_MIME_INVALID', `The mail cannot be split: ${message ?? String(error)}.`, { cause: error });
}
