import { readFile, stat } from 'node:fs/promises';
import { BancError, type BancErrorCode } from '../../mocks/wire/errors.js';
import type { FileReport } from '../../reporters/model.js';
import type { FileContext, FileKind } from './file-kind.js';
import { checkResult } from './proof-result.js';
import { type Lang, joinTexts } from './text.js';
import { rollUp } from './verdict.js';

/** Largest file judged, bytes. */
const MAX_BYTES = 64 * 1024 * 1024;
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
    const bytes = await readWhole(file);
    kind ??= guessKind(bytes, file, options.kinds);
    const findings = await kind.judge(bytes, options);
    const checks = findings.map((finding) => checkResult(finding, options.lang));
    return { ...named(file, kind, options.lang), verdict: rollUp(checks.map(({ verdict }) => verdict)), checks };
  } catch (error) {
    if (!(error instanceof BancError) || !UNREADABLE.has(error.code)) throw error;
    const { code, message } = error;
    return { ...named(file, kind, options.lang), verdict: 'not-observed', checks: [], error: { code, message } };
  }
}

function named(
  file: string,
  kind: FileKind | undefined,
  lang: Lang,
): Pick<FileReport, 'file' | 'lang' | 'kind' | 'kindTitle'> {
  return { file, lang, ...(kind ? { kind: kind.kind, kindTitle: kind.title[lang] } : {}) };
}

async function readWhole(file: string): Promise<Buffer> {
  try {
    const found = await stat(file);
    // A pipe or a device may never end.
    if (!found.isFile()) throw new BancError('BANC_USAGE', `${file} n’est pas un fichier.`);
    if (found.size > MAX_BYTES) {
      throw new BancError(
        'BANC_LIMIT',
        `${file} fait ${found.size} octets, plus que les ${MAX_BYTES} (64 Mio) acceptés ; donnez un seul message.`,
      );
    }
    if (found.size === 0) throw new BancError('BANC_MESSAGE_INVALID', `${file} est vide.`);
    return await readFile(file);
  } catch (error) {
    if (error instanceof BancError) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new BancError('BANC_USAGE', `${file} ne se lit pas (${reason}) ; vérifiez son chemin.`, { cause: error });
  }
}

function guessKind(bytes: Buffer, file: string, kinds: readonly FileKind[]): FileKind {
  const found = kinds.filter((kind) => kind.recognises(bytes, file));
  if (found.length === 1 && found[0]) return found[0];
  const choice = joinTexts(
    (found.length > 1 ? found : kinds).map(({ kind, title }) => joinTexts([kind, ' (', title, ')'], '')),
  ).fr;
  const problem = found.length > 1 ? 'peut être de plusieurs sortes' : 'n’est d’aucune sorte reconnue';
  throw new BancError('BANC_MESSAGE_INVALID', `${file} ${problem} ; dites laquelle avec --as : ${choice}.`);
}
