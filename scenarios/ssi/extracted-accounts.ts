import { readCsv } from '../../mocks/wire/csv.js';
import { fileBytes, type ProvidedFile } from '../harness/index.js';

/**
 * What an extraction says of one account: the cells of its row in a CSV, or its lines in any other text. Undefined when
 * the login is nowhere.
 */
export function extractOf(file: ProvidedFile, login: string): string[] | undefined {
  const bytes = fileBytes(file);
  try {
    const row = readCsv(bytes).rows.find(({ cells }) =>
      cells.some((cell) => cell.toLowerCase() === login.toLowerCase()),
    );
    if (row) return row.cells;
  } catch {
    // No CSV: LDIF, JSON … are read as lines.
  }
  const lines = bytes.toString('utf8').split(/\r?\n/);
  const found = lines.filter((line) => line.toLowerCase().includes(login.toLowerCase()));
  return found.length > 0 ? found : undefined;
}
