import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evidence, FailureClass } from '../../reporters/model.js';
import { BancError } from '../../mocks/wire/errors.js';
import type { Finding } from './check.js';
import type { Scenario, Tenant } from './scenario.js';
import type { Text } from './text.js';

/** What a worker writes of one scenario, as it goes: `scenarios/<slug>/record.json`. Times are ISO 8601 UTC. */
export interface ScenarioRecord {
  schema: 'banc-record/1';
  scenario: string;
  requirement: string;
  title: Text;
  drive: Scenario['drive'];
  proofs: string[];
  holds: Tenant[];
  precondition?: Text;
  startedAt: string;
  /** Absent while it runs: a record without it was interrupted. */
  finishedAt?: string;
  steps: StepRecord[];
  failure?: FailureRecord;
}

/** Why a scenario could not go to its end. */
export interface FailureRecord {
  message: string;
  failureClass: FailureClass;
}

/** One step of a record. */
export interface StepRecord {
  title: Text;
  startedAt: string;
  finishedAt?: string;
  /** Journal positions: exchanges with `firstSeq` < seq <= `lastSeq` happened during the step. */
  firstSeq: number;
  lastSeq?: number;
  actions: ActionRecord[];
  findings: { proofs: string[]; finding: Finding }[];
  evidence: EvidenceRecord[];
  failure?: FailureRecord;
}

/** One action of a step. */
export interface ActionRecord {
  name: string;
  title: Text;
  input: string;
  observed?: string;
  drivenBy: 'adapter' | 'operator';
  requests: string[];
  startedAt: string;
  finishedAt: string;
  error?: string;
}

/** One piece of evidence, its title in both languages. */
export type EvidenceRecord = Omit<Evidence, 'title'> & { title: Text; proofs: string[] };

/** Folder name of a scenario id: `CDA/DD.05.01` -> `cda-dd-05-01`. */
export function scenarioSlug(id: string): string {
  return id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** Folder of one scenario in a run folder. */
export function scenarioDir(runDir: string, id: string): string {
  return join(runDir, 'scenarios', scenarioSlug(id));
}

/** Keeps one record on disk, whole at any moment: a killed worker leaves the last complete state. */
export class RecordFile {
  readonly record: ScenarioRecord;
  readonly #path: string;
  #pending: Promise<void> = Promise.resolve();

  private constructor(record: ScenarioRecord, path: string) {
    this.record = record;
    this.#path = path;
  }

  /** Creates the scenario's folder and writes its first record. */
  static async create(runDir: string, record: ScenarioRecord): Promise<RecordFile> {
    const dir = scenarioDir(runDir, record.scenario);
    await mkdir(join(dir, 'evidence'), { recursive: true });
    const file = new RecordFile(record, join(dir, 'record.json'));
    await file.save();
    return file;
  }

  /** Writes the record as it stands now; calls are put in a row. */
  save(): Promise<void> {
    const content = JSON.stringify(this.record, null, 1);
    this.#pending = this.#pending.then(async () => {
      await writeFile(`${this.#path}.tmp`, content);
      await rename(`${this.#path}.tmp`, this.#path);
    });
    return this.#pending;
  }
}

/**
 * Reads the record of one scenario; undefined when it never started.
 * @throws BancError BANC_RUN_UNREADABLE when the file is there but is not a record.
 */
export async function readRecord(runDir: string, id: string): Promise<ScenarioRecord | undefined> {
  const path = join(scenarioDir(runDir, id), 'record.json');
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new BancError('BANC_RUN_UNREADABLE', `Cannot read ${path}; check its permissions.`, { cause: error });
  }
  try {
    const record = JSON.parse(content) as ScenarioRecord;
    if ((record.schema as string) !== 'banc-record/1') throw new Error('unexpected schema');
    return record;
  } catch (error) {
    throw new BancError('BANC_RUN_UNREADABLE', `${path} is not a scenario record; run the scenario again.`, {
      cause: error,
    });
  }
}
