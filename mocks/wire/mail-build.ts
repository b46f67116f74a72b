import MimeNode from 'nodemailer/lib/mime-node';
import type { MailAddress } from './mail-types.js';

/** A file of a mail to build. */
export interface DraftAttachment {
  filename: string;
  /** `application/zip`, `application/pdf`, `message/rfc822` … */
  contentType: string;
  content: Buffer;
}

/** A mail to build. Everything left out is left out of the mail, but for what RFC 5322 wants. */
export interface MailDraft {
  from: MailAddress | string;
  to: readonly (MailAddress | string)[];
  cc?: readonly (MailAddress | string)[];
  /** The mailbox a person answers to, when `from` is an application's (mssante.md §3.1). */
  replyTo?: MailAddress | string;
  /** Decoded: {@link buildMail} encodes it (RFC 2047, lines under 76 characters). */
  subject: string;
  /** Plain body. */
  text: string;
  /** The same content in HTML: the body becomes a multipart/alternative, plain first (ECO.2.2.4). */
  html?: string;
  attachments?: readonly DraftAttachment[];
  /** With or without angle brackets; one is made when left out. */
  messageId?: string;
  /** Now when left out. */
  date?: Date;
  inReplyTo?: string;
  references?: readonly string[];
  /** Address an MDN is asked for (RFC 8098). */
  dispositionNotificationTo?: string;
  /** Address a DSN is asked for by header (draft REM va1.15). */
  returnReceiptTo?: string;
  /** X-MSS-* headers, by what follows the prefix, in capitals: { NIL: 'DEV000042', CODECDA: '34112-3', INS: 'O', MES: 'FIN' }. */
  mss?: Readonly<Partial<Record<'NIL' | 'CODECDA' | 'INS' | 'MES', string>>>;
  /** Any other header: name -> decoded value. */
  headers?: Readonly<Record<string, string>>;
  /** Same boundary every time; one is drawn when left out. */
  boundary?: string;
  /** Encoding of non-ASCII words in headers, nodemailer's choice when left out. */
  headerEncoding?: 'B' | 'Q';
}

/** Parts of a multipart root, as nodemailer nodes. */
export type AddParts = (root: MimeNode) => void;

/**
 * Builds a mail with nodemailer: multipart/mixed when there are attachments, else its body alone. File names go by RFC
 * 2231, subject and labels by RFC 2047; the `_` of a PER label is encoded so that it stays a `_` (mssante.md §3.2).
 */
export function buildMail(draft: MailDraft): Promise<Buffer> {
  const attachments = draft.attachments ?? [];
  if (attachments.length === 0) return mailNode(draft, bodyType(draft), fillBody(draft)).build();
  return mailNode(draft, 'multipart/mixed', (mail) => {
    fillBody(draft)(mail.createChild(bodyType(draft)));
    for (const attachment of attachments) addAttachment(mail, attachment);
  }).build();
}

/** A mail of the type given, whose parts the caller adds: how MDN, DSN and error mails are made. */
export function mailNode(
  draft: Omit<MailDraft, 'text' | 'html' | 'attachments'>,
  type: string,
  add: AddParts,
): MimeNode {
  const mail = new MimeNode(type, {
    ...(draft.boundary === undefined ? {} : { baseBoundary: draft.boundary }),
    boundaryPrefix: '_banc',
    ...(draft.headerEncoding ? { textEncoding: draft.headerEncoding } : {}),
    normalizeHeaderKey: (key) => (/^x-mss-/i.test(key) ? key.toUpperCase() : key),
  });
  mail.setHeader('Date', draft.date ?? new Date());
  mail.setHeader('From', addressOf(draft.from));
  mail.setHeader('To', draft.to.map(addressOf));
  if (draft.cc?.length) mail.setHeader('Cc', draft.cc.map(addressOf));
  if (draft.replyTo !== undefined) mail.setHeader('Reply-To', addressOf(draft.replyTo));
  mail.setHeader('Subject', draft.subject);
  if (draft.messageId !== undefined) mail.setHeader('Message-ID', draft.messageId);
  if (draft.inReplyTo !== undefined) mail.setHeader('In-Reply-To', draft.inReplyTo);
  if (draft.references?.length) mail.setHeader('References', [...draft.references]);
  if (draft.dispositionNotificationTo !== undefined) {
    mail.setHeader('Disposition-Notification-To', draft.dispositionNotificationTo);
  }
  if (draft.returnReceiptTo !== undefined) mail.setHeader('Return-Receipt-To', draft.returnReceiptTo);
  for (const [key, value] of Object.entries(draft.mss ?? {})) mail.setHeader(`X-MSS-${key}`, value);
  for (const [key, value] of Object.entries(draft.headers ?? {})) mail.setHeader(key, value);
  add(mail);
  return mail;
}

/** Adds a file. An embedded message keeps its bytes (RFC 2046 §5.2.1 forbids to encode it). */
export function addAttachment(mail: MimeNode, { filename, contentType, content }: DraftAttachment): void {
  const quoted = filename.replaceAll(/["\\]/g, '\\$&');
  const part = mail.createChild(contentType);
  part.setHeader('Content-Disposition', `attachment; filename="${quoted}"`);
  if (contentType === 'message/rfc822') part.setHeader('Content-Transfer-Encoding', '8bit');
  part.setContent(content);
}

/** Adds a part of text. */
export function addText(mail: MimeNode, text: string, type = 'text/plain; charset=utf-8'): void {
  mail.createChild(type).setContent(lines(text));
}

function bodyType({ html }: MailDraft): string {
  return html === undefined ? 'text/plain; charset=utf-8' : 'multipart/alternative';
}

function fillBody({ text, html }: MailDraft): AddParts {
  return (body) => {
    if (html === undefined) {
      body.setContent(lines(text));
      return;
    }
    addText(body, text);
    addText(body, html, 'text/html; charset=utf-8');
  };
}

function lines(text: string): string {
  return text.replaceAll(/\r?\n/g, '\r\n');
}

function addressOf(mailbox: MailAddress | string): MailAddress {
  return typeof mailbox === 'string' ? { name: '', address: mailbox } : { ...mailbox };
}
