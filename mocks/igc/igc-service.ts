import { z } from 'zod';
import { startHttpListener } from '../core/http-listener.js';
import { type HttpAnswer, plainRefusal, type ReceivedRequest } from '../core/http-message.js';
import { portFor } from '../core/ports.js';
import { defineCommand, type ServiceEnvironment, type StartedService } from '../core/service.js';
import type { AuthorityName } from './certificate-profiles.js';
import type { BenchPki } from './pki.js';

const AUTHORITIES = ['root', 'organisations', 'personnes'] as const satisfies readonly AuthorityName[];
type PublishedAuthority = (typeof AUTHORITIES)[number];

const CERTIFICATES = [
  'server',
  'authCli',
  'authCliRevoked',
  'authCliExpired',
  'authCliForeign',
  'sign',
  'signRevoked',
  'cpsAuth1',
  'cpsSign1',
] as const;

/**
 * Starts the IGC service, plain HTTP as such services are: `GET /crl/<authority>.crl` and `GET /ac/<authority>.cer`
 * (DER; authorities `root`, `organisations`, `personnes`), OCSP by `POST /ocsp` and `GET /ocsp/<base64>` (RFC 6960
 * appendix A). Commands revoke and restore a certificate by its name in the connection sheet. Throws BANC_LISTEN.
 */
export async function startIgc(environment: ServiceEnvironment, pki: BenchPki): Promise<StartedService> {
  const { bind, publicHost, portBase, journal, faults } = environment;
  const crls = new Map<PublishedAuthority, { version: number; body: Buffer; madeAt: number }>();

  async function crl(authority: PublishedAuthority): Promise<Buffer> {
    const { version } = pki.revocations;
    const present = crls.get(authority);
    if (present?.version === version && Date.now() - present.madeAt < 3_600_000) return present.body;
    const { makeCrl } = await import('./certificate-making.js');
    const revoked = pki.revocations
      .serials()
      .filter((serial) => pki.issuerOf(serial) === authority)
      .map((serial) => ({ serial, date: pki.revocations.revokedAt(serial) ?? new Date() }));
    // Milliseconds grow from one CRL to the next, across restarts too.
    const body = await makeCrl(pki.authorities[authority], revoked, Date.now());
    crls.set(authority, { version, body, madeAt: Date.now() });
    return body;
  }

  async function ocsp(request: Buffer): Promise<HttpAnswer> {
    const { answerOcsp } = await import('./ocsp.js');
    const { body, status, statuses } = await answerOcsp(
      request,
      (['organisations', 'personnes'] as const).map((name) => ({
        authority: pki.authorities[name],
        signer: pki.ocspSigners[name],
      })),
      pki.revocations.revokedAt,
    );
    const said = statuses.map((one) => `${one.serial} ${one.status}`).join(', ');
    return {
      status: 200,
      headers: [['Content-Type', 'application/ocsp-response']],
      body,
      exchange: {
        transaction: 'ocsp',
        keys: statuses[0] === undefined ? {} : { serial: statuses[0].serial },
        summary: `OCSP : ${status === 'successful' ? said : status}`,
        ...(status === 'successful' ? {} : { unexpected: `requête OCSP refusée (${status})` }),
      },
    };
  }

  async function handle({ method, path, body }: ReceivedRequest): Promise<HttpAnswer> {
    const [, folder, name] = /^\/(crl|ac)\/([a-z]+)\.(?:crl|cer)$/.exec(path) ?? [];
    const authority = AUTHORITIES.find((one) => one === name);
    if (method === 'GET' && authority !== undefined) {
      const isCrl = folder === 'crl';
      return {
        status: 200,
        headers: [['Content-Type', isCrl ? 'application/pkix-crl' : 'application/pkix-cert']],
        body: isCrl ? await crl(authority) : pki.authorities[authority].certificate.raw,
        exchange: {
          transaction: isCrl ? 'crl' : 'ac',
          keys: { authority },
          summary: `${isCrl ? 'Liste de révocation' : 'Certificat'} de l’autorité ${authority}`,
        },
      };
    }
    if (method === 'POST' && path === '/ocsp') return ocsp(body);
    if (method === 'GET' && path.startsWith('/ocsp/')) return ocsp(decodeOcspPath(path.slice('/ocsp/'.length)));
    return plainRefusal(404, `IGC du banc : rien à ${method} ${path}`);
  }

  const listener = await startHttpListener({
    service: 'igc',
    bind,
    publicHost,
    port: portFor('igc', portBase),
    journal,
    faults,
    handle,
    limits: { bodyBytes: 64 * 1024 },
  });
  const certificate = z.strictObject({ certificate: z.enum(CERTIFICATES) });
  return {
    name: 'igc',
    sheet: {
      crl: Object.fromEntries(AUTHORITIES.map((name) => [name, `${listener.url}/crl/${name}.crl`])),
      ocsp: `${listener.url}/ocsp`,
    },
    commands: {
      revoke: defineCommand({
        description: 'Révoque un certificat de la fiche de connexion, pour cette session du banc.',
        input: certificate,
        run: (input) => pki.setRevoked(pki.certificates[input.certificate].serial, true),
      }),
      restore: defineCommand({
        description: 'Annule la révocation d’un certificat de la fiche de connexion.',
        input: certificate,
        run: (input) => pki.setRevoked(pki.certificates[input.certificate].serial, false),
      }),
      trust: defineCommand({
        description: 'Donne les autorités du banc (PEM) et les numéros de série révoqués, pour vérifier une signature.',
        input: z.strictObject({}),
        run: () => ({ anchorsPem: pki.caPem, revoked: pki.revocations.serials() }),
      }),
    },
    close: () => listener.close(),
  };
}

function decodeOcspPath(encoded: string): Buffer {
  try {
    return Buffer.from(decodeURIComponent(encoded), 'base64');
  } catch {
    // Not URL-encoded: no OCSP request either, which the responder says in its own terms.
    return Buffer.alloc(0);
  }
}
