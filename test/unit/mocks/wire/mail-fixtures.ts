import { buildMail, type MailDraft } from '../../../../mocks/wire/mail-build.js';

/** A mail that brings documents, all fictitious; the ZIP and the PDF are not real ones. */
export const DRAFT: MailDraft = {
  from: { name: 'Service de radiologie générale', address: 'pfi@ch-un.mssante.fr' },
  to: ['dossier@ch-deux.mssante.fr'],
  replyTo: 'secretariat@ch-un.mssante.fr',
  subject: 'XDM/1.0/DDM+CR d’imagerie médicale ESSAI-ÉTOILE Zoé 26/01/1999',
  text: 'Bonjour,\nVoici un compte rendu.\n',
  attachments: [
    { filename: 'IHE_XDM.zip', contentType: 'application/zip', content: Buffer.from('PK\x05\x06 archive') },
    {
      filename: '20260203_CR d’imagerie médicale_ESSAI-ÉTOILE_Zoé.pdf',
      contentType: 'application/pdf',
      content: Buffer.from('%PDF-1.4 pas un vrai'),
    },
  ],
  messageId: '<1@ch-un.mssante.fr>',
  date: new Date('2026-02-03T08:15:30Z'),
  dispositionNotificationTo: 'pfi@ch-un.mssante.fr',
  mss: { NIL: 'DEV990001', CODECDA: '18748-4', INS: 'O' },
  boundary: 'fixe',
};

/** The same with changes. */
export function mail(changes: Partial<MailDraft> = {}): Promise<Buffer> {
  return buildMail({ ...DRAFT, ...changes });
}

/** A mail as the operator delivers it: with its trace fields. */
export async function delivered(changes: Partial<MailDraft> = {}): Promise<Buffer> {
  const trace = 'Return-Path: <pfi@ch-un.mssante.fr>\r\nOriginal-Recipient: rfc822;dossier@ch-deux.mssante.fr\r\n';
  return Buffer.concat([Buffer.from(trace), await mail(changes)]);
}

/** Text of a message, changed. */
export function changed(raw: Buffer, change: (text: string) => string): Buffer {
  return Buffer.from(change(raw.toString('latin1')), 'latin1');
}
