import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { z } from 'zod';
import { BancError } from '../../mocks/wire/errors.js';

/** Largest file taken, bytes. */
const MAX_BYTES = 32 * 1024 * 1024;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.webm': 'video/webm',
  '.pdf': 'application/pdf',
  '.csv': 'text/csv',
  '.txt': 'text/plain',
  '.xml': 'text/xml',
  '.json': 'application/json',
  '.html': 'text/html',
  '.zip': 'application/zip',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.odt': 'application/vnd.oasis.opendocument.text',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/**
 * A file the software under test or its vendor hands over: an export, a certificate, a page of the manual. An adapter
 * gives its bytes; the operator gives its path. In an observation, use it as it is or with `.meta`.
 */
export const providedFile = z.object({
  /** File name with its extension: `traces.csv`. */
  name: z.string().min(1),
  contentBase64: z.base64(),
});

/** See {@link providedFile}. */
export type ProvidedFile = z.infer<typeof providedFile>;

/** Its bytes. */
export function fileBytes(file: ProvidedFile): Buffer {
  return Buffer.from(file.contentBase64, 'base64');
}

/** Whether a schema is that of a provided file, described or not. */
export function isProvidedFileSchema(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject && Object.keys(schema.shape).join() === 'name,contentBase64';
}

/** Media type of a file, by its extension. */
export function mediaTypeOf(name: string): string {
  return MEDIA_TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream';
}

/** Every file in an observation, at any depth. */
export function filesIn(observation: unknown): ProvidedFile[] {
  if (typeof observation !== 'object' || observation === null) return [];
  if (isProvidedFile(observation)) return [observation];
  return Object.values(observation).flatMap(filesIn);
}

/** JSON of an observation in which files are named, not spelled out: their bytes are evidence of their own. */
export function observationText(observation: unknown): string {
  return JSON.stringify(observation, (_key, value: unknown) => {
    if (!isProvidedFile(value)) return value;
    const bytes = fileBytes(value);
    return { name: value.name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
}

/**
 * Reads a file somebody named.
 * @throws BancError BANC_OPERATOR_MISSING when it cannot be read, BANC_LIMIT when it is larger than 32 MiB.
 */
export async function readProvidedFile(path: string): Promise<ProvidedFile> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) {
      throw new BancError('BANC_LIMIT', `Le fichier ${path} fait ${size} octets, plus que les ${MAX_BYTES} acceptés.`);
    }
    return { name: basename(path), contentBase64: (await readFile(path)).toString('base64') };
  } catch (error) {
    if (error instanceof BancError) throw error;
    throw new BancError('BANC_OPERATOR_MISSING', `Le fichier ${path} ne se lit pas ; vérifiez son chemin.`, {
      cause: error,
    });
  }
}

function isProvidedFile(value: unknown): value is ProvidedFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).toSorted().join() === 'contentBase64,name' &&
    typeof (value as ProvidedFile).contentBase64 === 'string'
  );
}
