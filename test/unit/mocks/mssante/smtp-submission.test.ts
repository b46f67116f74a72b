import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOX, mail, type OperatorBench, startOperator, submit, WHO } from './operator-bench.js';

describe('submitting to the operator', () => {
  let bench: OperatorBench;
  beforeAll(async () => {
    bench = await startOperator();
  });
  afterAll(() => bench.close());

  it('takes a mail of an ORG mailbox from a professional it allows, and delivers it with the trace a receipt needs', async () => {
    const raw = mail({ from: BOX.cardiology, to: BOX.gp1, id: '<org@test.example>' });
    const accessToken = await bench.token(WHO.ps1);
    const answer = await submit(bench, { as: { user: BOX.cardiology, accessToken }, to: BOX.gp1, raw });
    expect(answer).toMatch(/^250 2\.0\.0 Queued as [0-9A-F]{12}$/);

    const [exchange] = await bench.exchanges('smtp-submission', { messageId: '<org@test.example>' });
    expect(exchange?.keys).toMatchObject({ mailbox: BOX.cardiology, from: BOX.cardiology, to: BOX.gp1, user: WHO.ps1 });
    expect(exchange?.tls).toMatchObject({ protocol: 'TLSv1.3' });
    expect(await bench.mocks.journal.readBody(exchange?.request.body?.sha256 ?? '')).toEqual(raw);

    const [message] = await bench.command<{ raw: string }[]>('mssante/messages', { mailbox: BOX.gp1 });
    const delivered = Buffer.from(message?.raw ?? '', 'base64').toString();
    expect(delivered).toMatch(
      new RegExp(
        `^Return-Path: <${BOX.cardiology}>\\r\\nReceived: from .*\\r\\nOriginal-Recipient: rfc822;${BOX.gp1}\\r\\nFrom: `,
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
});
