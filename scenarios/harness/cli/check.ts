import { resolve } from 'node:path';
import type { Command } from 'commander';
import { BancError } from '../../../mocks/wire/errors.js';
import type { FileReport } from '../../../reporters/model.js';
import { loadConfig } from '../config.js';
import { EXIT, exitCodeOf } from '../exit-codes.js';
import { checkFile } from '../file-check.js';
import type { FileContext, FileKind } from '../file-kind.js';
import type { Lang } from '../text.js';
import { rollUp } from '../verdict.js';
import { type CliContext, parseLang } from './context.js';

interface CheckOptions {
  as?: string;
  json?: boolean;
  ciSis?: string;
  config?: string;
  strict?: boolean;
  lang: Lang;
}

/** `banc check <fichier…>`: judges captured files, offline, with the checks of a run. */
export function addCheck(program: Command, { parts, streams, exit }: CliContext): void {
  const kinds = parts.fileKinds.map(({ kind }) => kind).join(', ');
  program
    .command('check')
    .description('juge des fichiers capturés, hors ligne, avec les vérifications d’une campagne')
    .argument('<fichiers...>', 'messages ou documents, jusqu’à 64 Mio chacun')
    .option('--as <sorte>', `sorte des fichiers, devinée sinon : ${kinds}`)
    .option('--json', 'un objet JSON ; un tableau quand il y a plusieurs fichiers')
    .option('--ci-sis <dossier>', 'dossier CI-SIS, pour le schéma et les schématrons des CDA')
    .option('--config <fichier>', 'configuration dont reprendre « ciSis » et « settings »')
    .option('--strict', 'refuse aussi ce que les exemples officiels font de travers (HL7 v2)')
    .option('--lang <langue>', 'fr ou en', parseLang, 'fr')
    .action(async (files: string[], options: CheckOptions) => {
      const as = kindNamed(options.as, parts.fileKinds);
      const context = await contextOf(options);
      const reports: FileReport[] = [];
      // One at a time: a schematron takes hundreds of megabytes.
      for (const file of files) {
        const report = await checkFile(file, {
          ...context,
          kinds: parts.fileKinds,
          lang: options.lang,
          ...(as ? { as } : {}),
        });
        reports.push(report);
        if (!options.json) streams.out(`${parts.fileSummary(report, { colour: streams.colour })}\n`);
      }
      if (options.json) {
        const shown = reports.map(jsonOf);
        streams.out(`${JSON.stringify(shown.length === 1 ? shown[0] : shown, null, 2)}\n`);
      }
      const unreadable = reports.some(({ error }) => error !== undefined);
      exit(unreadable ? EXIT.usage : exitCodeOf(rollUp(reports.map(({ verdict }) => verdict)), 'finished'));
    });
}

function kindNamed(name: string | undefined, kinds: readonly FileKind[]): FileKind | undefined {
  const found = kinds.find(({ kind }) => kind === name);
  if (name === undefined || found) return found;
  throw new BancError('BANC_USAGE', `--as ${name} : ${kinds.map(({ kind }) => kind).join(', ')}.`);
}

async function contextOf(options: CheckOptions): Promise<FileContext> {
  const config = options.config === undefined ? undefined : await loadConfig(options.config);
  const ciSis = options.ciSis === undefined ? config?.ciSis : resolve(options.ciSis);
  return {
    settings: config?.settings ?? {},
    strict: options.strict ?? false,
    ...(ciSis === undefined ? {} : { ciSis }),
  };
}

/** The published form (design §4). */
function jsonOf({ file, kind, verdict, checks, error }: FileReport): unknown {
  const findings = checks.map(
    ({ id, title, verdict: found, message = title, expected, received, locator, source }) => ({
      check: id,
      verdict: found,
      message,
      expected,
      received,
      locator,
      source,
    }),
  );
  return { file, kind: kind ?? null, verdict, findings, error };
}
