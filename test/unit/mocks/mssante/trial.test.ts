import { X509Certificate } from 'node:crypto';
import { connect as connectTcp } from 'node:net';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TrialBehaviour } from '../../../../mocks/mssante/trial-tls.js';
import { type OperatorBench, startOperator } from './operator-bench.js';

const SUITES =
  'ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-SHA384:ECDHE-RSA-AES128-SHA256:DHE-RSA-AES256-GCM-SHA384:DHE-RSA-AES128-GCM-SHA256';

describe('the trial operator', () => {
  let bench: OperatorBench;
  beforeAll(async () => {
    bench = await startOperator();
  });
  afterAll(() => bench.close());

  const set = (behaviour: TrialBehaviour) => bench.command('mssante/set-trial-tls', { behaviour });

  it.each<[TrialBehaviour, RegExp | undefined, ConnectionOptions]>([
    ['conform', undefined, {}],
    ['tls13-only', undefined, { maxVersion: 'TLSv1.3', ciphers: `TLS_AES_256_GCM_SHA384:${SUITES}` }],
    ['tls13-only', /protocol version|alert|disconnected/i, { maxVersion: 'TLSv1.2' }],
    ['forbidden-suite', /handshake failure|disconnected/i, {}],
    ['weak-dh', /dh key too small|DH parameter size 1024/i, { minDHSize: 2048 }],
    ['expired', /certificate has expired/, {}],
    ['other-authority', /self-signed certificate in certificate chain|unable to (verify|get)/, {}],
    ['wrong-host', /Hostname\/IP does not match/, {}],
  ])('%s: a careful client is told %s', async (behaviour, message, options) => {
    await set(behaviour);
    for (const protocol of ['smtp', 'imap'] as const) {
      const handshake = startTls(bench, protocol, options);
      if (message === undefined) (await handshake).destroy();
      else await expect(handshake, protocol).rejects.toThrow(message);
    }
  });

  it('wrong-branch: the chain is good, only the issuer tells', async () => {
    await set('wrong-branch');
    const socket = await startTls(bench, 'smtp', {});
    expect(socket.getPeerX509Certificate()?.issuer).toContain('PERSONNES');
    socket.destroy();
  });

  it('revoked: the certificate names a CRL of the run that holds its serial number', async () => {
    await set('revoked');
    const socket = await startTls(bench, 'imap', {});
    const certificate = socket.getPeerX509Certificate();
    socket.destroy();
    const crl = await fetch(crlOf(certificate));
    expect(crl.status).toBe(200);
    expect(
      Buffer.from(await crl.arrayBuffer())
        .toString('hex')
        .toUpperCase(),
    ).toContain(certificate?.serialNumber);
  });

  it('crl-unreachable: nothing answers at the address the certificate names', async () => {
    await set('crl-unreachable');
    const socket = await startTls(bench, 'smtp', {});
    const crl = await fetch(crlOf(socket.getPeerX509Certificate()));
    socket.destroy();
    expect(crl.status).toBe(503);
  });

  it('a CRL goes out of reach and comes back, each fetch journalled', async () => {
    await set('conform');
    const socket = await startTls(bench, 'smtp', {});
    const url = crlOf(socket.getPeerX509Certificate());
    socket.destroy();
    const before = bench.mocks.journal.lastSeq;
    await bench.command('igc/set-crl-availability', { available: false });
    expect((await fetch(url)).status).toBe(503);
    await bench.command('igc/set-crl-availability', { available: true });
    expect((await fetch(url)).status).toBe(200);
    const fetches = bench.mocks.journal.list({ transaction: 'crl', since: before });
    expect(fetches.map(({ keys, response }) => [keys.authority, response?.status])).toEqual([
      ['trial', 503],
      ['trial', 200],
    ]);
  });

  it('journals a refused handshake with the alert of the client, which is no anomaly then', async () => {
    await set('forbidden-suite');
    const before = bench.mocks.journal.lastSeq;
    await expect(startTls(bench, 'smtp', {})).rejects.toThrow();
    const [refused] = await bench.mocks.journal.waitFor({ transaction: 'smtp-refused', since: before }, 5_000);
    expect(refused).toMatchObject({
      protocol: 'tls',
      keys: { operator: 'trial', behaviour: 'forbidden-suite', stage: 'tls' },
      summary: expect.stringContaining('aucune suite de chiffrement commune') as string,
    });
    expect(refused?.unexpected).toBeUndefined();
  });

  it('tells the end of a session that did not go further than TLS', async () => {
    await set('expired');
    const before = bench.mocks.journal.lastSeq;
    const socket = await startTls(bench, 'smtp', { rejectUnauthorized: false });
    socket.end();
    const [session] = await bench.mocks.journal.waitFor({ transaction: 'smtp-session', since: before }, 5_000);
    expect(session).toMatchObject({ keys: { behaviour: 'expired', secure: 'yes', messages: '0' } });
    expect(session?.keys.mailbox).toBeUndefined();
  });
});

function crlOf(certificate: X509Certificate | undefined): string {
  return /http:[^\s,]+\.crl/.exec(certificate?.raw.toString('latin1') ?? '')?.[0] ?? '';
}

/** Speaks STARTTLS to the trial operator, then the handshake of a client that verifies. */
async function startTls(
  { sheet, mocks }: OperatorBench,
  protocol: 'smtp' | 'imap',
  options: ConnectionOptions,
): Promise<TLSSocket> {
  const { port } = sheet.trial[protocol];
  const socket = connectTcp(port, '127.0.0.1');
  const lines =
    protocol === 'smtp'
      ? [/^220 /m, 'EHLO me\r\n', /^250 /m, 'STARTTLS\r\n', /^220 /m]
      : [/^\* OK/m, 'a STARTTLS\r\n', /^a OK/m];
  for (const line of lines) {
    if (typeof line === 'string') socket.write(line);
    else await said(socket, line);
  }
  return new Promise((resolve, reject) => {
    const secure = connect({
      socket,
      servername: 'localhost',
      ca: mocks.pki.caPem,
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      ciphers: SUITES,
      ...options,
    });
    secure.once('error', reject);
    secure.once('secureConnect', () => resolve(secure));
  });
}

function said(socket: NodeJS.ReadableStream, wanted: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const onData = (chunk: Buffer) => {
      text += chunk.toString();
      if (!wanted.test(text)) return;
      socket.off('data', onData);
      resolve();
    };
    socket.on('data', onData);
    socket.once('error', reject);
  });
}
