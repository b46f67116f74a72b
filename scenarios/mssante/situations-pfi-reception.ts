import { mailbox } from '../../fixtures/roster.js';
import type { Exchange } from '../../mocks/core/exchange.js';
import { readIntegrationErrorMail } from '../../mocks/wire/integration-error-mail.js';
import { readMail } from '../../mocks/wire/mail-read.js';
import type { Mail } from '../../mocks/wire/mail-types.js';
import { readMdn } from '../../mocks/wire/mdn.js';
import { joinTexts, type ScenarioContext, type Text, text } from '../harness/index.js';
import type { DeliveredRef } from './actions/delivered-ref.js';
import { configureErrorMailboxes, type ReceivedMessageShown, showReceivedMessage } from './actions/pfi-reception.js';
import { checkReturns, type ReceivedReturn, recipientsOf, type ReturnsDue } from './checks/pfi-reception-returns.js';
import { checkOutcomeShown } from './checks/pfi-reception-screen.js';
import type { DeliveredMail } from './third-party-mail.js';

/** Address of the applicative mailbox of the PFI. */
export const PFI_ADDRESS = mailbox('pfi').address;
/** Local mailboxes that integration errors are sent to (MSS/UX.12). */
const ERROR_MAILBOXES = [mailbox('integration-errors').address, mailbox('integration-errors-2').address];

/** Sets the local mailboxes of integration errors, in a step of its own; returns those the screen then shows. */
export function setErrorMailboxes(t: ScenarioContext): Promise<string[]> {
  return t.step(
    text('Paramétrer les boîtes des erreurs d’intégration', 'Configure the mailboxes of integration errors'),
    async () => (await t.act(configureErrorMailboxes, { addresses: ERROR_MAILBOXES })).addresses,
  );
}

/** What the screen shows of a delivered mail, once it is treated. */
export function shownMessage(t: ScenarioContext, mail: DeliveredMail): Promise<ReceivedMessageShown> {
  return t.act(showReceivedMessage, { mailbox: { address: mail.mailbox }, message: refOfMail(mail) });
}

/** A delivered mail as actions name it. */
export function refOfMail({ messageId, subject }: DeliveredMail): DeliveredRef {
  return { messageId, subject };
}

/** A delivered mail as the SUT reads it, with the field the operator adds and a receipt is made from (mssante.md §7.2). */
export function asDelivered({ raw, mailbox: address }: DeliveredMail): Promise<Mail> {
  return readMail(Buffer.concat([Buffer.from(`Original-Recipient: rfc822;${address}\r\n`), raw]));
}

/** Journal filter of everything submitted since a moment. */
function submissions(since: number) {
  return { service: 'mssante', transaction: 'smtp-submission', since };
}

/**
 * What the SUT submitted about a delivered mail since a moment, in order. Waits until there are `expected` of them, at
 * most the configured time.
 * @param wanted which ones are meant; all when left out.
 */
export async function returnsAbout(
  t: ScenarioContext,
  mail: DeliveredMail,
  since: number,
  expected: number,
  wanted: (one: ReceivedReturn) => boolean = () => true,
): Promise<ReceivedReturn[]> {
  const found: ReceivedReturn[] = [];
  let from = since;
  for (;;) {
    const exchanges = await t.exchanges(submissions(from));
    for (const exchange of exchanges) {
      const one = await readReturn(t, exchange);
      if (isAbout(one, mail) && wanted(one)) found.push(one);
    }
    from = exchanges.at(-1)?.seq ?? from;
    if (found.length >= expected || !(await t.expectExchange(submissions(from)))) return found;
  }
}

/** Watches for a while: what comes that should not then counts too. */
export async function watchReturns(t: ScenarioContext): Promise<void> {
  await t.watchQuiet(submissions(await t.mark()));
}

/** What a delivered mail calls for, for {@link judgeReturns}. */
export type Outcome = Pick<ReturnsDue, 'answer' | 'codes'>;

/** Integrated: the receipt asked for, and nothing else. */
export const INTEGRATED: Outcome = { answer: 'AA', codes: [] };

/** Refused with one of these codes. */
export function refusedWith(...codes: string[]): Outcome {
  return { answer: 'AE', codes };
}

/** Judges everything the SUT returned about a mail, and keeps it as evidence ("source SMTP"). Call it after the watch. */
export async function judgeReturns(
  t: ScenarioContext,
  proof: string,
  mail: DeliveredMail,
  since: number,
  due: Outcome & Pick<ReturnsDue, 'errorMailboxes' | 'personal'>,
): Promise<void> {
  const returns = await returnsAbout(t, mail, since, 0);
  t.attachExchanges(
    proof,
    returns.map(({ exchange }) => exchange),
  );
  t.check(proof, ...checkReturns(returns, { ...due, original: await asDelivered(mail), mailbox: mail.mailbox }));
}

/** A delivered mail and what must come of it. */
export interface Judged {
  about: Text;
  mail: DeliveredMail;
  outcome: Outcome;
}

/** Waits until every mail is treated and its returns have come, watches for more, then judges screen and returns. */
export async function judgeAll(
  t: ScenarioContext,
  proof: string,
  { since, errorMailboxes }: { since: number; errorMailboxes: readonly string[] },
  cases: readonly Judged[],
): Promise<void> {
  await t.step(text('Attendre que les messages soient traités', 'Wait until the messages are treated'), async () => {
    for (const { about, mail, outcome } of cases) {
      const shown = await shownMessage(t, mail);
      if (outcome.answer !== 'unreadable') {
        t.check(proof, checkOutcomeShown(shown, [outcome.answer === 'AA' ? 'handed-over' : 'refused'], about));
      }
      await returnsAbout(t, mail, since, dueCount(mail, outcome, errorMailboxes));
    }
    await watchReturns(t);
  });
  for (const { about, mail, outcome } of cases) {
    await t.step(joinTexts([text('Lire les retours', 'Read the returns'), about], ' : '), () =>
      judgeReturns(t, proof, mail, since, { ...outcome, errorMailboxes }),
    );
  }
}

function dueCount({ notifyTo }: DeliveredMail, { answer }: Outcome, errorMailboxes: readonly string[]): number {
  return (notifyTo === undefined ? 0 : 1) + (answer === 'AA' ? 0 : errorMailboxes.length);
}

async function readReturn(t: ScenarioContext, exchange: Exchange): Promise<ReceivedReturn> {
  const mail = await readMail(await t.body(exchange, 'request'));
  return { exchange, mail, mdn: readMdn(mail), error: readIntegrationErrorMail(mail) };
}

/** By who it is for, by the id of the message or by its subject: a wrong return is still one. */
function isAbout({ exchange, mail: { raw, subject } }: ReceivedReturn, sent: DeliveredMail): boolean {
  const own = [sent.sender, sent.replyTo, sent.notifyTo];
  return (
    recipientsOf(exchange).some((address) => own.includes(address)) ||
    raw.includes(sent.messageId) ||
    subject.includes(sent.subject)
  );
}
