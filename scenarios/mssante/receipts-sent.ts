import type { Mailbox } from '../../fixtures/people.js';
import type { Exchange } from '../../mocks/core/exchange.js';
import { BancError } from '../../mocks/wire/errors.js';
import { readMail } from '../../mocks/wire/mail-read.js';
import type { Mail } from '../../mocks/wire/mail-types.js';
import { type Mdn, readMdn } from '../../mocks/wire/mdn.js';
import type { ScenarioContext } from '../harness/index.js';
import { submissionsOf } from './situations-sending.js';

/** A read receipt the SUT submitted. */
export interface SentReceipt {
  mail: Mail;
  mdn: Mdn;
  seen: Exchange;
}

/** Read receipts about one message that left a mailbox, those that still leave during the quiet time included. */
export async function receiptsSentFor(
  t: ScenarioContext,
  from: Mailbox,
  messageId: string,
  since: number,
): Promise<SentReceipt[]> {
  await t.watchQuiet(submissionsOf(from, since));
  const exchanges = await t.exchanges(submissionsOf(from, since));
  const mails = await Promise.all(
    exchanges.map(async (seen) => ({ mail: await readMail(await t.body(seen, 'request')), seen })),
  );
  return mails.flatMap(({ mail, seen }) => {
    const mdn = readMdn(mail);
    return mdn && concerns(mdn, mail, messageId) ? [{ mail, mdn, seen }] : [];
  });
}

/** A mail as the operator delivered it, with the headers it adds. Throws BANC_CONTROL when the mailbox does not hold it. */
export async function deliveredRaw(t: ScenarioContext, to: Mailbox, messageId: string): Promise<Mail> {
  const messages = await t.control<{ messageId: string; raw: string }[]>('mssante', 'messages', {
    mailbox: to.address,
  });
  const found = messages.find((one) => one.messageId === messageId);
  if (!found) throw new BancError('BANC_CONTROL', `La boîte ${to.address} ne contient pas le message ${messageId}.`);
  return readMail(Buffer.from(found.raw, 'base64'));
}

/** A receipt names the message; one that forgets to still carries it, or answers it. */
function concerns(mdn: Mdn, mail: Mail, messageId: string): boolean {
  return (
    mdn.originalMessageId === messageId ||
    mail.inReplyTo.includes(messageId) ||
    mdn.original?.includes(messageId) === true
  );
}
