import type { MailOperator } from './mail-operator.js';
import type { OperatorName } from './mailbox-directory.js';
import type { SubmissionConnection } from './smtp-connection.js';
import { type SmtpStage, takeSmtpFault } from './smtp-faults.js';
import type { SmtpExchange, SmtpJournal } from './smtp-journal.js';
import { replyLine, type SmtpReply, type StepResult } from './smtp-reply.js';

/** What a client may take of us. */
export interface SmtpLimits {
  /** Connections at once; one more gets `421`. */
  connections: number;
  /** Recipients of a message; one more gets `452`. */
  recipients: number;
  /** Recipients refused in a transaction before the connection is closed. */
  refusals: number;
  /** Time to authenticate, counted from the connection, TLS included. */
  authenticationMs: number;
  /** Time to send a message, from DATA to its end. */
  messageMs: number;
  /** Silence. */
  idleMs: number;
}

/** 1000 connections, 100 recipients, 50 refusals, one minute to authenticate, five minutes a message, one of silence. */
export const DEFAULT_SMTP_LIMITS: SmtpLimits = {
  connections: 1_000,
  recipients: 100,
  refusals: 50,
  authenticationMs: 60_000,
  messageMs: 300_000,
  idleMs: 60_000,
};

/** What the steps of a session share. */
export interface SmtpContext {
  operator: MailOperator;
  /** Which operator the listener belongs to. */
  name: OperatorName;
  journal: SmtpJournal;
  limits: SmtpLimits;
}

/** Journals a refusal and gives it back. */
export function refuse(
  { journal }: SmtpContext,
  connection: SubmissionConnection,
  reply: SmtpReply,
  exchange: Omit<SmtpExchange, 'transaction' | 'reply'>,
): SmtpReply {
  journal.record(connection, { transaction: 'smtp-refused', reply: replyLine(reply), ...exchange });
  return reply;
}

/** Applies the anomaly planned for a step; undefined when the step goes on. */
export async function disturb(
  context: SmtpContext,
  connection: SubmissionConnection,
  stage: SmtpStage,
  line: string,
  keys: Record<string, string>,
): Promise<StepResult> {
  const fault = await takeSmtpFault(context.operator.environment.faults, stage, keys);
  if (fault === undefined || fault.effect === 'continue') return undefined;
  const { kind, effect, reply } = fault;
  const exchange = { line, keys, fault: kind, summary: `SMTP, anomalie demandée (${kind}) à l’étape ${stage}` };
  if (effect === 'reply') return refuse(context, connection, reply, exchange);
  context.journal.record(connection, { transaction: 'smtp-refused', ...exchange });
  if (effect === 'close') connection.drop();
  return 'silent';
}
