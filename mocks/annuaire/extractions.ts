import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import {
  type ExportedFile,
  mssanteCorrespondenceFile,
  psLibreAccesFiles,
} from '../../fixtures/directory/export/export-files.js';
import type { Directory } from '../../fixtures/directory/records.js';
import {
  type ExchangeNotes,
  headerOf,
  type HttpAnswer,
  plainRefusal,
  type ReceivedRequest,
} from '../core/http-message.js';

/** A published archive. */
interface Publication {
  archive: Buffer;
  etag: string;
  /** HTTP date. */
  lastModified: string;
  /** Name of the archive, dated. */
  name: string;
}

/** The daily archives for download (annuaire.md §7): what they hold stays the same until the next publication. */
export interface Extractions {
  answer(request: ReceivedRequest, name: string, notes: ExchangeNotes): Promise<HttpAnswer>;
  /** Publishes the directory as it is now; the archives are made when they are first asked for. */
  publish(): { publishedAt: string };
}

const FILES: Readonly<Record<string, (directory: Directory, date: Date) => ExportedFile[]>> = {
  PS_LibreAcces: psLibreAccesFiles,
  Extraction_Correspondance_MSSante: (directory, date) => [mssanteCorrespondenceFile(directory, date)],
};

/** Archives of the directory that `current` gives at the time of a publication; the first one is now. */
export function createExtractions(current: () => Directory, now: () => Date): Extractions {
  let edition = newEdition();

  function newEdition() {
    return { directory: current(), date: now(), made: new Map<string, Promise<Publication>>() };
  }

  function publication(name: string, files: (typeof FILES)[string]): Promise<Publication> {
    const { directory, date, made } = edition;
    let archive = made.get(name);
    if (archive === undefined) {
      archive = publish(name, files(directory, date), date);
      made.set(name, archive);
    }
    return archive;
  }

  return {
    publish: () => {
      edition = newEdition();
      return { publishedAt: edition.date.toISOString() };
    },
    answer: async (request, name, notes) => {
      const files = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
      if (files === undefined) return refuse(404, `extraction inconnue : ${name.slice(0, 100)}`, notes);
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return refuse(405, `${request.method} refusé : une extraction se télécharge`, notes);
      }
      const { archive, etag, lastModified, name: fileName } = await publication(name, files);
      const headers: HttpAnswer['headers'] = [
        ['Content-Type', 'application/zip'],
        ['Content-Disposition', `attachment; filename="${fileName}"`],
        ['ETag', etag],
        ['Last-Modified', lastModified],
      ];
      if (isUnchanged(request, etag, lastModified)) {
        const exchange = { ...notes, summary: `Extraction ${name} : inchangée` };
        return { status: 304, headers, body: '', exchange };
      }
      const exchange = { ...notes, summary: `Extraction ${name} : ${archive.length} octets` };
      return { status: 200, headers, body: archive, exchange };
    },
  };
}

function refuse(status: number, reason: string, notes: ExchangeNotes): HttpAnswer {
  const refusal = plainRefusal(status, reason);
  return { ...refusal, exchange: { ...notes, summary: reason, unexpected: reason } };
}

/** If-None-Match before If-Modified-Since (RFC 9110 §13.2.2). */
function isUnchanged(request: ReceivedRequest, etag: string, lastModified: string): boolean {
  const tags = headerOf(request, 'If-None-Match');
  if (tags !== undefined) return tags === '*' || tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  const since = Date.parse(headerOf(request, 'If-Modified-Since') ?? '');
  return since >= Date.parse(lastModified);
}

async function publish(name: string, files: readonly ExportedFile[], date: Date): Promise<Publication> {
  const zip = new ZipFile();
  for (const file of files) {
    zip.addReadStream(Readable.from(encoded(file.text)), file.name, { mtime: date });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  const archive = Buffer.concat(chunks);
  const stamp = date.toISOString().replaceAll(/[-T:]/g, '').slice(0, 12);
  return {
    archive,
    etag: `"${createHash('sha256').update(archive).digest('hex').slice(0, 32)}"`,
    lastModified: date.toUTCString(),
    name: `${name}_${stamp}.zip`,
  };
}

function* encoded(text: Iterable<string>): Generator<Buffer> {
  for (const part of text) yield Buffer.from(part);
}
