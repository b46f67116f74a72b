import { open, readFile, stat } from 'node:fs/promises';
import { BancError, type BancErrorCode } from '../../mocks/wire/errors.js';
import type { FileReport } from '../../reporters/model.js';
import type { FileContext, FileKind } from './file-kind.js';
import { checkResult } from './proof-result.js';
import { type Lang, joinTexts } from './text.js';
import { rollUp } from './verdict.js';

/** Largest file judged, bytes, unless its kind is read piece by piece. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Looked at to recognise a larger one. */
const HEAD_BYTES = 64 * 1024;
/** Read at once of one. */
const PIECE_BYTES = 32 * 1024;
/** What a file that cannot be read throws; any other code is about the set-up or the bench. */
const UNREADABLE = new Set<BancErrorCode>([
  'BANC_XML_INVALID',
  'BANC_MIME_INVALID',
  'BANC_MESSAGE_INVALID',
  'BANC_XDM',
  'BANC_LIMIT',
  'BANC_USAGE',
]);

/** How to judge a file. */
export interface FileCheckOptions extends FileContext {
  kinds: readonly FileKind[];
  /** The kind the user said; guessed from the content when left out. */
  as?: FileKind;
  lang: Lang;
}

/**
 * Judges one file. What cannot be read is told in `error`, never thrown, so that the next files are judged too.
 * @throws BancError when the set-up is wrong (BANC_CONFIG_INVALID).
 */
export async function checkFile(file: string, options: FileCheckOptions): Promise<FileReport> {
  let kind = options.as;
  try {
    const size = await sizeOf(file);
    if (size > MAX_BYTES) kind ??= await guessByHead(file, options.kinds);
    const bytes = kind?.judgeOpened ? undefined : await readWhole(file, size);
    kind ??= guessKind(bytes ?? Buffer.alloc(0), file, options.kinds);
    const whole = { name: file, open: () => piecesOf(file) };
    const findings = await (kind.judgeOpened?.(whole, options) ?? kind.judge(bytes ?? Buffer.alloc(0), options));
    const checks = findings.map((finding) => checkResult(finding, options.lang));
    return { ...named(file, kind, options.lang), verdict: rollUp(checks.map(({ verdict }) => verdict)), checks };
  } catch (error) {
    if (!(error instanceof BancError) || !UNREADABLE.has(error.code)) throw error;
    const { code, message } = error;
    return { ...named(file, kind, options.lang), verdict: 'not-observed', checks: [], error: { code, message } };
  }
}

/** The bytes of a file, piece by piece in one buffer: a piece is gone when the next one is asked for. */
async function* piecesOf(file: string): AsyncGenerator<Uint8Array> {
  const opened = await open(file);
  try {
    const piece = new Uint8Array(PIECE_BYTES);
    for (;;) {
      const { bytesRead } = await opened.read(piece, 0, PIECE_BYTES);
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await opened.close();
  }
}

function named(
  file: string,
  kind: FileKind | undefined,
  lang: Lang,
): Pick<FileReport, 'file' | 'lang' | 'kind' | 'kindTitle'> {
  return { file, lang, ...(kind ? { kind: kind.kind, kindTitle: kind.title[lang] } : {}) };
}

/** Size of a file that is one and is not empty. */
function sizeOf(file: string): Promise<number> {
  return reading(file, async () => {
    const found = await stat(file);
    // A pipe or a device may never end.
    if (!found.isFile()) throw new BancError('BANC_USAGE', `${file} n’est pas un fichier.`);
    if (found.size === 0) throw new BancError('BANC_MESSAGE_INVALID', `${file} est vide.`);
    return found.size;
  });
}

function readWhole(file: string, size: number): Promise<Buffer> {
  if (size > MAX_BYTES) {
    throw new BancError(
      'BANC_LIMIT',
      `${file} fait ${size} octets, plus que les ${MAX_BYTES} (64 Mio) acceptés ; donnez un seul message.`,
    );
  }
  return reading(file, () => readFile(file));
}

/** The kind of a file too large to be read whole, among those that are read piece by piece. */
async function guessByHead(file: string, kinds: readonly FileKind[]): Promise<FileKind | undefined> {
  const head = await readHead(file);
  return kinds.find((kind) => kind.judgeOpened !== undefined && kind.recognises(head, file));
}

function readHead(file: string): Promise<Buffer> {
  return reading(file, async () => {
    const opened = await open(file);
    try {
      const { buffer, bytesRead } = await opened.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await opened.close();
    }
  });
}

async function reading<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof BancError) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new BancError('BANC_USAGE', `${file} ne se lit pas (${reason}) ; vérifiez son chemin.`, { cause: error });
  }
}

function guessKind(bytes: Buffer, file: string, kinds: readonly FileKind[]): FileKind {
  // What it holds first: a name such as `export.csv` says little.
  const [only, ...others] = kinds.filter((kind) => kind.recognises(bytes, ''));
  if (only && others.length === 0) return only;
  const found = kinds.filter((kind) => kind.recognises(bytes, file));
  if (found.length === 1 && found[0]) return found[0];
  const choice = joinTexts(
    (found.length > 1 ? found : kinds).map(({ kind, title }) => joinTexts([kind, ' (', title, ')'], '')),
  ).fr;
  const problem = found.length > 1 ? 'peut être de plusieurs sortes' : 'n’est d’aucune sorte reconnue';
  throw new BancError('BANC_MESSAGE_INVALID', `${file} ${problem} ; dites laquelle avec --as : ${choice}.`);
}
