import { buildCdaN1 } from '../../fixtures/documents/cda.js';
import { documentSetId, documentUid } from '../../fixtures/documents/document-uid.js';
import type { Patient } from '../../fixtures/people.js';
import { mailbox, patient, professional, structure } from '../../fixtures/roster.js';
import { patientAddress } from '../../mocks/wire/mssante-address.js';
import type { ProvidedFile, ScenarioContext, Tenant } from '../harness/index.js';
import { sendDocuments, type SendingOrder } from './actions/pfi-sending.js';
import { mailsAbout, mailsAboutInQuiet, type SeenMail } from './situations-sending.js';

/** The reply address of the PFI: one scenario at a time. */
export const REPLY_ADDRESS: Tenant = { name: 'setting:pfi-reply-address' };

/** Mailbox the PFI sends from. */
export const SENDER = mailbox('pfi');
/** A correspondent of the hospital. */
export const PHYSICIAN = mailbox('gp1').address;
/** The patient most sendings are about. */
export const PERSON = patient('pfi-sends');
/** Their address in Mon espace santé. */
export const PERSON_ADDRESS = patientAddress(PERSON.ins);

/** A document handed out for the PFI to send. */
export interface HandedDocument {
  /** Unique in the run. */
  title: string;
  uniqueId: string;
  path: string;
  file: ProvidedFile;
}

/** What makes a document to send. */
export interface HandedWanted {
  /** Short name; goes into the title and the identifiers. */
  name: string;
  person?: Patient;
  typeCode?: string;
  version?: number;
  /** uniqueId of the version it replaces. */
  replaces?: string;
  /** Leaves the INS out of the header: the identity is not qualified. */
  withoutIns?: boolean;
}

/** Composes a CDA N1 of the hospital and hands it out. Inside a step. */
export async function handDocument(t: ScenarioContext, wanted: HandedWanted): Promise<HandedDocument> {
  const { name, person = PERSON, typeCode = '11490-0', version = 1, replaces, withoutIns = false } = wanted;
  const seed = `${t.runKey}/pfi/${name}`;
  const title = `Document ${name} ${t.runKey}`;
  const uniqueId = documentUid(`${seed}/v${version}`);
  const cda = buildCdaN1({
    patient: person,
    author: professional('ps1'),
    structure: structure('hospital'),
    title,
    typeCode,
    effectiveTime: new Date(),
    uid: uniqueId,
    setId: documentSetId(seed),
    versionNumber: version,
    ...(replaces === undefined ? {} : { replaces }),
    marker: `Repère ${name} v${version} ${t.runKey}`,
  });
  const ins = `<id root="${person.insOid}" extension="${person.ins}"/>`;
  const content = Buffer.from(withoutIns ? cda.replace(ins, '') : cda);
  return { title, uniqueId, ...(await t.handOut(`${name}-v${version}-${t.runKey}.xml`, content)) };
}

/** What the PFI did of an order. */
export interface PfiSending {
  shown: { sent: boolean; message: string; readReceiptOffered: boolean; noReplyOffered: boolean };
  /** Mails about these documents, as the operator received them. */
  mails: SeenMail[];
}

/** Has the PFI send documents; to nobody but `recipients` unless told otherwise, without any option. */
export async function sendByPfi(
  t: ScenarioContext,
  documents: readonly HandedDocument[],
  wanted: Partial<Omit<SendingOrder, 'documents'>> & { quiet?: boolean },
): Promise<PfiSending> {
  const { quiet = false, ...wishes } = wanted;
  const since = await t.mark();
  const shown = await t.act(sendDocuments, {
    mailbox: { address: SENDER.address },
    recipients: [],
    toPatient: false,
    readReceipt: false,
    deliveryReceipt: false,
    noReply: false,
    deletion: false,
    ...wishes,
    documents: documents.map(({ path, file }) => ({ path, file })),
  });
  const look = quiet ? mailsAboutInQuiet : mailsAbout;
  const found: SeenMail[] = [];
  for (const { title } of documents) found.push(...(await look(t, title, { from: SENDER, since })));
  return {
    shown,
    mails: found.filter(({ seen }, index) => found.findIndex((one) => one.seen.id === seen.id) === index),
  };
}

/** Keeps the source of mails as evidence. */
export function sourceEvidence(
  t: ScenarioContext,
  proofs: string | readonly string[],
  mails: readonly SeenMail[],
): void {
  t.attachExchanges(
    proofs,
    mails.map(({ seen }) => seen),
  );
}
