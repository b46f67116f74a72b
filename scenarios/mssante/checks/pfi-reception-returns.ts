import type { Exchange } from '../../../mocks/core/exchange.js';
import type { IntegrationErrorMail } from '../../../mocks/wire/integration-error-mail.js';
import type { Mail } from '../../../mocks/wire/mail-types.js';
import type { Mdn } from '../../../mocks/wire/mdn.js';
import type { Finding } from '../../harness/index.js';
import { checkReturnCount, type ReturnFacts, type SeenReturns } from './return-count.js';
import { checkErrorMail } from './return-error-mail.js';
import { checkMdn } from './return-mdn.js';

/** A mail the SUT submitted about a received one. */
export interface ReceivedReturn {
  exchange: Exchange;
  mail: Mail;
  /** undefined when it is no MDN. */
  mdn: Mdn | undefined;
  /** undefined when it tells no integration error. */
  error: IntegrationErrorMail | undefined;
}

/** A received mail and what became of it, as the returns must tell it. */
export interface ReturnsDue {
  /** The mail as delivered. */
  original: Mail;
  answer: ReturnFacts['answer'];
  /** Codes that tell why it was refused; none when it was not. */
  codes: readonly string[];
  /** Local mailboxes of integration errors, as configured. */
  errorMailboxes: readonly string[];
  /** Mailbox that received it. */
  mailbox: string;
  /** True when a person's reading returns the receipt: its subject and text are free. */
  personal?: boolean;
}

/** Everything returned about a received mail: what is due and nothing else (MSS/UX.12), each return well made. */
export function checkReturns(returns: readonly ReceivedReturn[], due: ReturnsDue): Finding[] {
  const { original, answer, personal = false } = due;
  // How an unreadable archive is told is written nowhere: only who is told is judged.
  const judged = answer !== 'unreadable';
  const receiptAsked = original.dispositionNotificationTo.length > 0;
  const local = returns.filter((one) => isLocalError(one, due.errorMailboxes));
  const receipts = returns.filter((one) => one.mdn !== undefined && !local.includes(one));
  return [
    checkReturnCount({ answer, receiptAsked }, seenReturns(receipts, local, due)),
    ...(judged ? local : []).map(({ exchange, mail, error }) =>
      checkErrorMail(mail, {
        original,
        mailboxes: due.errorMailboxes.filter((address) => recipientsOf(exchange).includes(address)),
        recipients: recipientsOf(exchange),
        exchange: exchange.id,
        ...codeExpected(due.codes, error?.code),
      }),
    ),
    // A receipt nobody asked for is told by the count; how it is made does not matter then.
    ...(judged && receiptAsked ? receipts : []).map(({ exchange, mail, mdn }) =>
      checkMdn(mail, {
        original,
        ...outcomeOf(answer),
        finalRecipient: due.mailbox,
        personal,
        envelopeFrom: exchange.keys['from'] ?? '',
        exchange: exchange.id,
        ...codeExpected(due.codes, mdn?.code),
      }),
    ),
  ];
}

/** Addresses of RCPT TO. */
export function recipientsOf({ request }: Exchange): string[] {
  return request.headers.flatMap(([name, value]) =>
    name === 'RCPT TO' ? [/<([^>]*)>/.exec(value)?.[1]?.toLowerCase() ?? ''] : [],
  );
}

function isLocalError({ exchange, mdn, error }: ReceivedReturn, mailboxes: readonly string[]): boolean {
  return (error !== undefined || mdn === undefined) && recipientsOf(exchange).some((one) => mailboxes.includes(one));
}

/**
 * Errors told to the local mailboxes: 1 when every one of them got one, 2 when any got more, 0 when one got none. When
 * none is due, one is too many wherever it went.
 */
function seenReturns(
  receipts: readonly ReceivedReturn[],
  local: readonly ReceivedReturn[],
  { answer, errorMailboxes }: Pick<ReturnsDue, 'answer' | 'errorMailboxes'>,
): SeenReturns {
  const counts = errorMailboxes.map(
    (address) => local.filter(({ exchange }) => recipientsOf(exchange).includes(address)).length,
  );
  const most = Math.max(0, ...counts);
  const [first] = [...receipts, ...local];
  return {
    mdns: receipts.flatMap(({ mdn }) => mdn ?? []),
    errorMails: answer === 'AA' || most > 1 ? most : Math.min(most, ...counts),
    ...(first ? { exchange: first.exchange.id } : {}),
  };
}

function outcomeOf(answer: ReturnFacts['answer']): { outcome?: 'success' | 'failure' } {
  if (answer === 'AA') return { outcome: 'success' };
  return answer === 'AE' || answer === 'AR' ? { outcome: 'failure' } : {};
}

/** The code said when it is one of those that fit, else the one expected first. */
function codeExpected(codes: readonly string[], said: string | undefined): { code?: string } {
  const code = codes.find((one) => one === said) ?? codes[0];
  return code === undefined ? {} : { code };
}
