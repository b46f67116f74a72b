import { readMail } from './mail-read.js';
import { headerValues, messageIds } from './mail-headers.js';
import { addAttachment, addText, mailNode } from './mail-build.js';
import type { Mail, MailAttachment } from './mail-types.js';
import { BancError } from './errors.js';
import { errorCodeIn } from './integration-error-codes.js';
import { fieldValue, recipientAddress, reportFields, type ReportField, writeFields } from './report-fields.js';
import { buildErrorSubject, readSubject } from './mssante-subject.js';

/**
 * Forms of a failed MDN in circulation (mssante.md §7.2): V1 published in 1.1.2 (ZIP and PDF attached again), V2 and V3
 * of the drafts of 1.1.3; `other` is a failure said otherwise.
 */
export type MdnVariant = 'V1' | 'V2' | 'V3';

/** `Disposition`, split. */
export interface Disposition {
  action: 'manual-action' | 'automatic-action';
  sending: 'MDN-sent-manually' | 'MDN-sent-automatically';
  type: 'displayed' | 'deleted' | 'dispatched' | 'processed';
  /** What follows the `/`, '' without one: `error`, `Error: 902^…`. */
  modifier: string;
}

/** A message disposition notification, as received. */
export interface Mdn {
  /** Part 1, for people; '' when there is none. */
  text: string;
  /** Every field of part 2, in order. */
  fields: ReportField[];
  reportingUa: string | undefined;
  /** Addresses without their `rfc822;`. */
  originalRecipient: string | undefined;
  finalRecipient: string | undefined;
  /** With angle brackets, as written. */
  originalMessageId: string | undefined;
  /** Undefined when the field is absent or not of the form. */
  disposition: Disposition | undefined;
  /** True when the modifier starts with `error`, or an `Error` or `Failure` field stands. */
  failed: boolean;
  /** How a failure is said; undefined on success. */
  variant: MdnVariant | 'other' | undefined;
  /** Code of the failure and where it was read first. */
  code: string | undefined;
  codeFrom: 'error-field' | 'disposition' | 'subject' | 'text' | undefined;
  /** What follows the code, up to the next `^`. */
  label: string | undefined;
  /** Part 3 whole, to be read with readMail; undefined when it is missing. */
  original: Buffer | undefined;
  /** `message/rfc822`, or the headers only. */
  originalType: string | undefined;
  /** Files attached again beside the original. */
  copies: MailAttachment[];
  /** True when the outer type is multipart/report with report-type=disposition-notification. */
  reportTyped: boolean;
}

const DISPOSITION =
  /^\s*(manual|automatic)-action\s*\/\s*MDN-sent-(manually|automatically)\s*;\s*(displayed|deleted|dispatched|processed)\s*(?:\/\s*(.*))?$/is;

/** Reads a mail as an MDN, undefined when it is not one: it has neither the type nor a `Disposition`. Never throws. */
export function readMdn(mail: Mail): Mdn | undefined {
  const reportTyped = mail.body.reportType === 'disposition-notification';
  const part = mail.attachments.find(({ contentType }) => contentType === 'message/disposition-notification');
  const loose = mail.texts.find(({ text }) => /^Disposition:/im.test(text) && /^Final-Recipient:/im.test(text));
  const source = part?.content ?? (loose && Buffer.from(loose.text));
  if (!source && !reportTyped) return undefined;
  const fields = reportFields(source ?? Buffer.alloc(0)).flat();
  const disposition = dispositionOf(fieldValue(fields, 'disposition'));
  const errorField = fieldValue(fields, 'error') ?? fieldValue(fields, 'failure');
  const failed = /^error\b/i.test(disposition?.modifier ?? '') || errorField !== undefined;
  const text = mail.texts.find((one) => one !== loose)?.text ?? '';
  const original = mail.attachments.find(
    ({ contentType }) => contentType === 'message/rfc822' || contentType === 'text/rfc822-headers',
  );
  const copies = mail.attachments.filter((one) => one !== part && one !== original);
  return {
    text,
    fields,
    reportingUa: fieldValue(fields, 'reporting-ua'),
    originalRecipient: recipientAddress(fieldValue(fields, 'original-recipient')),
    finalRecipient: recipientAddress(fieldValue(fields, 'final-recipient')),
    originalMessageId: fieldValue(fields, 'original-message-id'),
    disposition,
    failed,
    variant: failed ? variantOf(disposition, errorField, copies.length > 0) : undefined,
    ...failureOf(failed, { disposition, errorField, subject: mail.subject, text }),
    original: original?.content,
    originalType: original?.contentType,
    copies,
    reportTyped,
  };
}

function dispositionOf(value: string | undefined): Disposition | undefined {
  const [, action = '', sending = '', type = '', modifier = ''] = DISPOSITION.exec(value ?? '') ?? [];
  if (action === '') return undefined;
  return {
    action: `${action.toLowerCase() as 'manual' | 'automatic'}-action`,
    sending: `MDN-sent-${sending.toLowerCase() as 'manually' | 'automatically'}`,
    type: type.toLowerCase() as Disposition['type'],
    modifier: modifier.trim(),
  };
}

