import type { CdaDocument } from '../../mocks/wire/cda-document.js';
import { BancError } from '../../mocks/wire/errors.js';
import { readMail } from '../../mocks/wire/mail-read.js';
import type { Mail, MailAttachment } from '../../mocks/wire/mail-types.js';
import { readXdmArchive, type XdmArchive } from '../../mocks/wire/xdm-archive.js';

/** A mail a product submitted, read once for every check. */
export interface SubmittedMail {
  mail: Mail;
  /** ZIP attachments, in order. */
  zips: readonly MailAttachment[];
  /** PDF attachments, in order. */
  pdfs: readonly MailAttachment[];
  /** Of the first ZIP; undefined when there is none or it cannot be read. */
  archive?: XdmArchive;
  /** Why the first ZIP cannot be read. */
  archiveProblem?: BancError;
  /** CDAs of the archive, in its order. */
  cdas: readonly CdaDocument[];
  /** Id of the exchange it came in. */
  exchange?: string;
}

/**
 * Reads a submitted mail (the "source SMTP") and the archive it brings.
 *
 * @param raw the message as submitted.
 * @param exchange id of the exchange, for the findings.
 * @throws BancError BANC_LIMIT or BANC_MIME_INVALID when the mail itself cannot be read.
 */
export async function submittedMail(raw: Buffer, exchange?: string): Promise<SubmittedMail> {
  const mail = await readMail(raw);
  const zips = mail.attachments.filter(isZip);
  const read = zips[0] ? await readArchive(zips[0].content) : {};
  return {
    mail,
    zips,
    pdfs: mail.attachments.filter(isPdf),
    ...read,
    cdas: (read.archive?.documents ?? []).flatMap(({ cda }) => cda ?? []),
    ...(exchange === undefined ? {} : { exchange }),
  };
}

/** True when a mail is meant to bring documents: it has the subject or an archive of one. */
export function isDocumentMail({ mail, zips }: SubmittedMail): boolean {
  return zips.length > 0 || /XDM\/\d/i.test(mail.subject);
}

async function readArchive(zip: Buffer): Promise<Pick<SubmittedMail, 'archive' | 'archiveProblem'>> {
  try {
    return { archive: await readXdmArchive(zip) };
  } catch (error) {
    if (!(error instanceof BancError)) throw error;
    return { archiveProblem: error };
  }
}

function isZip({ contentType, filename, content }: MailAttachment): boolean {
  return /zip/.test(contentType) || /\.zip$/i.test(filename ?? '') || content.subarray(0, 4).equals(ZIP_START);
}

const ZIP_START = Buffer.from('PK\x03\x04', 'latin1');

function isPdf({ contentType, filename }: MailAttachment): boolean {
  return contentType === 'application/pdf' || /\.pdf$/i.test(filename ?? '');
}
