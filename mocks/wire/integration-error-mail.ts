import { addAttachment, addText, mailNode } from './mail-build.js';
import { readMail } from './mail-read.js';
import type { Mail, MailAttachment } from './mail-types.js';
import { errorCodeIn } from './integration-error-codes.js';
import { readMdn } from './mdn.js';
import { buildErrorSubject, readSubject } from './mssante-subject.js';

/** A mail to the mailbox where people treat integration errors, as received (mssante.md §7.3). */
export interface IntegrationErrorMail {
  /** An ordinary mail, or one made like an MDN (tolerated). */
  shape: 'standard' | 'mdn';
  /** Published text, older published example, or neither. */
  subjectForm: 'ko' | 'older' | 'none';
  code: string | undefined;
  codeFrom: 'subject' | 'text' | 'report' | undefined;
  label: string | undefined;
  /** The message that could not be integrated, whole; undefined when it is not attached. */
  original: Buffer | undefined;
  /** ZIP and PDF attached beside it. */
  copies: MailAttachment[];
}

/**
 * Reads a mail as one that tells an integration error: its subject has one of the two published prefixes, or it is a
 * failed MDN, or it attaches a message and names an error code. Undefined for any other mail. Never throws.
 */
export function readIntegrationErrorMail(mail: Mail): IntegrationErrorMail | undefined {
  const mdn = readMdn(mail);
  if (mdn && !mdn.failed) return undefined;
  const subject = readSubject(mail.subject).error;
  const text = mail.texts[0]?.text ?? '';
  const inText = errorCodeIn(text);
  const original = mail.attachments.find(isMessage);
  if (!subject && !mdn && !(original && inText)) return undefined;
  const report = mdn?.code === undefined || mdn.codeFrom === 'subject' ? undefined : mdn;
  const code = report?.code ?? subject?.code ?? inText?.code;
  return {
    shape: mdn ? 'mdn' : 'standard',
    subjectForm: subject?.form ?? 'none',
    code,
    codeFrom: report ? 'report' : subject ? 'subject' : inText && 'text',
    label: report?.label ?? inText?.label,
    original: original?.content ?? mdn?.original,
    copies: mail.attachments.filter((one) => /zip|pdf/i.test(`${one.contentType} ${one.filename ?? ''}`)),
  };
}

/** An integration error to tell by mail. */
export interface IntegrationErrorDraft {
  /** The mail that could not be integrated, as delivered. */
  original: Buffer;
  from: string;
  /** The error mailboxes. */
  to: readonly string[];
  code: string;
  label: string;
  /** Subject in its older published form. */
  olderSubject?: boolean;
  /** Leaves ZIP and PDF only inside the original; drafts disagree (mssante.md §7.3). */
  withoutCopies?: boolean;
  messageId?: string;
  date?: Date;
  boundary?: string;
  nil?: string;
}

/**
 * Builds the standard error mail: text with code and label, `message_original.eml`, then ZIP and PDF again.
 *
 * @throws BancError what readMail throws when the original cannot be read.
 */
export async function buildIntegrationErrorMail(draft: IntegrationErrorDraft): Promise<Buffer> {
  const mail = await readMail(draft.original);
  const { code, label } = draft;
  return mailNode(
    {
      from: draft.from,
      to: draft.to,
      subject: buildErrorSubject(mail.subject, code, draft.olderSubject === true ? 'older' : 'ko'),
      ...(draft.messageId === undefined ? {} : { messageId: draft.messageId }),
      ...(draft.date ? { date: draft.date } : {}),
      ...(draft.boundary === undefined ? {} : { boundary: draft.boundary }),
      ...(draft.nil === undefined ? {} : { mss: { NIL: draft.nil } }),
    },
    'multipart/mixed',
    (parts) => {
      addText(parts, `Le message joint n’a pas pu être intégré : ${label}\nCode d’erreur : ${code}\n`);
      addAttachment(parts, {
        filename: 'message_original.eml',
        contentType: 'message/rfc822',
        content: draft.original,
      });
      if (draft.withoutCopies === true) return;
      for (const { filename = 'fichier', contentType, content } of mail.attachments) {
        addAttachment(parts, { filename, contentType, content });
      }
    },
  ).build();
}

function isMessage({ contentType, filename = '' }: MailAttachment): boolean {
  return contentType === 'message/rfc822' || filename.toLowerCase().endsWith('.eml');
}
