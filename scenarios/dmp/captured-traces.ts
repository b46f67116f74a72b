import { z } from 'zod';
import { readCsv } from '../../mocks/wire/csv.js';
import { BancError } from '../../mocks/wire/errors.js';
import { type FileKind, text } from '../harness/index.js';
import { judgeAccessTraceFile } from './checks/access-trace.js';
import { accessTraceSettings, readAccessTrace } from './checks/access-trace-file.js';

/** A header line longer than this is none. */
const HEADER_BYTES = 16 * 1024;
/** Longer cells are no column headers. */
const LONGEST_HEADER = 80;
/** Roles a header must name to be taken for one of access traces. */
const ENOUGH_ROLES = 3;

/** `banc check --as trace-csv`: an export of access traces (DMP/CONF.14), alone. */
export const traceCsvFile: FileKind = {
  kind: 'trace-csv',
  title: text('extraction CSV des traces d’accès', 'CSV extract of access traces'),
  recognises: (bytes, name) => headerNamesTraces(bytes) || /\.csv$/i.test(name),
  judge: (bytes, { settings }) => {
    const options = accessTraceSettings.safeParse(settings['accessTrace'] ?? {});
    if (!options.success) {
      const problem = z.prettifyError(options.error);
      return Promise.reject(new BancError('BANC_CONFIG_INVALID', `settings.accessTrace :\n${problem}`));
    }
    // In a run an extract that cannot be read is the product's fault; a file that cannot be read is just not judged.
    readCsv(bytes);
    return Promise.resolve(judgeAccessTraceFile(bytes, options.data));
  },
};

function headerNamesTraces(bytes: Buffer): boolean {
  const end = bytes.indexOf('\n');
  try {
    const header = bytes.subarray(0, Math.min(end < 0 ? bytes.length : end, HEADER_BYTES));
    const { table, columns } = readAccessTrace(header, accessTraceSettings.parse({}));
    // A line of XML or of HTTP headers holds separators and words of traces too, not short cells.
    if (table.header.some((cell) => cell.length > LONGEST_HEADER || cell.startsWith('<'))) return false;
    return Object.values(columns).filter((names) => names.length > 0).length >= ENOUGH_ROLES;
  } catch (error) {
    if (error instanceof BancError) return false;
    throw error;
  }
}
