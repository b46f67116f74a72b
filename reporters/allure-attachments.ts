import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Attachment } from 'allure-js-commons';
import type { FileSystemWriter } from 'allure-js-commons/sdk/reporter';
import type { Evidence, ExchangeView, ProofResult, Report } from './model.js';
import { staysInside } from './run-paths.js';

/**
 * Copies the evidence of a proof beside the results: files as they are, exchanges and short texts as text. A file that
 * is missing, or outside the run folder, is left out.
 */
export async function attachmentsOf(
  proof: ProofResult,
  report: Report,
  runDir: string,
  writer: FileSystemWriter,
): Promise<Attachment[]> {
  const found: Attachment[] = [];
  for (const evidence of proof.evidence) {
    const content = await contentOf(evidence, report, runDir);
    if (!content) continue;
    const source = `${createHash('sha256').update(content.bytes).digest('hex')}-attachment${content.extension}`;
    writer.writeAttachment(source, content.bytes);
    found.push({ name: evidence.title, type: content.type, source, size: content.bytes.length });
  }
  return found;
}

interface Content {
  bytes: Buffer;
  type: string;
  /** With its dot. */
  extension: string;
}

async function contentOf(evidence: Evidence, report: Report, runDir: string): Promise<Content | undefined> {
  const { path, mediaType, exchange: id, text } = evidence;
  if (path !== undefined) {
    if (!staysInside(path)) return undefined;
    const bytes = await readFile(join(runDir, path)).catch(() => undefined);
    const extension = /^\.[A-Za-z0-9]{1,8}$/.exec(extname(path))?.[0] ?? '';
    return bytes && { bytes, type: mediaType ?? 'application/octet-stream', extension };
  }
  const exchange = report.exchanges.find((one) => one.id === id);
  const plain = exchange ? exchangeText(exchange) : text;
  return plain === undefined ? undefined : { bytes: Buffer.from(plain), type: 'text/plain', extension: '.txt' };
}

function exchangeText({ id, summary, startedAt, request, response }: ExchangeView): string {
  const messages = [request, response].flatMap((message) =>
    message
      ? [message.line, ...message.headers.map(([name, value]) => `${name}: ${value}`), '', message.decoded ?? '', '']
      : [],
  );
  return [`${id} · ${startedAt} · ${summary}`, '', ...messages].join('\n');
}
