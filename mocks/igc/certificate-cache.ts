import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CertificateProfile } from './certificate-profiles.js';
import { PKCS12_PASSWORD } from './pkcs12.js';

/** A certificate of the cache, with its files. */
export interface CachedCertificate {
  profile: CertificateProfile;
  certPem: string;
  keyPem: string;
  /** Itself, then its issuing authority when that is not a root. */
  chainPem: string;
  certificate: X509Certificate;
  files: { cert: string; key: string; p12: string };
  password: string;
}

const FILES = { cert: 'chain.pem', key: 'key.pem', p12: 'bundle.p12' } as const;
const TEMPORARY = '.new-';
/** A generation takes seconds: what is older belongs to a process that was killed. */
const ABANDONED_AFTER_MS = 3_600_000;
const RENEW_BEFORE_MS = 7 * 86_400_000;

/**
 * The certificate of this profile: from the cache, or generated into it. Each stands in its own folder named by the
 * digest of its profile and issuer, so a new public host renews the server certificate and nothing a vendor has already
 * installed. A folder appears whole, by renaming: several processes may do it at once, the first one wins.
 * Rejects with the file system's error when the folder can be neither read nor written.
 */
export async function loadOrMake(
  dir: string,
  profile: CertificateProfile,
  issuer: CachedCertificate | undefined,
): Promise<CachedCertificate> {
  const folder = join(dir, `${profile.name}-${digestOf(profile, issuer)}`);
  const present = await load(folder, profile);
  if (present !== undefined) return present;
  // Loaded late: with a warm cache none of this code is needed.
  const { makeCertificate } = await import('./certificate-making.js');
  const { makePkcs12 } = await import('./pkcs12.js');
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const made = await makeCertificate(profile, issuer);
  const chainPem = made.certPem + (issuer?.profile.issuer === undefined ? '' : issuer.certPem);
  const fresh = await mkdtemp(join(dir, TEMPORARY));
  try {
    await writeFile(join(fresh, FILES.cert), chainPem);
    await writeFile(join(fresh, FILES.key), made.keyPem, { mode: 0o600 });
    if (profile.authority === undefined) {
      const p12 = await makePkcs12(profile.name, made.keyPem, chainPem);
      await writeFile(join(fresh, FILES.p12), p12, { mode: 0o600 });
    }
    return await publish(fresh, folder, profile);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function publish(fresh: string, folder: string, profile: CertificateProfile): Promise<CachedCertificate> {
  if (!(await renamed(fresh, folder))) {
    const theirs = await load(folder, profile);
    if (theirs !== undefined) return theirs;
    // What stands there is about to expire, or incomplete: put aside, then replaced.
    const aside = `${fresh}-old`;
    await renamed(folder, aside);
    await rm(aside, { recursive: true, force: true });
    await renamed(fresh, folder);
  }
  const ours = await load(folder, profile);
  if (ours === undefined) throw new Error(`${folder} cannot be read back`);
  return ours;
}

/** Removes what processes killed in the middle of a generation left in the cache. */
export async function removeAbandoned(dir: string): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(TEMPORARY))) {
    const path = join(dir, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    // Another process may be doing the same.
    if (age > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOENT' || code === 'EPERM') return false;
    throw error;
  }
}

/** Undefined when it is missing, unreadable, does not fit its key, or must be renewed. */
async function load(folder: string, profile: CertificateProfile): Promise<CachedCertificate | undefined> {
  const files = { cert: join(folder, FILES.cert), key: join(folder, FILES.key), p12: join(folder, FILES.p12) };
  try {
    const [chainPem, keyPem] = await Promise.all([readFile(files.cert, 'utf8'), readFile(files.key, 'utf8')]);
    const certPem = /^-----BEGIN[^]*?-----END CERTIFICATE-----\n/.exec(chainPem)?.[0] ?? '';
    const certificate = new X509Certificate(certPem);
    const renewable = 'days' in profile.validity;
    if (renewable && Date.parse(certificate.validTo) - Date.now() < RENEW_BEFORE_MS) return undefined;
    if (!certificate.checkPrivateKey(createPrivateKey(keyPem))) return undefined;
    if (profile.authority === undefined) await access(files.p12);
    return { profile, certPem, keyPem, chainPem, certificate, files, password: PKCS12_PASSWORD };
  } catch {
    return undefined;
  }
}

function digestOf(profile: CertificateProfile, issuer: CachedCertificate | undefined): string {
  return createHash('sha256')
    .update(JSON.stringify([profile, issuer?.certificate.fingerprint256]))
    .digest('hex')
    .slice(0, 16);
}
