import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { BancError } from '../../../mocks/wire/errors.js';
import { writeConnection } from '../connection-sheet.js';
import type { CliContext } from './context.js';
import { DATA_OPTION, dataOption } from './annuaire.js';

interface ServeOptions {
  json?: boolean;
  out?: string;
  bind: string;
  publicHost: string;
  portBase?: string;
  data?: string;
}

/** `banc serve`: the mocks alone, until SIGTERM or SIGINT. */
export function addServe(program: Command, { parts, streams }: CliContext): void {
  program
    .command('serve')
    .description('démarre les services nationaux simulés et écrit la fiche de connexion')
    .option('--json', 'la fiche de connexion sur une ligne de JSON, quand tout est prêt')
    .option('--out <dossier>', 'où écrire la fiche et le journal (un dossier temporaire par défaut)')
    .option('--bind <adresse>', 'adresse d’écoute', '127.0.0.1')
    .option('--public-host <nom>', 'nom sous lequel le logiciel joint le banc', 'localhost')
    .option('--port-base <n>', 'ports fixes à partir de n')
    .option('--data <annuaire>', DATA_OPTION)
    .action(async (options: ServeOptions) => {
      const temporary = options.out === undefined ? await mkdtemp(join(tmpdir(), 'banc-serve-')) : undefined;
      const dir = temporary ?? resolve(options.out ?? '');
      const mocks = await parts.startMocks({ dir, ...listenOptions(options), ...dataOption(options.data) });
      try {
        const path = await writeConnection(dir, mocks.sheet);
        streams.out(options.json ? `${JSON.stringify(mocks.sheet)}\n` : `Prêt. Fiche de connexion : ${path}\n`);
        await untilSignal();
      } finally {
        await mocks.close();
        if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
      }
    });
}

function listenOptions(options: ServeOptions): { bind: string; publicHost: string; portBase?: number } {
  const { bind, publicHost, portBase } = options;
  if (portBase === undefined) return { bind, publicHost };
  const base = Number(portBase);
  if (!Number.isInteger(base) || base < 1024 || base > 65_000) {
    throw new BancError('BANC_USAGE', `--port-base ${portBase} : un nombre entier de 1024 à 65000.`);
  }
  return { bind, publicHost, portBase: base };
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      process.off('SIGINT', done);
      process.off('SIGTERM', done);
      resolve();
    };
    process.on('SIGINT', done);
    process.on('SIGTERM', done);
  });
}
