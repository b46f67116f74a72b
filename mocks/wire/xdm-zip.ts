import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile as ZipReader } from 'yauzl';
import { ZipFile as ZipWriter } from 'yazl';
import { BancError } from './errors.js';

/** A file of an archive. */
export interface ZippedFile {
  /** Path with `/` as separator, letters as written. */
  path: string;
  bytes: Buffer;
}

/** A file as it stood in the archive read. */
export interface UnzippedFile extends ZippedFile {
  /** The separator was written `\`. */
  backslash: boolean;
}

/** Bounds on what is taken out of an archive, whatever it declares. */
export interface ZipLimits {
  /** Of the archive itself. */
  archiveBytes: number;
  /** Folders included. */
  entries: number;
  /** Of one file, expanded. */
  fileBytes: number;
  /** Of all files together, expanded. */
  totalBytes: number;
  /** Expanded size over compressed size, for files over 1 MiB expanded. */
  ratio: number;
}

/** Far above any IHE_XDM.ZIP (a mail is some tens of MiB), far below what hurts. */
export const ZIP_LIMITS: ZipLimits = {
  archiveBytes: 64 * 1024 * 1024,
  entries: 1_000,
  fileBytes: 96 * 1024 * 1024,
  totalBytes: 192 * 1024 * 1024,
  ratio: 300,
};

const SMALL = 1024 * 1024;
const BACKSLASH = 0x5c;

/**
 * Takes every file out of a ZIP, in the order of its directory. Nothing is written to disk, an archive inside the
 * archive stays a file like another, memory never goes over the limits.
 *
 * @throws BancError BANC_XDM when it is no ZIP, is damaged, or is made to harm: path out of the archive, two files of
 * one name (letter case aside), encrypted file, size other than declared; BANC_LIMIT when over a limit.
 */
export async function unzip(zip: Buffer, limits: ZipLimits = ZIP_LIMITS): Promise<UnzippedFile[]> {
  if (zip.length > limits.archiveBytes) throw over(`the archive is ${zip.length} bytes`, limits.archiveBytes);
  try {
    const reader = await fromBufferPromise(zip, { strictFileNames: false, validateEntrySizes: true });
    if (reader.entryCount > limits.entries) throw over(`it declares ${reader.entryCount} entries`, limits.entries);
    return await readEntries(reader, limits);
  } catch (error) {
    if (error instanceof BancError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw refused(`it cannot be read: ${reason}`, error);
  }
}

/**
 * Makes a ZIP of these files, in this order. The same files and day give the same bytes, whatever the time zone.
 * `day` is kept to the day: its time is noon.
 */
export async function zip(files: readonly ZippedFile[], day: Date): Promise<Buffer> {
  const writer = new ZipWriter();
  // ZIP times are local times: noon exists every day everywhere.
  const mtime = new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 12);
  for (const { path, bytes } of files) {
    writer.addBuffer(bytes, path, { mtime, mode: 0o100644, forceDosTimestamp: true });
  }
  writer.end();
  const chunks: Buffer[] = [];
  for await (const chunk of writer.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function readEntries(reader: ZipReader, limits: ZipLimits): Promise<UnzippedFile[]> {
  const files: UnzippedFile[] = [];
  const names = new Set<string>();
  let total = 0;
  for await (const entry of reader.eachEntry()) {
    const path = entry.fileName;
    if (path.endsWith('/')) continue;
    // Case-insensitive file systems would keep one of the two.
    if (names.has(path.toUpperCase())) throw refused(`two files are named ${path}`);
    names.add(path.toUpperCase());
    if (entry.isEncrypted()) throw refused(`${path} is encrypted`);
    total += entry.uncompressedSize;
    checkSizes(entry, total, limits);
    const bytes = await readEntry(reader, entry);
    if (crc32(bytes) !== entry.crc32) throw refused(`${path} is damaged: its checksum is another`);
    files.push({ path, bytes, backslash: entry.fileNameRaw.includes(BACKSLASH) });
  }
  return files;
}

function checkSizes({ fileName, uncompressedSize, compressedSize }: Entry, total: number, limits: ZipLimits): void {
  if (uncompressedSize > limits.fileBytes) throw over(`${fileName} is ${uncompressedSize} bytes`, limits.fileBytes);
  if (total > limits.totalBytes) throw over(`its files are ${total} bytes or more`, limits.totalBytes);
  const ratio = Math.round(uncompressedSize / Math.max(compressedSize, 1));
  if (uncompressedSize > SMALL && ratio > limits.ratio) {
    throw over(`${fileName} is ${ratio} times its compressed size`, limits.ratio);
  }
}

/** yauzl stops the stream as soon as it goes over the size declared, which {@link checkSizes} accepted. */
async function readEntry(reader: ZipReader, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const stream = await reader.openReadStreamPromise(entry);
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function refused(what: string, cause?: unknown): BancError {
  return new BancError('BANC_XDM', `The ZIP archive is refused: ${what}. Make it again with an ordinary tool.`, {
    cause,
  });
}

function over(what: string, limit: number): BancError {
  return new BancError('BANC_LIMIT', `The ZIP archive is refused: ${what}, more than the ${limit} accepted.`);
}
