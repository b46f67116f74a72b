import { createWriteStream, mkdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DIRECTORY_PROFILES, openDirectory } from '../fixtures/directory/directory.js';
import {
  type ExportedFile,
  finessFiles,
  mssanteCorrespondenceFile,
  psLibreAccesFiles,
} from '../fixtures/directory/export/export-files.js';
import { importDirectory, type ImportStep } from '../fixtures/directory/import/import-directory.js';
import { importSources } from '../fixtures/directory/import/import-sources.js';
import { writeDirectoryFile } from '../fixtures/directory/imported.js';
import { openDirectoryData } from '../fixtures/directory/open-data.js';
import { directoryStatistics } from '../fixtures/directory/statistics.js';
import { BancError } from '../mocks/wire/errors.js';
import { importText, statisticsText } from './bench-directory-text.js';
import type { DirectoryTool } from './harness/bench-parts.js';

/** `banc annuaire`, put together from the fixtures and the codecs of the files. */
export const directoryTool: DirectoryTool = {
  generate({ profile, seed, out, say }) {
    const name = DIRECTORY_PROFILES.find((one) => one === profile);
    if (name === undefined) {
      throw new BancError('BANC_USAGE', `--profile ${profile} : ${DIRECTORY_PROFILES.join(', ')}.`);
    }
    say(`Annuaire fictif « ${name} »…\n`);
    writeDirectoryFile(openDirectory(name, seed), out);
    return Promise.resolve(`Annuaire : ${out} (${megabytes(statSync(out).size)})\n`);
  },
  async import({ files, out, say }) {
    const sources = await importSources(files);
    const report = await importDirectory(sources, out, Date.now(), importProgress(say));
    const whole = report.files.every(({ tally }) => !tally.problems.some(({ reason }) => reason === 'cut'));
    return { text: importText(report, out, whole), whole };
  },
  async export({ data, out, allMailboxes, say }) {
    const directory = openDirectoryData(data);
    const date = new Date();
    const types = allMailboxes ? (['PER', 'CAB', 'ORG', 'APP'] as const) : undefined;
    const files = [
      ...psLibreAccesFiles(directory, date),
      mssanteCorrespondenceFile(directory, date, types),
      ...finessFiles(directory, date),
    ];
    mkdirSync(out, { recursive: true });
    let text = '';
    for (const file of files) {
      say(`${file.name}…\n`);
      text += `${await writeExported(file, out)}\n`;
    }
    return text;
  },
  stats({ data, json, say }) {
    const progress = spaced((seen: number) => say(`  ${thousands(seen)} enregistrements comptés\n`));
    const statistics = directoryStatistics(openDirectoryData(data), progress);
    return Promise.resolve(json ? `${JSON.stringify(statistics, null, 2)}\n` : statisticsText(statistics, data));
  },
};

async function writeExported({ name, text }: ExportedFile, folder: string): Promise<string> {
  const path = join(folder, name);
  try {
    await pipeline(Readable.from(text), createWriteStream(path));
  } catch (error) {
    if (error instanceof BancError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new BancError('BANC_DIRECTORY', `${path} ne s’écrit pas (${reason}). Choisissez un autre dossier.`, {
      cause: error,
    });
  }
  return `${path} (${megabytes(statSync(path).size)})`;
}

function importProgress(say: (text: string) => void): (step: ImportStep) => void {
  return spaced((step: ImportStep) => {
    if ('written' in step) say(`  écriture : ${thousands(step.written)} sur ${thousands(step.of)}\n`);
    else
      say(
        `  ${basename(step.reading.name)} : ${thousands(step.reading.tally.read)} lignes, ${megabytes(step.reading.tally.bytes)}\n`,
      );
  });
}

/** Seconds between two lines that say how far long work is. */
const PROGRESS_SECONDS = 5;

function spaced<Step>(show: (step: Step) => void): (step: Step) => void {
  let last = performance.now();
  return (step) => {
    if (performance.now() - last < PROGRESS_SECONDS * 1000) return;
    last = performance.now();
    show(step);
  };
}

function thousands(count: number): string {
  return count.toLocaleString('fr-FR');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} Mo`;
}
