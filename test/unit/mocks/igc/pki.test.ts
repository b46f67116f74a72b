import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { structure } from '../../../../fixtures/roster.js';
import { type BenchPki, loadOrCreatePki } from '../../../../mocks/igc/pki.js';
import { temporaryFolder } from '../core/temporary-folder.js';
import { openssl, OPENSSL_MISSING, OPENSSL_REASON } from './openssl.js';

let cacheDir: string;
let pki: BenchPki;
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'banc-segur-test-'));
  pki = await loadOrCreatePki({ cacheDir, publicHosts: ['bench.example'] });
});
afterAll(() => rm(cacheDir, { recursive: true, force: true }));

describe('certificates', () => {
  test('say they are a bench’s, and never take the ANS’s names', () => {
    for (const { certificate } of Object.values(pki.authorities)) {
      expect(certificate.subject).toContain('CN=BANC SEGUR IGC DE TEST');
      expect(certificate.subject).toContain('SANS VALEUR');
      expect(certificate.subject).not.toMatch(/ASIP|IGC-SANTE|\bANS\b|GIP-CPS/);
    }
  });

  test('of a structure have the DN of dmp.md §3, at the legal entity’s FINESS', () => {
    const { finessEj, name } = structure('hospital');
    expect(pki.certificates.authCli.subject).toBe(`CN=BANC SEGUR LPS,OU=1${finessEj},O=${name},ST=Paris (75),C=FR`);
  });

  test('of a card have one RDN of given name, CN = 8 + RPPS and surname', () => {
    expect(pki.certificates.cpsAuth1.subject).toBe('GN=Camille+CN=899790000212+SN=ESSAI-PREMIER,title=Médecin,C=FR');
  });

  test('of the server name the public host and every loopback', () => {
    const server = new X509Certificate(pki.certificates.server.certPem);
    expect(server.subjectAltName).toBe(
      'DNS:bench.example, DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
    );
  });

  test('are what their names say today', () => {
    const expired = new X509Certificate(pki.certificates.authCliExpired.certPem);
    expect(Date.parse(expired.validTo)).toBeLessThan(Date.now());
    expect(pki.isRevoked(pki.certificates.authCliRevoked.serial.toLowerCase())).toBe(true);
    expect(pki.isRevoked(pki.certificates.signRevoked.serial)).toBe(true);
    expect(pki.isRevoked(pki.certificates.authCli.serial)).toBe(false);
    const foreign = new X509Certificate(pki.certificates.authCliForeign.certPem);
    expect(foreign.checkIssued(pki.authorities.foreign.certificate)).toBe(true);
    expect(pki.caPem).not.toContain(pki.authorities.foreign.certPem);
  });

  test('keep their private keys to their owner', async () => {
    for (const { files } of Object.values(pki.certificates)) {
      expect((await stat(files.key)).mode & 0o777).toBe(0o600);
      expect((await stat(files.p12)).mode & 0o777).toBe(0o600);
    }
  });
});

describe.skipIf(OPENSSL_MISSING)(`openssl agrees${OPENSSL_REASON}`, () => {
  const verify = (name: keyof BenchPki['certificates'], ...options: string[]) =>
    openssl(['verify', '-x509_strict', '-CAfile', pki.caFile, ...options, pki.certificates[name].files.cert]);

  test.each([
    ['server', 'sslserver'],
    ['authCli', 'sslclient'],
    ['cpsAuth1', 'sslclient'],
    ['sign', 'smimesign'],
    ['cpsSign1', 'smimesign'],
  ] as const)('%s chains to the root and serves as %s', async (name, purpose) => {
    expect(await verify(name, '-purpose', purpose)).toMatchObject({ code: 0 });
  });

  test('the expired, the foreign and the wrongly used ones do not verify', async () => {
    expect((await verify('authCliExpired')).output).toContain('certificate has expired');
    expect((await verify('authCliForeign')).output).toContain('unable to get local issuer certificate');
    expect((await verify('sign', '-purpose', 'sslclient')).code).not.toBe(0);
  });

  test('extensions are those of IGC-Santé’s profiles', async () => {
    const { output } = await openssl(['x509', '-noout', '-text', '-in', pki.certificates.sign.files.cert]);
    expect(output).toMatch(/X509v3 Basic Constraints:.*\n\s*CA:FALSE/);
    expect(output).toMatch(/X509v3 Key Usage: critical\n\s*Digital Signature, Non Repudiation\n/);
    expect(output).toMatch(/X509v3 Extended Key Usage:.*\n\s*E-mail Protection\n/);
    expect(output).toContain('1.2.250.1.71.1.2.5');
    expect(output).not.toMatch(/CRL Distribution Points|Authority Information Access/);
  });

  test('every PKCS#12 opens with its password, without the legacy mode, and holds key and chain', async () => {
    for (const { files, password } of Object.values(pki.certificates)) {
      const { code, output } = await openssl([
        'pkcs12',
        '-in',
        files.p12,
        '-info',
        '-nodes',
        '-passin',
        `pass:${password}`,
      ]);
      expect(code, output).toBe(0);
      expect(output).toContain('AES-256-CBC');
      expect(output).toContain('BEGIN PRIVATE KEY');
      expect(output).toContain('BEGIN CERTIFICATE');
    }
    const wrong = await openssl(['pkcs12', '-in', pki.certificates.sign.files.p12, '-nodes', '-passin', 'pass:autre']);
    expect(wrong.output).toContain('invalid password');
  });
});

