import type { SMTPServerAddress } from 'smtp-server';
import { isMssanteAddress } from '../wire/mssante-address.js';
import type { EnvelopeRecipient } from './mail-copy.js';
import type { MailOperator } from './mail-operator.js';
import type { SubmissionConnection } from './smtp-connection.js';
import { disturb, refuse, type SmtpContext } from './smtp-context.js';
import { messageTooBig, replyLine, type SmtpReply, type StepResult } from './smtp-reply.js';

/**
 * MAIL: the sender must be the authenticated mailbox, or empty for a report (mssante.md §2.8, RFC 8098 §2.1); the size
 * announced must fit.
 */
export async function senderStep(
  context: SmtpContext,
  connection: SubmissionConnection,
  { address, args }: SMTPServerAddress,
): Promise<StepResult> {
  flushRefusals(context, connection);
  const line = `MAIL FROM:<${address}>`;
  const own = ownAddress(connection);
  const keys = { mailbox: own, from: address };
  const disturbed = await disturb(context, connection, 'smtp-mail', line, keys);
  if (disturbed !== undefined) return disturbed;
  const stage = { ...keys, stage: 'mail' };
  if (address !== '' && address.toLowerCase() !== own) {
    const summary = `SMTP, expéditeur ${address} refusé : la boîte authentifiée est ${own}`;
    const reply = { status: 553, text: `5.7.1 <${address}>: Sender is not the authenticated mailbox` };
    return refuse(context, connection, reply, { line, summary, keys: stage });
  }
  const limit = context.operator.rules.sizeLimit(own);
  if (args !== false && Number(args.SIZE ?? 0) > limit) {
    const summary = `SMTP, message annoncé de ${String(args.SIZE)} octets refusé : la limite est de ${limit}`;
    return refuse(context, connection, messageTooBig(limit), { line, summary, keys: stage });
  }
  return undefined;
}

/** RCPT: see {@link refusalOfRecipient}. Refusals are kept on the connection until the transaction ends. */
export async function recipientStep(
  context: SmtpContext,
  connection: SubmissionConnection,
  address: string,
  from: string,
): Promise<StepResult> {
  const line = `RCPT TO:<${address}>`;
  const keys = { mailbox: ownAddress(connection), from, to: address };
  const disturbed = await disturb(context, connection, 'smtp-rcpt', line, keys);
  if (disturbed !== undefined) return disturbed;
  const refusal = refusalOfRecipient(context.operator, address);
  if (refusal === undefined) return undefined;
  connection.refused.push({ line, reply: replyLine(refusal) });
  return connection.refused.length > context.limits.refusals
    ? { status: 421, text: '4.7.0 Too many refused recipients' }
    : refusal;
}

/**
 * Why the operator refuses a recipient: `550 5.7.1` outside the espace de confiance, `550 5.1.1` for a mailbox that does
 * not exist, what a rule says for this address (mssante.md §§2.1, 2.8).
 */
export function refusalOfRecipient({ rules, store }: MailOperator, address: string): SmtpReply | undefined {
  if (!isMssanteAddress(address)) {
    return { status: 550, text: `5.7.1 <${address}>: Recipient outside of the espace de confiance MSSante` };
  }
  const { outcome, status, enhanced, text } = rules.of(address);
  if (outcome === 'refuse') return { status, text: `${enhanced} <${address}>: ${text}` };
  // What bounces is delivered to nobody: it needs no mailbox.
  if (outcome.startsWith('bounce') || store.exists(address)) return undefined;
  return { status: 550, text: `5.1.1 <${address}>: No such mailbox` };
}

/** Journals the recipients refused in a transaction that led to no message, and forgets them. */
export function flushRefusals({ journal }: SmtpContext, connection: SubmissionConnection): void {
  const refused = connection.refused.splice(0);
  const [first] = refused;
  if (first === undefined) return;
  const to = /<(.*)>/.exec(first.line)?.[1] ?? '';
  journal.record(connection, {
    transaction: 'smtp-refused',
    summary:
      refused.length === 1
        ? `SMTP, destinataire refusé : ${to} (${first.reply})`
        : `SMTP, ${refused.length} destinataires refusés, dont ${to} (${first.reply})`,
    line: first.line,
    reply: first.reply,
    refused: refused.map(({ line, reply }) => [line, reply]),
    keys: { stage: 'rcpt', ...(refused.length === 1 ? { to } : {}) },
  });
}

/** The authenticated address of a connection. */
export function ownAddress({ mailbox }: SubmissionConnection): string {
  return mailbox?.account.address ?? '';
}

/** Recipients of an envelope, with what RFC 3461 says of each. */
export function recipientsOf(rcptTo: readonly SMTPServerAddress[]): EnvelopeRecipient[] {
  return rcptTo.map(({ address, dsn }) => ({
    address,
    ...(dsn?.notify === undefined ? {} : { notify: dsn.notify }),
    ...(dsn?.orcpt === undefined ? {} : { orcpt: dsn.orcpt }),
  }));
}

/** `<address> RET=HDRS ENVID=…`: an address as a command gave it, from what was understood. */
export function pathAndParameters(given: SMTPServerAddress | false): string {
  if (given === false) return '<>';
  const parameters = Object.entries(given.args === false ? {} : given.args).map(([key, value]) =>
    value === true ? ` ${key}` : ` ${key}=${value}`,
  );
  return `<${given.address}>${parameters.join('')}`;
}
