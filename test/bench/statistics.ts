import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROWS = 1_000_000;
const ROUNDS = 3;
const PYTHON = new URL('statistics-csv.py', import.meta.url).pathname;
const BANC = new URL('../../dist/scenarios/main.js', import.meta.url).pathname;
const CHANNELS = ['DMP', 'MSSanté professionnelle', 'MSSanté citoyenne'];
const TYPES = ['11490-0', '34874-8', '11502-2', '57833-6', '18748-4'];
const MONTHS = Array.from({ length: 24 }, (_, month) => `${2025 + Math.floor(month / 12)}-${two((month % 12) + 1)}`);

/** What a run of a program took. */
interface Taken {
  wallS: number;
  cpuS: number;
  memoryMb: number;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** An export of {@link ROWS} rows: structures, months, channels and types, none twice. */
async function writeExport(path: string): Promise<void> {
  const out = createWriteStream(path);
  out.write('Mois;FINESS géographique;Canal;Code type;Envois réussis;Envois en échec\r\n');
  const perStructure = MONTHS.length * CHANNELS.length * TYPES.length;
  for (let row = 0; row < ROWS; row += 1) {
    const cell = row % perStructure;
    const cells = [
      MONTHS[cell % MONTHS.length],
      990_000_000 + Math.floor(row / perStructure),
      CHANNELS[Math.floor(cell / MONTHS.length) % CHANNELS.length],
      TYPES[Math.floor(cell / MONTHS.length / CHANNELS.length)],
      1 + (row % 7),
      row % 3,
    ];
    if (!out.write(`${cells.join(';')}\r\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

function taken(...command: string[]): Taken {
  return JSON.parse(execFileSync('python3', [PYTHON, ...command], { encoding: 'utf8' })) as Taken;
}

const dir = await mkdtemp(join(tmpdir(), 'banc-bench-'));
try {
  const path = join(dir, 'statistiques.csv');
  await writeExport(path);
  const sides = {
    'banc check --as stat-csv': () => taken(process.execPath, BANC, 'check', '--as', 'stat-csv', path),
    'Python, csv and a dictionary': () => taken('python3', PYTHON, '--', path),
  };
  process.stdout.write(`Usage statistics, ${ROWS} rows, whole processes, best of ${ROUNDS}\n`);
  const best = Object.entries(sides).map(([name, run]) => {
    const runs = Array.from({ length: ROUNDS }, run).toSorted((one, other) => one.wallS - other.wallS);
    const fastest = runs[0] ?? { wallS: 0, cpuS: 0, memoryMb: 0 };
    const { wallS, cpuS } = fastest;
    const memoryMb = Math.max(...runs.map((one) => one.memoryMb));
    process.stdout.write(
      `  ${wallS.toFixed(1)} s (${cpuS.toFixed(1)} s of processor), ${memoryMb.toFixed(0)} MB  ${name}\n`,
    );
    return { wallS, memoryMb };
  });
  const ratio = (part: 'wallS' | 'memoryMb') => ((best[0]?.[part] ?? 0) / (best[1]?.[part] ?? 1)).toFixed(2);
  process.stdout.write(`  ratio ${ratio('wallS')} in time, ${ratio('memoryMb')} in memory\n`);
} finally {
  await rm(dir, { recursive: true, force: true });
}
