import { BancError } from '../wire/errors.js';
import {
  createFolder,
  type MailboxFolder,
  type NewMessage,
  type SpecialUse,
  type StoredMessage,
} from './mailbox-folder.js';

/** One mailbox (BAL): an address and its folders. */
export interface StoredMailbox {
  /** Lower case. */
  readonly address: string;
  /** INBOX first, then in order of creation. */
  readonly folders: readonly MailboxFolder[];
  /** Folders the user subscribed to (LSUB); the initial ones are. */
  readonly subscribed: Set<string>;
  /** A folder by name; `INBOX` in any case. */
  folder(name: string): MailboxFolder | undefined;
  /** Creates a folder and its missing parents. Throws BANC_CONTROL when it exists, or when there are too many. */
  createFolder(name: string): MailboxFolder;
  /** Deletes a folder and its messages. Throws BANC_CONTROL when it is INBOX or unknown. */
  deleteFolder(name: string): void;
  /**
   * Renames a folder and those below it; renaming INBOX moves its messages (RFC 3501 §6.3.5). Messages get new UIDs under
   * a new UIDVALIDITY. Throws BANC_CONTROL like the two others.
   */
  renameFolder(from: string, to: string): void;
}

/** Mailboxes of both operators, in memory: what SMTP delivers into and IMAP shows. */
export interface MailboxStore {
  /** Addresses of mailboxes that exist or were written to, in order of creation. */
  addresses(): string[];
  /** Whether a mail to this address can be delivered: created, or implicit. */
  exists(address: string): boolean;
  /** The mailbox of an address (any case), undefined when it does not exist. An implicit one is created here. */
  open(address: string): StoredMailbox | undefined;
  /** Creates an empty mailbox; returns the existing one when there is one. */
  create(address: string): StoredMailbox;
  /**
   * Puts a mail into a folder (INBOX by default), as it is: who delivers adds Return-Path and Received beforehand.
   * Watching IMAP sessions are told at once. Throws BANC_CONTROL when the mailbox or the folder does not exist,
   * BANC_LIMIT when the mailboxes are full.
   */
  deliver(address: string, message: NewMessage, folder?: string): StoredMessage;
}

/** How a store is created. */
export interface MailboxStoreOptions {
  /** Addresses that exist from the start. */
  addresses: Iterable<string>;
  /** Whether an address exists without being created (`<15 digits>@patient.mssante.fr`). Receives lower case. */
  implicit?: (address: string) => boolean;
  /** The injected clock: date of what is delivered. */
  now: () => Date;
  /** Bytes of mail kept in all mailboxes; 1 GiB by default. */
  maxBytes?: number;
}

const INITIAL_FOLDERS: readonly { name: string; specialUse?: SpecialUse }[] = [
  { name: 'INBOX' },
  { name: 'Sent', specialUse: '\\Sent' },
  { name: 'Drafts', specialUse: '\\Drafts' },
  { name: 'Junk', specialUse: '\\Junk' },
  { name: 'Trash', specialUse: '\\Trash' },
];
const MAX_FOLDERS = 200;
const MAX_MAILBOXES = 10_000;