describe('the cache', () => {
  test('gives the same certificates again', async () => {
    const again = await loadOrCreatePki({ cacheDir, publicHosts: ['bench.example'] });
    expect(serials(again)).toEqual(serials(pki));
    expect(again.caFile).toBe(pki.caFile);
  });

  test('makes a new server certificate for another public host, and no other', async () => {
    const other = await loadOrCreatePki({ cacheDir, publicHosts: ['192.0.2.7', 'autre.example'] });
    const { server, ...kept } = serials(other);
    const { server: before, ...expected } = serials(pki);
    expect(kept).toEqual(expected);
    expect(server).not.toBe(before);
    const { subjectAltName } = new X509Certificate(other.certificates.server.certPem);
    expect(subjectAltName).toMatch(/^IP Address:192\.0\.2\.7, DNS:autre\.example, DNS:localhost/);
  });

  test('puts revocation addresses in certificates when the port of the IGC service is fixed', async () => {
    const fixed = await loadOrCreatePki({
      cacheDir,
      publicHosts: ['bench.example'],
      igcUrl: 'http://bench.example:9001',
    });
    expect(new X509Certificate(fixed.certificates.cpsAuth1.certPem).infoAccess).toBe(
      'OCSP - URI:http://bench.example:9001/ocsp',
    );
    expect(fixed.caPem).toBe(pki.caPem);
  });

  test('repairs a certificate whose files were damaged', async () => {
    const dir = await temporaryFolder();
    const first = await loadOrCreatePki({ cacheDir: dir, publicHosts: ['localhost'] });
    await writeFile(first.certificates.sign.files.cert, 'abîmé');
    await rm(first.certificates.authCli.files.key);
    await writeFile(first.certificates.cpsSign1.files.key, first.certificates.sign.keyPem);
    await rm(first.certificates.cpsAuth1.files.p12);
    const repaired = await loadOrCreatePki({ cacheDir: dir, publicHosts: ['localhost'] });
    const changed = Object.entries(serials(repaired)).filter(([name, serial]) => serials(first)[name] !== serial);
    expect(changed.map(([name]) => name).sort()).toEqual(['authCli', 'cpsAuth1', 'cpsSign1', 'sign']);
    expect((await readdir(dir)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('may be filled by several at once: all end with one PKI and nothing is left over', async () => {
    const dir = await temporaryFolder();
    const all = await Promise.all([1, 2].map(() => loadOrCreatePki({ cacheDir: dir, publicHosts: ['localhost'] })));
    for (const one of all) expect(serials(one)).toEqual(serials(all[0] ?? pki));
    expect((await readdir(dir)).filter((name) => name.startsWith('.') || name.includes('.pem.'))).toEqual([]);
  });

  test('that cannot be written is replaced by a temporary folder, removed at the end', async () => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, 'file'), '');
    const fallback = await loadOrCreatePki({ cacheDir: join(dir, 'file', 'cache'), publicHosts: ['localhost'] });
    expect((await stat(fallback.caFile)).isFile()).toBe(true);
    await fallback.close();
    await expect(stat(fallback.caFile)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('loses the leftovers of a process that was killed, not those of one at work', async () => {
    const dir = await temporaryFolder();
    const dead = await mkdtemp(join(dir, '.new-'));
    await utimes(dead, new Date(0), new Date(0));
    const alive = await mkdtemp(join(dir, '.new-'));
    await loadOrCreatePki({ cacheDir: dir, publicHosts: ['localhost'] });
    expect((await readdir(dir)).filter((name) => name.startsWith('.')).map((name) => join(dir, name))).toEqual([alive]);
  });
});

function serials(one: BenchPki): Record<string, string> {
  return Object.fromEntries(Object.entries(one.certificates).map(([name, { serial }]) => [name, serial]));
}
