import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { DEFECTS, VARIANTS } from '../fixtures/reference-dpi/defects.js';
import { DEFECTS as PFI_DEFECTS, VARIANTS as PFI_VARIANTS } from '../fixtures/reference-pfi/defects.js';
import { ROSTER } from '../fixtures/roster.js';
import { rosterAdmissions } from '../fixtures/roster-admissions.js';
import { rosterCsv } from '../fixtures/roster-csv.js';
import { readJournal } from '../mocks/core/journal-reader.js';
import { renderConsoleSummary, renderFileSummary, REPORTERS } from '../reporters/index.js';
import { cdaFile } from './cda/index.js';
import { vihfFile } from './dmp/captured-assertion.js';
import { soapFile } from './dmp/captured-soap.js';
import { traceCsvFile } from './dmp/captured-traces.js';
import * as dmpActions from './dmp/index.js';
import { mailFile } from './mssante/captured-mail.js';
import { xdmFile } from './mssante/captured-xdm.js';
import { decodeMail } from './mssante/decode-mail.js';
import * as annuaireActions from './annuaire/index.js';
import * as mssanteActions from './mssante/index.js';
import * as pscActions from './psc/index.js';
import * as ssiActions from './ssi/index.js';
import * as documentsActions from './documents/index.js';
import { hl7File } from './hl7/captured-message.js';
import { decodeHl7Message } from './hl7/decode-message.js';
import * as hl7Actions from './hl7/index.js';
import * as identityActions from './identity/index.js';
import * as pfiActions from './pfi/index.js';
import { statisticsFile } from './stat/captured-statistics.js';
import * as statActions from './stat/index.js';
import { decodeDmpMessage } from './dmp/decode.js';
import { directoryTool } from './bench-directory.js';
import { loadScenarios } from './bench-scenarios.js';
import type { Action } from './harness/action.js';
import type { BenchParts, SutToggle } from './harness/bench-parts.js';
import { loadCatalogue } from './requirements/catalogue.js';

const ROOT = join(import.meta.dirname, '..');
const EXTENSION = extname(import.meta.filename);

/** Puts the bench together: engine, catalogue, themes, mocks, fixtures, reporters. */
export function assembleBench(): BenchParts {
  const reference = (sut: string) => (toggle: Omit<SutToggle, 'sut' | 'breaks'> & { breaks?: readonly string[] }) => ({
    breaks: [],
    ...toggle,
    sut,
  });
  return {
    bench: { name: 'banc-segur', version: packageVersion(), root: ROOT },
    catalogue: () => loadCatalogue(),
    scenarios: loadScenarios,
    // Loaded when they start: half of what the command line weighs, and a check of a file needs none of it.
    startMocks: async (options) => (await import('../mocks/index.js')).startMocks(options),
    directory: directoryTool,
    readJournal: async (dir) => (await readJournal(dir)).exchanges,
    decoders: [decodeDmpMessage, decodeMail, decodeHl7Message],
    reporters: REPORTERS,
    consoleSummary: renderConsoleSummary,
    fileKinds: [cdaFile, soapFile, vihfFile, traceCsvFile, xdmFile, mailFile, hl7File, statisticsFile],
    fileSummary: renderFileSummary,
    builtInSuts: {
      'reference-dpi': join(ROOT, 'fixtures/reference-dpi', `banc.config${EXTENSION}`),
      'reference-pfi': join(ROOT, 'fixtures/reference-pfi', `banc.config${EXTENSION}`),
    },
    defects: [...DEFECTS.map(reference('reference-dpi')), ...PFI_DEFECTS.map(reference('reference-pfi'))],
    variants: [...VARIANTS.map(reference('reference-dpi')), ...PFI_VARIANTS.map(reference('reference-pfi'))],
    actions: [
      dmpActions,
      mssanteActions,
      annuaireActions,
      pscActions,
      ssiActions,
      hl7Actions,
      pfiActions,
      identityActions,
      documentsActions,
      statActions,
    ].flatMap(actionsOf),
    rosterFiles: () => ({ ...rosterCsv(ROSTER), 'banc-patients.hl7': rosterAdmissions(ROSTER) }),
  };
}

/** Actions a theme's door exports, beside what they are made of. */
function actionsOf(theme: Record<string, unknown>): Action<unknown, unknown>[] {
  const isAction = (exported: unknown): exported is Action<unknown, unknown> =>
    typeof exported === 'object' && exported !== null && 'instructions' in exported;
  return Object.values(theme).filter(isAction);
}

/** The package's own version; its package.json stands beside dist in the package, beside scenarios in the checkout. */
function packageVersion(): string {
  for (const path of [join(ROOT, 'package.json'), join(ROOT, '..', 'package.json')]) {
    try {
      return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
    } catch {
      continue;
    }
  }
  return '0.0.0';
}
