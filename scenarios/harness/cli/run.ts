import { resolve } from 'node:path';
import type { Command } from 'commander';
import { BancError } from '../../../mocks/wire/errors.js';
import type { CoverageRow } from '../../requirements/coverage.js';
import { type CampaignProgress, runCampaign } from '../campaign.js';
import { defaultConfigPath, loadConfig, withAdapter } from '../config.js';
import { askAtTerminal } from '../operator-terminal.js';
import type { ScenarioRecord } from '../record.js';
import type { Lang } from '../text.js';
import { rollUp } from '../verdict.js';
import { DATA_OPTION, dataOption } from './annuaire.js';
import { type CliContext, collect, parseLang } from './context.js';
import { type Selection, selectScenarios } from './selection.js';

interface RunOptions {
  config?: string;
  sut?: string;
  adapter?: string;
  defect: string[];
  variant: string[];
  out: string;
  reporter: string;
  headed?: boolean;
  attended?: boolean;
  data?: string;
  lang: Lang;
}

const MARKS = {
  pass: '✔',
  warning: '!',
  review: '?',
  'not-applicable': '–',
  'not-observed': '○',
  fail: '✗',
  error: '‼',
};

/** `banc run [ids…]`. */
export function addRun(program: Command, context: CliContext): void {
  program
    .command('run')
    .description('joue les scénarios de conformité et écrit le rapport de preuve')
    .argument('[ids...]', 'exigences, scénarios ou preuves ; * accepté (DMP/*, CDA/DD.05). Rien = tout')
    .option('--config <fichier>', 'configuration du logiciel à éprouver (banc.config.ts par défaut)')
    .option('--sut <nom>', 'logiciel de référence livré avec le banc (reference-dpi, reference-pfi)')
    .option('--adapter <module>', 'remplace l’adaptateur de la configuration')
    .option('--defect <id>', 'défaut du logiciel de référence (répétable)', collect, [])
    .option('--variant <id>', 'variante conforme du logiciel de référence (répétable)', collect, [])
    .option('--out <dossier>', 'dossier des campagnes', 'runs')
    .option('--reporter <noms>', 'rapports à écrire, séparés par des virgules', 'json,html,junit')
    .option('--data <annuaire>', DATA_OPTION)
    .option('--headed', 'montre le navigateur')
    .option('--attended', 'un opérateur répond au terminal à ce que l’adaptateur ne sait pas faire')
    .option('--lang <langue>', 'fr ou en', 'fr')
    .action((ids: string[], options: RunOptions) => run(ids, options, context));
}

async function run(ids: string[], options: RunOptions, { parts, streams, exit }: CliContext): Promise<void> {
  if (options.sut !== undefined && options.config !== undefined) {
    throw new BancError('BANC_USAGE', 'Donnez --sut ou --config, pas les deux.');
  }
  const configured = await loadConfig(configPath(options, parts.builtInSuts));
  const config = options.adapter === undefined ? configured : await withAdapter(configured, options.adapter, '.');
  if (options.sut === undefined && options.defect.length + options.variant.length > 0) {
    throw new BancError('BANC_USAGE', '--defect et --variant ne vont qu’avec --sut.');
  }
  const ofSut = ({ sut }: { sut: string }): boolean => sut === options.sut;
  rejectUnknown(options.defect, parts.defects.filter(ofSut), 'défaut');
  rejectUnknown(options.variant, parts.variants.filter(ofSut), 'variante');
  const { entries, uncovered, undeclared } = await selectScenarios(ids, config.sut, parts, config.scenarios);
  const stop = new AbortController();
  const release = onSignals(stop, streams.err);
  const lang = parseLang(options.lang);
  const attended = options.attended === true;
  if (attended && !streams.interactive) {
    throw new BancError('BANC_USAGE', '--attended demande un terminal.');
  }
  try {
    const { report, runDir, written } = await runCampaign(
      {
        config,
        selection: ids,
        entries,
        outDir: resolve(options.out),
        lang,
        attended,
        headed: options.headed === true,
        ...dataOption(options.data),
        defects: options.defect,
        variants: options.variant,
        reporters: [...new Set(['json', ...options.reporter.split(',').map((name) => name.trim())])],
        signal: stop.signal,
        progress: progressLines(streams.err),
        ...(attended ? { askOperator: (request) => askAtTerminal(request, lang) } : {}),
      },
      parts,
    );
    streams.out(`${parts.consoleSummary(report, streams)}\n`);
    streams.out(uncoveredText(uncovered, lang));
    streams.out(undeclaredText(undeclared, lang));
    const page = written.find((path) => path.endsWith('.html')) ?? written[0] ?? runDir;
    streams.out(`${lang === 'fr' ? 'Rapport' : 'Report'} : ${page}\n`);
    exit(report.summary.exitCode);
  } finally {
    release();
  }
}

