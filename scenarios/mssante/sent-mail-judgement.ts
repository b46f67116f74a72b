import type { Mailbox, Patient } from '../../fixtures/people.js';
import { structure } from '../../fixtures/roster.js';
import { patientOfAddress } from '../../mocks/wire/mssante-address.js';
import type { Finding, ScenarioContext } from '../harness/index.js';
import { checkMail } from './checks/mail-rules.js';
import { checkXdmArchive } from './checks/xdm-archive.js';
import type { SeenMail } from './situations-sending.js';

/** What is known of the messages besides what they say. */
export interface SentFacts {
  person: Patient;
  /** Mailbox the user chose. */
  from: Mailbox;
  /** Key of the structure that keeps the document; the user's own unless told. */
  keeper?: string;
  /** The user asked for a read receipt. */
  readReceipt?: boolean;
  /** The user wants no answer of the patient. */
  endOfConversation?: boolean;
}

/**
 * Judges every message that left about a document, whatever the scenario is about: the message, its archive, the CDA in
 * it. The exchanges, the "source SMTP" of each message, become evidence. Inside a step.
 */
export function judgeSentMails(
  t: ScenarioContext,
  proofs: string | readonly string[],
  mails: readonly SeenMail[],
  facts: SentFacts,
): void {
  t.attachExchanges(
    proofs,
    mails.map(({ seen }) => seen),
  );
  for (const mail of mails) t.check(proofs, ...findingsOf(mail, mails, facts));
}

function findingsOf(sent: SeenMail, mails: readonly SeenMail[], facts: SentFacts): Finding[] {
  const { person, from, keeper = 'hospital', readReceipt = false, endOfConversation = false } = facts;
  const { mail, archive, exchange } = sent;
  const toPatients = mail.to.every(({ address }) => patientOfAddress(address) !== undefined);
  const findings = checkMail(sent, {
    mailboxType: from.type,
    authenticated: from.address,
    label: from.label,
    otherMessageIds: mails.filter((one) => one !== sent).flatMap((one) => one.mail.messageId ?? []),
    receipts: { read: readReceipt },
    endOfConversation: endOfConversation && toPatients,
  });
  if (!archive) return findings;
  const context = { role: 'sent', patient: person, structure: structure(keeper) } as const;
  return [...findings, ...checkXdmArchive(archive, { ...context, ...(exchange === undefined ? {} : { exchange }) })];
}
