import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { loadScenarios } from '../../scenarios/bench-scenarios.js';
import type { ScenarioRecord } from '../../scenarios/harness/record.js';
import type { Scenario } from '../../scenarios/harness/scenario.js';
import { conformFile } from './conform-file.js';
import { Lane } from './lane.js';
import type { ReferenceSut } from './reference-suts.js';

/** Runs at the same time; each has its own mocks, so that they share nothing. */
export const LANES = 4;

/** What a product started with nothing does. Plain data: it goes from one process to others. */
export interface ConformRun {
  records: ScenarioRecord[];
  /** Toggles the product asked about, by scenario id. */
  consulted: Record<string, string[]>;
}

/** Scenarios of a product. */
export async function scenariosOf({ actor }: ReferenceSut): Promise<Scenario[]> {
  const all = (await loadScenarios()).map(({ scenario }) => scenario);
  return all.filter((scenario) => scenario.actor === actor || scenario.actor === 'both');
}

/** What a product started with nothing does: as an earlier file of this test run found, else found now. */
export async function conformRun(sut: ReferenceSut): Promise<ConformRun> {
  const file = conformFile(process.ppid, sut.name);
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as ConformRun;
  return runConform(sut);
}

/** Runs every scenario of a product started with nothing, and keeps what it found. */
export async function keepConform(sut: ReferenceSut): Promise<ConformRun> {
  const found = await runConform(sut);
  const file = conformFile(process.ppid, sut.name);
  await writeFile(`${file}.new`, JSON.stringify(found));
  await rename(`${file}.new`, file);
  return found;
}

async function runConform(sut: ReferenceSut): Promise<ConformRun> {
  const scenarios = await scenariosOf(sut);
  const results = await Promise.all(
    Array.from({ length: LANES }, async (_, lane) => {
      const opened = await Lane.open(sut);
      try {
        return await opened.run(
          scenarios.filter((_scenario, index) => index % LANES === lane),
          {},
        );
      } finally {
        await opened.close();
      }
    }),
  );
  return {
    records: results.flatMap(({ records }) => records),
    consulted: Object.fromEntries(
      results.flatMap(({ consulted }) => [...consulted].map(([id, toggles]) => [id, [...toggles]])),
    ),
  };
}
