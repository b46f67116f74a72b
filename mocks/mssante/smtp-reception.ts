import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { BancError } from '../wire/errors.js';
import { patientOfArchive } from './archive-patient.js';
import { newQueueId } from './mail-copy.js';
import { deliverMessage } from './mail-delivery.js';
import type { SubmissionConnection } from './smtp-connection.js';
import type { SmtpContext } from './smtp-context.js';
import { ownAddress, pathAndParameters, recipientsOf } from './smtp-envelope.js';
import { type SmtpFault, takeSmtpFault } from './smtp-faults.js';
import type { SmtpExchange } from './smtp-journal.js';
import { messageKeys, patientOfRecipients, receiveMessage } from './smtp-message.js';
import { messageTooBig, replyLine, type SmtpReply } from './smtp-reply.js';

/** How a message ends: taken with this text after `250`, refused, or never answered. */
export type Reception = { accepted: string } | { refused: SmtpReply } | 'silent';

/**
 * DATA: reads a message, delivers it and journals it with its bytes, the "source SMTP" vendors give as proof
 * (`smtp-submission`, or `smtp-refused`). Rejects when the connection breaks in the middle.
 */
export async function receiveStep(
  context: SmtpContext,
  connection: SubmissionConnection,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<Reception> {
  const { rules, environment } = context.operator;
  const startedAt = new Date();
  const envelope = envelopeOf(session);
  const addresses = envelope.recipients.map(({ address }) => address);
  const keys = envelopeKeys(connection, envelope.from, addresses);
  const line = `MAIL FROM:${pathAndParameters(session.envelope.mailFrom)}`;
  const headers = session.envelope.rcptTo.map((one): [string, string] => ['RCPT TO', pathAndParameters(one)]);
  const cut = await takeSmtpFault(environment.faults, 'smtp-data', keys);
  const limit = rules.sizeLimit(ownAddress(connection));
  const { raw, size } = await readInTime(context, connection, stream, limit, cut);
  const refused: SmtpExchange['refused'] = connection.refused.splice(0).map((one) => [one.line, one.reply]);
  const exchange = { line, headers, refused, startedAt };
  const conclude = (more: Pick<SmtpExchange, 'transaction' | 'summary' | 'keys' | 'reply' | 'fault' | 'body'>) =>
    context.journal.record(connection, { ...exchange, ...more });

  if (raw === undefined) {
    const reply = messageTooBig(limit);
    const summary = `SMTP, message de ${size} octets refusé : la limite est de ${limit}`;
    conclude({ transaction: 'smtp-refused', summary, reply: replyLine(reply), keys: { ...keys, stage: 'data' } });
    return { refused: reply };
  }
  const archived = await patientOfArchive(raw);
  const allKeys = { ...keys, ...messageKeys(raw), ...(archived === undefined ? {} : { patient: archived }) };
  const summary = `SMTP, message de ${envelope.from || '<>'} à ${addresses.join(', ')}`.slice(0, 500);
  const fault = await takeSmtpFault(environment.faults, 'smtp-submission', allKeys);
  const failed = { transaction: 'smtp-refused', keys: { ...allKeys, stage: 'data' }, body: raw } as const;
  if (fault?.effect === 'reply') {
    conclude({
      ...failed,
      summary: `${summary} : anomalie demandée`,
      fault: fault.kind,
      reply: replyLine(fault.reply),
    });
    return { refused: fault.reply };
  }
  if (fault?.effect === 'close' || fault?.effect === 'silent') {
    conclude({ ...failed, summary: `${summary} : anomalie demandée, sans réponse`, fault: fault.kind });
    if (fault.effect === 'close') connection.drop();
    return 'silent';
  }
  const queueId = newQueueId();
  const refusal = await deliver(context, { ...envelope, raw }, session, queueId);
  if (refusal !== undefined) {
    conclude({ ...failed, summary: `${summary} : refusé`, reply: replyLine(refusal) });
    return { refused: refusal };
  }
  connection.messages += 1;
  const accepted = `2.0.0 Queued as ${queueId}`;
  const silent = fault?.effect === 'accept-silently';
  conclude({
    transaction: 'smtp-submission',
    summary,
    keys: { ...allKeys, queueId },
    body: raw,
    ...(fault === undefined ? {} : { fault: fault.kind }),
    ...(silent ? {} : { reply: `250 ${accepted}` }),
  });
  if (silent) connection.drop();
  return silent ? 'silent' : { accepted };
}

interface Envelope {
  from: string;
  recipients: ReturnType<typeof recipientsOf>;
  ret?: 'FULL';
  envid?: string;
}

function envelopeOf({ envelope: { mailFrom, rcptTo, dsn } }: SMTPServerSession): Envelope {
  return {
    from: mailFrom === false ? '' : mailFrom.address,
    recipients: recipientsOf(rcptTo),
    ...(dsn?.ret?.toUpperCase() === 'FULL' ? { ret: 'FULL' } : {}),
    ...(dsn?.envid == null ? {} : { envid: dsn.envid }),
  };
}

function envelopeKeys(connection: SubmissionConnection, from: string, to: readonly string[]): Record<string, string> {
  const patient = patientOfRecipients(to);
  const [only, ...others] = to;
  return {
    mailbox: ownAddress(connection),
    from,
    ...(only === undefined || others.length > 0 ? {} : { to: only }),
    ...(patient === undefined ? {} : { patient }),
  };
}

async function readInTime(
  context: SmtpContext,
  connection: SubmissionConnection,
  stream: SMTPServerDataStream,
  limit: number,
  cut: SmtpFault | undefined,
): ReturnType<typeof receiveMessage> {
  const timer = setTimeout(() => {
    connection.transcript.note('message jamais terminé : connexion fermée');
    connection.drop();
  }, context.limits.messageMs);
  try {
    return await receiveMessage(stream, limit, (bytes) => {
      if (cut === undefined || bytes <= cut.bytes) return;
      connection.fault = cut.kind;
      connection.drop();
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Delivers, or says why there is no room. */
async function deliver(
  { operator, name }: SmtpContext,
  envelope: Envelope & { raw: Buffer },
  { hostNameAppearsAs, remoteAddress, transmissionType }: SMTPServerSession,
  queueId: string,
): Promise<SmtpReply | undefined> {
  try {
    await deliverMessage(operator, envelope, {
      operator: name,
      from: `${hostNameAppearsAs} ([${remoteAddress}])`,
      protocol: transmissionType,
      queueId,
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof BancError)) throw error;
    return { status: 452, text: '4.3.1 Insufficient storage' };
  }
}