/** Mailboxes with their initial folders (INBOX, Sent, Drafts, Junk, Trash). */
export function createMailboxStore(options: MailboxStoreOptions): MailboxStore {
  const { now, maxBytes = 1024 ** 3, implicit = () => false } = options;
  const mailboxes = new Map<string, StoredMailbox>();
  // Starting from real time makes UIDVALIDITY differ from one run to the next: a client that kept the UIDs of an
  // earlier run must not take our messages for those.
  let uidValidity = Math.floor(Date.now() / 1000);
  let bytes = 0;

  const account = (difference: number) => {
    if (difference > 0 && bytes + difference > maxBytes) {
      throw new BancError(
        'BANC_LIMIT',
        `Les boîtes de l’opérateur sont pleines (${maxBytes} octets) : vider des dossiers ou relancer le banc.`,
      );
    }
    bytes += difference;
  };
  const newFolder = (name: string, specialUse?: SpecialUse) => {
    uidValidity += 1;
    return createFolder({ name, uidValidity, now, account, ...(specialUse === undefined ? {} : { specialUse }) });
  };

  function create(given: string): StoredMailbox {
    const address = normalise(given);
    const existing = mailboxes.get(address);
    if (existing !== undefined) return existing;
    if (mailboxes.size >= MAX_MAILBOXES) {
      throw new BancError('BANC_LIMIT', `Trop de boîtes (${MAX_MAILBOXES}) : relancer le banc.`);
    }
    const mailbox = createMailbox(address, newFolder);
    mailboxes.set(address, mailbox);
    return mailbox;
  }

  function open(given: string): StoredMailbox | undefined {
    const address = normalise(given);
    return mailboxes.get(address) ?? (implicit(address) ? create(address) : undefined);
  }

  for (const address of options.addresses) create(address);
  return {
    addresses: () => [...mailboxes.keys()],
    exists: (address) => mailboxes.has(normalise(address)) || implicit(normalise(address)),
    open,
    create,
    deliver: (address, message, name = 'INBOX') => {
      const folder = open(address)?.folder(name);
      if (folder === undefined)
        throw new BancError('BANC_CONTROL', `Pas de dossier ${name} dans une boîte ${address}.`);
      return folder.add(message);
    },
  };
}

function createMailbox(address: string, newFolder: (name: string, use?: SpecialUse) => MailboxFolder): StoredMailbox {
  const folders = new Map(INITIAL_FOLDERS.map(({ name, specialUse }) => [name, newFolder(name, specialUse)]));
  const find = (name: string) => folders.get(name.toUpperCase() === 'INBOX' ? 'INBOX' : name);
  const move = (from: MailboxFolder, to: MailboxFolder) => {
    const messages = [...from.messages];
    from.expunge(messages.map(({ uid }) => uid));
    for (const message of messages) to.add(message);
  };
  const mailbox: StoredMailbox = {
    address,
    get folders() {
      return [...folders.values()];
    },
    subscribed: new Set(folders.keys()),
    folder: find,
    createFolder: (name) => {
      if (find(name) !== undefined) throw new BancError('BANC_CONTROL', `Le dossier ${name} existe déjà.`);
      const levels = name.split('/');
      if (levels.includes('') || folders.size + levels.length > MAX_FOLDERS) {
        throw new BancError('BANC_CONTROL', `Dossier ${name} refusé : nom vide, ou plus de ${MAX_FOLDERS} dossiers.`);
      }
      levels.forEach((_level, depth) => {
        const path = levels.slice(0, depth + 1).join('/');
        if (find(path) === undefined) folders.set(path, newFolder(path));
      });
      return folders.get(name) as MailboxFolder;
    },
    deleteFolder: (name) => {
      const folder = find(name);
      if (folder === undefined || folder.name === 'INBOX') {
        throw new BancError('BANC_CONTROL', `Le dossier ${name} n’existe pas ou ne peut pas être supprimé.`);
      }
      folder.expunge(folder.messages.map(({ uid }) => uid));
      folders.delete(folder.name);
    },
    renameFolder: (from, to) => {
      const renamed = [...folders.values()].filter(({ name }) => name === from || name.startsWith(`${from}/`));
      if (renamed.length === 0) throw new BancError('BANC_CONTROL', `Le dossier ${from} n’existe pas.`);
      if (from === 'INBOX') {
        move(renamed[0] as MailboxFolder, mailbox.createFolder(to));
        return;
      }
      for (const folder of renamed) {
        move(folder, mailbox.createFolder(to + folder.name.slice(from.length)));
        folders.delete(folder.name);
      }
    },
  };
  return mailbox;
}

function normalise(address: string): string {
  return address.trim().toLowerCase();
}
