import { describe, expect, test } from 'vitest';
import { createMailboxStore } from '../../../../mocks/mssante/mailbox-store.js';
import type { FolderChange } from '../../../../mocks/mssante/mailbox-folder.js';
import { textMail } from './imap-bench.js';

const A = 'a@banc-essai.mssante.fr';
const PATIENT = '123456789012345@patient.mssante.fr';
const NOW = new Date('2026-11-21T09:00:00Z');

function newStore(maxBytes?: number) {
  return createMailboxStore({
    addresses: [A],
    implicit: (address) => address.endsWith('@patient.mssante.fr'),
    now: () => NOW,
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });
}

function folderOf(store: ReturnType<typeof newStore>, name: string) {
  const folder = store.open(A)?.folder(name);
  if (folder === undefined) throw new Error(`no folder ${name}`);
  return folder;
}

describe('the mailboxes', () => {
  test('exist from the start, when created, or by what their address is', () => {
    const store = newStore();
    expect([store.exists(A.toUpperCase()), store.exists(PATIENT), store.exists('b@x.fr')]).toEqual([true, true, false]);
    expect(store.open('b@x.fr')).toBeUndefined();
    store.create('B@x.fr');
    expect(store.open(PATIENT)?.address).toBe(PATIENT);
    expect(store.addresses()).toEqual([A, 'b@x.fr', PATIENT]);
  });

  test('have the usual folders with their special use', () => {
    const folders = newStore()
      .open(A)
      ?.folders.map(({ name, specialUse }) => [name, specialUse]);
    expect(folders).toEqual([
      ['INBOX', undefined],
      ['Sent', '\\Sent'],
      ['Drafts', '\\Drafts'],
      ['Junk', '\\Junk'],
      ['Trash', '\\Trash'],
    ]);
  });

  test('receive mails on the injected clock, and say which address or folder they have not', () => {
    const store = newStore();
    const message = store.deliver(A, { raw: textMail('un') });
    expect(message).toMatchObject({ uid: 1, internalDate: NOW });
    expect(store.open(A)?.folder('inbox')?.messages).toEqual([message]);
    expect(() => store.deliver('b@x.fr', { raw: textMail('un') })).toThrow(/INBOX.*b@x\.fr/);
    expect(() => store.deliver(A, { raw: textMail('un') }, 'Nowhere')).toThrow(/Nowhere/);
  });

  test('refuse what does not fit, and take it once there is room again', () => {
    const raw = textMail('un');
    const store = newStore(raw.length + 10);
    const { uid } = store.deliver(A, { raw });
    expect(() => store.deliver(A, { raw })).toThrow(expect.objectContaining({ code: 'BANC_LIMIT' }) as Error);
    folderOf(store, 'INBOX').expunge([uid]);
    expect(store.deliver(A, { raw }).uid).toBe(2);
  });
});

describe('a folder', () => {
  test('never gives a UID twice, nor the UIDVALIDITY of another', () => {
    const store = newStore();
    const inbox = folderOf(store, 'INBOX');
    store.deliver(A, { raw: textMail('un') });
    inbox.expunge([1]);
    expect(store.deliver(A, { raw: textMail('deux') }).uid).toBe(2);
    expect(inbox.uidNext).toBe(3);
    const mailbox = store.open(A);
    const before = mailbox?.createFolder('X').uidValidity;
    mailbox?.deleteFolder('X');
    const validities = [...(mailbox?.folders ?? []), mailbox?.createFolder('X')].map((one) => one?.uidValidity);
    expect(new Set([...validities, before]).size).toBe(7);
  });

  test('keeps flags whatever their case, and its history untouched', () => {
    const store = newStore();
    const inbox = folderOf(store, 'INBOX');
    const first = store.deliver(A, { raw: textMail('un'), flags: ['\\seen', '\\SEEN', '\\Recent', '$MDNSent'] });
    expect([...first.flags]).toEqual(['\\Seen', '$MDNSent']);
    const listed = inbox.messages;
    inbox.setFlags(1, 'remove', ['$mdnsent']);
    inbox.setFlags(1, 'add', ['\\flagged']);
    expect([...(inbox.find(1)?.flags ?? [])]).toEqual(['\\Seen', '\\Flagged']);
    expect(listed).toEqual([first]);
    expect(inbox.setFlags(9, 'add', ['\\Seen'])).toBeUndefined();
  });

  test('tells its watchers in order, until they leave', () => {
    const store = newStore();
    const inbox = folderOf(store, 'INBOX');
    const told: FolderChange['kind'][] = [];
    const leave = inbox.watch(({ kind }) => told.push(kind));
    store.deliver(A, { raw: textMail('un') });
    inbox.setFlags(1, 'add', ['\\Seen']);
    inbox.expunge([1, 1, 5]);
    leave();
    store.deliver(A, { raw: textMail('deux') });
    expect(told).toEqual(['added', 'flags', 'expunged']);
  });

  test('is created with its parents, renamed with its children, emptied into the new name when it is INBOX', () => {
    const store = newStore();
    const mailbox = store.create(A);
    mailbox.createFolder('P/Q/R');
    expect(mailbox.folder('P/Q')).toBeDefined();
    mailbox.folder('P/Q/R')?.add({ raw: textMail('un') });
    mailbox.renameFolder('P/Q', 'Z');
    expect(mailbox.folder('Z/R')?.messages).toHaveLength(1);
    expect(mailbox.folder('P/Q')).toBeUndefined();
    store.deliver(A, { raw: textMail('deux') });
    mailbox.renameFolder('INBOX', 'Anciens');
    expect(mailbox.folder('Anciens')?.messages).toHaveLength(1);
    expect(mailbox.folder('INBOX')?.messages).toHaveLength(0);
    expect(() => mailbox.createFolder('P')).toThrow(/existe déjà/);
    expect(() => mailbox.createFolder('a//b')).toThrow(/refusé/);
    expect(() => mailbox.deleteFolder('INBOX')).toThrow(/supprimé/);
    expect(() => mailbox.renameFolder('Nowhere', 'b')).toThrow(/n’existe pas/);
  });
});
