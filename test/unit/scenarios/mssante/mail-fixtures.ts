import { buildCdaN1, type CdaInput } from '../../../../fixtures/documents/cda.js';
import { readCdaDocument } from '../../../../mocks/wire/cda-document.js';
import { buildMail, type MailDraft } from '../../../../mocks/wire/mail-build.js';
import { mssHeadersFor } from '../../../../mocks/wire/mssante-headers.js';
import { pdfName } from '../../../../mocks/wire/mssante-pdf-name.js';
import { buildSubject } from '../../../../mocks/wire/mssante-subject.js';
import { xdmArchiveOf } from '../../../../mocks/wire/xdm-from-cda.js';
import type { Finding } from '../../../../scenarios/harness/index.js';
import { type SubmittedMail, submittedMail } from '../../../../scenarios/mssante/submitted-mail.js';
import { input } from '../cda/documents.js';
import { troubles } from './xdm-findings.js';

/** Mailbox of an application, and the one a person answers to. */
export const APP = 'pfi@banc-essai.mssante.fr';
export const REPLY = 'secretariat@banc-essai.mssante.fr';
export const RECIPIENT = 'alex@banc-essai.mssante.fr';

/** A conform mail of an application that brings these documents; one letter about Camille unless told. */
export async function documentMail(
  documents: readonly Partial<CdaInput>[] = [{}],
  change: (draft: MailDraft) => MailDraft = (draft) => draft,
): Promise<Buffer> {
  const cdas = documents.map((given) => Buffer.from(buildCdaN1(input(given))));
  const read = cdas.map((cda) => readCdaDocument(cda));
  const pdfs = read.map(({ body, code, patient: person, serviceStart }) => ({
    filename: pdfName({ date: serviceStart, type: code?.displayName ?? '', ...person }),
    contentType: 'application/pdf',
    content: body.level === 'N1' ? body.content : Buffer.alloc(0),
  }));
  const archive = await xdmArchiveOf({ documents: cdas.map((cda) => ({ cda })) });
  return buildMail(
    change({
      from: { name: 'Plateforme d’intermédiation', address: APP },
      to: [RECIPIENT],
      replyTo: REPLY,
      subject: buildSubject('Lettre de liaison', { family: 'ESSAI-UN', given: 'CAMILLE', birthDate: '19990126' }),
      text: `Bonjour,\n\nMessage généré automatiquement. Pour nous joindre : ${REPLY}\n`,
      attachments: [{ filename: 'IHE_XDM.zip', contentType: 'application/zip', content: archive }, ...pdfs],
      messageId: '<1@banc-essai.mssante.fr>',
      date: new Date('2026-02-03T08:15:30Z'),
      dispositionNotificationTo: APP,
      mss: { NIL: 'DEV990001', ...mssHeadersFor(read) },
    }),
  );
}

/** The same, read as submitted, its text changed before. */
export async function sentMail(
  documents: readonly Partial<CdaInput>[] = [{}],
  change: (draft: MailDraft) => MailDraft = (draft) => draft,
  rewrite: (raw: string) => string = (raw) => raw,
): Promise<SubmittedMail> {
  const raw = await documentMail(documents, change);
  return submittedMail(Buffer.from(rewrite(raw.toString('latin1')), 'latin1'));
}

/** What one check says: `pass`, or verdict, what was received and where. */
export function said(finding: Finding): string {
  return troubles([finding])[finding.check.id] ?? 'pass';
}