/** Requirements that were asked for and that nothing judged, with the reason. '' when there is none. */
function uncoveredText(rows: readonly CoverageRow[], lang: Lang): string {
  if (rows.length === 0) return '';
  const title = lang === 'fr' ? 'Demandées, pas encore couvertes :' : 'Asked for, not covered yet:';
  const lines = rows.map(({ requirement, reason }) => `  ○ ${requirement} — ${reason?.[lang] ?? ''}\n`);
  return `${title}\n${lines.join('')}\n`;
}

/** Requirements left aside because they apply under a profile that is not declared. '' when there is none. */
function undeclaredText(undeclared: Selection['undeclared'], lang: Lang): string {
  if (undeclared.length === 0) return '';
  const title = lang === 'fr' ? 'Hors des profils déclarés :' : 'Outside the profiles declared:';
  const lines = undeclared.map(({ requirement, profile }) => `  ○ ${requirement} — « ${profile} »\n`);
  return `${title}\n${lines.join('')}\n`;
}

function configPath(options: RunOptions, builtIn: Record<string, string>): string {
  if (options.sut === undefined) return options.config ?? defaultConfigPath();
  const path = builtIn[options.sut];
  if (path === undefined) {
    throw new BancError('BANC_USAGE', `--sut ${options.sut} inconnu ; il y a ${Object.keys(builtIn).join(', ')}.`);
  }
  return path;
}

function rejectUnknown(ids: readonly string[], known: readonly { id: string }[], word: string): void {
  const unknown = ids.filter((id) => !known.some((entry) => entry.id === id));
  if (unknown.length > 0) {
    throw new BancError('BANC_USAGE', `${word} inconnu : ${unknown.join(', ')} ; « banc defects » en donne la liste.`);
  }
}

/** First signal stops the run in order (records, report); the second one at once. */
function onSignals(stop: AbortController, say: (text: string) => void): () => void {
  const handler = () => {
    if (stop.signal.aborted) process.exit(130);
    say('\nArrêt demandé : le rapport de ce qui est fait va être écrit (encore une fois pour tout couper).\n');
    stop.abort(new Error('arrêt demandé'));
  };
  process.on('SIGINT', handler);
  process.on('SIGTERM', handler);
  return () => {
    process.off('SIGINT', handler);
    process.off('SIGTERM', handler);
  };
}

function progressLines(say: (text: string) => void): CampaignProgress {
  let total = 0;
  let done = 0;
  return {
    started: (runDir, count) => {
      total = count;
      say(`Campagne dans ${runDir} : ${count} scénarios\n`);
    },
    scenarioStarted: () => undefined,
    scenarioEnded: (id, record) => {
      done += 1;
      say(
        `  ${MARKS[verdictOf(record)]} ${id} (${done}/${total})${record?.failure ? ` — ${record.failure.message}` : ''}\n`,
      );
    },
  };
}

function verdictOf(record: ScenarioRecord | undefined): keyof typeof MARKS {
  if (!record) return 'not-observed';
  if (record.failure) return record.failure.failureClass === 'bench' ? 'error' : 'not-observed';
  return rollUp(record.steps.flatMap((step) => step.findings.map(({ finding }) => finding.verdict)));
}
