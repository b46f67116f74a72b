import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { BancError } from '../../mocks/wire/errors.js';
import { reportSchema } from '../../reporters/model.js';

const runFileSchema = z.object({
  schema: z.literal('banc-run/1'),
  id: z.string(),
  startedAt: z.string(),
  /** Absent while it runs, and for ever after a kill -9. */
  finishedAt: z.string().optional(),
  /** Set when the run was stopped on purpose or failed before its end. */
  stop: z.enum(['interrupted', 'failed']).optional(),
  lang: z.enum(['fr', 'en']),
  attended: z.boolean(),
  selection: z.array(z.string()),
  /** Ids of the scenarios that were to run, in order, with what the report needs if they never start. */
  planned: z.array(z.object({ id: z.string(), requirement: z.string() })),
  adapter: z.string(),
  configSha256: z.string().optional(),
  adapterSha256: z.string().optional(),
  defects: z.array(z.string()),
  variants: z.array(z.string()),
  bench: reportSchema.shape.run.shape.bench,
  sut: reportSchema.shape.sut,
  /** Faults of the bench outside scenarios. */
  errors: z.array(z.string()),
});

/** `run.json`: what a run set out to do, written before anything is judged. */
export type RunFile = z.infer<typeof runFileSchema>;

/** A run id that sorts by time: `2026-11-21T04-30-00-a1b2c3`. */
export function newRunId(now: Date): string {
  return `${now.toISOString().slice(0, 19).replaceAll(':', '-')}-${randomBytes(3).toString('hex')}`;
}

/** Makes the folder of a run and returns its absolute path. */
export async function createRunDir(parent: string, id: string): Promise<string> {
  const dir = resolve(parent, id);
  try {
    await mkdir(join(dir, 'scenarios'), { recursive: true });
  } catch (error) {
    throw new BancError('BANC_PREFLIGHT', `Impossible de créer ${dir} ; donnez un dossier où écrire avec --out.`, {
      cause: error,
    });
  }
  return dir;
}

/** Writes run.json whole. */
export async function writeRunFile(dir: string, run: RunFile): Promise<void> {
  const path = join(dir, 'run.json');
  await writeFile(`${path}.tmp`, JSON.stringify(run, null, 1));
  await rename(`${path}.tmp`, path);
}

/**
 * Reads run.json.
 * @throws BancError BANC_RUN_UNREADABLE when the folder is not one of a run.
 */
export async function readRunFile(dir: string): Promise<RunFile> {
  try {
    return runFileSchema.parse(JSON.parse(await readFile(join(dir, 'run.json'), 'utf8')));
  } catch (error) {
    throw new BancError(
      'BANC_RUN_UNREADABLE',
      `${dir} n'est pas le dossier d'une campagne (run.json absent ou illisible).`,
      {
        cause: error,
      },
    );
  }
}
