import { astring, atMost, flags, keyword } from './imap-arguments.js';
import type { ImapCommand } from './imap-command.js';
import { messageKeys } from './imap-fetch.js';
import { bad, no } from './imap-refusal.js';
import { atom, status, untagged } from './imap-response.js';
import { expungeDeleted, knownFlags } from './imap-select.js';
import { type Completion, type ImapCommands, type ImapSession, mailboxOf, viewOf } from './imap-session.js';
import type { FlagChange, StoredMessage } from './mailbox-folder.js';

/** STORE, EXPUNGE and their UID forms (RFC 3501 §§6.4.3, 6.4.6; RFC 4315). */
export const STORE_COMMANDS: ImapCommands = {
  STORE: { state: 'selected', keepsNumbers: true, run: (session, command) => store(session, command, false) },
  'UID STORE': { state: 'selected', run: (session, command) => store(session, command, true) },
  EXPUNGE: {
    state: 'selected',
    run: (session, command) => {
      atMost(command.arguments, 0);
      return expunge(session, command);
    },
  },
  'UID EXPUNGE': {
    state: 'selected',
    run: (session, command) => {
      atMost(command.arguments, 1);
      const named = viewOf(session).select(astring(command.arguments[0], 'UID set'), true);
      return expunge(session, command, new Set(named.map(({ message }) => message.uid)));
    },
  },
};

const ITEMS: Partial<Record<string, FlagChange>> = { FLAGS: 'replace', '+FLAGS': 'add', '-FLAGS': 'remove' };
/** Beyond it, one exchange stands for all messages of the command. */
const MAX_EXCHANGES = 50;
const MAX_KEYWORDS = 50;

async function store(session: ImapSession, command: ImapCommand, byUid: boolean): Promise<Completion | undefined> {
  const view = viewOf(session);
  const [set, item, ...values] = command.arguments;
  const [name, silent, ...rest] = (keyword(item) ?? '').split('.');
  const change = ITEMS[name ?? ''];
  if (change === undefined || rest.length > 0 || (silent !== undefined && silent !== 'SILENT'))
    throw bad('FLAGS expected');
  if (values.length === 0 || (values.length > 1 && Array.isArray(values[0]))) throw bad('Flags expected');
  const given = flags(Array.isArray(values[0]) ? values[0] : values);
  if (given.length > MAX_KEYWORDS) throw no('Too many keywords', 'LIMIT');
  if (view.readOnly) throw no('The mailbox is read-only', 'READ-ONLY');

  const wanted = astring(set, 'Message set');
  const messages = view.select(wanted, byUid);
  await announceKeywords(session, given);
  const stored: StoredMessage[] = [];
  for (const { sequence, message } of messages) {
    let after: StoredMessage | undefined;
    view.quietly(() => (after = view.folder.setFlags(message.uid, change, given)));
    if (after === undefined) continue;
    stored.push(after);
    if (silent !== undefined) continue;
    const uid = byUid ? [atom('UID'), message.uid] : [];
    await session.send(await untagged(`${sequence} FETCH`, [[...uid, atom('FLAGS'), view.flagsOf(after)]]));
  }
  journalStore(session, command, stored, name ?? '', given);
  if (view.hasGone(wanted, byUid)) throw no('Some messages have been expunged', 'EXPUNGEISSUED');
  return undefined;
}

/** A keyword no message had yet is announced before it is used (RFC 3501 §7.2.6). */
async function announceKeywords(session: ImapSession, given: readonly string[]): Promise<void> {
  const known = knownFlags(viewOf(session).folder);
  const lower = new Set(known.map((flag) => flag.toLowerCase()));
  const fresh = given.filter((flag) => !lower.has(flag.toLowerCase()) && flag.toLowerCase() !== '\\recent');
  if (fresh.length === 0) return;
  const all = [...known, ...fresh];
  await session.send(
    await untagged('FLAGS', [all.map((flag) => atom(flag))]),
    status('*', 'OK', 'Flags permitted', `PERMANENTFLAGS (${[...all, '\\*'].join(' ')})`),
  );
}

function journalStore(
  session: ImapSession,
  command: ImapCommand,
  stored: readonly StoredMessage[],
  item: string,
  given: readonly string[],
): void {
  const { folder } = viewOf(session);
  const what = `${item} (${given.join(' ')})`;
  const one = (message: StoredMessage | undefined, count: number) => {
    session.journal.record({
      transaction: 'imap-store',
      keys: message === undefined ? { folder: folder.name } : messageKeys(folder.name, message),
      summary: `IMAP, marques ${what} sur ${count === 1 ? 'un message' : `${count} messages`} de ${mailboxOf(session).address} (${folder.name})`,
      request: `${command.tag} ${command.name} ${message === undefined ? '' : `(UID ${message.uid}) `}${what}`,
      response: message === undefined ? 'OK' : `* FETCH (UID ${message.uid} FLAGS (${[...message.flags].join(' ')}))`,
    });
  };
  if (stored.length <= MAX_EXCHANGES) for (const message of stored) one(message, 1);
  else one(undefined, stored.length);
}

function expunge(session: ImapSession, command: ImapCommand, uids?: ReadonlySet<number>): Promise<undefined> {
  if (viewOf(session).readOnly) throw no('The mailbox is read-only', 'READ-ONLY');
  expungeDeleted(session, command, uids);
  return Promise.resolve(undefined);
}
