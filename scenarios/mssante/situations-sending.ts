import { documentType } from '../../fixtures/documents/document-types.js';
import type { Mailbox, Patient } from '../../fixtures/people.js';
import { mailbox, professional } from '../../fixtures/roster.js';
import type { Exchange, ExchangeFilter } from '../../mocks/core/exchange.js';
import { BancError } from '../../mocks/wire/errors.js';
import type { ScenarioContext, Tenant } from '../harness/index.js';
import { refOf, signInAs } from '../record/index.js';
import { openMailbox } from './actions/mailbox.js';
import { type Dispatch, type Letter, sendByMail, writeLetter } from './actions/sending.js';
import type { SentMail } from './actions/sent-mail.js';
import { submittedMail, type SubmittedMail } from './submitted-mail.js';

/** Automatic sending at validation, shared by all patients; the scenario that sets it holds this. */
export const AUTOMATIC_MAIL: Tenant = { name: 'setting:automatic-mail' };
/** Longer than any scenario: a token that expires is another requirement's business. */
const TOKEN_LIFETIME_S = 3_600;

/**
 * Signs a professional in and opens a mailbox with a fresh token of theirs; inside a step.
 * @throws BancError BANC_OBSERVATION_INVALID when the screen does not show it open: what follows has no object.
 */
export async function openMailboxAs(t: ScenarioContext, professionalKey: string, mailboxKey: string): Promise<Mailbox> {
  await signInAs(t, professionalKey);
  return openOneMore(t, professionalKey, mailboxKey);
}

/** Opens a mailbox besides those that are open. Throws as {@link openMailboxAs}. */
export async function openOneMore(t: ScenarioContext, professionalKey: string, mailboxKey: string): Promise<Mailbox> {
  const opened = mailbox(mailboxKey);
  const { accessToken } = await t.control<{ accessToken: string }>('mssante', 'issue-access-token', {
    professional: professional(professionalKey).rpps,
    lifetimeS: TOKEN_LIFETIME_S,
  });
  const seen = await t.act(openMailbox, { mailbox: { address: opened.address }, accessToken });
  if (!seen.opened) {
    throw new BancError(
      'BANC_OBSERVATION_INVALID',
      `La boîte ${opened.address} n’est pas ouverte (« ${seen.message} ») : la suite du scénario n’a pas d’objet.`,
    );
  }
  return opened;
}

/** A document the SUT wrote. */
export interface WrittenLetter extends Letter {
  /** A sentence only this document has. */
  marker: string;
  /** What the screen showed once it was validated. */
  observed: { validated: boolean; sendingOffered: boolean; sent: SentMail[] };
}

/** A document to have the SUT write: a discharge letter in N1 unless told otherwise, its title unique in the run. */
export async function writeLetterFor(
  t: ScenarioContext,
  person: Patient,
  wanted: { name: string; typeCode?: string; level?: 'N1' | 'N3' },
): Promise<WrittenLetter> {
  const { name, typeCode = '11490-0', level = 'N1' } = wanted;
  const marker = `Repère ${name}-${t.runKey}`;
  const letter: Letter = {
    patient: refOf(person),
    title: `${documentType(typeCode).label} ${name} ${t.runKey}`,
    typeCode,
    level,
    text: `${marker}\nTexte du document ${name}.`,
  };
  return { ...letter, marker, observed: await t.act(writeLetter, letter) };
}

/** A submitted mail with the exchange it came in. */
export interface SeenMail extends SubmittedMail {
  seen: Exchange;
}

/** A document whose sending was asked of the SUT. */
export interface SentLetter {
  since: number;
  observed: { offered: boolean; readReceiptOffered: boolean; endOfConversationOffered: boolean; sent: SentMail[] };
  /** What the operator received of it. */
  mails: SeenMail[];
}

/** Has the SUT send a document; to nobody but `recipients` unless told otherwise, without any option. */
export async function sendLetter(
  t: ScenarioContext,
  letter: Pick<Letter, 'patient' | 'title'>,
  wanted: { from: Mailbox } & Partial<Omit<Dispatch, 'patient' | 'document' | 'mailbox'>>,
): Promise<SentLetter> {
  const { from, recipients = [], toPatient = false, readReceipt = false, endOfConversation = false } = wanted;
  const since = await t.mark();
  const observed = await t.act(sendByMail, {
    patient: letter.patient,
    document: { title: letter.title },
    mailbox: { address: from.address },
    recipients,
    toPatient,
    readReceipt,
    endOfConversation,
  });
  return { since, observed, mails: await mailsAbout(t, letter.title, { from, since }) };
}

/** Where to look for what the SUT sent. */
export interface SentSince {
  from: Mailbox;
  since: number;
}

/**
 * Messages about one document that left a mailbox: the document is in the archive, or its title in the subject. Waits
 * for a first one, at most the configured time.
 */
export async function mailsAbout(t: ScenarioContext, title: string, { from, since }: SentSince): Promise<SeenMail[]> {
  for (let mark = since; ;) {
    // Another scenario may send from the same mailbox meanwhile.
    const seen = await t.expectExchange(submissionsOf(from, mark));
    const mails = await readMails(t, title, await t.exchanges(submissionsOf(from, since)));
    if (seen === undefined || mails.length > 0) return mails;
    mark = seen.seq;
  }
}

/** Messages about one document that left a mailbox, and those that still leave during the quiet time. */
export async function mailsAboutInQuiet(
  t: ScenarioContext,
  title: string,
  { from, since }: SentSince,
): Promise<SeenMail[]> {
  await t.watchQuiet(submissionsOf(from, since));
  return readMails(t, title, await t.exchanges(submissionsOf(from, since)));
}

/** Messages that left a mailbox. */
export function submissionsOf(from: Mailbox, since: number): ExchangeFilter {
  return { service: 'mssante', transaction: 'smtp-submission', keys: { mailbox: from.address }, since };
}

async function readMails(t: ScenarioContext, title: string, exchanges: readonly Exchange[]): Promise<SeenMail[]> {
  const mails = await Promise.all(
    exchanges.map(async (seen) => ({ ...(await submittedMail(await t.body(seen, 'request'), seen.id)), seen })),
  );
  return mails.filter(({ mail, cdas }) => mail.subject.includes(title) || cdas.some((cda) => cda.title === title));
}
