import { patient } from '../../fixtures/roster.js';
import { fileBytes, type ScenarioContext } from '../harness/index.js';
import { paperFacts } from '../record/index.js';
import { printDocument } from './actions/printing.js';
import type { PrintedWords } from './checks/printout.js';
import { identityRefOf } from './people.js';

/** The patient whose documents are printed. */
export const PRINTED_PATIENT = 'identity-print';

/** Prints a document of that patient; gives its bytes. */
export async function printedFile(t: ScenarioContext): Promise<Buffer> {
  const { file } = await t.act(printDocument, { patient: identityRefOf(patient(PRINTED_PATIENT)) });
  return fileBytes(file);
}

/** The same; gives its words, undefined when it has none to read. */
export async function printedWords(t: ScenarioContext): Promise<PrintedWords> {
  return (await paperFacts(await printedFile(t), new Date())).words;
}
