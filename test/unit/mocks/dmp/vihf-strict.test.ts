import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BenchPki, loadOrCreatePki } from '../../../../mocks/igc/pki.js';
import { DMP_ACTIONS } from '../../../../mocks/wire/dmp-actions.js';
import { buildEnvelope, readEnvelope, readFault } from '../../../../mocks/wire/soap.js';
import { buildAdhocQueryRequest } from '../../../../mocks/wire/stored-query.js';
import type { VihfClaims } from '../../../../mocks/wire/vihf-build.js';
import { signedBy } from '../wire/vihf-messages.js';
import { findParameters, INS } from './dmp-bench.js';
import { DmpMocks } from './dmp-mocks.js';

let mocks: DmpMocks;
let pki: BenchPki;
beforeAll(async () => {
  mocks = await DmpMocks.open();
  // The same cache as the mocks: the certificates are theirs.
  pki = await loadOrCreatePki({ publicHosts: ['localhost'] });
  await mocks.control.call('dmp/load-patient', {
    ins: INS,
    familyName: 'ESSAI-UN',
    givenName: 'CAMILLE',
    birthDate: '1999-01-26',
    gender: 'F',
  });
});
afterAll(() => mocks.close());

/** Sends a search with this VIHF; `accepted`, or the subcode and reason of the fault. */
async function search(securityXml: string): Promise<string> {
  const body = buildEnvelope({
    action: DMP_ACTIONS['iti-18'].request,
    messageId: 'urn:uuid:00000000-0000-4000-8000-000000000001',
    to: '',
    securityXml,
    bodyXml: buildAdhocQueryRequest({ query: 'FindDocuments', parameters: findParameters(), returnType: 'LeafClass' }),
  });
  const answer = await mocks.post(mocks.sheet.dmp.registry, Buffer.from(body), {
    headers: { 'Content-Type': 'application/soap+xml; charset=UTF-8' },
  });
  const fault = readFault(readEnvelope(answer.body));
  return fault ? `${fault.subcode} ${fault.reason}` : 'accepted';
}

const signed = (given: Partial<VihfClaims> = {}): string =>
  signedBy(pki.certificates.sign, { issueInstant: new Date(), ...given });

/** Messages a strict DMP refuses, and the fault it answers. */
const REFUSED: [string, () => string, RegExp][] = [
  [
    'an unsigned VIHF',
    () => signed().replace(/<ds:Signature .*<\/ds:Signature>/s, ''),
    /^DMPAuthenticationError VIHF non signé/,
  ],
  [
    'an altered VIHF',
    () => signed().replace('ESSAI Camille', 'AUTRE Camille'),
    /^DMPAuthenticationError l’assertion a changé/,
  ],
  [
    'a revoked certificate',
    () => signedBy(pki.certificates.signRevoked),
    /^DMPInvalidCertificate .*Not a valid signature certificate\. certificat révoqué/,
  ],
  ['an expired certificate', () => signedBy(pki.certificates.authCliExpired), /^DMPInvalidCertificate .*expiré/],
  [
    'a certificate of another authority',
    () => signedBy(pki.certificates.authCliForeign),
    /^DMPInvalidCertificate .*autorité inconnue/,
  ],
  [
    'the structure of somebody else',
    () => signed({ structureId: '1750990038' }),
    /^DMPAuthenticationError Erreur d’authentification de la personne morale/,
  ],
  ['an issuer that is not the certificate', () => signed({ issuer: 'CN=X,C=FR' }), /^DMPAuthenticationError Issuer/],
  ['a missing software version', () => signed({ lpsVersion: '' }), /^DMPAuthenticationError LPS_Version/],
];

describe('the strict mode of the mock DMP', () => {
  test.each(REFUSED)('refuses %s, which the lenient one answers', async (_name, write, fault) => {
    await mocks.control.call('dmp/set-options', { vihfMode: 'lenient' });
    expect(await search(write())).toBe('accepted');
    await mocks.control.call('dmp/set-options', { vihfMode: 'strict' });
    expect(await search(write())).toMatch(fault);
  });

  test('accepts the site of the certificate’s legal entity, and what sources only infer', async () => {
    await mocks.control.call('dmp/set-options', { vihfMode: 'strict' });
    expect(await search(signed())).toBe('accepted');
    expect(await search(signed({ vihfVersion: '9.9' }))).toBe('accepted');
    expect(await search(signedBy(pki.certificates.authCli, { issueInstant: new Date('2020-01-01') }))).toBe('accepted');
  });

  test('follows a revocation made meanwhile', async () => {
    await mocks.control.call('dmp/set-options', { vihfMode: 'strict' });
    await mocks.control.call('igc/revoke', { certificate: 'sign' });
    try {
      expect(await search(signed())).toMatch(/^DMPInvalidCertificate .*révoqué/);
    } finally {
      await mocks.control.call('igc/restore', { certificate: 'sign' });
    }
    expect(await search(signed())).toBe('accepted');
  });

  test('tells the journal why', async () => {
    await mocks.control.call('dmp/set-options', { vihfMode: 'strict' });
    const since = (await mocks.control.exchanges({ service: 'dmp' }, 0)).at(-1)?.seq ?? 0;
    await search(signed().replace('ESSAI Camille', 'AUTRE Camille'));
    const exchange = await mocks.exchangeAfter(since);
    expect(exchange.unexpected).toMatch(/^VIHF refusé \(mode strict\)/);
    expect(exchange.transaction).toBe('td3-1a');
  });
});
