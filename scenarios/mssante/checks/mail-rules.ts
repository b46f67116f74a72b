import type { Finding } from '../../harness/index.js';
import { isDocumentMail, type SubmittedMail } from '../submitted-mail.js';
import { checkMailAttachments, checkMailPdf, checkMailSubject, checkOnePatient } from './mail-documents.js';
import { checkMailBody, checkMailForm, checkMessageId, checkReceiptRequest, type ReceiptFacts } from './mail-form.js';
import { checkMssCodeCda, checkMssIns, checkMssMes, checkMssNil } from './mail-indicators.js';
import {
  checkMailSender,
  checkPatientAddress,
  checkReplyTo,
  type ReplyFacts,
  type SenderFacts,
} from './mail-people.js';

/** What is known besides the message; what is undefined is not judged. */
export interface MailFacts extends SenderFacts, ReplyFacts {
  /** Product number declared for X-MSS-NIL. */
  nil?: string;
  /** Message-IDs of the other mails the product submitted. */
  otherMessageIds?: readonly string[];
  /** Receipts wanted. */
  receipts?: ReceiptFacts;
  /** Whether no answer of the patient is wanted. */
  endOfConversation?: boolean;
}

/**
 * Every rule of a submitted mail that applies to it: form, sender, body, indicators, and for one that brings documents
 * its subject, attachments, PDFs and patient. Rules of the archive itself are those of checkXdmArchive.
 */
export function checkMail(sent: SubmittedMail, facts: MailFacts = {}): Finding[] {
  const asked = facts.endOfConversation;
  const findings = [
    checkMailForm(sent),
    checkMessageId(sent, facts.otherMessageIds),
    checkMailSender(sent, facts),
    checkReplyTo(sent, facts),
    checkMailBody(sent),
    checkMssNil(sent, facts.nil),
    checkMssCodeCda(sent),
    checkMssIns(sent),
    checkMssMes(sent, asked === undefined ? {} : { asked }),
    checkPatientAddress(sent),
    ...(facts.receipts ? [checkReceiptRequest(sent, facts.receipts)] : []),
    ...(isDocumentMail(sent)
      ? [checkMailSubject(sent), checkMailAttachments(sent), checkMailPdf(sent), checkOnePatient(sent)]
      : []),
  ];
  return findings.filter(({ verdict }) => verdict !== 'not-applicable');
}
