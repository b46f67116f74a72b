import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccessTokenAuthority } from '../../../../mocks/core/access-token.js';
import { createClock } from '../../../../mocks/core/clock.js';
import { createFaultPlan } from '../../../../mocks/core/fault-plan.js';
import { type Journal, openJournal } from '../../../../mocks/core/journal.js';
import type { StartedService } from '../../../../mocks/core/service.js';
import { startIgc } from '../../../../mocks/igc/igc-service.js';
import { type BenchPki, loadOrCreatePki } from '../../../../mocks/igc/pki.js';
import { openssl, OPENSSL_MISSING, OPENSSL_REASON } from './openssl.js';

let dir: string;
let pki: BenchPki;
let journal: Journal;
let igc: StartedService;
let ocspUrl: string;
let crlUrls: Record<string, string>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'banc-segur-test-'));
  pki = await loadOrCreatePki({ cacheDir: join(dir, 'cache'), publicHosts: ['localhost'] });
  journal = openJournal(join(dir, 'run'));
  const environment = { bind: '127.0.0.1', publicHost: '127.0.0.1', dir, journal, pki };
  const tokens = createAccessTokenAuthority('https://localhost/');
  igc = await startIgc({ ...environment, faults: createFaultPlan(), clock: createClock(), tokens, data: 'tiny' }, pki);
  ocspUrl = igc.sheet.ocsp as string;
  crlUrls = igc.sheet.crl as Record<string, string>;
});
afterAll(async () => {
  await igc.close();
  await journal.close();
  await rm(dir, { recursive: true, force: true });
});

async function crlBundle(name: string): Promise<string> {
  const pems = await Promise.all(
    Object.values(crlUrls).map(async (url) => {
      const der = Buffer.from(await (await fetch(url)).arrayBuffer());
      return `-----BEGIN X509 CRL-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END X509 CRL-----\n`;
    }),
  );
  const path = join(dir, name);
  await writeFile(path, pems.join(''));
  return path;
}

describe.skipIf(OPENSSL_MISSING)(`revocation lists, judged by openssl${OPENSSL_REASON}`, () => {
  const verify = (crl: string, cert: string) =>
    openssl(['verify', '-crl_check_all', '-CAfile', pki.caFile, '-CRLfile', crl, cert]);

  test('accept the good certificate and refuse the revoked one', async () => {
    const crl = await crlBundle('first.pem');
    expect(await verify(crl, pki.certificates.authCli.files.cert)).toMatchObject({ code: 0 });
    expect((await verify(crl, pki.certificates.authCliRevoked.files.cert)).output).toContain('certificate revoked');
  });

  test('follow what the control plane revokes and restores', async () => {
    const { cert } = pki.certificates.cpsAuth1.files;
    igc.commands.revoke?.run({ certificate: 'cpsAuth1' });
    expect((await verify(await crlBundle('revoked.pem'), cert)).output).toContain('certificate revoked');
    igc.commands.restore?.run({ certificate: 'cpsAuth1' });
    expect(await verify(await crlBundle('restored.pem'), cert)).toMatchObject({ code: 0 });
  });
});

describe.skipIf(OPENSSL_MISSING)(`OCSP, judged by openssl${OPENSSL_REASON}`, () => {
  async function ocsp(cert: string, ...options: string[]) {
    const issuer = join(dir, 'issuer.pem');
    await writeFile(issuer, pki.authorities.organisations.certPem);
    const request = ['-issuer', issuer, '-cert', cert, '-CAfile', pki.caFile, '-url', ocspUrl];
    return openssl(['ocsp', ...options, ...request]);
  }

  test('says good and revoked, signed, with the nonce', async () => {
    const good = await ocsp(pki.certificates.authCli.files.cert);
    expect(good.output).toContain('Response verify OK');
    expect(good.output).toContain(': good');
    expect(good.output).not.toContain('no nonce');
    const revoked = await ocsp(pki.certificates.authCliRevoked.files.cert, '-sha256');
    expect(revoked.output).toContain('Response verify OK');
    expect(revoked.output).toContain(': revoked');
  });

  test('is not responsible for a certificate of another authority', async () => {
    const issuer = join(dir, 'foreign.pem');
    await writeFile(issuer, pki.authorities.foreign.certPem);
    const { cert } = pki.certificates.authCliForeign.files;
    const answer = await openssl(['ocsp', '-issuer', issuer, '-cert', cert, '-url', ocspUrl]);
    expect(answer.output).toContain('unauthorized');
  });

  test('answers GET as well', async () => {
    const request = join(dir, 'request.der');
    const issuer = join(dir, 'issuer-get.pem');
    await writeFile(issuer, pki.authorities.organisations.certPem);
    const { cert } = pki.certificates.authCli.files;
    await openssl(['ocsp', '-issuer', issuer, '-cert', cert, '-no_nonce', '-reqout', request]);
    const { output } = await openssl(['base64', '-A', '-in', request]);
    const response = await fetch(`${ocspUrl}/${encodeURIComponent(output.trim())}`);
    expect(response.headers.get('content-type')).toBe('application/ocsp-response');
    const answer = join(dir, 'answer.der');
    await writeFile(answer, Buffer.from(await response.arrayBuffer()));
    const read = await openssl(['ocsp', '-respin', answer, '-CAfile', pki.caFile, '-issuer', issuer, '-cert', cert]);
    expect(read.output).toContain(': good');
  });
});

test('whom to trust is told: the authorities, and every certificate revoked so far', async () => {
  const { trust, revoke, restore } = igc.commands;
  const told = () => trust?.run({}) as { anchorsPem: string; revoked: string[] };
  expect(told()).toMatchObject({ anchorsPem: pki.caPem });
  expect(told().revoked).toContain(pki.certificates.signRevoked.serial);
  await revoke?.run({ certificate: 'sign' });
  expect(told().revoked).toContain(pki.certificates.sign.serial);
  await restore?.run({ certificate: 'sign' });
  expect(told().revoked).not.toContain(pki.certificates.sign.serial);
});

test('garbage is answered malformedRequest and journalled as unexpected', async () => {
  const mark = journal.lastSeq;
  for (const body of ['', 'pas du DER', Buffer.alloc(5_000, 0x30)]) {
    const response = await fetch(ocspUrl, { method: 'POST', body });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from([0x30, 0x03, 0x0a, 0x01, 0x01]));
  }
  expect((await fetch(`${ocspUrl}/%E0%A4%A`)).status).toBe(200);
  expect((await fetch(`${ocspUrl.replace('/ocsp', '')}/crl/../../etc/passwd.crl`)).status).toBe(404);
  const exchanges = journal.list({ since: mark });
  expect(exchanges).toHaveLength(5);
  expect(exchanges.every(({ unexpected }) => unexpected !== undefined)).toBe(true);
});
