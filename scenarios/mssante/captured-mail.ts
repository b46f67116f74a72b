import { BancError } from '../../mocks/wire/errors.js';
import { readDsn } from '../../mocks/wire/dsn.js';
import { readIntegrationErrorMail } from '../../mocks/wire/integration-error-mail.js';
import { readMail } from '../../mocks/wire/mail-read.js';
import type { Mail } from '../../mocks/wire/mail-types.js';
import { readMdn } from '../../mocks/wire/mdn.js';
import { type FileContext, type FileKind, type Finding, text } from '../harness/index.js';
import { checkMailForm } from './checks/mail-form.js';
import { checkMail } from './checks/mail-rules.js';
import { checkDsn } from './checks/return-dsn.js';
import { checkErrorMail } from './checks/return-error-mail.js';
import { checkMdn } from './checks/return-mdn.js';
import { checkXdmUnreadable } from './checks/xdm-layout.js';
import { judgeArchive } from './judge-xdm.js';
import { type SubmittedMail, submittedMail } from './submitted-mail.js';

/** `banc check --as eml`: the "source SMTP" of a mail, as submitted or as a mail client saves it. */
export const mailFile: FileKind = {
  kind: 'eml',
  title: text('courriel MSSanté (source SMTP)', 'MSSanté mail (SMTP source)'),
  recognises: (bytes) => looksLikeMail(bytes),
  judge: judgeCapturedMail,
};

/** Beyond this many characters, what stands before the body is no mail header. */
const HEAD = 32 * 1024;
/** mbox separator and white space some tools put before the first header; a BOM reads as white space. */
const PREAMBLE = /^(?:\s+|From [^\r\n]*\r?\n|>?From [^\r\n]*\r?\n)+/;

function looksLikeMail(bytes: Buffer): boolean {
  const head =
    bytes
      .subarray(0, HEAD)
      .toString('utf8')
      .replace(PREAMBLE, '')
      .split(/\r?\n\r?\n/)[0] ?? '';
  const has = (name: string): boolean => new RegExp(`^${name}:`, 'im').test(head);
  return /^[!-9;-~]+:/.test(head) && has('From') && ['Subject', 'Message-ID', 'MIME-Version', 'To'].some(has);
}

async function judgeCapturedMail(bytes: Buffer, context: FileContext): Promise<Finding[]> {
  const sent = await submittedMail(asSent(bytes));
  const { mail } = sent;
  const mdn = readMdn(mail);
  if (mdn) return [checkMailForm(sent), checkMdn(mail, await originalOf(mdn.original))];
  if (readDsn(mail)) return [checkMailForm(sent), checkDsn(mail)];
  const error = readIntegrationErrorMail(mail);
  if (error) return [checkMailForm(sent), checkErrorMail(mail, await originalOf(error.original))];
  const { mssanteNumber } = context.settings;
  return [
    ...checkMail(sent, typeof mssanteNumber === 'string' ? { nil: mssanteNumber } : {}),
    ...archiveFindings(sent, context),
  ];
}

/** An editor that saved the file with bare line feeds changed nothing the sender wrote. */
function asSent(bytes: Buffer): Buffer {
  const text = bytes
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .replace(PREAMBLE, '');
  return Buffer.from(text.includes('\r\n') ? text : text.replaceAll('\n', '\r\n'), 'latin1');
}

/** A return is compared with the message it brings back; one that cannot be read is told by the checks as it is. */
async function originalOf(part: Buffer | undefined): Promise<{ original?: Mail }> {
  if (!part) return {};
  try {
    return { original: await readMail(part) };
  } catch (error) {
    if (error instanceof BancError) return {};
    throw error;
  }
}

function archiveFindings({ archive, archiveProblem }: SubmittedMail, context: FileContext): Finding[] {
  if (archiveProblem) return [checkXdmUnreadable(archiveProblem.message)];
  return archive ? judgeArchive(archive, context) : [];
}
