import { patient } from '../../fixtures/roster.js';
import { fileBytes, type ScenarioContext } from '../harness/index.js';
import { paperFacts } from '../record/index.js';
import { printDocument } from './actions/printing.js';
import type { PrintedWords } from './checks/printout.js';
import { identityRefOf } from './people.js';

/** The patient whose documents are printed. */
export const PRINTED_PATIENT = 'identity-print';

/** A printout handed over. */
export interface Printout {
  bytes: Buffer;
  words: PrintedWords;
}

/** Prints a document of that patient. */
export async function printedFile(t: ScenarioContext): Promise<Printout> {
  const { file } = await t.act(printDocument, { patient: identityRefOf(patient(PRINTED_PATIENT)) });
  const bytes = fileBytes(file);
  return { bytes, words: (await paperFacts(bytes, new Date())).words };
}

/** Prints a document of that patient; gives its words, undefined when it has none to read. */
export async function printedWords(t: ScenarioContext): Promise<PrintedWords> {
  return (await printedFile(t)).words;
}
