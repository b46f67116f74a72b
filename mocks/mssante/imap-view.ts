import type { FolderChange, MailboxFolder, StoredMessage } from './mailbox-folder.js';
import { atom, type ImapNode, untagged } from './imap-response.js';
import { bad } from './imap-refusal.js';

/** A message with the number it has in a session (RFC 3501 §2.3.1.2). */
export interface NumberedMessage {
  sequence: number;
  message: StoredMessage;
}

/**
 * What one session sees of the folder it selected. The folder changes at any time; numbers of the session change only
 * when it is told, which may not happen during FETCH, STORE or SEARCH (RFC 3501 §7.4.1).
 */
export interface FolderView {
  readonly folder: MailboxFolder;
  readonly readOnly: boolean;
  /** Messages the session knows of, gone ones included. */
  readonly size: number;
  /** Messages of this session's `\Recent`. */
  readonly recent: ReadonlySet<number>;
  /** Every message known that is still there. */
  all(): NumberedMessage[];
  /**
   * Messages of a sequence set (`1,3:*`), by number or by UID, in order. Unknown UIDs are ignored (RFC 3501 §6.4.8).
   * Throws ImapRefusal BAD on bad syntax and on numbers that do not exist.
   */
  select(set: string, byUid: boolean): NumberedMessage[];
  /** Whether the set names messages another session expunged, which this one has not been told of. */
  hasGone(set: string, byUid: boolean): boolean;
  /** Number of a UID, undefined when the session does not know it. */
  sequenceOf(uid: number): number | undefined;
  /** `\Recent` included. */
  flagsOf(message: StoredMessage): ImapNode[];
  /** Changes made while `change` runs are this session's own: flags are not told back. */
  quietly(change: () => void): void;
  /** The untagged responses the session has to be told, then forgets. `expunges: false` keeps numbers as they are. */
  news(expunges: boolean): Promise<Buffer[]>;
  /** Whether {@link news} has something to say. */
  readonly hasNews: boolean;
  /** Calls `listener` at each change, for IDLE; one at a time. */
  onNews(listener: (() => void) | undefined): void;
  close(): void;
}

/** Opens the view of a folder: SELECT, or EXAMINE with `readOnly`. */
export function openView(folder: MailboxFolder, readOnly: boolean): FolderView {
  let uids = folder.messages.map(({ uid }) => uid);
  const recent = new Set(folder.recent(!readOnly));
  const expunged = new Set<number>();
  const changed = new Set<number>();
  let added: number[] = [];
  let muted = false;
  let listener: (() => void) | undefined;

  const stopWatching = folder.watch((change: FolderChange) => {
    if (change.kind === 'added') added.push(change.message.uid);
    else if (change.kind === 'flags') {
      if (muted) return;
      changed.add(change.uid);
    } else {
      changed.delete(change.uid);
      if (added.includes(change.uid)) added = added.filter((uid) => uid !== change.uid);
      else expunged.add(change.uid);
    }
    listener?.();
  });

  /** Index of the first known UID that is not smaller. */
  function lowerBound(uid: number): number {
    let low = 0;
    let high = uids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((uids[middle] ?? 0) < uid) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function indexOf(uid: number): number {
    const index = lowerBound(uid);
    return uids[index] === uid ? index : -1;
  }

  /** Indexes of a set, ascending, without doubles. */
  function indexes(set: string, byUid: boolean): number[] {
    // `1:*` of an empty folder names nothing; clients ask it all the same.
    if (uids.length === 0 && (byUid || set.includes('*'))) return [];
    const found: number[] = [];
    let next = 0;
    for (const [from, to] of ranges(set, byUid ? (uids.at(-1) ?? 0) : uids.length)) {
      if (!byUid && to > uids.length) throw bad('No such message');
      const end = byUid ? lowerBound(to + 1) : to;
      for (next = Math.max(next, byUid ? lowerBound(from) : from - 1); next < end; next += 1) found.push(next);
    }
    return found;
  }

  function numbered(indexList: Iterable<number>): NumberedMessage[] {
    const messages: NumberedMessage[] = [];
    for (const index of indexList) {
      const message = folder.find(uids[index] ?? 0);
      if (message !== undefined) messages.push({ sequence: index + 1, message });
    }
    return messages;
  }

  const flagsOf = (message: StoredMessage) =>
    [...message.flags, ...(recent.has(message.uid) ? ['\\Recent'] : [])].map((flag) => atom(flag));

  async function expungeNews(): Promise<Buffer[]> {
    const told: Buffer[] = [];
    for (const uid of expunged) {
      const index = indexOf(uid);
      if (index < 0) continue;
      uids.splice(index, 1);
      recent.delete(uid);
      told.push(await untagged(`${index + 1} EXPUNGE`));
    }
    expunged.clear();
    return told;
  }

  async function existsNews(): Promise<Buffer[]> {
    if (added.length === 0) return [];
    uids = uids.concat(added);
    added = [];
    for (const uid of folder.recent(!readOnly)) if (indexOf(uid) >= 0) recent.add(uid);
    return [await untagged(`${uids.length} EXISTS`), await untagged(`${recent.size} RECENT`)];
  }

  async function flagNews(): Promise<Buffer[]> {
    const told: Buffer[] = [];
    for (const uid of changed) {
      const index = indexOf(uid);
      const message = folder.find(uid);
      if (index < 0 || message === undefined) continue;
      told.push(await untagged(`${index + 1} FETCH`, [[atom('UID'), uid, atom('FLAGS'), flagsOf(message)]]));
    }
    changed.clear();
    return told;
  }

  return {
    folder,
    readOnly,
    get size() {
      return uids.length;
    },
    recent,
    all: () => numbered(uids.keys()),
    select: (set, byUid) => numbered(indexes(set, byUid)),
    hasGone: (set, byUid) => expunged.size > 0 && indexes(set, byUid).some((index) => expunged.has(uids[index] ?? 0)),
    sequenceOf: (uid) => (indexOf(uid) < 0 ? undefined : indexOf(uid) + 1),
    flagsOf,
    quietly: (change) => {
      muted = true;
      try {
        change();
      } finally {
        muted = false;
      }
    },
    news: async (expunges) => [
      ...(expunges ? await expungeNews() : []),
      ...(await existsNews()),
      ...(await flagNews()),
    ],
    get hasNews() {
      return added.length + changed.size + expunged.size > 0;
    },
    onNews: (wanted) => {
      listener = wanted;
    },
    close: stopWatching,
  };
}

/** Ranges of a sequence set in ascending order; `*` stands for `last`. Throws ImapRefusal BAD. */
function ranges(set: string, last: number): [from: number, to: number][] {
  const found = set.split(',').map((range): [number, number] => {
    const match = /^(\d{1,10}|\*)(?::(\d{1,10}|\*))?$/.exec(range);
    if (match === null) throw bad('Message set expected');
    const ends = [match[1], match[2] ?? match[1]].map((end) => (end === '*' ? last : Number(end)));
    if (ends.includes(0)) throw bad('Message numbers start at 1');
    return [Math.min(...ends), Math.max(...ends)];
  });
  return found.sort(([a], [b]) => a - b);
}
