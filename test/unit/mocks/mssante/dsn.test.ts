import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDsn } from '../../../../mocks/wire/dsn.js';
import { readMail } from '../../../../mocks/wire/mail-read.js';
import type { Mail } from '../../../../mocks/wire/mail-types.js';
import { BOX, mail, type OperatorBench, startOperator, submit } from './operator-bench.js';

let bench: OperatorBench;
beforeAll(async () => {
  bench = await startOperator();
});
afterAll(() => bench.close());

const AS = { user: BOX.pfi, certificate: 'authCli' } as const;

/** What comes back to the sender while something is submitted. */
async function returned(submission: Omit<Parameters<typeof submit>[1], 'as'>): Promise<Mail[]> {
  const input = { mailbox: BOX.pfi };
  const before = (await bench.command<unknown[]>('mssante/messages', input)).length;
  await submit(bench, { as: AS, ...submission });
  const after = await bench.command<{ raw: string }[]>('mssante/messages', input);
  return Promise.all(after.slice(before).map(({ raw }) => readMail(Buffer.from(raw, 'base64'))));
}

describe('delivery reports', () => {
  it('none is returned unless it is asked for', async () => {
    expect(await returned({ to: BOX.gp1 })).toEqual([]);
  });

  it('NOTIFY=SUCCESS returns one with the envelope id, the original recipient and the headers of the message', async () => {
    const raw = mail({ from: BOX.pfi, to: BOX.gp1, id: '<asked@test.example>' });
    const [report, ...others] = await returned({
      to: BOX.gp1,
      raw,
      dsn: { id: 'lot+7', return: 'headers', notify: ['success', 'failure'], recipient: BOX.gp1 },
    });
    expect(others).toEqual([]);
    expect(report?.from[0]?.address).toBe('mailer-daemon@smtp.banc-essai.mssante.fr');
    expect(report?.raw.toString()).toMatch(/^Return-Path: <>\r\n/);
    expect(report === undefined ? undefined : readDsn(report)).toMatchObject({
      reportingMta: 'smtp.banc-essai.mssante.fr',
      originalEnvelopeId: 'lot+7',
      originalMessageId: '<asked@test.example>',
      recipients: [{ originalRecipient: BOX.gp1, finalRecipient: BOX.gp1, action: 'delivered', status: '2.0.0' }],
    });
    expect(report?.raw.toString()).not.toContain('Bonjour');
  });

  it('RET=FULL returns the whole message', async () => {
    const [report] = await returned({ to: BOX.gp1, dsn: { return: 'full', notify: 'success' } });
    expect(report?.raw.toString()).toContain('Bonjour');
  });

  it('the header Return-Receipt-To asks for one too', async () => {
    const raw = mail({ from: BOX.pfi, to: BOX.gp1, headers: `Return-Receipt-To: <${BOX.pfi}>\r\n` });
    const [report] = await returned({ to: BOX.gp1, raw });
    expect(report === undefined ? undefined : readDsn(report)?.recipients[0]?.action).toBe('delivered');
  });

  it('a rule returns one without its being asked for', async () => {
    const address = await mailbox('accuse');
    await bench.command('mssante/set-delivery', { address, outcome: 'accept-with-dsn' });
    expect(await returned({ to: address })).toHaveLength(1);
  });

  it('an accepted message bounces with the status asked for, unless NOTIFY=NEVER', async () => {
    const address = 'plus-la@banc-essai.mssante.fr';
    await bench.command('mssante/set-delivery', {
      address,
      outcome: 'bounce',
      status: 550,
      enhanced: '5.1.1',
      text: 'NPAI',
    });
    const [report] = await returned({ to: address });
    expect(report?.subject).toBe('Undelivered Mail Returned to Sender');
    expect(report === undefined ? undefined : readDsn(report)?.recipients).toEqual([
      {
        originalRecipient: address,
        finalRecipient: address,
        action: 'failed',
        status: '5.1.1',
        diagnosticCode: 'smtp; 550 5.1.1 NPAI',
      },
    ]);
    expect(await returned({ to: address, dsn: { notify: 'never' } })).toEqual([]);
  });

  it('Mon espace santé returns « Message non distribué », a reply to the message', async () => {
    const address = '207058575627097@patient.mssante.fr';
    await bench.command('mssante/set-delivery', { address, outcome: 'bounce-patient' });
    const raw = mail({ from: BOX.pfi, to: address, id: '<closed@test.example>' });
    const [report] = await returned({ to: address, raw });
    await bench.command('mssante/set-delivery', { address, outcome: 'accept' });
    expect(report).toMatchObject({ subject: 'Message non distribué', inReplyTo: ['<closed@test.example>'] });
    expect(report?.to[0]?.address).toBe(BOX.pfi);
  });

  it('one report tells several recipients', async () => {
    const gone = 'parti@banc-essai.mssante.fr';
    await bench.command('mssante/set-delivery', { address: gone, outcome: 'bounce-too-big' });
    const reports = await returned({ to: [BOX.gp1, gone], dsn: { notify: ['success', 'failure'] } });
    expect(reports).toHaveLength(1);
    const [report] = reports;
    expect(
      report === undefined ? [] : readDsn(report)?.recipients.map(({ action, status }) => `${action} ${status}`),
    ).toEqual(['delivered 2.0.0', 'failed 5.3.4']);
  });

  it('a report is never answered by a report', async () => {
    const address = await mailbox('recus');
    await bench.command('mssante/set-delivery', { address, outcome: 'accept-with-dsn' });
    expect(await returned({ to: address, from: '' })).toEqual([]);
  });
});

async function mailbox(name: string): Promise<string> {
  const { address } = await bench.command<{ address: string }>('mssante/create-mailbox', {
    address: `${name}@banc-essai.mssante.fr`,
  });
  return address;
}
