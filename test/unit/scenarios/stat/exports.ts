import { type Finding, inLang } from '../../../../scenarios/harness/index.js';
import type { UsageExport } from '../../../../scenarios/stat/checks/usage-export.js';
import { readExport } from '../../../../scenarios/stat/read-export.js';
import { readStatisticsSettings } from '../../../../scenarios/stat/statistics-settings.js';

/** Codes of a discharge letter, of an operative report, of a multidisciplinary meeting, of a dispensation. */
export const [LETTER, OPERATION, MEETING, DISPENSATION] = ['11490-0', '34874-8', '34794-8', '60593-1'] as const;

/** Header of the files of {@link exportOf}. */
export const HEADER = 'Mois;Canal;Type de document;Envois réussis;Envois en échec';

/** An export of one file, `stat.csv`, with these rows under {@link HEADER}. */
export function exportOf(...rows: readonly string[]): Promise<UsageExport> {
  return exportOfFiles({ 'stat.csv': [HEADER, ...rows] });
}

/** An export of these files, by name, line by line, read as a scenario does. */
export function exportOfFiles(files: Readonly<Record<string, readonly string[]>>): Promise<UsageExport> {
  const provided = Object.entries(files).map(([name, lines]) => ({
    name,
    contentBase64: Buffer.from(lines.map((line) => `${line}\r\n`).join('')).toString('base64'),
  }));
  return readExport(provided, readStatisticsSettings({}));
}

/** What a French reader is told of a finding. */
export function told({ check, verdict, expected, received, locator, message }: Finding): Record<string, string> {
  const said = Object.entries({ expected, received, locator, message }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, inLang(value, 'fr')] as const],
  );
  return { check: check.id, verdict, ...Object.fromEntries(said) };
}
