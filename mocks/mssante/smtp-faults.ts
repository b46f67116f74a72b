import { setTimeout as after } from 'node:timers/promises';
import type { FaultPlan } from '../core/fault-plan.js';
import type { SmtpReply } from './smtp-reply.js';

/**
 * Stages of a session at which an anomaly can be planned, as `transaction` of the fault rule. Keys known there: from
 * `smtp-authenticate` on `mailbox`, from `smtp-mail` on `from`, then `to` (at `smtp-rcpt` the recipient, later when there
 * is only one) and, at `smtp-submission`, `messageId`.
 */
export type SmtpStage =
  'smtp-connect' | 'smtp-authenticate' | 'smtp-mail' | 'smtp-rcpt' | 'smtp-data' | 'smtp-submission';

/**
 * Kinds of anomaly: `smtp-reply` answers `status`, `code` (enhanced, `4.7.1`) and `message`; `delay` waits `delayMs` and
 * goes on; `close-before-answer` closes; `no-answer` stays silent; `accept-without-answer` (at `smtp-submission`) delivers,
 * then closes without a reply; `drop-in-data` (at `smtp-data`) closes after `bytes` bytes of the message.
 */
export const SMTP_FAULTS = ['smtp-reply', 'delay', 'close-before-answer', 'no-answer'] as const;

/** What a planned anomaly does to this step. */
export interface SmtpFault {
  kind: string;
  /** `reply`: refuse with it; `close`: cut; `silent`: never answer; `continue`: go on (a delay is over). */
  effect: 'reply' | 'close' | 'silent' | 'continue' | 'accept-silently' | 'drop';
  reply: SmtpReply;
  /** `drop`: bytes of the message let through. */
  bytes: number;
}

/** Takes and applies the anomaly planned for this step; a delay has passed when it resolves. */
export async function takeSmtpFault(
  faults: FaultPlan,
  stage: SmtpStage,
  keys: Record<string, string>,
): Promise<SmtpFault | undefined> {
  const fault = faults.take('mssante', stage, keys, kindsOf(stage));
  if (fault === undefined) return undefined;
  const { kind, status = 451, code = `${String(status).slice(0, 1)}.3.0`, message = 'Anomaly of the bench' } = fault;
  if (kind === 'delay') await after(fault.delayMs ?? 0, undefined, { ref: false });
  return {
    kind,
    effect: EFFECTS[kind] ?? 'continue',
    reply: { status, text: `${code} ${message}` },
    bytes: fault.bytes ?? 0,
  };
}

const EFFECTS: Record<string, SmtpFault['effect']> = {
  'smtp-reply': 'reply',
  'close-before-answer': 'close',
  'no-answer': 'silent',
  'accept-without-answer': 'accept-silently',
  'drop-in-data': 'drop',
};

function kindsOf(stage: SmtpStage): readonly string[] {
  if (stage === 'smtp-submission') return [...SMTP_FAULTS, 'accept-without-answer'];
  return stage === 'smtp-data' ? ['drop-in-data'] : SMTP_FAULTS;
}
