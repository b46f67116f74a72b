import { Readable } from 'node:stream';
import type { OpenBytes } from '../../mocks/wire/csv-stream.js';
import { BancError } from '../../mocks/wire/errors.js';
import { readStatistics, type Statistics } from '../../mocks/wire/statistics-csv.js';
import { plainWords } from '../../mocks/wire/statistics-values.js';
import { fileBytes, type ProvidedFile } from '../harness/index.js';
import type { UsageExport, UsageFile } from './checks/usage-export.js';
import { TYPE_WORDS } from './counted-types.js';
import type { StatisticsSettings } from './statistics-settings.js';

/** Reads the files of one export; one that cannot be read is told in its `problem`. */
export async function readExport(files: readonly ProvidedFile[], settings: StatisticsSettings): Promise<UsageExport> {
  const read: UsageFile[] = [];
  for (const file of files) {
    const { name } = file;
    try {
      const statistics = await readStatisticsFile(name, () => Readable.from([fileBytes(file)]), settings);
      read.push({ name, statistics });
    } catch (error) {
      if (!(error instanceof BancError) || error.code !== 'BANC_MESSAGE_INVALID') throw error;
      read.push({ name, problem: error.message });
    }
  }
  return { files: read };
}

/** Codes of types by the words for them: the usual ones, and those of the configuration. */
export function typeWordsOf({ types }: Pick<StatisticsSettings, 'types'>): Readonly<Record<string, string>> {
  return { ...TYPE_WORDS, ...types };
}

/** Reads one file. Throws BANC_MESSAGE_INVALID as {@link readStatistics}. */
export function readStatisticsFile(name: string, open: OpenBytes, settings: StatisticsSettings): Promise<Statistics> {
  const fileType = typeOfFile(name, settings);
  return readStatistics(open, {
    columns: settings.columns,
    types: typeWordsOf(settings),
    ...(fileType === undefined ? {} : { fileType }),
  });
}

/** The type a file is named after: configured, its code, or the usual words for it. */
function typeOfFile(name: string, settings: StatisticsSettings): string | undefined {
  const stem = name.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
  const configured = settings.files[stem];
  if (configured !== undefined) return configured;
  const code = /\d{4,5}-\d(?!\d)/.exec(stem)?.[0];
  if (code !== undefined) return code;
  const words = plainWords(stem.replaceAll(/[-_]+/g, ' '));
  const named = Object.entries(typeWordsOf(settings))
    .filter(([label, typeCode]) =>
      [label, typeCode].some((one) => words.includes(plainWords(one.replaceAll(/[-_]+/g, ' ')))),
    )
    .toSorted(([a], [b]) => b.length - a.length);
  return named[0]?.[1];
}
