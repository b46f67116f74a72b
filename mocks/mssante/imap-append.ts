import { BancError } from '../wire/errors.js';
import { astring, atMost, flags, folderName, literalBytes } from './imap-arguments.js';
import { existing } from './imap-folders.js';
import type { ImapCommand } from './imap-command.js';
import { messageKeys } from './imap-fetch.js';
import { bad, no } from './imap-refusal.js';
import { type Completion, type ImapCommands, type ImapSession, mailboxOf, viewOf } from './imap-session.js';
import { status } from './imap-response.js';
import type { MailboxFolder, NewMessage, StoredMessage } from './mailbox-folder.js';

/** APPEND (RFC 3501 §6.3.11), COPY (§6.4.7) and MOVE (RFC 6851), with the codes of UIDPLUS (RFC 4315). */
export const APPEND_COMMANDS: ImapCommands = {
  APPEND: { state: 'authenticated', run: append },
  COPY: { state: 'selected', run: (session, command) => copy(session, command, false) },
  'UID COPY': { state: 'selected', run: (session, command) => copy(session, command, true) },
  MOVE: { state: 'selected', run: (session, command) => move(session, command, false) },
  'UID MOVE': { state: 'selected', run: (session, command) => move(session, command, true) },
};

function append(session: ImapSession, command: ImapCommand): Promise<Completion> {
  const [name, ...rest] = command.arguments;
  const target = folderName(name);
  const given = Array.isArray(rest[0]) ? flags(rest.shift() as []) : [];
  const date = rest.length > 1 ? dateTime(astring(rest.shift(), 'Date')) : undefined;
  const raw = literalBytes(rest[0], 'Message literal');
  atMost(rest, 1);
  if (raw.length === 0) throw no('Empty message', 'CANNOT');
  const folder = existing(session, target, 'TRYCREATE');
  // A copy: the literal shares the memory of whatever was received with it.
  const message = add(folder, {
    raw: Buffer.from(raw),
    flags: given,
    ...(date === undefined ? {} : { internalDate: date }),
  });
  session.journal.record(
    {
      transaction: 'imap-append',
      keys: messageKeys(folder.name, message),
      summary: `IMAP, dépôt d’un message dans ${mailboxOf(session).address} (${folder.name})`,
      request: `${command.tag} APPEND ${folder.name} (${given.join(' ')}) {${raw.length}}`,
      response: `${command.tag} OK`,
      contentType: 'message/rfc822',
    },
    { requestBody: raw },
  );
  return Promise.resolve({ code: `APPENDUID ${folder.uidValidity} ${message.uid}` });
}

/** Copies, and returns the messages copied with the COPYUID code; no code when there was nothing to copy. */
function copyMessages(session: ImapSession, command: ImapCommand, byUid: boolean) {
  const view = viewOf(session);
  atMost(command.arguments, 2);
  const set = astring(command.arguments[0], 'Message set');
  const messages = view.select(set, byUid).map(({ message }) => message);
  const target = existing(session, folderName(command.arguments[1]), 'TRYCREATE');
  // All or nothing (RFC 3501 §6.4.7).
  if (view.hasGone(set, byUid)) throw no('Some messages have been expunged', 'EXPUNGEISSUED');
  const added: StoredMessage[] = [];
  try {
    for (const { raw, flags: kept, internalDate } of messages) {
      added.push(add(target, { raw, flags: kept, internalDate }));
    }
  } catch (error) {
    target.expunge(added.map(({ uid }) => uid));
    throw error;
  }
  const uids = (list: readonly StoredMessage[]) => list.map(({ uid }) => uid).join(',');
  const code = added.length === 0 ? undefined : `COPYUID ${target.uidValidity} ${uids(messages)} ${uids(added)}`;
  if (added.length > 0) {
    session.journal.record({
      transaction: command.name.endsWith('MOVE') ? 'imap-move' : 'imap-copy',
      keys: { folder: view.folder.name, target: target.name },
      summary: `IMAP, ${added.length} message(s) de ${mailboxOf(session).address} (${view.folder.name}) vers ${target.name}`,
      request: `${command.tag} ${command.name} ${target.name}`,
      response: `OK [${code?.slice(0, 500)}]`,
    });
  }
  return { messages, code };
}

function copy(session: ImapSession, command: ImapCommand, byUid: boolean): Promise<Completion | undefined> {
  const { code } = copyMessages(session, command, byUid);
  return Promise.resolve(code === undefined ? undefined : { code });
}

async function move(session: ImapSession, command: ImapCommand, byUid: boolean): Promise<Completion | undefined> {
  const { folder, readOnly } = viewOf(session);
  if (readOnly) throw no('The mailbox is read-only', 'READ-ONLY');
  const { messages, code } = copyMessages(session, command, byUid);
  // COPYUID goes before the EXPUNGE responses, untagged (RFC 6851 §4.3).
  if (code !== undefined) await session.send(status('*', 'OK', 'Moved', code));
  folder.expunge(messages.map(({ uid }) => uid));
  return undefined;
}

function add(folder: MailboxFolder, message: NewMessage): StoredMessage {
  try {
    return folder.add(message);
  } catch (error) {
    if (error instanceof BancError) throw no('No room left', 'OVERQUOTA');
    throw error;
  }
}

const DATE_TIME =
  /^([ \d]\d-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{4}) (\d{2}:\d{2}:\d{2}) ([+-]\d{4})$/i;

/** Reads `date-time` (RFC 3501 §9): `" 1-Nov-2026 10:00:00 +0100"`. */
function dateTime(text: string): Date {
  const match = DATE_TIME.exec(text);
  const date =
    match === null ? undefined : new Date(`${match[1]?.trim().replaceAll('-', ' ')} ${match[2]} ${match[3]}`);
  if (date === undefined || Number.isNaN(date.getTime())) throw bad('Date-time expected');
  return date;
}
