import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { BancError } from '../../../mocks/wire/errors.js';
import { EXIT } from '../exit-codes.js';
import type { CliContext } from './context.js';

/** Help of `--data`, the same for every command. */
export const DATA_OPTION =
  'annuaire servi : tiny (par défaut), ci, dept, national, ou un fichier de « banc annuaire import »';

/** `--data` as the mocks take it: the path of a file is made absolute. */
export function dataOption(data: string | undefined): { data?: string } {
  if (data === undefined) return {};
  return { data: existsSync(data) ? resolve(data) : data };
}

/** `banc annuaire`: makes, loads, writes and counts directories. */
export function addAnnuaire(program: Command, { parts, streams, exit }: CliContext): void {
  const { directory } = parts;
  const annuaire = program
    .command('annuaire')
    .description('fabrique, charge, écrit et compte les annuaires (professionnels, structures, boîtes MSSanté)');
  annuaire
    .command('generate')
    .description('écrit un annuaire fictif dans un fichier, que --data prend')
    .requiredOption(
      '--profile <taille>',
      'tiny (200 professionnels), ci (20 000), dept (150 000), national (2 000 000)',
    )
    .option('--seed <n>', 'graine, pour un autre annuaire que celui du banc')
    .requiredOption('--out <fichier>', 'fichier à écrire')
    .action(async ({ profile, seed, out }: { profile: string; seed?: string; out: string }) => {
      const chosen = seed === undefined ? {} : { seed: seedOf(seed) };
      streams.out(await directory.generate({ profile, ...chosen, out: resolve(out), say: streams.err }));
    });
  annuaire
    .command('import')
    .description('réunit des fichiers publiés (extractions RPPS et MSSanté, FINESS+, FINESS) en un annuaire')
    .argument('<fichiers...>', 'fichiers .txt, .csv, .json, .gz, ou archives .zip ; leur format est reconnu')
    .requiredOption('--out <fichier>', 'fichier à écrire')
    .action(async (files: string[], { out }: { out: string }) => {
      const paths = files.map((file) => resolve(file));
      const { text, whole } = await directory.import({ files: paths, out: resolve(out), say: streams.err });
      streams.out(text);
      // A cut file gives a usable directory that is not the whole one: the caller must see it.
      if (!whole) exit(EXIT.usage);
    });
  annuaire
    .command('export')
    .description('écrit un annuaire sous la forme des fichiers publiés')
    .option('--data <annuaire>', DATA_OPTION, 'tiny')
    .option('--all-mailboxes', 'écrit aussi les boîtes CAB et APP, absentes des extractions réelles')
    .requiredOption('--out <dossier>', 'dossier à remplir')
    .action(async ({ data, out, allMailboxes }: { data: string; out: string; allMailboxes?: boolean }) => {
      const options = { data, out: resolve(out), allMailboxes: allMailboxes === true, say: streams.err };
      streams.out(await directory.export(options));
    });
  annuaire
    .command('stats')
    .description('compte un annuaire : professions, départements, structures, boîtes, numéros à clé fausse')
    .option('--data <annuaire>', DATA_OPTION, 'tiny')
    .option('--json', 'un objet JSON')
    .action(async ({ data, json }: { data: string; json?: boolean }) => {
      streams.out(await directory.stats({ data, json: json === true, say: streams.err }));
    });
}

function seedOf(seed: string): number {
  const value = Number(seed);
  if (seed.trim() !== '' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new BancError('BANC_USAGE', `--seed ${seed} : un nombre entier positif.`);
}
