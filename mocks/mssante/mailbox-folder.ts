/** One message of a folder. The bytes never change; flags do, through {@link MailboxFolder.setFlags}. */
export interface StoredMessage {
  /** Unique in its folder for ever, ascending (RFC 3501 §2.3.1.1). */
  readonly uid: number;
  /** The mail as it was received: headers, empty line, body. */
  readonly raw: Buffer;
  /** When it was delivered or, for a copy or an APPEND, the date given. */
  readonly internalDate: Date;
  /** `\Seen`, `\Answered`, `\Flagged`, `\Deleted`, `\Draft` and keywords (`$MDNSent`) as first spelt; never `\Recent`. */
  readonly flags: ReadonlySet<string>;
}

/** What happened to a folder, told to its watchers in the order it happened. */
export type FolderChange =
  { kind: 'added'; message: StoredMessage } | { kind: 'expunged'; uid: number } | { kind: 'flags'; uid: number };

/** A message to add to a folder. */
export interface NewMessage {
  raw: Buffer;
  flags?: Iterable<string>;
  /** Now, on the injected clock, when absent. */
  internalDate?: Date;
}

/** How flags given are combined with those of the message (STORE `FLAGS`, `+FLAGS`, `-FLAGS`). */
export type FlagChange = 'replace' | 'add' | 'remove';

/** Special use of a folder (RFC 6154). */
export type SpecialUse = '\\Sent' | '\\Trash' | '\\Drafts' | '\\Junk';

/** One folder of a mailbox. */
export interface MailboxFolder {
  /** `INBOX`, `Sent`, `Projets/2026`: decoded, levels separated by `/`. */
  readonly name: string;
  readonly specialUse?: SpecialUse;
  /** Never the same for two folders of one run, even of the same name. */
  readonly uidValidity: number;
  /** UID the next message gets. */
  readonly uidNext: number;
  /** In ascending UID order. */
  readonly messages: readonly StoredMessage[];
  find(uid: number): StoredMessage | undefined;
  /** Adds a message and returns it with its UID. Throws BANC_LIMIT when the mailboxes are full. */
  add(message: NewMessage): StoredMessage;
  /** Changes flags (`\Recent` is ignored) and returns the message; undefined when no message has this UID. */
  setFlags(uid: number, change: FlagChange, flags: Iterable<string>): StoredMessage | undefined;
  /** Removes messages for good; returns the UIDs that were there. */
  expunge(uids: Iterable<number>): number[];
  /**
   * Takes the messages no session has been told of yet (`\Recent` of RFC 3501 §2.3.2); `forget: false` only looks
   * (EXAMINE, STATUS).
   */
  recent(forget: boolean): ReadonlySet<number>;
  /** Calls `listener` at each change until the returned function is called. */
  watch(listener: (change: FolderChange) => void): () => void;
}

/** What a folder needs of the store that holds it. */
export interface FolderOptions {
  name: string;
  specialUse?: SpecialUse;
  uidValidity: number;
  now: () => Date;
  /** Counts bytes kept (negative: released); throws BANC_LIMIT when there is no room. */
  account: (bytes: number) => void;
}

/** An empty folder. */
export function createFolder(options: FolderOptions): MailboxFolder {
  const byUid = new Map<number, StoredMessage>();
  const watchers = new Set<(change: FolderChange) => void>();
  let uidNext = 1;
  let firstRecent = 1;
  let ordered: StoredMessage[] | undefined = [];

  // Watchers may leave while they are told.
  const tell = (change: FolderChange) => {
    for (const watcher of [...watchers]) watcher(change);
  };

  return {
    name: options.name,
    ...(options.specialUse === undefined ? {} : { specialUse: options.specialUse }),
    uidValidity: options.uidValidity,
    get uidNext() {
      return uidNext;
    },
    get messages() {
      return (ordered ??= [...byUid.values()]);
    },
    find: (uid) => byUid.get(uid),
    add: ({ raw, flags = [], internalDate }) => {
      options.account(raw.length);
      const message = { uid: uidNext, raw, internalDate: internalDate ?? options.now(), flags: flagSet(flags) };
      uidNext += 1;
      byUid.set(message.uid, message);
      // A new array, so that what was handed out before stays as it was.
      ordered = undefined;
      tell({ kind: 'added', message });
      return message;
    },
    setFlags: (uid, change, flags) => {
      const message = byUid.get(uid);
      if (message === undefined) return undefined;
      const changed = { ...message, flags: combine(message.flags, change, flagSet(flags)) };
      byUid.set(uid, changed);
      ordered = undefined;
      tell({ kind: 'flags', uid });
      return changed;
    },
    expunge: (uids) => {
      const gone: number[] = [];
      for (const uid of uids) {
        const message = byUid.get(uid);
        if (message === undefined) continue;
        byUid.delete(uid);
        options.account(-message.raw.length);
        gone.push(uid);
      }
      if (gone.length > 0) ordered = undefined;
      for (const uid of gone) tell({ kind: 'expunged', uid });
      return gone;
    },
    recent: (forget) => {
      const uids = new Set([...byUid.keys()].filter((uid) => uid >= firstRecent));
      if (forget) firstRecent = uidNext;
      return uids;
    },
    watch: (listener) => {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
  };
}

const SYSTEM_FLAGS = ['\\Seen', '\\Answered', '\\Flagged', '\\Deleted', '\\Draft'];

/** Flags without doubles (names are case-insensitive, RFC 3501 §2.3.2), system ones in their canonical spelling. */
export function flagSet(flags: Iterable<string>): Set<string> {
  const byName = new Map<string, string>();
  for (const flag of flags) {
    const name = flag.toLowerCase();
    if (name === '\\recent' || byName.has(name)) continue;
    byName.set(name, SYSTEM_FLAGS.find((system) => system.toLowerCase() === name) ?? flag);
  }
  return new Set(byName.values());
}

/** Whether a message has this flag, whatever its case. */
export function hasFlag(flags: ReadonlySet<string>, wanted: string): boolean {
  if (flags.has(wanted)) return true;
  const name = wanted.toLowerCase();
  return [...flags].some((flag) => flag.toLowerCase() === name);
}

function combine(current: ReadonlySet<string>, change: FlagChange, given: ReadonlySet<string>): Set<string> {
  if (change === 'replace') return new Set(given);
  if (change === 'add') return flagSet([...current, ...given]);
  return new Set([...current].filter((flag) => !hasFlag(given, flag)));
}
