import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../../../mocks/core/fault.js';
import type { SmtpStage } from '../../../../mocks/mssante/smtp-faults.js';
import { BOX, mail, type OperatorBench, startOperator, submit } from './operator-bench.js';

let bench: OperatorBench;
beforeAll(async () => {
  bench = await startOperator();
});
afterAll(() => bench.close());

const AS = { user: BOX.pfi, certificate: 'authCli' } as const;

async function plan(transaction: SmtpStage, fault: Fault, keys?: Record<string, string>): Promise<void> {
  await bench.command('faults/add', {
    service: 'mssante',
    transaction,
    fault,
    ...(keys === undefined ? {} : { keys }),
  });
}

async function delivered(messageId: string): Promise<boolean> {
  const messages = await bench.command<{ messageId: string }[]>('mssante/messages', { mailbox: BOX.gp1 });
  return messages.some((message) => message.messageId === messageId);
}

let lastId = 0;
function newMail(): { raw: Buffer; id: string } {
  const id = `<fault${(lastId += 1)}@test.example>`;
  return { id, raw: mail({ from: BOX.pfi, to: BOX.gp1, id }) };
}

describe('anomalies of the submission', () => {
  it.each<[SmtpStage, number, string]>([
    ['smtp-connect', 421, '4.3.2'],
    ['smtp-authenticate', 454, '4.7.0'],
    ['smtp-authenticate', 535, '5.7.8'],
    ['smtp-mail', 451, '4.3.0'],
    ['smtp-rcpt', 450, '4.2.0'],
    ['smtp-rcpt', 452, '4.5.3'],
    ['smtp-submission', 552, '5.2.2'],
    ['smtp-submission', 554, '5.6.0'],
  ])('%s answers %i %s once, journalled', async (stage, status, code) => {
    const before = bench.mocks.journal.lastSeq;
    await plan(stage, { kind: 'smtp-reply', status, code, message: 'Planned' });
    const { raw, id } = newMail();
    await expect(submit(bench, { as: AS, to: BOX.gp1, raw })).rejects.toMatchObject({
      responseCode: status,
      response: expect.stringContaining(`${status} ${code} Planned`) as string,
    });
    expect(await delivered(id)).toBe(false);
    const refused = bench.mocks.journal.list({ transaction: 'smtp-refused', since: before });
    expect(refused.map(({ fault, response }) => [fault, response?.status])).toEqual([['smtp-reply', status]]);
    await submit(bench, { as: AS, to: BOX.gp1, raw });
    expect(await delivered(id)).toBe(true);
  });

  it.each<[SmtpStage, Fault]>([
    ['smtp-connect', { kind: 'close-before-answer' }],
    ['smtp-authenticate', { kind: 'close-before-answer' }],
    ['smtp-submission', { kind: 'close-before-answer' }],
    ['smtp-data', { kind: 'drop-in-data', bytes: 10 }],
  ])('%s: %o cuts the connection and delivers nothing', async (stage, fault) => {
    await plan(stage, fault);
    const { raw, id } = newMail();
    await expect(submit(bench, { as: AS, to: BOX.gp1, raw })).rejects.toMatchObject({
      code: /ECONNECTION|ESOCKET|EAUTH|EMESSAGE|ESTREAM|ETLS|ECONNRESET|EPROTOCOL/,
    });
    expect(await delivered(id)).toBe(false);
  });

  it('a cut in the middle of a message is told by the end of the session', async () => {
    const before = bench.mocks.journal.lastSeq;
    await plan('smtp-data', { kind: 'drop-in-data', bytes: 10 });
    await expect(submit(bench, { as: AS, to: BOX.gp1 })).rejects.toThrow();
    const [session] = await bench.mocks.journal.waitFor({ transaction: 'smtp-session', since: before }, 5_000);
    expect(session).toMatchObject({ fault: 'drop-in-data', keys: { messages: '0' } });
  });

  it('delivers without an answer: the client does not know that the message left', async () => {
    const { raw, id } = newMail();
    await plan('smtp-submission', { kind: 'accept-without-answer' }, { messageId: id });
    await expect(submit(bench, { as: AS, to: BOX.gp1, raw })).rejects.toThrow();
    expect(await delivered(id)).toBe(true);
    const [exchange] = await bench.exchanges('smtp-submission', { messageId: id });
    expect(exchange).toMatchObject({ fault: 'accept-without-answer' });
    expect(exchange?.response).toBeUndefined();
  });

  it('stays silent after the message', async () => {
    const { raw, id } = newMail();
    await plan('smtp-submission', { kind: 'no-answer' }, { messageId: id });
    const before = bench.mocks.journal.lastSeq;
    const submitted = submit(bench, { as: AS, to: BOX.gp1, raw });
    submitted.catch(() => undefined);
    const [refused] = await bench.mocks.journal.waitFor({ transaction: 'smtp-refused', since: before }, 5_000);
    expect(refused).toMatchObject({ fault: 'no-answer', keys: { messageId: id } });
    expect(
      await Promise.race([
        submitted.catch(() => 'failed'),
        new Promise((resolve) => setImmediate(() => resolve('waiting'))),
      ]),
    ).toBe('waiting');
    await bench.command('mssante/drop-connections', { mailbox: BOX.pfi });
    await expect(submitted).rejects.toThrow();
  });

  it('a delay passes, then the step goes on; only the message asked for is hit', async () => {
    const { raw, id } = newMail();
    await plan('smtp-submission', { kind: 'delay', delayMs: 30 }, { messageId: id });
    await submit(bench, { as: AS, to: BOX.gp1 });
    expect(await bench.command('faults/list', {})).toHaveLength(1);
    await submit(bench, { as: AS, to: BOX.gp1, raw });
    expect(await bench.command('faults/list', {})).toHaveLength(0);
    expect(await delivered(id)).toBe(true);
  });
});
