import { BancError } from '../wire/errors.js';
import { atMost, folderName, type ImapArgument, keyword, list } from './imap-arguments.js';
import { encodeFolderName } from './imap-names.js';
import { bad, no } from './imap-refusal.js';
import { atom, type ImapNode, untagged } from './imap-response.js';
import { type ImapCommands, type ImapSession, mailboxOf } from './imap-session.js';
import type { MailboxFolder } from './mailbox-folder.js';

/** STATUS, CREATE, DELETE, RENAME, SUBSCRIBE, UNSUBSCRIBE (RFC 3501 §6.3). LIST and LSUB stand in imap-list.ts. */
export const FOLDER_COMMANDS: ImapCommands = {
  STATUS: {
    state: 'authenticated',
    run: async (session, { arguments: given }) => {
      const name = folderName(given[0]);
      const folder = existing(session, name);
      atMost(given, 2);
      await session.send(await statusResponse(folder, list(given[1], 'Status items')));
      return undefined;
    },
  },
  CREATE: {
    state: 'authenticated',
    run: (session, { arguments: given }) => {
      // A trailing separator announces children to come (RFC 3501 §6.3.3).
      const name = folderName(given[0]).replace(/\/$/, '');
      if (/[*%\x00-\x1f\x7f]/.test(name)) throw no('Mailbox name not allowed', 'CANNOT');
      if (mailboxOf(session).folder(name) !== undefined) throw no('Mailbox already exists', 'ALREADYEXISTS');
      return refusing(() => mailboxOf(session).createFolder(name));
    },
  },
  DELETE: {
    state: 'authenticated',
    run: (session, { arguments: given }) => {
      const folder = existing(session, folderName(given[0]));
      if (folder.name === 'INBOX') throw no('INBOX cannot be deleted', 'CANNOT');
      if (mailboxOf(session).folders.some(({ name }) => name.startsWith(`${folder.name}/`))) {
        throw no('Mailbox has children', 'HASCHILDREN');
      }
      return refusing(() => mailboxOf(session).deleteFolder(folder.name));
    },
  },
  RENAME: {
    state: 'authenticated',
    run: (session, { arguments: given }) => {
      const from = existing(session, folderName(given[0]));
      const to = folderName(given[1]);
      if (mailboxOf(session).folder(to) !== undefined) throw no('Mailbox already exists', 'ALREADYEXISTS');
      if (to.startsWith(`${from.name}/`)) throw no('A mailbox cannot be inside itself', 'CANNOT');
      return refusing(() => mailboxOf(session).renameFolder(from.name, to));
    },
  },
  SUBSCRIBE: {
    state: 'authenticated',
    run: (session, { arguments: given }) => {
      mailboxOf(session).subscribed.add(existing(session, folderName(given[0])).name);
      return Promise.resolve(undefined);
    },
  },
  UNSUBSCRIBE: {
    state: 'authenticated',
    run: (session, { arguments: given }) => {
      mailboxOf(session).subscribed.delete(folderName(given[0]));
      return Promise.resolve(undefined);
    },
  },
};

/** The folder of this name. Throws ImapRefusal NO, with TRYCREATE when the command may be tried again (COPY, APPEND). */
export function existing(session: ImapSession, name: string, code = 'NONEXISTENT'): MailboxFolder {
  const folder = mailboxOf(session).folder(name);
  if (folder === undefined) throw no('Mailbox does not exist', code);
  return folder;
}

/** `* STATUS` with the items asked (RFC 3501 §6.3.10, and SIZE of RFC 8438). Throws ImapRefusal BAD. */
export function statusResponse(folder: MailboxFolder, items: readonly ImapArgument[]): Promise<Buffer> {
  if (items.length === 0) throw bad('Status items expected');
  const values = items.flatMap((item): ImapNode[] => {
    const name = keyword(item) ?? '';
    const value = STATUS_ITEMS[name];
    if (value === undefined) throw bad('Unknown status item');
    return [atom(name), value(folder)];
  });
  return untagged('STATUS', [encodeFolderName(folder.name), values]);
}

const STATUS_ITEMS: Partial<Record<string, (folder: MailboxFolder) => number>> = {
  MESSAGES: (folder) => folder.messages.length,
  RECENT: (folder) => folder.recent(false).size,
  UIDNEXT: (folder) => folder.uidNext,
  UIDVALIDITY: (folder) => folder.uidValidity,
  UNSEEN: (folder) => folder.messages.filter(({ flags }) => !flags.has('\\Seen')).length,
  SIZE: (folder) => folder.messages.reduce((sum, { raw }) => sum + raw.length, 0),
};

/** A change the store may refuse, said as a NO. */
function refusing(change: () => unknown): Promise<undefined> {
  try {
    change();
  } catch (error) {
    if (error instanceof BancError)
      throw no('Refused by the store', error.code === 'BANC_LIMIT' ? 'OVERQUOTA' : 'CANNOT');
    throw error;
  }
  return Promise.resolve(undefined);
}
