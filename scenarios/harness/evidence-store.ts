import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { scenarioDir } from './record.js';

const EXTENSIONS: Record<string, string> = {
  'image/png': 'png',
  'image/webp': 'webp',
  'application/zip': 'zip',
  'video/webm': 'webm',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/csv': 'csv',
  'application/json': 'json',
  'application/pdf': 'pdf',
  'text/xml': 'xml',
};

/** A file put in the evidence folder of a scenario. */
export interface StoredEvidence {
  /** Relative to the run folder, `/` as separator. */
  path: string;
  sha256: string;
  size: number;
  mediaType: string;
}

/** Writes `content` under `scenarios/<slug>/evidence/<number>-<name>.<ext>`. */
export async function storeEvidence(
  runDir: string,
  scenario: string,
  number: number,
  name: string,
  content: Buffer,
  mediaType: string,
): Promise<StoredEvidence> {
  const extension = EXTENSIONS[mediaType] ?? 'bin';
  const bare = name.toLowerCase().endsWith(`.${extension}`) ? name.slice(0, -extension.length - 1) : name;
  const safe = bare
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 60)
    .toLowerCase()
    .replaceAll(/^-|-$/g, '');
  const file = `${String(number).padStart(2, '0')}-${safe || 'piece'}.${extension}`;
  const path = join(scenarioDir(runDir, scenario), 'evidence', file);
  await writeFile(path, content);
  return {
    path: relative(runDir, path).replaceAll('\\', '/'),
    sha256: createHash('sha256').update(content).digest('hex'),
    size: content.length,
    mediaType,
  };
}
