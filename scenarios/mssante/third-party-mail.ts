import { buildCdaN1 } from '../../fixtures/documents/cda.js';
import { documentType } from '../../fixtures/documents/document-types.js';
import { documentSetId, documentUid } from '../../fixtures/documents/document-uid.js';
import { buildPdf } from '../../fixtures/documents/pdf.js';
import type { Patient } from '../../fixtures/people.js';
import { MAIL_DOMAIN } from '../../fixtures/roster-mailboxes.js';
import { professional, structure } from '../../fixtures/roster.js';
import { readCdaDocument } from '../../mocks/wire/cda-document.js';
import { buildMail, type DraftAttachment } from '../../mocks/wire/mail-build.js';
import { mssHeadersFor } from '../../mocks/wire/mssante-headers.js';
import { CONFIDENTIALITY_VISIBILITY } from '../../mocks/wire/oids.js';
import { pdfName } from '../../mocks/wire/mssante-pdf-name.js';
import { buildSubject } from '../../mocks/wire/mssante-subject.js';
import type { XdmAction } from '../../mocks/wire/xdm-metadata.js';
import { xdmArchiveOf } from '../../mocks/wire/xdm-from-cda.js';
import type { ScenarioContext } from '../harness/index.js';

/** A document of a third party, ready to be sent. */
export interface ThirdPartyDocument {
  /** Unique in the run. */
  title: string;
  person: Patient;
  uniqueId: string;
  version: number;
  cda: Buffer;
  /** Who may not see it, besides its own confidentiality; nobody when left out. */
  visibility?: readonly Visibility[];
}

/** What makes a document of a third party. */
export interface DocumentWanted {
  /** Short name, the same for every version; goes into the title and the identifiers. */
  name: string;
  version?: number;
  /** uniqueId of the version it says it replaces. */
  replaces?: string;
  /** Tells apart two documents of the same name and version. */
  twin?: string;
  /** Key of the author in the roster. */
  author?: string;
  /** Local number the sender gives the patient; one of its own unless told. */
  senderNumber?: string;
  /** Who may not see it, besides its own confidentiality. */
  visibility?: readonly Visibility[];
  /** Last word on the CDA, for a document that must be wrong. */
  change?: (cda: string) => string;
}

/** A value of confidentialityCode that hides a document from somebody (dmp.md §12.3). */
export type Visibility = 'MASQUE_PS' | 'INVISIBLE_PATIENT' | 'INVISIBLE_REPRESENTANTS_LEGAUX';

/** Composes a CDA N1 of a third party about a patient. */
export function thirdPartyDocument(t: ScenarioContext, person: Patient, wanted: DocumentWanted): ThirdPartyDocument {
  const {
    name,
    version = 1,
    replaces,
    twin = '',
    author = 'hospitalist1',
    senderNumber,
    visibility = [],
    change = same,
  } = wanted;
  const seed = `${t.runKey}/${person.key}/${name}`;
  const writer = professional(author);
  const title = `Compte rendu ${name} ${t.runKey}`;
  const uniqueId = documentUid(`${seed}/v${version}${twin}`);
  const cda = buildCdaN1({
    // The number their own establishment gives them.
    patient: { ...person, ipp: senderNumber ?? `T${person.ipp}` },
    author: writer,
    structure: structure(writer.structure),
    title,
    typeCode: '11490-0',
    effectiveTime: new Date(),
    uid: uniqueId,
    setId: documentSetId(seed),
    versionNumber: version,
    ...(replaces === undefined ? {} : { replaces }),
    marker: `Repère ${name}-v${version}${twin}-${t.runKey}`,
  });
  return { title, person, uniqueId, version, cda: Buffer.from(change(cda)), visibility };
}

/** A mail of a third party, as it was delivered. */
export interface DeliveredMail {
  /** Mailbox it was delivered to. */
  mailbox: string;
  messageId: string;
  subject: string;
  /** As sent: the operator adds Return-Path, Received and Original-Recipient. */
  raw: Buffer;
  /** Address of From. */
  sender: string;
  replyTo: string;
  /** Address a read receipt is asked for; undefined when none is. */
  notifyTo: string | undefined;
  document: ThirdPartyDocument | undefined;
}

/** What makes a mail of a third party. */
export interface MailWanted {
  /** Short name, unique in the scenario; goes into the addresses, the Message-ID and the subject. */
  name: string;
  /** Mailbox of the SUT it is delivered to. */
  to: string;
  document?: ThirdPartyDocument;
  /** Documents in the same archive, after the first, about the same patient. */
  others?: readonly ThirdPartyDocument[];
  action?: XdmAction;
  /**
   * Code the DPI of the bench refuses the documents with, when the SUT asks it: a PFI may leave it to the DPI to refuse
   * what cannot be integrated.
   */
  dpiRefuses?: string;
  /** Asks for a read receipt: `sender` at the address of From, `other` at another one, which is the return path too. */
  receipt?: 'sender' | 'other';
  /** Name and type of the archive; `IHE_XDM.zip` and `application/zip` unless told. */
  archive?: { filename?: string; contentType?: string; content?: Buffer };
  /** Other attachments. */
  attachments?: readonly DraftAttachment[];
  /** Ids of the thread it continues. */
  references?: readonly string[];
}

