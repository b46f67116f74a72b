import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { BancError } from '../wire/errors.js';
import type { CertificateName, Pki, PkiCertificate, TrialCertificate, TrialCertificateKind } from '../core/pki.js';
import { subjectRfc2253 } from '../core/tls-client.js';
import { type CachedCertificate, loadOrMake, removeAbandoned } from './certificate-cache.js';
import {
  type AuthorityName,
  authorityProfiles,
  type ItemName,
  leafProfiles,
  type ProfileSettings,
} from './certificate-profiles.js';
import { createRevocationList, type RevocationList } from './revocation-list.js';

/** The PKI with what the IGC service signs with. */
export interface BenchPki extends Pki {
  authorities: Record<AuthorityName, CachedCertificate>;
  ocspSigners: Record<'organisations' | 'personnes', CachedCertificate>;
  revocations: RevocationList;
  /** Authority that issued the certificate of this serial number (upper case); undefined when it is not one of ours. */
  issuerOf(serial: string): AuthorityName | undefined;
  /** Tells where the run's IGC service answers (`http://host:port`): certificates made from now on say it. */
  publishAt(igcUrl: string): void;
}

/** Where and for whom certificates are made. */
export interface PkiOptions extends ProfileSettings {
  /** Default: `banc-segur/igc-v1` in the user's cache folder (XDG_CACHE_HOME, else ~/.cache). */
  cacheDir?: string;
}

/**
 * Loads the bench's PKI from the cache of this machine, generating what is missing (a few seconds the first time, a few
 * milliseconds later). What expires within 7 days is renewed. When the cache cannot be written, the whole PKI goes to a
 * temporary folder that `close` removes. Certificates carry no CRL or OCSP address unless `igcUrl` is given, because
 * the port of the IGC service is otherwise not known beforehand. Throws BANC_PKI.
 */
export async function loadOrCreatePki(options: PkiOptions): Promise<BenchPki> {
  const cacheDir = resolve(options.cacheDir ?? defaultCacheDir());
  try {
    return await assemble(cacheDir, options, () => Promise.resolve());
  } catch (error) {
    if (!isNotWritable(error)) throw pkiError(cacheDir, error);
  }
  const temporary = await mkdtemp(join(tmpdir(), 'banc-segur-igc-'));
  const remove = () => rm(temporary, { recursive: true, force: true });
  try {
    return await assemble(temporary, options, remove);
  } catch (error) {
    await remove();
    throw pkiError(temporary, error);
  }
}

async function assemble(dir: string, settings: ProfileSettings, close: () => Promise<void>): Promise<BenchPki> {
  await removeAbandoned(dir);
  const items = new Map<ItemName, CachedCertificate>();
  const add = async (profile: ReturnType<typeof authorityProfiles>[number]) => {
    const issuer = profile.issuer === undefined ? undefined : itemOf(items, profile.issuer);
    items.set(profile.name, await loadOrMake(dir, profile, issuer));
  };
  const authorities = authorityProfiles();
  await Promise.all(authorities.filter(({ issuer }) => issuer === undefined).map(add));
  await Promise.all(authorities.filter(({ issuer }) => issuer !== undefined).map(add));
  await Promise.all(leafProfiles(settings).map(add));

  const item = (name: ItemName) => itemOf(items, name);
  const caPem = item('root').certPem + item('organisations').certPem + item('personnes').certPem;
  const issuers = new Map(
    [...items.values()].map(({ certificate, profile }) => [certificate.serialNumber, profile.issuer]),
  );
  const revoked = [item('authCliRevoked'), item('signRevoked')].map(({ certificate }) => certificate.serialNumber);
  const revocations = createRevocationList(revoked, new Date(item('authCliRevoked').certificate.validFrom));
  const issuing = {
    authorities: {
      root: item('root'),
      organisations: item('organisations'),
      personnes: item('personnes'),
      foreign: item('foreign'),
    },
    publicHosts: settings.publicHosts,
    keyPem: item('server').keyPem,
    igcUrl: settings.igcUrl,
  };
  const trial = new Map<TrialCertificateKind, Promise<TrialCertificate>>();
  const makeTrial = async (kind: TrialCertificateKind): Promise<TrialCertificate> => {
    const { makeTrialCertificate } = await import('./trial-certificates.js');
    const { issuer, ...made } = await makeTrialCertificate(kind, issuing);
    issuers.set(made.serial, issuer);
    if (kind === 'revoked') revocations.set(made.serial, true);
    return made;
  };
  return {
    caPem,
    caFile: await writeBundle(dir, item('root').certificate.fingerprint256, caPem),
    certificates: {
      server: sheetCertificate(item('server')),
      authCli: sheetCertificate(item('authCli')),
      authCliRevoked: sheetCertificate(item('authCliRevoked')),
      authCliExpired: sheetCertificate(item('authCliExpired')),
      authCliForeign: sheetCertificate(item('authCliForeign')),
      sign: sheetCertificate(item('sign')),
      signRevoked: sheetCertificate(item('signRevoked')),
      cpsAuth1: sheetCertificate(item('cpsAuth1')),
      cpsSign1: sheetCertificate(item('cpsSign1')),
    },
    trialCertificate: (kind) => {
      const made = trial.get(kind) ?? makeTrial(kind);
      trial.set(kind, made);
      return made;
    },
    publishAt: (igcUrl) => {
      issuing.igcUrl = igcUrl;
    },
    authorities: issuing.authorities,
    ocspSigners: { organisations: item('ocspOrganisations'), personnes: item('ocspPersonnes') },
    revocations,
    issuerOf: (serial) => issuers.get(serial),
    isRevoked: revocations.isRevoked,
    setRevoked: revocations.set,
    close,
  };
}

function itemOf(items: ReadonlyMap<ItemName, CachedCertificate>, name: ItemName): CachedCertificate {
  const item = items.get(name);
  if (item === undefined) throw new Error(`no profile makes ${name}`);
  return item;
}

function sheetCertificate(item: CachedCertificate): PkiCertificate {
  const { certPem, keyPem, chainPem, certificate, files, password, profile } = item;
  return {
    // Only certificates of the sheet come here, never authorities.
    name: profile.name as CertificateName,
    certPem,
    keyPem,
    chainPem,
    serial: certificate.serialNumber,
    subject: subjectRfc2253(certificate),
    files,
    password,
  };
}

/** The bundle's name follows the root, so that a path written in a SUT's settings never changes meaning. */
async function writeBundle(dir: string, rootFingerprint: string, pem: string): Promise<string> {
  const path = join(dir, `ca-${rootFingerprint.replaceAll(':', '').slice(0, 16).toLowerCase()}.pem`);
  const present = await readFile(path, 'utf8').catch(() => undefined);
  if (present === pem) return path;
  const fresh = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  await writeFile(fresh, pem);
  await rename(fresh, path);
  return path;
}

function defaultCacheDir(): string {
  const xdg = process.env.XDG_CACHE_HOME;
  return join(xdg !== undefined && xdg !== '' ? xdg : join(homedir(), '.cache'), 'banc-segur', 'igc-v1');
}

function isNotWritable(error: unknown): boolean {
  const codes = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT', 'ENOSPC', 'EDQUOT'];
  return codes.includes((error as NodeJS.ErrnoException).code ?? '');
}

function pkiError(dir: string, cause: unknown): BancError {
  return new BancError(
    'BANC_PKI',
    `Les certificats du banc ne peuvent pas être générés ou lus dans ${dir} : ` +
      `${cause instanceof Error ? cause.message : String(cause)}. Vider ce dossier ou en choisir un autre.`,
    { cause },
  );
}
