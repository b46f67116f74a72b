import { resolve } from 'node:path';
import type { Command } from 'commander';
import { defaultConfigPath, loadConfig } from '../config.js';
import { EXIT } from '../exit-codes.js';
import { preflight } from '../preflight.js';
import { type CliContext, parseLang } from './context.js';

/** `banc doctor`: the preflight alone. What is wrong here is configuration, exit 3. */
export function addDoctor(program: Command, { parts, streams, exit }: CliContext): void {
  program
    .command('doctor')
    .description('vérifie l’installation et la configuration, sans rien juger')
    .option('--config <fichier>', 'configuration (banc.config.ts par défaut)')
    .option('--sut <nom>', 'logiciel de référence au lieu d’une configuration')
    .option('--out <dossier>', 'dossier des campagnes', 'runs')
    .option('--lang <langue>', 'fr ou en', 'fr')
    .action(async (options: { config?: string; sut?: string; out: string; lang: string }) => {
      const lang = parseLang(options.lang);
      const path =
        options.sut === undefined
          ? (options.config ?? defaultConfigPath())
          : (parts.builtInSuts[options.sut] ?? options.sut);
      const points = await preflight(await loadConfig(path), resolve(options.out));
      for (const point of points) streams.out(`${point.ok ? '✔' : '✗'} ${point.title[lang]} : ${point.detail}\n`);
      exit(points.every((point) => point.ok) ? EXIT.conform : EXIT.configuration);
    });
}