/** Without re-attached files, a V1 cannot be told from a V2 that leaves its recommended Error field out: taken for V2. */
function variantOf(
  disposition: Disposition | undefined,
  errorField: string | undefined,
  copies: boolean,
): Mdn['variant'] {
  const modifier = disposition?.modifier ?? '';
  if (/^error$/i.test(modifier) && errorField !== undefined) return 'V3';
  if (!/^error\s*:/i.test(modifier)) return 'other';
  return errorField === undefined && copies ? 'V1' : 'V2';
}

function failureOf(
  failed: boolean,
  said: { disposition: Disposition | undefined; errorField: string | undefined; subject: string; text: string },
): Pick<Mdn, 'code' | 'codeFrom' | 'label'> {
  if (!failed) return { code: undefined, codeFrom: undefined, label: undefined };
  const places: [NonNullable<Mdn['codeFrom']>, string][] = [
    ['error-field', said.errorField ?? ''],
    ['disposition', said.disposition?.modifier ?? ''],
    ['subject', readSubject(said.subject).error?.code ?? ''],
    ['text', said.text],
  ];
  for (const [codeFrom, words] of places) {
    const found = errorCodeIn(words);
    if (found) return { codeFrom, ...found };
  }
  return { code: undefined, codeFrom: undefined, label: undefined };
}

/** An MDN to build in answer to a mail. */
export interface MdnDraft {
  /** The mail answered, as delivered (its `Original-Recipient` header is copied). */
  original: Buffer;
  /** Mailbox that answers, and Final-Recipient. */
  from: string;
  /** Where to; the mail's Disposition-Notification-To when left out. */
  to?: string;
  /** Integrated when left out. */
  failure?: { code: string; label: string; variant: MdnVariant };
  /** `pfi.example; Product 1.0`. */
  reportingUa?: string;
  /** True when a person decided; automatic when left out. */
  manual?: boolean;
  /** True when a person read the message: `displayed` (RFC 8098 §3.2.6.2), instead of `processed`. */
  read?: boolean;
  messageId?: string;
  date?: Date;
  boundary?: string;
  /** X-MSS-NIL of the product that answers. */
  nil?: string;
}

/**
 * Builds an MDN: text for people, machine-readable part, original message whole; in V1 its attachments again too.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the mail asks for no MDN and `to` is not given; what readMail throws when
 * the original cannot be read.
 */
export async function buildMdn(draft: MdnDraft): Promise<Buffer> {
  const mail = await readMail(draft.original);
  const to = draft.to ?? mail.dispositionNotificationTo[0]?.address;
  if (to === undefined) {
    throw new BancError(
      'BANC_MESSAGE_INVALID',
      'The mail asks for no MDN (no Disposition-Notification-To); say where to.',
    );
  }
  const { failure } = draft;
  const id = messageIds([mail.messageId ?? ''])[0];
  const report = mailNode(
    {
      from: draft.from,
      to: [to],
      subject: failure ? buildErrorSubject(mail.subject, failure.code) : mail.subject,
      ...(id === undefined ? {} : { inReplyTo: id, references: [...mail.references, id] }),
      ...(draft.messageId === undefined ? {} : { messageId: draft.messageId }),
      ...(draft.date ? { date: draft.date } : {}),
      ...(draft.boundary === undefined ? {} : { boundary: draft.boundary }),
      ...(draft.nil === undefined ? {} : { mss: { NIL: draft.nil } }),
    },
    'multipart/report; report-type=disposition-notification',
    (parts) => {
      addText(parts, humanText(draft));
      const fields = parts.createChild('message/disposition-notification');
      // A label in French goes as it is: RFC 8098 fields have no encoding of their own.
      fields.setHeader('Content-Transfer-Encoding', '8bit');
      fields.setContent(Buffer.from(notification(draft, mail)));
      const part = parts.createChild('message/rfc822');
      part.setHeader('Content-Transfer-Encoding', '8bit');
      part.setContent(draft.original);
      if (failure?.variant !== 'V1') return;
      for (const { filename = 'fichier', contentType, content } of mail.attachments) {
        addAttachment(parts, { filename, contentType, content });
      }
    },
  );
  return report.build();
}

function humanText({ failure, read = false }: MdnDraft): string {
  if (failure) return `Le document n’a pas pu être intégré : ${failure.label} (code ${failure.code}).\n`;
  return read ? 'Le message a été lu.\n' : 'Le document a été intégré.\n';
}

function notification({ from, failure, reportingUa, manual = false, read = false }: MdnDraft, mail: Mail): string {
  const mode = manual ? 'manual-action/MDN-sent-manually' : 'automatic-action/MDN-sent-automatically';
  const reason = failure ? `${failure.code}^${failure.label}` : '';
  const forms = {
    V1: { modifier: `/Error: ${reason}`, field: undefined },
    V2: { modifier: `/Error: ${reason}`, field: reason },
    V3: { modifier: '/error', field: `${reason}^applicationErrorCondition| E^Error^errorSeverity` },
  };
  const { modifier, field } = failure ? forms[failure.variant] : { modifier: '', field: undefined };
  return writeFields([
    [
      ['Reporting-UA', reportingUa],
      ['Original-Recipient', headerValues(mail, 'original-recipient')[0] ?? `rfc822;${from}`],
      ['Final-Recipient', `rfc822;${from}`],
      ['Original-Message-ID', mail.messageId],
      ['Disposition', `${mode}; ${read ? 'displayed' : 'processed'}${modifier}`],
      ['Error', field],
    ],
  ]);
}
