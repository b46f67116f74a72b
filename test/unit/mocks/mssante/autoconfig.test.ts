import { get } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAIL_DOMAIN } from '../../../../fixtures/roster-mailboxes.js';
import { readXml } from '../../../../mocks/wire/xml.js';
import { BOX, type OperatorBench, startOperator } from './operator-bench.js';

let bench: OperatorBench;
beforeAll(async () => {
  bench = await startOperator();
});
afterAll(() => bench.close());

describe('autoconfiguration', () => {
  it('tells the servers of the sheet, STARTTLS first, and is journalled with the mailbox', async () => {
    const { autoconfig, imap, smtp } = bench.sheet;
    const { status, body } = await fetchXml(`${autoconfig}?emailaddress=${encodeURIComponent(BOX.ps1)}`);
    expect(status).toBe(200);
    const root = readXml(body);
    expect(root.local).toBe('clientConfig');
    expect(body).toContain(`<domain>${MAIL_DOMAIN}</domain>`);
    const servers = [
      ...body.matchAll(
        /<(incoming|outgoing)Server type="(\w+)">\s*<hostname>([^<]+)<\/hostname>\s*<port>(\d+)<\/port>\s*<socketType>(\w+)</g,
      ),
    ];
    expect(servers.map((match) => match.slice(1).join(' ')).filter((one) => one.endsWith('STARTTLS'))).toEqual([
      `incoming imap ${imap.host} ${imap.port} STARTTLS`,
      `outgoing smtp ${smtp.host} ${smtp.port} STARTTLS`,
    ]);
    const [exchange] = bench.mocks.journal.list({ transaction: 'autoconfig' });
    expect(exchange?.keys.mailbox).toBe(BOX.ps1);
  });

  it('has nothing else', async () => {
    const { status } = await fetchXml(bench.sheet.autoconfig.replace('config-v1.1.xml', 'autre.xml'));
    expect(status).toBe(404);
  });
});

function fetchXml(url: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    get(url, { ca: bench.mocks.pki.caPem, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode, body }));
    }).once('error', reject);
  });
}
