import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsOptions } from 'node:tls';
import { ROSTER } from '../../../../fixtures/roster.js';
import { createAccessTokenAuthority } from '../../../../mocks/core/access-token.js';
import type { Exchange } from '../../../../mocks/core/exchange.js';
import { createFaultPlan, type FaultPlan } from '../../../../mocks/core/fault-plan.js';
import { type Journal, openJournal } from '../../../../mocks/core/journal.js';
import { type BenchPki, loadOrCreatePki } from '../../../../mocks/igc/pki.js';
import { type ImapListener, type ImapOptions, startImap } from '../../../../mocks/mssante/imap-server.js';
import { createMailboxAuthentication } from '../../../../mocks/mssante/mailbox-authentication.js';
import { createMailboxDirectory } from '../../../../mocks/mssante/mailbox-directory.js';
import { createMailboxStore, type MailboxStore } from '../../../../mocks/mssante/mailbox-store.js';

/** A mailbox a certificate opens, one a token opens. */
export const APP = 'pfi@banc-essai.mssante.fr';
export const ORG = 'cardiologie@banc-essai.mssante.fr';

/** An IMAP server on mailboxes of its own, both ways in, and what it needs. */
export interface ImapBench {
  imap: ImapListener;
  imaps: ImapListener;
  store: MailboxStore;
  faults: FaultPlan;
  journal: Journal;
  pki: BenchPki;
  dir: string;
  /** Access token of a user of {@link ORG}. */
  token(): Promise<string>;
  /** Exchanges of a transaction so far. */
  exchanges(transaction: string): Exchange[];
  close(): Promise<void>;
}

/** Starts both listeners on free ports. */
export async function openImapBench(settings: Pick<ImapOptions, 'limits' | 'mechanisms'> = {}): Promise<ImapBench> {
  const dir = await mkdtemp(join(tmpdir(), 'banc-segur-imap-'));
  const pki = await loadOrCreatePki({ publicHosts: ['localhost'] });
  const journal = openJournal(join(dir, 'run'));
  const faults = createFaultPlan();
  const tokens = createAccessTokenAuthority('https://localhost/banc-essai');
  const directory = createMailboxDirectory();
  const addresses = ROSTER.mailboxes.map(({ address }) => address);
  const store = createMailboxStore({ addresses, now: () => new Date() });
  const { server } = pki.certificates;
  const tls: TlsOptions = {
    key: server.keyPem,
    cert: server.chainPem,
    ca: pki.caPem,
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
  };
  const options = {
    bind: '127.0.0.1',
    port: 0,
    tls: () => tls,
    isRevoked: pki.isRevoked,
    operator: 'ordinary' as const,
    store,
    authenticate: createMailboxAuthentication(directory, tokens),
    journal,
    faults,
    ...settings,
  };
  const imap = await startImap({ ...options, implicitTls: false });
  const imaps = await startImap({ ...options, implicitTls: true });
  const user = ROSTER.professionals.find(({ key }) => key === 'ps1');
  return {
    imap,
    imaps,
    store,
    faults,
    journal,
    pki,
    dir,
    token: async () => (await tokens.issue({ subjectNameId: `8${user?.rpps ?? ''}` })).accessToken,
    exchanges: (transaction) => journal.list({ service: 'mssante', transaction }),
    close: async () => {
      await Promise.all([imap.close(), imaps.close()]);
      await journal.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** A mail of one text part; `name` makes its subject and its Message-ID. */
export function textMail(name: string, body = `Bonjour ${name}`): Buffer {
  return Buffer.from(
    [
      'From: "Dr. Alex" <alex@banc-essai.mssante.fr>',
      `To: ${ORG}`,
      `Subject: ${name}`,
      'Date: Sat, 21 Nov 2026 10:00:00 +0100',
      `Message-ID: <${name}@test.mssante.fr>`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      body,
      '',
    ].join('\r\n'),
  );
}
