import type { DeliveryRule } from './delivery-rules.js';
import type { MailOperator } from './mail-operator.js';
import { isTrustedAddress } from './mailbox-directory.js';

/** A reply that refuses a command, or the rule by which a recipient is accepted. */
export type RecipientDecision = { accepted: DeliveryRule } | { status: number; text: string };

/**
 * What the operator answers to RCPT: `550 5.7.1` outside the espace de confiance, `550 5.1.1` for a mailbox that does not
 * exist, what a rule says for this address (mssante.md §§2.1, 2.8).
 */
export function decideRecipient({ rules, store }: MailOperator, address: string): RecipientDecision {
  if (!isTrustedAddress(address)) {
    return { status: 550, text: `5.7.1 <${address}>: Recipient outside of the espace de confiance MSSante` };
  }
  const rule = rules.of(address);
  if (rule.outcome === 'refuse') {
    return { status: rule.status, text: `${rule.enhanced} <${address}>: ${rule.text}` };
  }
  // An address with a rule needs no mailbox: what bounces is delivered to nobody.
  if (!rule.outcome.startsWith('bounce') && !store.exists(address)) {
    return { status: 550, text: `5.1.1 <${address}>: No such mailbox` };
  }
  return { accepted: rule };
}
