import { addText, mailNode } from './mail-build.js';
import { bodyOffset, headerLines, headerValues, messageIds } from './mail-headers.js';
import type { Mail } from './mail-types.js';
import { fieldValue, recipientAddress, reportFields, writeFields } from './report-fields.js';

/** What became of a mail for one recipient (RFC 3464 §2.3). */
export interface DsnRecipient {
  /** Addresses without their `rfc822;`. */
  originalRecipient?: string;
  finalRecipient: string;
  action: 'delivered' | 'failed' | 'delayed' | 'relayed' | 'expanded';
  /** `5.1.1`. */
  status: string;
  /** `smtp; 550 5.1.1 …`, as written. */
  diagnosticCode?: string;
}

/** A delivery status notification, as received. */
export interface Dsn {
  text: string;
  reportingMta: string | undefined;
  /** ENVID of the SMTP session. */
  originalEnvelopeId: string | undefined;
  arrivalDate: string | undefined;
  recipients: DsnRecipient[];
  /** Of the mail it is about, read from the part returned; undefined when nothing was returned. */
  originalMessageId: string | undefined;
}

/** Reads a mail as a DSN (RFC 3464), undefined when it is not one. Never throws. */
export function readDsn(mail: Mail): Dsn | undefined {
  const part = mail.attachments.find(({ contentType }) => contentType === 'message/delivery-status');
  if (!part && mail.body.reportType !== 'delivery-status') return undefined;
  const [message = [], ...recipients] = reportFields(part?.content ?? Buffer.alloc(0));
  const returned = mail.attachments.find(({ contentType }) =>
    /^(message\/rfc822|text\/rfc822-headers)$/.test(contentType),
  );
  const ids = returned && headerValues({ headers: headerLines(returned.content) }, 'message-id');
  return {
    text: mail.texts[0]?.text ?? '',
    reportingMta: recipientAddress(fieldValue(message, 'reporting-mta')),
    originalEnvelopeId: fieldValue(message, 'original-envelope-id'),
    arrivalDate: fieldValue(message, 'arrival-date'),
    recipients: recipients.map((fields) => {
      const [original, final] = ['original-recipient', 'final-recipient'].map((name) =>
        recipientAddress(fieldValue(fields, name)),
      );
      const diagnosticCode = fieldValue(fields, 'diagnostic-code');
      return {
        ...(original === undefined ? {} : { originalRecipient: original }),
        finalRecipient: final ?? '',
        action: (fieldValue(fields, 'action') ?? '').toLowerCase() as DsnRecipient['action'],
        status: /\d\.\d{1,3}\.\d{1,3}/.exec(fieldValue(fields, 'status') ?? '')?.[0] ?? '',
        ...(diagnosticCode === undefined ? {} : { diagnosticCode }),
      };
    }),
    originalMessageId: messageIds(ids ?? [])[0],
  };
}

/** A DSN to build about a mail. */
export interface DsnDraft {
  /** The mail it is about. */
  original: Buffer;
  /** Host name of the operator's server: Reporting-MTA, and `mailer-daemon@` of it. */
  reportingMta: string;
  /** Envelope sender of the original. */
  to: string;
  recipients: readonly DsnRecipient[];
  /** ENVID given at MAIL FROM. */
  originalEnvelopeId?: string;
  arrivalDate?: Date;
  /** `RET=FULL` returns the whole message, else its headers only. */
  full?: boolean;
  /** Address of the sender when not `mailer-daemon@<reportingMta>`. */
  from?: string;
  messageId?: string;
  date?: Date;
  boundary?: string;
}

/** Builds a DSN: text, `message/delivery-status`, headers or whole of the original (RFC 3462 §2). Its envelope is `<>`. */
export function buildDsn(draft: DsnDraft): Promise<Buffer> {
  const failed = draft.recipients.some(({ action }) => action === 'failed');
  return mailNode(
    {
      from: { name: 'Mail Delivery System', address: draft.from ?? `mailer-daemon@${draft.reportingMta}` },
      to: [draft.to],
      subject: failed ? 'Undelivered Mail Returned to Sender' : 'Delivery Status Notification',
      headers: { 'Auto-Submitted': 'auto-replied' },
      ...(draft.messageId === undefined ? {} : { messageId: draft.messageId }),
      ...(draft.date ? { date: draft.date } : {}),
      ...(draft.boundary === undefined ? {} : { boundary: draft.boundary }),
    },
    'multipart/report; report-type=delivery-status',
    (parts) => {
      addText(parts, `${draft.recipients.map(sentence).join('\n')}\n`);
      parts.createChild('message/delivery-status').setContent(Buffer.from(status(draft)));
      if (draft.full === true) {
        const whole = parts.createChild('message/rfc822');
        whole.setHeader('Content-Transfer-Encoding', '8bit');
        whole.setContent(draft.original);
        return;
      }
      const headers = draft.original.subarray(0, bodyOffset(draft.original));
      parts.createChild('text/rfc822-headers').setContent(headers);
    },
  ).build();
}

function sentence({ finalRecipient, action, status, diagnosticCode }: DsnRecipient): string {
  return `${finalRecipient}: ${action} (${status})${diagnosticCode === undefined ? '' : `, ${diagnosticCode}`}`;
}

function status({ reportingMta, originalEnvelopeId, arrivalDate, recipients }: DsnDraft): string {
  return writeFields([
    [
      ['Reporting-MTA', `dns; ${reportingMta}`],
      ['Original-Envelope-Id', originalEnvelopeId],
      ['Arrival-Date', arrivalDate?.toUTCString().replace('GMT', '+0000')],
    ],
    ...recipients.map(({ originalRecipient, finalRecipient, action, status, diagnosticCode }) => [
      ['Original-Recipient', originalRecipient && `rfc822;${originalRecipient}`] as const,
      ['Final-Recipient', `rfc822;${finalRecipient}`] as const,
      ['Action', action] as const,
      ['Status', status] as const,
      ['Diagnostic-Code', diagnosticCode] as const,
    ]),
  ]);
}
