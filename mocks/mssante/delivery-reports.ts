import { buildDsn, type DsnRecipient } from '../wire/dsn.js';
import { buildMail } from '../wire/mail-build.js';
import { headerLines, headerValues } from '../wire/mail-headers.js';
import type { DeliveryRule } from './delivery-rules.js';
import {
  deliverCopy,
  type EnvelopeRecipient,
  type MailEnvelope,
  type MailOrigin,
  newQueueId,
  originalRecipient,
} from './mail-copy.js';
import type { MailOperator } from './mail-operator.js';
import { OPERATOR_DOMAINS } from './mailbox-directory.js';

/** What became of the recipients of a message. */
export interface DeliveryResult {
  delivered: readonly EnvelopeRecipient[];
  bounced: readonly EnvelopeRecipient[];
}

const HEADER_BYTES = 256 * 1024;

/**
 * Returns the reports of a message to its envelope sender: delivered recipients when `NOTIFY=SUCCESS`, the header
 * `Return-Receipt-To` (mssante.md §1.3, ECO 2.3.1) or a rule asks for it; failed ones unless NOTIFY excludes FAILURE
 * (RFC 3461 §5.2). One report holds both kinds of one form.
 */
export async function returnReports(
  operator: MailOperator,
  envelope: MailEnvelope,
  { delivered, bounced }: DeliveryResult,
  origin: MailOrigin,
): Promise<void> {
  const { rules } = operator;
  const wantsReceipt = headerOf(envelope.raw, 'return-receipt-to') !== undefined;
  const success = delivered.filter(
    ({ address, notify }) =>
      rules.of(address).outcome === 'accept-with-dsn' || (notify?.includes('SUCCESS') ?? wantsReceipt),
  );
  const failure = bounced.filter(({ notify }) => notify === undefined || notify.includes('FAILURE'));
  const asPatient = failure.filter(({ address }) => rules.of(address).outcome === 'bounce-patient');
  const failed = failure.filter((one) => !asPatient.includes(one));
  const report = [
    ...success.map((one) => reportOf(one, rules.of(one.address), 'delivered')),
    ...failed.map((one) => reportOf(one, rules.of(one.address), 'failed')),
  ];
  const reportingMta = `smtp.${OPERATOR_DOMAINS[origin.operator]}`;
  const date = operator.environment.clock.now();
  if (report.length > 0) {
    const raw = await buildDsn({
      original: envelope.raw,
      reportingMta,
      to: envelope.from,
      recipients: report,
      arrivalDate: date,
      date,
      messageId: `<dsn.${origin.queueId}@${reportingMta}>`,
      ...(envelope.envid === undefined ? {} : { originalEnvelopeId: decodeXtext(envelope.envid) }),
      full: envelope.ret === 'FULL',
    });
    giveBack(operator, envelope.from, raw, origin);
  }
  for (const { address } of asPatient) {
    const { text } = rules.of(address);
    const messageId = headerOf(envelope.raw, 'message-id');
    // The form Mon espace santé returns refusals in, seen by vendors: a plain mail (mssante.md §2.8).
    const raw = await buildMail({
      from: { name: 'Messagerie Mon espace santé', address: `mailer-daemon@${reportingMta}` },
      to: [envelope.from],
      subject: 'Message non distribué',
      text: `Votre message à ${address} n’a pas été distribué : ${text}.\n`,
      ...(messageId === undefined ? {} : { inReplyTo: messageId }),
      date,
      messageId: `<non-distribue.${newQueueId()}@${reportingMta}>`,
    });
    giveBack(operator, envelope.from, raw, origin);
  }
}

function reportOf(
  { address, orcpt }: EnvelopeRecipient,
  { status, enhanced, text }: DeliveryRule,
  action: 'delivered' | 'failed',
): DsnRecipient {
  return {
    originalRecipient: originalRecipient(address, orcpt).slice('rfc822;'.length),
    finalRecipient: address,
    action,
    status: action === 'delivered' ? '2.0.0' : enhanced,
    diagnosticCode: action === 'delivered' ? 'smtp; 250 2.0.0 Delivered' : `smtp; ${status} ${enhanced} ${text}`,
  };
}

/** A report goes back with a null return path; a sender that no longer exists gets none. */
function giveBack(operator: MailOperator, to: string, raw: Buffer, origin: MailOrigin): void {
  if (!operator.store.exists(to)) return;
  const host = `smtp.${OPERATOR_DOMAINS[origin.operator]}`;
  deliverCopy(
    operator,
    { from: '', raw },
    { address: to },
    { ...origin, from: `${host} (internal)`, protocol: 'LMTP' },
  );
}

function headerOf(raw: Buffer, name: string): string | undefined {
  return headerValues({ headers: headerLines(raw.subarray(0, HEADER_BYTES)) }, name)[0];
}

function decodeXtext(value: string): string {
  return value.replaceAll(/\+([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
