/** What happens to mails for an address. */
export type DeliveryOutcome =
  /** Delivered. */
  | 'accept'
  /** Delivered, and a delivery report is returned even when none was asked for. */
  | 'accept-with-dsn'
  /** Refused at RCPT. */
  | 'refuse'
  /** Accepted, then returned to the sender with a failed delivery report. */
  | 'bounce'
  /** Accepted, then returned as Mon espace santé does: « Message non distribué » (mssante.md §2.8). */
  | 'bounce-patient'
  /** Accepted, then returned because it is too large: « Undelivered Mail Returned to Sender ». */
  | 'bounce-too-big';

/** The rule of one address. */
export interface DeliveryRule {
  outcome: DeliveryOutcome;
  /** SMTP reply code and enhanced code of a refusal or of a report: `550`, `5.1.1`. */
  status: number;
  enhanced: string;
  /** Text that follows them. */
  text: string;
}

/** How the operator delivers: rules by address and size limits. Addresses in any case. */
export interface DeliveryRules {
  of(address: string): DeliveryRule;
  set(address: string, rule: Partial<DeliveryRule> & { outcome: DeliveryOutcome }): DeliveryRule;
  /** Largest message a mailbox may submit, in bytes: its own limit, else the operator's. */
  sizeLimit(mailbox?: string): number;
  /** Changes a limit; `undefined` bytes goes back to the default. */
  setSizeLimit(bytes: number | undefined, mailbox?: string): void;
}

/** Limit of Mon espace santé (mssante.md §2.8), and of the bench's operator. */
export const DEFAULT_SIZE_LIMIT = 25 * 1024 * 1024;

const DEFAULTS: Record<DeliveryOutcome, Omit<DeliveryRule, 'outcome'>> = {
  accept: { status: 250, enhanced: '2.1.5', text: 'Accepted' },
  'accept-with-dsn': { status: 250, enhanced: '2.1.5', text: 'Accepted' },
  refuse: { status: 550, enhanced: '5.1.1', text: 'No such mailbox' },
  bounce: { status: 550, enhanced: '5.1.1', text: 'No such mailbox' },
  'bounce-patient': { status: 550, enhanced: '5.2.1', text: 'Mailbox closed' },
  'bounce-too-big': { status: 552, enhanced: '5.3.4', text: 'Message too big' },
};

/** Everything is accepted, up to {@link DEFAULT_SIZE_LIMIT}. */
export function createDeliveryRules(): DeliveryRules {
  const rules = new Map<string, DeliveryRule>();
  const limits = new Map<string, number>();
  let limit = DEFAULT_SIZE_LIMIT;
  const key = (address: string) => address.trim().toLowerCase();
  return {
    of: (address) => rules.get(key(address)) ?? { outcome: 'accept', ...DEFAULTS.accept },
    set: (address, wanted) => {
      const rule = { ...DEFAULTS[wanted.outcome], ...wanted };
      if (wanted.outcome === 'accept') rules.delete(key(address));
      else rules.set(key(address), rule);
      return rule;
    },
    sizeLimit: (mailbox) => (mailbox === undefined ? limit : (limits.get(key(mailbox)) ?? limit)),
    setSizeLimit: (bytes, mailbox) => {
      if (mailbox === undefined) limit = bytes ?? DEFAULT_SIZE_LIMIT;
      else if (bytes === undefined) limits.delete(key(mailbox));
      else limits.set(key(mailbox), bytes);
    },
  };
}
