import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { BancError } from '../../../mocks/wire/errors.js';
import type { BenchParts } from '../bench-parts.js';
import type { CliContext, CliStreams } from './context.js';
import { EXIT } from '../exit-codes.js';
import { addAnnuaire } from './annuaire.js';
import { addCheck } from './check.js';
import { addDefects } from './defects.js';
import { addDoctor } from './doctor.js';
import { addInit } from './init.js';
import { addList } from './list.js';
import { addReport } from './report.js';
import { addRun } from './run.js';
import { addServe } from './serve.js';
import { addSetup } from './setup.js';

/** Codes whose cause is the set-up, not the product and not the command line. */
const CONFIGURATION_CODES = new Set([
  'BANC_CONFIG_INVALID',
  'BANC_PREFLIGHT',
  'BANC_SUT_UNREACHABLE',
  'BANC_LISTEN',
  'BANC_PKI',
  'BANC_BROWSER_MISSING',
]);
const USAGE_CODES = new Set(['BANC_USAGE', 'BANC_UNKNOWN_ID', 'BANC_RUN_UNREADABLE', 'BANC_DIRECTORY']);

/**
 * Runs the command line and returns its exit code (design §3). Never throws: what goes wrong is one line on `err` with
 * its stable code, its cause when BANC_DEBUG is set.
 */
export async function runCli(argv: readonly string[], parts: BenchParts, streams: CliStreams): Promise<number> {
  let code: number = EXIT.conform;
  const context: CliContext = { parts, streams, exit: (value) => (code = value) };
  const program = new Command('banc')
    .description('Banc d’essai Ségur du numérique (vague 2, hôpital). Outil indépendant, non officiel.')
    .version(parts.bench.version, '-V, --version', 'affiche la version')
    .helpOption('-h, --help', 'affiche cette aide')
    .configureOutput({ writeOut: (text) => streams.out(text), writeErr: (text) => streams.err(text) })
    .exitOverride();
  for (const add of [
    addRun,
    addList,
    addServe,
    addCheck,
    addReport,
    addDoctor,
    addDefects,
    addInit,
    addSetup,
    addAnnuaire,
  ])
    add(program, context);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.conform : EXIT.usage;
    return explain(error, streams);
  }
}

function explain(error: unknown, streams: CliStreams): number {
  const code = error instanceof BancError ? error.code : undefined;
  const message = error instanceof Error ? error.message : String(error);
  streams.err(`${code ?? 'BANC'} ${message}\n`);
  if (process.env['BANC_DEBUG'] && error instanceof Error) {
    streams.err(`${inspect(error)}\n`);
  }
  if (code !== undefined && CONFIGURATION_CODES.has(code)) return EXIT.configuration;
  if (code !== undefined && USAGE_CODES.has(code)) return EXIT.usage;
  return EXIT.bench;
}
