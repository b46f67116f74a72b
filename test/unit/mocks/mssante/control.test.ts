import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOX, mail, type OperatorBench, startOperator, submit, WHO } from './operator-bench.js';
import { openSecureSmtp, plain } from './smtp-client.js';

let bench: OperatorBench;
beforeAll(async () => {
  bench = await startOperator();
});
afterAll(() => bench.close());

interface Listed {
  uid: number;
  flags: string[];
  messageId: string;
  from: string;
  to: string;
  subject: string;
  sha256: string;
  raw: string;
}

const messages = (mailbox: string, folder?: string) =>
  bench.command<Listed[]>('mssante/messages', { mailbox, ...(folder === undefined ? {} : { folder }) });

describe('commands of the operator', () => {
  it('deliver puts a third party’s mail into a mailbox, its envelope sender that of From', async () => {
    const raw = mail({ from: `Labo <${BOX.gp1}>`, to: BOX.cardiology, id: '<third@test.example>' });
    const result = await bench.command('mssante/deliver', {
      to: BOX.cardiology,
      raw: raw.toString('base64'),
      originalRecipient: BOX.pfi,
    });
    expect(result).toEqual({ messageId: '<third@test.example>', uid: 1 });
    const [message] = await messages(BOX.cardiology);
    expect(message).toMatchObject({ uid: 1, flags: [], from: `Labo <${BOX.gp1}>`, subject: 'Essai' });
    const text = Buffer.from(message?.raw ?? '', 'base64').toString();
    expect(text).toMatch(new RegExp(`^Return-Path: <${BOX.gp1}>\r\n`));
    expect(text).toContain(`Original-Recipient: rfc822;${BOX.pfi}\r\n`);
    expect(message?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('what SMTP takes, IMAP shows, to the same professional', async () => {
    const raw = mail({ from: BOX.pfi, to: BOX.ps1, id: '<both@test.example>' });
    await submit(bench, { as: { user: BOX.pfi, certificate: 'authCli' }, to: BOX.ps1, raw });
    const client = new ImapFlow({
      ...bench.sheet.imap,
      secure: false,
      tls: { ca: bench.mocks.pki.caPem },
      auth: { user: BOX.ps1, accessToken: await bench.token(WHO.ps1) },
      logger: false,
    });
    await client.connect();
    await client.mailboxOpen('INBOX');
    const fetched = await client.fetchOne('*', { envelope: true, source: true });
    await client.logout();
    expect(fetched).toMatchObject({ envelope: { messageId: '<both@test.example>' } });
  });

  it('deliver refuses an address without a mailbox, messages a folder that is not there', async () => {
    const raw = mail({ from: BOX.gp1, to: 'x@banc-essai.mssante.fr' }).toString('base64');
    await expect(bench.command('mssante/deliver', { to: 'x@banc-essai.mssante.fr', raw })).rejects.toThrow(
      /x@banc-essai/,
    );
    await expect(messages(BOX.pfi, 'Rien')).rejects.toThrow(/Pas de dossier Rien/);
    await expect(bench.command('mssante/deliver', { to: BOX.pfi, raw: 'ceci n’est pas du base64' })).rejects.toThrow();
  });

  it('create-mailbox makes one that its users open', async () => {
    const address = 'nouvelle@banc-essai.mssante.fr';
    await bench.command('mssante/create-mailbox', { address, type: 'ORG', users: [WHO.gp1] });
    const as = { user: address, accessToken: await bench.token(WHO.gp1) };
    await expect(submit(bench, { as, to: BOX.gp1 })).resolves.toMatch(/^250 /);
    await expect(
      submit(bench, { as: { user: address, accessToken: await bench.token(WHO.ps1) }, to: BOX.gp1 }),
    ).rejects.toMatchObject({ responseCode: 535 });
  });

  it('create-mailbox refuses a structure nobody knows: no certificate would ever open it', async () => {
    const address = 'orpheline@banc-essai.mssante.fr';
    await expect(
      bench.command('mssante/create-mailbox', { address, type: 'APP', structure: 'hopital' }),
    ).rejects.toThrow(/structure hopital/);
    await expect(submit(bench, { as: { user: BOX.pfi, certificate: 'authCli' }, to: address })).rejects.toMatchObject({
      responseCode: 550,
    });
  });

  it('set-delivery refuses an address at RCPT, then takes it again', async () => {
    const as = { user: BOX.pfi, certificate: 'authCli' } as const;
    await bench.command('mssante/set-delivery', {
      address: BOX.gp1,
      outcome: 'refuse',
      status: 450,
      enhanced: '4.2.1',
      text: 'Greylisted',
    });
    await expect(submit(bench, { as, to: BOX.gp1 })).rejects.toMatchObject({
      responseCode: 450,
      response: expect.stringContaining('4.2.1') as string,
    });
    await bench.command('mssante/set-delivery', { address: BOX.gp1, outcome: 'accept' });
    await expect(submit(bench, { as, to: BOX.gp1 })).resolves.toMatch(/^250 /);
  });

  it('drop-connections closes the sessions of a mailbox, and no other', async () => {
    const { caPem, certificates } = bench.mocks.pki;
    const { keyPem: key, chainPem: cert } = certificates.authCli;
    const [mine, other] = await Promise.all(
      [1, 2].map(() => openSecureSmtp(bench.sheet.smtp.port, { ca: caPem, key, cert })),
    );
    await mine?.say(`AUTH PLAIN ${plain(BOX.pfi)}`);
    expect(await bench.command('mssante/drop-connections', { mailbox: BOX.pfi })).toEqual({ dropped: 1 });
    expect(await mine?.reply()).toMatch(/^421 /);
    await mine?.closed;
    expect(await other?.say('NOOP')).toMatch(/^250 /);
  });

  it('an access token says who and until when', async () => {
    const { accessToken, expiresAt } = await bench.command<{ accessToken: string; expiresAt: string }>(
      'mssante/issue-access-token',
      { professional: WHO.ps1, lifetimeS: 300 },
    );
    const claims = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >;
    expect(claims).toMatchObject({ SubjectNameID: WHO.ps1, typ: 'Bearer' });
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 300_000)).toBeLessThan(5_000);
  });
});
