import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BancError } from '../wire/errors.js';
import { readStoredBody } from './body-store.js';
import type { Exchange } from './exchange.js';
import { BODIES_FOLDER, EXCHANGES_FILE } from './journal.js';

/** A journal as found on disk, after the run or after a crash. */
export interface StoredJournal {
  exchanges: Exchange[];
  /** True when the last line was cut by a crash and left aside. */
  truncated: boolean;
  /** Raw bytes of a body; undefined when it is missing or was cut by the crash. */
  readBody(sha256: string): Promise<Buffer | undefined>;
}

/**
 * Reads the journal of a run folder without changing it. A last line without its end is left aside (kill -9 in the
 * middle of a write); a missing file is an empty journal. Throws BANC_RUN_UNREADABLE when another line is not JSON.
 */
export async function readJournal(dir: string): Promise<StoredJournal> {
  const path = join(dir, EXCHANGES_FILE);
  const lines = (await readText(path)).split('\n');
  // What follows the last line feed is empty in a whole journal.
  const rest = lines.pop() ?? '';
  return {
    exchanges: lines.map((line, index) => parseLine(line, path, index + 1)),
    truncated: rest !== '',
    readBody: (sha256) => readStoredBody(join(dir, BODIES_FOLDER), sha256),
  };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw new BancError('BANC_RUN_UNREADABLE', `${path} est illisible. Vérifier le dossier et ses droits.`, {
      cause: error,
    });
  }
}

function parseLine(line: string, path: string, number: number): Exchange {
  try {
    return JSON.parse(line) as Exchange;
  } catch (error) {
    throw new BancError(
      'BANC_RUN_UNREADABLE',
      `${path}, ligne ${number} : ce n'est pas un échange du banc. Le fichier a été modifié ; repartir d'une copie saine.`,
      { cause: error },
    );
  }
}
