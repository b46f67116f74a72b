import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentMail } from '../../scenarios/mssante/mail-fixtures.js';
import { BOX, mail, type OperatorBench, startOperator, submit, WHO } from './operator-bench.js';
import { openSecureSmtp, plain, type SmtpClient } from './smtp-client.js';

const PATIENT = '207058575627097@patient.mssante.fr';

let bench: OperatorBench;
beforeAll(async () => {
  bench = await startOperator();
});
afterAll(() => bench.close());

/** A client authenticated as the APP mailbox. */
async function pfi(): Promise<SmtpClient & { ehlo: string }> {
  const { caPem, certificates } = bench.mocks.pki;
  const { keyPem: key, chainPem: cert } = certificates.authCli;
  const client = await openSecureSmtp(bench.sheet.smtp.port, { ca: caPem, key, cert });
  await client.say(`AUTH PLAIN ${plain(BOX.pfi)}`);
  return client;
}

describe('submitting to the operator', () => {
  it('takes a mail of an ORG mailbox from a professional it allows, and delivers it with the trace a receipt needs', async () => {
    const raw = mail({ from: BOX.cardiology, to: BOX.gp1, id: '<org@test.example>' });
    const accessToken = await bench.token(WHO.ps1);
    const answer = await submit(bench, { as: { user: BOX.cardiology, accessToken }, to: BOX.gp1, raw });
    expect(answer).toMatch(/^250 2\.0\.0 Queued as [0-9A-F]{12}$/);

    const [exchange] = await bench.exchanges('smtp-submission', { messageId: '<org@test.example>' });
    expect(exchange?.keys).toMatchObject({
      mailbox: BOX.cardiology,
      from: BOX.cardiology,
      to: BOX.gp1,
      user: WHO.ps1,
      mechanism: 'XOAUTH2',
      subject: 'Essai',
      operator: 'ordinary',
    });
    expect(exchange?.tls).toMatchObject({ protocol: 'TLSv1.3' });
    expect(exchange?.request.body?.contentType).toBe('message/rfc822');
    expect(await bench.mocks.journal.readBody(exchange?.request.body?.sha256 ?? '')).toEqual(raw);

    const delivered = (await inbox(BOX.gp1, '<org@test.example>')).toString();
    expect(delivered).toMatch(
      new RegExp(
        `^Return-Path: <${BOX.cardiology}>\r\nReceived: from .*\r\nOriginal-Recipient: rfc822;${BOX.gp1}\r\nFrom: `,
        's',
      ),
    );
    expect(delivered.endsWith(raw.toString())).toBe(true);
  });

  it.each([false, true])(
    'takes a mail of an APP mailbox over a certificate of its structure (implicit TLS: %s)',
    async (implicitTls) => {
      await submit(bench, { as: { user: BOX.pfi, certificate: 'authCli' }, to: BOX.cardiology, implicitTls });
      const exchanges = await bench.exchanges('smtp-submission', { mailbox: BOX.pfi });
      expect(exchanges.at(-1)?.tls).toMatchObject({
        authorized: true,
        clientSubject: expect.stringContaining('OU=1750991010') as string,
      });
    },
  );

  it('refuses a sender other than the authenticated mailbox, but takes the empty one of a report', async () => {
    const client = await pfi();
    expect(await client.say(`MAIL FROM:<${BOX.cardiology}>`)).toMatch(/^553 5\.7\.1 /);
    expect(await client.say('MAIL FROM:<>')).toMatch(/^250 /);
  });

  it('refuses recipients outside of the espace de confiance and unknown mailboxes, and tells them in one exchange', async () => {
    const client = await pfi();
    const before = bench.mocks.journal.lastSeq;
    await client.say(`MAIL FROM:<${BOX.pfi}>`);
    expect(await client.say('RCPT TO:<somebody@example.org>')).toMatch(/^550 5\.7\.1 /);
    expect(await client.say('RCPT TO:<x@mssante.fr.example.org>')).toMatch(/^550 5\.7\.1 /);
    expect(await client.say('RCPT TO:<nobody@banc-essai.mssante.fr>')).toMatch(/^550 5\.1\.1 /);
    expect(await client.say(`RCPT TO:<12345@patient.mssante.fr>`)).toMatch(/^550 5\.1\.1 /);
    await client.say('RSET');
    const [refused, ...others] = bench.mocks.journal.list({ transaction: 'smtp-refused', since: before });
    expect(others).toEqual([]);
    expect(refused?.keys).toMatchObject({ stage: 'rcpt', mailbox: BOX.pfi });
    expect(refused?.response?.headers).toHaveLength(4);
  });

  it('delivers to any patient, and finds the message by the patient’s INS', async () => {
    const raw = mail({ from: BOX.pfi, to: PATIENT, id: '<patient@test.example>' });
    await submit(bench, { as: { user: BOX.pfi, certificate: 'authCli' }, to: PATIENT, raw });
    const [exchange] = await bench.exchanges('smtp-submission', { patient: '207058575627097' });
    expect(exchange?.keys.to).toBe(PATIENT);
    expect(await inbox(PATIENT, '<patient@test.example>')).toBeDefined();
  });

  it('finds the patient of the archive a mail carries', async () => {
    await submit(bench, { as: { user: BOX.pfi, certificate: 'authCli' }, to: BOX.gp1, raw: await documentMail() });
    const [exchange] = await bench.exchanges('smtp-submission', { messageId: '<1@banc-essai.mssante.fr>' });
    expect(exchange?.keys.patient).toMatch(/^\d{15}$/);
  });

  it('takes a message for some recipients and tells those it refused', async () => {
    const raw = mail({ from: BOX.pfi, to: BOX.gp1, id: '<partly@test.example>' });
    await submit(bench, {
      as: { user: BOX.pfi, certificate: 'authCli' },
      to: [BOX.gp1, BOX.cardiology, 'nobody@banc-essai.mssante.fr'],
      raw,
    });
    const [exchange] = await bench.exchanges('smtp-submission', { messageId: '<partly@test.example>' });
    expect(exchange?.keys.to).toBeUndefined();
    expect(exchange?.request.headers.filter(([name]) => name === 'RCPT TO')).toHaveLength(2);
    expect(exchange?.response?.headers).toEqual([
      ['RCPT TO:<nobody@banc-essai.mssante.fr>', expect.stringMatching(/^550 5\.1\.1 /)],
    ]);
  });

  it('removes the dots of the wire, and nothing else', async () => {
    const client = await pfi();
    await client.say(`MAIL FROM:<${BOX.pfi}>`);
    await client.say(`RCPT TO:<${BOX.gp1}>`);
    await client.say('DATA');
    await client.say('Message-ID: <dots@test.example>\r\n\r\n..one\r\n...two\r\n.');
    expect((await inbox(BOX.gp1, '<dots@test.example>')).toString()).toMatch(/\r\n\r\n\.one\r\n\.\.two\r\n$/);
  });

  it('journals the end of a session with all that was said, without secrets', async () => {
    const client = await pfi();
    const before = bench.mocks.journal.lastSeq;
    await client.say('QUIT');
    const [session] = await bench.mocks.journal.waitFor({ transaction: 'smtp-session', since: before }, 5_000);
    expect(session?.keys).toMatchObject({ mailbox: BOX.pfi, messages: '0', secure: 'yes' });
    const said = (await bench.mocks.journal.readBody(session?.request.body?.sha256 ?? ''))?.toString() ?? '';
    expect(said).toMatch(/C: EHLO me\n[^]*C: STARTTLS\n[^]*-- TLS établi[^]*C: AUTH PLAIN \*\*\*\nS: 235/);
    expect(said).not.toContain(plain(BOX.pfi));
  });

  it('refuses a message larger than the limit, of the operator or of a mailbox: 552 5.3.4', async () => {
    const big = mail({ from: BOX.pfi, to: BOX.gp1, body: 'x'.repeat(3_000) });
    await bench.command('mssante/set-size-limit', { bytes: 2_000, mailbox: BOX.pfi });
    const client = await pfi();
    expect(await client.say(`MAIL FROM:<${BOX.pfi}> SIZE=${big.length}`)).toMatch(/^552 5\.3\.4 /);
    const before = bench.mocks.journal.lastSeq;
    await client.say(`MAIL FROM:<${BOX.pfi}>`);
    await client.say(`RCPT TO:<${BOX.gp1}>`);
    await client.say('DATA');
    expect(await client.say(`${big.toString()}.`)).toMatch(/^552 5\.3\.4 /);
    const [refused] = bench.mocks.journal.list({ transaction: 'smtp-refused', since: before });
    expect(refused?.keys).toMatchObject({ stage: 'data', mailbox: BOX.pfi });
    await bench.command('mssante/set-size-limit', { mailbox: BOX.pfi });
    await submit(bench, { as: { user: BOX.pfi, certificate: 'authCli' }, to: BOX.gp1, raw: big });

    await bench.command('mssante/set-size-limit', { bytes: 40_000_000 });
    expect((await pfi()).ehlo).toContain('SIZE 40000000');
    await bench.command('mssante/set-size-limit', {});
    expect((await pfi()).ehlo).toContain('SIZE 26214400');
  });
});

async function inbox(mailbox: string, messageId: string): Promise<Buffer> {
  const messages = await bench.command<{ messageId: string; raw: string }[]>('mssante/messages', { mailbox });
  const found = messages.filter((message) => message.messageId === messageId);
  expect(found).toHaveLength(1);
  return Buffer.from(found[0]?.raw ?? '', 'base64');
}
