import type { Command } from 'commander';
import type { CliContext } from './context.js';

/** `banc defects`: what the reference SUTs can do wrong, and which proofs must then turn red. */
export function addDefects(program: Command, { parts, streams }: CliContext): void {
  program
    .command('defects')
    .description('liste les défauts et les variantes des logiciels de référence')
    .option('--json', 'une ligne de JSON (défauts seulement)')
    .action((options: { json?: boolean }) => {
      if (options.json) {
        const rows = parts.defects.map(({ id, sut, description, breaks }) => ({
          id,
          sut,
          description: description.fr,
          breaks,
        }));
        streams.out(`${JSON.stringify(rows)}\n`);
        return;
      }
      for (const defect of parts.defects) {
        streams.out(
          `✗ ${defect.id} (${defect.sut})\n    ${defect.description.fr}\n    → ${defect.breaks.join(', ')}\n`,
        );
      }
      for (const variant of parts.variants) {
        streams.out(`✔ ${variant.id} (${variant.sut})\n    ${variant.description.fr}\n`);
      }
    });
}
