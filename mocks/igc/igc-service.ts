import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { startHttpListener } from '../core/http-listener.js';
import { type HttpAnswer, plainRefusal, type ReceivedRequest } from '../core/http-message.js';
import { portFor } from '../core/ports.js';
import { defineCommand, type ServiceEnvironment, type StartedService } from '../core/service.js';
import type { AuthorityName } from './certificate-profiles.js';
import { callAsThirdParty } from './third-party-call.js';
import type { BenchPki } from './pki.js';

const AUTHORITIES = ['root', 'organisations', 'personnes'] as const satisfies readonly AuthorityName[];
type PublishedAuthority = (typeof AUTHORITIES)[number];

/** Lists served: one an authority; `trial` is that of `organisations`, for the server certificates of trial. */
const LISTS = [...AUTHORITIES, 'trial'] as const;
type ListName = (typeof LISTS)[number];

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
 * appendix A). Certificates of trial name a list and a responder of their own (`trial`), which a command takes out of
 * reach, or ones that never answer (`unreachable`): 503. Commands revoke and restore a certificate by its name in the connection sheet. Throws BANC_LISTEN.
 */
export async function startIgc(environment: ServiceEnvironment, pki: BenchPki): Promise<StartedService> {
  const { bind, publicHost, portBase, journal, faults } = environment;
  const unavailable = new Set<ListName | 'unreachable'>(['unreachable']);
  const crls = new Map<PublishedAuthority, { version: number; body: Buffer; madeAt: number }>();

  async function crl(authority: PublishedAuthority): Promise<Buffer> {
    // A product may keep the list it got first: the revoked certificate of trial is in it before it is ever presented.
    if (authority === 'organisations') await pki.trialCertificate('revoked');
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
    const list = [...LISTS, 'unreachable' as const].find((one) => one === name);
    if (method === 'GET' && folder === 'crl' && list !== undefined) {
      if (list === 'unreachable' || unavailable.has(list)) return outOfReach('crl', list);
      return {
        status: 200,
        headers: [['Content-Type', 'application/pkix-crl']],
        body: await crl(list === 'trial' ? 'organisations' : list),
        exchange: {
          transaction: 'crl',
          keys: { authority: list },
          summary: `Liste de révocation de l’autorité ${list}`,
        },
      };
    }
    const authority = AUTHORITIES.find((one) => one === name);
    if (method === 'GET' && folder === 'ac' && authority !== undefined) {
      return {
        status: 200,
        headers: [['Content-Type', 'application/pkix-cert']],
        body: pki.authorities[authority].certificate.raw,
        exchange: { transaction: 'ac', keys: { authority }, summary: `Certificat de l’autorité ${authority}` },
      };
    }
    const [, responder, encoded] = /^\/((?:trial-|unreachable-)?ocsp)(?:\/(.+))?$/.exec(path) ?? [];
    if (
      responder !== undefined &&
      (method === 'POST' ? encoded === undefined : method === 'GET' && encoded !== undefined)
    ) {
      const of = responder === 'trial-ocsp' ? 'trial' : responder === 'unreachable-ocsp' ? 'unreachable' : undefined;
      if (of !== undefined && unavailable.has(of)) return outOfReach('ocsp', of);
      return ocsp(encoded === undefined ? body : decodeOcspPath(encoded));
    }
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
  pki.publishAt(listener.url);
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
      'set-crl-availability': defineCommand({
        description:
          'Met hors d’atteinte (503), ou rétablit, une liste de révocation ; « trial » : celle des certificats de l’opérateur d’épreuve, avec leur répondeur OCSP.',
        input: z.strictObject({ list: z.enum(LISTS).default('trial'), available: z.boolean() }),
        run: ({ list, available }) => {
          if (available) unavailable.delete(list);
          else unavailable.add(list);
          return { list, available };
        },
      }),
      call: defineCommand({
        description:
          'Appelle une interface HTTPS du logiciel avec un certificat de la fiche, ou sans, comme une structure tierce ; rend le certificat présenté et ce qu’il est advenu.',
        input: z.strictObject({ url: z.url(), certificate: z.enum([...CERTIFICATES, 'none']) }),
        run: async ({ url, certificate: name }) => {
          const files = name === 'none' ? undefined : pki.certificates[name].files;
          const certificatePem = files === undefined ? '' : await readFile(files.cert, 'utf8');
          return { certificatePem, ...(await callAsThirdParty(url, files)) };
        },
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

function outOfReach(transaction: 'crl' | 'ocsp', authority: string): HttpAnswer {
  return {
    ...plainRefusal(503, 'IGC du banc : hors d’atteinte'),
    exchange: {
      transaction,
      keys: { authority, available: 'no' },
      summary: `${transaction === 'crl' ? 'Liste de révocation' : 'Répondeur OCSP'} hors d’atteinte (${authority})`,
    },
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
