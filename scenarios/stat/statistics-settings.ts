import { z } from 'zod';
import { STATISTICS_ROLES } from '../../mocks/wire/statistics-columns.js';
import { BancError } from '../../mocks/wire/errors.js';

/** `settings.statistics` of banc.config.ts: what cannot be guessed of a vendor's export. */
const statisticsSettings = z.strictObject({
  /** Name of the column that holds something: `{ type: 'Nature du document', 'dmp.success': 'DMP OK' }`. */
  columns: z.partialRecord(z.enum(STATISTICS_ROLES), z.string()).default({}),
  /** Code of a type by the vendor's words for it: `{ 'Courrier de sortie': '11490-0' }`. */
  types: z.record(z.string(), z.string()).default({}),
  /** Codes of the types that must be counted (list of the DSR). */
  wanted: z.array(z.string()).optional(),
  /** One file a type: type by the name of the file, its extension left out. */
  files: z.record(z.string(), z.string()).default({}),
});
/** See {@link readStatisticsSettings}. */
export type StatisticsSettings = z.infer<typeof statisticsSettings>;

/** `settings.statistics`, with its defaults. Throws BANC_CONFIG_INVALID when it is wrong. */
export function readStatisticsSettings(settings: Readonly<Record<string, unknown>>): StatisticsSettings {
  const read = statisticsSettings.safeParse(settings['statistics'] ?? {});
  if (read.success) return read.data;
  throw new BancError('BANC_CONFIG_INVALID', `settings.statistics :\n${z.prettifyError(read.error)}`);
}
