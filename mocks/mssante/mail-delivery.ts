import { returnReports } from './delivery-reports.js';
import { deliverCopy, type EnvelopeRecipient, type MailEnvelope, type MailOrigin } from './mail-copy.js';
import type { MailOperator } from './mail-operator.js';

/**
 * Delivers a message to its recipients and returns to the sender the delivery reports asked for or due (RFC 3461 §5.2,
 * mssante.md §7.1). Throws BANC_LIMIT when the mailboxes are full.
 */
export async function deliverMessage(
  operator: MailOperator,
  envelope: MailEnvelope,
  origin: MailOrigin,
): Promise<void> {
  const delivered: EnvelopeRecipient[] = [];
  const bounced: EnvelopeRecipient[] = [];
  for (const recipient of envelope.recipients) {
    if (operator.rules.of(recipient.address).outcome.startsWith('bounce')) bounced.push(recipient);
    else {
      deliverCopy(operator, envelope, recipient, origin);
      delivered.push(recipient);
    }
  }
  // A report is never answered by a report (RFC 3461 §6.1).
  if (envelope.from === '') return;
  await returnReports(operator, envelope, { delivered, bounced }, origin);
}
