import type { Command } from 'commander';
import { computeCoverage } from '../../requirements/coverage.js';
import type { Lang } from '../text.js';
import { type CliContext, parseLang } from './context.js';

/** `banc list`: every row of the catalogue, covered or not and why. */
export function addList(program: Command, { parts, streams }: CliContext): void {
  program
    .command('list')
    .description('liste les exigences : scénario qui les couvre, conduite, ou pourquoi elles ne le sont pas')
    .option('--json', 'une ligne de JSON')
    .option('--lang <langue>', 'fr ou en', 'fr')
    .action(async (options: { json?: boolean; lang: Lang }) => {
      const lang = parseLang(options.lang);
      const scenarios = (await parts.scenarios()).map((entry) => entry.scenario);
      const rows = computeCoverage(parts.catalogue(), scenarios).map((row) => ({
        ...row,
        title: row.title[lang],
        reason: row.reason?.[lang],
      }));
      if (options.json) {
        streams.out(`${JSON.stringify(rows)}\n`);
        return;
      }
      for (const row of rows) {
        const mark = row.covered ? '●' : '○';
        const detail = row.covered ? row.drive : (row.reason ?? '');
        streams.out(
          `${mark} ${(row.scenario ?? row.requirement).padEnd(22)} ${row.profiles.join('+').padEnd(8)} ${row.title} — ${detail}\n`,
        );
      }
      streams.out(`${rows.filter((row) => row.covered).length}/${rows.length}\n`);
    });
}
