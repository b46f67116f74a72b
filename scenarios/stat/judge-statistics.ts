import type { Finding } from '../harness/index.js';
import { judgeContent, type ContentDue } from './checks/export-content.js';
import { judgeFileForm } from './checks/export-form.js';
import type { UsageExport } from './checks/usage-export.js';

/** Judges an export of usage statistics: how it is written and what it holds. */
export function judgeStatistics(exported: UsageExport, due: ContentDue): Finding[] {
  return [...judgeFileForm(exported), ...judgeContent(exported, due)];
}
