import { readMail } from '../../mocks/wire/mail-read.js';
import type { Mail, MailAddress, MailPart } from '../../mocks/wire/mail-types.js';
import { readXdmArchive } from '../../mocks/wire/xdm-archive.js';

/** Headers shown, besides X-MSS-*: what people look for. The others are in the raw message. */
const SHOWN = [
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'return-path',
  'original-recipient',
  'auto-submitted',
];

/**
 * Makes a mail readable for the report: decoded headers, the tree of its parts with their texts, reports and the list of
 * an archive. Anything but a mail is left to other decoders. Tolerant: a mail that cannot be read is shown as it came.
 */
export async function decodeMail(contentType: string, body: Buffer): Promise<string | undefined> {
  if (!/^message\/rfc822\b/i.test(contentType)) return undefined;
  try {
    const mail = await readMail(body);
    return [...headerBlock(mail), '', ...(await partLines(mail.body, 0))].join('\n');
  } catch {
    return body.toString('utf8');
  }
}

function headerBlock(mail: Mail): string[] {
  const people: [string, MailAddress[]][] = [
    ['From', mail.from],
    ['To', mail.to],
    ['Cc', mail.cc],
    ['Reply-To', mail.replyTo],
    ['Disposition-Notification-To', mail.dispositionNotificationTo],
    ['Return-Receipt-To', mail.returnReceiptTo],
  ];
  const others = mail.headers.filter(({ name }) => SHOWN.includes(name) || name.startsWith('x-mss-'));
  return [
    ...people
      .filter(([, list]) => list.length > 0)
      .map(([name, list]) => `${name}: ${list.map(addressText).join(', ')}`),
    `Subject: ${mail.subject}`,
    ...others.map(({ raw, value }) => `${raw.slice(0, raw.indexOf(':'))}: ${value}`),
  ];
}

function addressText({ name, address }: MailAddress): string {
  return name === '' ? address : `${name} <${address}>`;
}

async function partLines(part: MailPart, depth: number): Promise<string[]> {
  const pad = '  '.repeat(depth);
  const size = part.content ? `${part.content.length} o` : undefined;
  const facts = [part.contentType, part.charset, part.encoding, part.filename && `« ${part.filename} »`, size];
  const inside = part.text?.split('\n') ?? (await contentLines(part));
  const children = await Promise.all(part.children.map((child) => partLines(child, depth + 1)));
  return [
    pad + facts.filter((fact) => fact !== undefined).join(' · '),
    ...inside.map((line) => `${pad}  ${line}`.trimEnd()),
    ...children.flat(),
  ];
}

async function contentLines({ contentType, filename = '', content }: MailPart): Promise<string[]> {
  if (!content) return [];
  if (/^message\/(disposition-notification|delivery-status)$/.test(contentType)) {
    return content.toString('utf8').trim().split(/\r?\n/);
  }
  if (contentType === 'message/rfc822') {
    const mail = await readMail(content);
    return headerBlock(mail);
  }
  return contentType.includes('zip') || /\.zip$/i.test(filename) ? archiveLines(content) : [];
}

async function archiveLines(zip: Buffer): Promise<string[]> {
  try {
    const { documents } = await readXdmArchive(zip);
    return documents.map(({ entry, cda }) =>
      [entry.uri, entry.typeCode?.code, cda?.title ?? entry.title, cda && `v${cda.versionNumber}`, entry.action]
        .filter((fact) => fact !== undefined && fact !== '')
        .join(' · '),
    );
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
