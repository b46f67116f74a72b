import { activityLines } from '../../fixtures/directory/export/activity-lines.js';
import type { Directory } from '../../fixtures/directory/records.js';
import type { ExtractSize } from './checks/loading.js';

/** What the extract of people holds: its lines, and the professionals and places in them. */
export function extractSize(directory: Directory): ExtractSize {
  const professionals = new Set<string>();
  const situations = new Set<string>();
  let lines = 0;
  for (const { nationalId = '', structureId = '' } of activityLines(directory)) {
    lines += 1;
    professionals.add(nationalId);
    situations.add(`${nationalId} ${structureId}`);
  }
  return { lines, professionals: professionals.size, situations: situations.size };
}
