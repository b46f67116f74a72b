import { astring, atMost } from './imap-arguments.js';
import type { ImapCommand } from './imap-command.js';
import { bodyStructure, envelope } from './imap-bodystructure.js';
import { type FetchItem, fetchItems } from './imap-fetch-items.js';
import { fieldValue, mimeTree } from './imap-mime-tree.js';
import { no } from './imap-refusal.js';
import { atom, type ImapNode, literal, untagged } from './imap-response.js';
import { sectionBytes } from './imap-sections.js';
import { type Completion, type ImapCommands, type ImapSession, mailboxOf, viewOf } from './imap-session.js';
import type { NumberedMessage } from './imap-view.js';
import type { StoredMessage } from './mailbox-folder.js';

/** FETCH and UID FETCH (RFC 3501 §6.4.5). */
export const FETCH_COMMANDS: ImapCommands = {
  FETCH: { state: 'selected', keepsNumbers: true, run: (session, command) => fetch(session, command, false) },
  'UID FETCH': { state: 'selected', run: (session, command) => fetch(session, command, true) },
};

async function fetch(session: ImapSession, command: ImapCommand, byUid: boolean): Promise<Completion | undefined> {
  const view = viewOf(session);
  atMost(command.arguments, 2);
  const set = astring(command.arguments[0], 'Message set');
  const items = fetchItems(command.arguments[1], byUid);
  for (const numbered of view.select(set, byUid)) {
    await session.send(await fetchOne(session, numbered, items));
    if (readsBody(items)) journalFetch(session, command, numbered.message);
  }
  if (view.hasGone(set, byUid)) throw no('Some messages have been expunged', 'EXPUNGEISSUED');
  return undefined;
}

async function fetchOne(session: ImapSession, { sequence, message }: NumberedMessage, items: readonly FetchItem[]) {
  const view = viewOf(session);
  let current = message;
  const marks = !view.readOnly && items.some((item) => item.kind === 'section' && !item.peek);
  const seenNow = marks && !message.flags.has('\\Seen');
  if (seenNow) view.quietly(() => (current = view.folder.setFlags(message.uid, 'add', ['\\Seen']) ?? message));
  // A flag changed by the command itself is told with its answer (RFC 3501 §6.4.5).
  const told = seenNow && !items.some(({ kind }) => kind === 'FLAGS') ? [...items, { kind: 'FLAGS' } as const] : items;
  const nodes: ImapNode[] = [];
  for (const item of told) nodes.push(...itemNodes(session, current, item));
  return untagged(`${sequence} FETCH`, [nodes]);
}

function itemNodes(session: ImapSession, message: StoredMessage, item: FetchItem): ImapNode[] {
  const { raw } = message;
  switch (item.kind) {
    case 'UID':
      return [atom('UID'), message.uid];
    case 'FLAGS':
      return [atom('FLAGS'), viewOf(session).flagsOf(message)];
    case 'INTERNALDATE':
      return [atom('INTERNALDATE'), internalDate(message.internalDate)];
    case 'RFC822.SIZE':
      return [atom('RFC822.SIZE'), raw.length];
    case 'ENVELOPE':
      return [atom('ENVELOPE'), envelope(mimeTree(raw))];
    case 'BODY':
    case 'BODYSTRUCTURE':
      return [atom(item.kind), bodyStructure(raw, mimeTree(raw), item.kind === 'BODYSTRUCTURE')];
    case 'section': {
      const bytes = sectionBytes(raw, item.section);
      const { partial } = item;
      const shown = partial === undefined ? bytes : bytes?.subarray(partial.origin, partial.origin + partial.length);
      // A part that does not exist is empty, as Dovecot has it.
      return [item.label, shown === undefined ? '' : literal(shown)];
    }
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `21-Nov-2026 11:02:07 +0000`, in UTC. */
export function internalDate(date: Date): string {
  const [day, time] = date.toISOString().split('T') as [string, string];
  const [year, month, dayOfMonth] = day.split('-');
  return `${dayOfMonth}-${MONTHS[Number(month) - 1]}-${year} ${time.slice(0, 8)} +0000`;
}

/** Whether more than headers is read; the rest of a message fetched by pieces is not journalled again. */
function readsBody(items: readonly FetchItem[]): boolean {
  return items.some(
    (item) =>
      item.kind === 'section' &&
      (item.section.what === 'ALL' || item.section.what === 'TEXT') &&
      (item.partial === undefined || item.partial.origin === 0),
  );
}

function journalFetch(session: ImapSession, command: ImapCommand, message: StoredMessage): void {
  const view = viewOf(session);
  const messageId = fieldValue(mimeTree(message.raw), 'message-id');
  session.journal.record(
    {
      transaction: 'imap-fetch',
      keys: messageKeys(view.folder.name, message),
      summary: `IMAP, lecture du message ${messageId ?? message.uid} de ${mailboxOf(session).address} (${view.folder.name})`,
      request: `${command.tag} ${command.name} (UID ${message.uid})`,
      response: `* FETCH (UID ${message.uid})`,
      contentType: 'message/rfc822',
    },
    { responseBody: message.raw },
  );
}

/** Keys of an exchange about one message; `messageId` as written, with its angle brackets. */
export function messageKeys(folder: string, message: StoredMessage): Record<string, string> {
  const messageId = fieldValue(mimeTree(message.raw), 'message-id');
  return { folder, uid: String(message.uid), ...(messageId === undefined ? {} : { messageId }) };
}
