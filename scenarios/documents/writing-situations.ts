import type { Patient } from '../../fixtures/people.js';
import { professional } from '../../fixtures/roster.js';
import { type CdaDocument, readCdaDocument } from '../../mocks/wire/cda-document.js';
import { BancError } from '../../mocks/wire/errors.js';
import { judgeCda } from '../cda/index.js';
import { fileBytes, type ScenarioContext, text } from '../harness/index.js';
import { refOf, signInAs } from '../record/index.js';
import {
  advanceDocument,
  handOverDocument,
  type NamedProfessional,
  recordStayFacts,
  setDraftRecipients,
  type ShownDraft,
  startDocument,
  type StayFacts,
} from './actions/writing.js';
import { checkLevel1, unreadableCda } from './checks/produced-cda.js';
import type { PdfLine } from './checks/produced-pdf.js';
import { pdfLines } from './pdf-pages.js';

/** A document to write. */
export interface Writing {
  /** Short name, goes into the title. */
  name: string;
  typeCode: string;
  /** Typed besides what the product fills in; nothing when left out. */
  text?: string;
}

/** A validated document, as the product handed it over. */
export interface HandedOver {
  title: string;
  cda: CdaDocument;
  cdaBytes: Buffer;
  pdf: Buffer;
  /** Name of the PDF. */
  pdfName: string;
  lines: PdfLine[];
  identityStatus: string;
}

/** A professional of the roster, as actions name them. */
export function named(key: string): NamedProfessional {
  const { rpps, familyName, givenName } = professional(key);
  return { key, name: `${familyName} ${givenName}`, rpps };
}

/** Title of a document of this run. */
export function titleOf(t: ScenarioContext, name: string): string {
  return `Document ${name} ${t.runKey}`;
}

/** A sentence only this document of this run has. */
export function sentenceOf(t: ScenarioContext, name: string): string {
  return `Repère ${name} ${t.runKey}.`;
}

/** Facts of a stay no other run has. */
export function stayOf(t: ScenarioContext): StayFacts {
  return {
    attendingDoctor: named('gp1'),
    admittedOn: '2026-03-02',
    dischargedOn: '2026-03-09',
    reason: `Douleur thoracique ${t.runKey}`,
    summary: `Coronarographie sans lésion ${t.runKey}`,
    treatments: `Paracétamol 1 g trois fois par jour, cinq jours ${t.runKey}`,
    awaited: `Bilan lipidique ${t.runKey}`,
    followUp: `Consultation de cardiologie à trois mois ${t.runKey}`,
  };
}

/** Signs a professional in and enters a stay, in a step of its own. */
export async function enterStay(t: ScenarioContext, person: Patient): Promise<StayFacts> {
  const stay = stayOf(t);
  await t.step(text('Saisir les données du séjour', 'Enter the data of the stay'), async () => {
    await signInAs(t, 'ps1');
    await t.act(recordStayFacts, { patient: refOf(person), stay });
  });
  return stay;
}

/** Starts a document. */
export function start(
  t: ScenarioContext,
  person: Patient,
  { name, typeCode, text: typed = '' }: Writing,
): Promise<ShownDraft> {
  return t.act(startDocument, { patient: refOf(person), title: titleOf(t, name), typeCode, text: typed });
}

/** Signs in, writes a document and validates it, in a step of its own; `recipients`: those it must have, if told. */
export function writeAndValidate(
  t: ScenarioContext,
  person: Patient,
  writing: Writing,
  recipients?: readonly NamedProfessional[],
): Promise<void> {
  return t.step(text('Rédiger et valider le document', 'Write and validate the document'), async () => {
    await signInAs(t, 'ps1');
    await start(t, person, writing);
    const of = { patient: refOf(person), document: { title: titleOf(t, writing.name) } };
    if (recipients) await t.act(setDraftRecipients, { ...of, recipients: [...recipients] });
    await t.act(advanceDocument, { ...of, step: 'validate' });
  });
}

/** Has the product hand over a validated document; undefined, and told, when its CDA cannot be read. Inside a step. */
export async function handOver(
  t: ScenarioContext,
  person: Patient,
  name: string,
  proofs: string | readonly string[],
): Promise<HandedOver | undefined> {
  const title = titleOf(t, name);
  const { cda, pdf, identityStatus } = await t.act(handOverDocument, { patient: refOf(person), document: { title } });
  const cdaBytes = fileBytes(cda);
  try {
    return {
      title,
      cda: readCdaDocument(cdaBytes),
      cdaBytes,
      pdf: fileBytes(pdf),
      pdfName: pdf.name,
      lines: await pdfLines(fileBytes(pdf)),
      identityStatus,
    };
  } catch (error) {
    if (!(error instanceof BancError)) throw error;
    t.check(proofs, unreadableCda(cda.name, error.message));
    return undefined;
  }
}

/** Everything a CDA about this patient owes. */
export function judge(t: ScenarioContext, { cdaBytes }: HandedOver, person: Patient) {
  return judgeCda(cdaBytes, { patient: person, ...(t.ciSis === undefined ? {} : { ciSis: t.ciSis }) });
}

/** Writes and validates a document, then judges its CDA and the PDF wrapped in it. */
export async function writeAndJudgeCda(
  t: ScenarioContext,
  person: Patient,
  proof: string,
  writing: Writing,
): Promise<void> {
  await writeAndValidate(t, person, writing);
  await t.step(text('Remettre le CDA et le PDF/A-1', 'Hand over the CDA and the PDF/A-1'), async () => {
    const found = await handOver(t, person, writing.name, proof);
    if (found) t.check(proof, checkLevel1(found.cda, writing.typeCode, found.pdf), ...judge(t, found, person));
  });
}