/**
 * Sends a mail as a third party would: its own mailboxes are created, unique in the run, so that every return tells
 * which mail it is about.
 */
export async function deliverThirdPartyMail(t: ScenarioContext, wanted: MailWanted): Promise<DeliveredMail> {
  const key = `${wanted.name}.${t.runKey}`.toLowerCase();
  const sender = await thirdPartyMailbox(t, `emetteur.${key}`);
  const replyTo = await thirdPartyMailbox(t, `secretariat.${key}`);
  const other = wanted.receipt === 'other' ? await thirdPartyMailbox(t, `accuses.${key}`) : undefined;
  const notifyTo = other ?? (wanted.receipt === 'sender' ? sender : undefined);
  const { document, others = [], dpiRefuses } = wanted;
  const documents = document ? [document, ...others] : [];
  const messageId = `<${key}@tiers.${MAIL_DOMAIN}>`;
  const label = `Message ${wanted.name} ${t.runKey}`;
  const subject = document ? documentSubject(label, document) : label;
  const raw = await buildMail({
    from: { name: 'Établissement tiers fictif', address: sender },
    to: [wanted.to],
    replyTo,
    subject,
    text: `Message ${wanted.name}.\nMessage généré automatiquement. Pour nous joindre : ${replyTo}\n`,
    attachments: [...(document ? await documentFiles(document, wanted) : []), ...(wanted.attachments ?? [])],
    messageId,
    ...(wanted.references ? { references: wanted.references, inReplyTo: wanted.references.at(-1) ?? '' } : {}),
    ...(notifyTo === undefined ? {} : { dispositionNotificationTo: notifyTo }),
    mss: {
      NIL: 'DEV990099',
      ...(document ? mssHeadersFor([document, ...(wanted.others ?? [])].map(({ cda }) => readCdaDocument(cda))) : {}),
    },
  });
  for (const { uniqueId } of dpiRefuses === undefined ? [] : documents) {
    await t.control('faults', 'add', {
      service: 'dpi',
      keys: { document: uniqueId },
      times: 0,
      fault: { kind: 'ack-ae', code: dpiRefuses },
    });
  }
  await t.control('mssante', 'deliver', { to: wanted.to, raw: raw.toString('base64'), from: other ?? sender });
  return { mailbox: wanted.to, messageId, subject, raw, sender, replyTo, notifyTo, document };
}

function same(cda: string): string {
  return cda;
}

/** Creates a mailbox of the third party; returns its address. */
async function thirdPartyMailbox(t: ScenarioContext, name: string): Promise<string> {
  const address = `${name}@${MAIL_DOMAIN}`;
  await t.control('mssante', 'create-mailbox', { address, type: 'APP', structure: 'hospital2' });
  return address;
}

/** The label tells the mail, not the document: two versions of one have the same title. */
function documentSubject(label: string, { person }: ThirdPartyDocument): string {
  return buildSubject(label, {
    family: person.birthFamilyName,
    given: person.givenNames[0] ?? '',
    birthDate: person.birthDate.replaceAll('-', ''),
  });
}

/** The archive, and the PDF beside it. */
async function documentFiles(document: ThirdPartyDocument, wanted: MailWanted): Promise<DraftAttachment[]> {
  const { action } = wanted;
  const { cda, person, title } = document;
  const documents = [document, ...(wanted.others ?? [])].map((one) => ({
    cda: one.cda,
    visibility: (one.visibility ?? []).map((code) => ({ code, scheme: CONFIDENTIALITY_VISIBILITY, label: code })),
    ...(action === undefined ? {} : { action }),
  }));
  const { filename = 'IHE_XDM.zip', contentType = 'application/zip', content } = wanted.archive ?? {};
  const { body, serviceStart } = readCdaDocument(cda);
  const name = pdfName({
    date: serviceStart,
    type: documentType('11490-0').label,
    family: person.birthFamilyName,
    given: person.givenNames[0] ?? '',
  });
  return [
    {
      filename,
      contentType,
      content: content ?? (await xdmArchiveOf({ documents })),
    },
    {
      filename: name,
      contentType: 'application/pdf',
      content: body.level === 'N1' ? body.content : buildPdf({ title, lines: [] }),
    },
  ];
}
