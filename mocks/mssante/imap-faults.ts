import { setTimeout as wait } from 'node:timers/promises';
import type { ImapCommand } from './imap-command.js';
import { no } from './imap-refusal.js';
import type { ImapSession } from './imap-session.js';

/**
 * Anomalies an IMAP command may suffer; the rule's transaction is `imap-<command>` in lower case without UID
 * (`imap-fetch`, `imap-authenticate`). `delay`: before the command; `close-before-answer`: the connection is cut;
 * `imap-bye`: the operator closes the session; `imap-no`: NO with `message`, and `code` as response code.
 */
export const IMAP_FAULTS = ['delay', 'close-before-answer', 'imap-bye', 'imap-no'] as const;

/** What is left to do once a fault was applied. */
export type FaultOutcome = 'none' | 'bye' | 'cut';

/** Applies the fault that hits this command, if any. Throws ImapRefusal NO for `imap-no`. */
export async function applyFault(session: ImapSession, command: ImapCommand): Promise<FaultOutcome> {
  const { context, journal } = session;
  const transaction = `imap-${command.name.replace(/^UID /, '').split(' ')[0]?.toLowerCase()}`;
  const keys: Record<string, string> = session.mailbox === undefined ? {} : { mailbox: session.mailbox.address };
  const fault = context.faults.take('mssante', transaction, keys, IMAP_FAULTS);
  if (fault === undefined) return 'none';
  journal.record({
    transaction,
    summary: `IMAP, anomalie ${fault.kind} sur ${command.name}`,
    request: `${command.tag} ${command.name}`,
    fault: fault.kind,
  });
  // A listener that closes waits for its sessions: a delay ends with its connection.
  if (fault.kind === 'delay') {
    await wait(fault.delayMs ?? 0, undefined, { ref: false, signal: session.gone }).catch(() => undefined);
  }
  if (fault.kind === 'imap-no') throw no(fault.message ?? 'Refused by the operator', fault.code);
  return fault.kind === 'imap-bye' ? 'bye' : fault.kind === 'close-before-answer' ? 'cut' : 'none';
}
