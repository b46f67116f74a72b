import { astring, atMost, type ImapArgument, keyword, list } from './imap-arguments.js';
import { statusResponse } from './imap-folders.js';
import { decodeFolderName, encodeFolderName } from './imap-names.js';
import { bad } from './imap-refusal.js';
import { atom, type ImapNode, untagged } from './imap-response.js';
import { type ImapCommands, type ImapSession, mailboxOf } from './imap-session.js';
import type { MailboxFolder } from './mailbox-folder.js';
import type { StoredMailbox } from './mailbox-store.js';

/** Whether a folder's name matches. */
type FolderPattern = (name: string) => boolean;

/** LIST (RFC 3501 §6.3.8; RFC 5258, 5819 and 6154 for its extended form) and LSUB. */
export const LIST_COMMANDS: ImapCommands = {
  LIST: {
    state: 'authenticated',
    run: async (session, { arguments: given }) => {
      const words = [...given];
      const selection = Array.isArray(words[0]) ? keywords(list(words.shift(), 'Options')) : [];
      const [reference, patterns, returning, options] = words;
      atMost(words, 4);
      if (returning !== undefined && keyword(returning) !== 'RETURN') throw bad('RETURN expected');
      const names = Array.isArray(patterns) ? patterns : [patterns];
      // An empty name asks for the separator alone (RFC 3501 §6.3.8).
      if (names.length === 1 && !Array.isArray(patterns) && astring(patterns, 'Mailbox pattern') === '') {
        await session.send(await untagged('LIST', [[atom('\\Noselect')], '/', '']));
        return undefined;
      }
      const wanted = names.map((name) => pattern(reference, name));
      const returned = options === undefined ? [] : list(options, 'Return options');
      await answerList(session, wanted, selection, returned);
      return undefined;
    },
  },
  LSUB: {
    state: 'authenticated',
    run: async (session, { arguments: given }) => {
      atMost(given, 2);
      const wanted = pattern(given[0], given[1]);
      const mailbox = mailboxOf(session);
      for (const name of mailbox.subscribed) {
        const folder = mailbox.folder(name);
        if (wanted(name)) await session.send(await listed('LSUB', name, attributes(mailbox, name, folder, [])));
      }
      return undefined;
    },
  },
};

const SELECTIONS = ['SUBSCRIBED', 'REMOTE', 'RECURSIVEMATCH', 'SPECIAL-USE'];
const RETURNS = ['SUBSCRIBED', 'CHILDREN', 'SPECIAL-USE', 'STATUS'];

async function answerList(
  session: ImapSession,
  patterns: readonly FolderPattern[],
  selection: readonly string[],
  options: readonly ImapArgument[],
): Promise<void> {
  // STATUS is followed by the list of its items.
  const returned = keywords(options.filter((option) => !Array.isArray(option)));
  if (selection.some((one) => !SELECTIONS.includes(one)) || returned.some((one) => !RETURNS.includes(one))) {
    throw bad('Unknown option of LIST');
  }
  const recursive = selection.includes('RECURSIVEMATCH');
  if (recursive && !selection.includes('SUBSCRIBED')) throw bad('RECURSIVEMATCH needs SUBSCRIBED');
  const statusItems = returned.includes('STATUS') ? list(options[statusAt(options) + 1], 'Status items') : undefined;

  const mailbox = mailboxOf(session);
  for (const folder of mailbox.folders) {
    const { name } = folder;
    const subscribed = mailbox.subscribed.has(name);
    const subscribedBelow = recursive && [...mailbox.subscribed].some((other) => other.startsWith(`${name}/`));
    if (!patterns.some((matched) => matched(name))) continue;
    if (selection.includes('SUBSCRIBED') && !subscribed && !subscribedBelow) continue;
    if (selection.includes('SPECIAL-USE') && folder.specialUse === undefined) continue;
    const marks = subscribed && [...selection, ...returned].includes('SUBSCRIBED') ? ['\\Subscribed'] : [];
    const extended = subscribedBelow ? [[atom('CHILDINFO'), ['SUBSCRIBED']]] : [];
    await session.send(await listed('LIST', name, attributes(mailbox, name, folder, marks), extended));
    if (statusItems !== undefined) await session.send(await statusResponse(folder, statusItems));
  }
}

function statusAt(options: readonly ImapArgument[]): number {
  return options.findIndex((option) => keyword(option) === 'STATUS');
}

function attributes(
  mailbox: StoredMailbox,
  name: string,
  folder: MailboxFolder | undefined,
  more: readonly string[],
): ImapNode[] {
  const children = mailbox.folders.some((other) => other.name.startsWith(`${name}/`));
  const use = folder?.specialUse === undefined ? [] : [folder.specialUse];
  return [children ? '\\HasChildren' : '\\HasNoChildren', ...use, ...more].map((attribute) => atom(attribute));
}

function listed(command: string, name: string, marks: ImapNode[], extended: ImapNode[] = []): Promise<Buffer> {
  return untagged(command, [marks, '/', encodeFolderName(name), ...(extended.length > 0 ? [extended] : [])]);
}

/** `*` stands for anything, `%` for anything but the separator; INBOX in any case. */
function pattern(reference: ImapArgument, name: ImapArgument): FolderPattern {
  const decoded = decodeFolderName(astring(reference, 'Reference') + astring(name, 'Mailbox pattern'));
  const wanted = decoded.replace(/^inbox(?=$|[/*%])/i, 'INBOX');
  return (folder) => matches(wanted, folder);
}

/** Character by character, keeping every place of the pattern reached: no name makes it slow, as an expression would be. */
function matches(wanted: string, name: string): boolean {
  let reached = new Set([0]);
  // A wildcard may also stand for nothing.
  const skipWildcards = (places: Set<number>) => {
    for (const place of places) if (wanted[place] === '*' || wanted[place] === '%') places.add(place + 1);
    return places;
  };
  for (const char of name) {
    const next = new Set<number>();
    for (const place of skipWildcards(reached)) {
      const expected = wanted[place];
      if (expected === '*' || (expected === '%' && char !== '/')) next.add(place);
      else if (expected === char) next.add(place + 1);
    }
    reached = next;
  }
  return skipWildcards(reached).has(wanted.length);
}

function keywords(items: readonly ImapArgument[]): string[] {
  return items.map((item) => {
    const word = keyword(item);
    if (word === undefined) throw bad('Option expected');
    return word;
  });
}
