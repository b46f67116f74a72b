import { atMost, folderName } from './imap-arguments.js';
import { existing } from './imap-folders.js';
import { atom, status, untagged } from './imap-response.js';
import { bad } from './imap-refusal.js';
import { type Completion, type ImapCommands, type ImapSession, mailboxOf, viewOf } from './imap-session.js';
import type { ImapCommand } from './imap-command.js';
import { openView } from './imap-view.js';
import type { MailboxFolder } from './mailbox-folder.js';

/** SELECT, EXAMINE, CHECK, CLOSE, UNSELECT (RFC 3501 §§6.3.1, 6.3.2, 6.4; RFC 3691). */
export const SELECT_COMMANDS: ImapCommands = {
  SELECT: { state: 'authenticated', run: (session, command) => select(session, command, false) },
  EXAMINE: { state: 'authenticated', run: (session, command) => select(session, command, true) },
  CHECK: { state: 'selected', run: () => Promise.resolve(undefined) },
  CLOSE: {
    state: 'selected',
    run: (session, command) => {
      if (!viewOf(session).readOnly) expungeDeleted(session, command);
      unselect(session);
      return Promise.resolve(undefined);
    },
  },
  UNSELECT: {
    state: 'selected',
    run: (session) => {
      unselect(session);
      return Promise.resolve(undefined);
    },
  },
};

/** Removes for good the messages flagged `\Deleted`, those of these UIDs when told; journalled when there was one. */
export function expungeDeleted(session: ImapSession, command: ImapCommand, uids?: ReadonlySet<number>): void {
  const { folder } = viewOf(session);
  const deleted = folder.messages.filter(({ uid, flags }) => flags.has('\\Deleted') && (uids?.has(uid) ?? true));
  const gone = folder.expunge(deleted.map(({ uid }) => uid));
  if (gone.length === 0) return;
  session.journal.record({
    transaction: 'imap-expunge',
    keys: { folder: folder.name },
    summary: `IMAP, ${gone.length} message(s) supprimé(s) de ${mailboxOf(session).address} (${folder.name})`,
    request: `${command.tag} ${command.name}`,
    response: `OK (UID ${gone.slice(0, 100).join(',')}${gone.length > 100 ? ',…' : ''})`,
  });
}

/** Leaves the selected folder, if any, without expunging. */
export function unselect(session: ImapSession): void {
  session.view?.close();
  session.view = undefined;
}

/** Flags any message may have, and the keywords in use in this folder. */
export function knownFlags(folder: MailboxFolder): string[] {
  const known = new Set(['\\Answered', '\\Flagged', '\\Deleted', '\\Seen', '\\Draft', '$MDNSent', '$Forwarded']);
  for (const { flags } of folder.messages) for (const flag of flags) known.add(flag);
  return [...known];
}

async function select(session: ImapSession, command: ImapCommand, readOnly: boolean): Promise<Completion> {
  // The former folder is left even when the command fails (RFC 3501 §6.3.1).
  unselect(session);
  const name = folderName(command.arguments[0]);
  if (Array.isArray(command.arguments[1])) throw bad('Unknown parameter of SELECT');
  atMost(command.arguments, 1);
  const folder = existing(session, name);
  const flags = knownFlags(folder);
  const view = openView(folder, readOnly);
  session.view = view;
  const unseen = view.all().find(({ message }) => !message.flags.has('\\Seen'))?.sequence;
  await session.send(
    await untagged('FLAGS', [flags.map((flag) => atom(flag))]),
    await untagged(`${view.size} EXISTS`),
    await untagged(`${view.recent.size} RECENT`),
    ...(unseen === undefined ? [] : [status('*', 'OK', 'First unseen', `UNSEEN ${unseen}`)]),
    status('*', 'OK', 'Flags permitted', `PERMANENTFLAGS (${readOnly ? '' : [...flags, '\\*'].join(' ')})`),
    status('*', 'OK', 'UIDs valid', `UIDVALIDITY ${folder.uidValidity}`),
    status('*', 'OK', 'Predicted next UID', `UIDNEXT ${folder.uidNext}`),
  );
  return readOnly ? { code: 'READ-ONLY' } : { code: 'READ-WRITE' };
}
