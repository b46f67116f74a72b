import { resolve } from 'node:path';
import type { Command } from 'commander';
import { writeReports } from '../campaign.js';
import { type CliContext, parseLang } from './context.js';

/** `banc report <run>`: writes the reports of a run again, even of one that was killed. */
export function addReport(program: Command, { parts, streams, exit }: CliContext): void {
  program
    .command('report')
    .description('récrit les rapports d’une campagne, même interrompue')
    .argument('<campagne>', 'dossier de la campagne')
    .option('--reporter <noms>', 'rapports à écrire, séparés par des virgules', 'json,html,junit')
    .option('--lang <langue>', 'fr ou en (celle de la campagne par défaut)')
    .action(async (run: string, options: { reporter: string; lang?: string }) => {
      const names = options.reporter.split(',').map((name) => name.trim());
      const lang = options.lang === undefined ? undefined : parseLang(options.lang);
      const { report, written } = await writeReports(resolve(run), names, parts, lang);
      streams.out(`${parts.consoleSummary(report, streams)}\n`);
      for (const path of written) streams.out(`${path}\n`);
      exit(report.summary.exitCode);
    });
}
