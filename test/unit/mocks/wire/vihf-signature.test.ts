import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BenchPki, loadOrCreatePki } from '../../../../mocks/igc/pki.js';
import type { Trust } from '../../../../mocks/wire/signer-certificate.js';
import { readEnvelope } from '../../../../mocks/wire/soap.js';
import { buildVihf } from '../../../../mocks/wire/vihf-build.js';
import { verifyVihf } from '../../../../mocks/wire/vihf-signature.js';
import { readVihf } from '../../../../mocks/wire/vihf.js';
import { ownKeys } from './own-keys.js';
import { because, NO_SAMPLES, sample } from './samples.js';
import { airClaims, inEnvelope, signedBy, signUnusually } from './vihf-messages.js';

const run = promisify(execFile);
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

let pki: BenchPki;
let trust: Trust;
let signed: string;

beforeAll(async () => {
  pki = await loadOrCreatePki({ publicHosts: [] });
  trust = { anchorsPem: pki.caPem, isRevoked: pki.isRevoked, at: new Date() };
  signed = signedBy(pki.certificates.sign);
});

/** Rules told about a message, warnings left out. */
function errors(message: string | Uint8Array, given: Partial<Trust> = {}): string[] {
  const { problems } = verifyVihf(message, { ...trust, ...given });
  return problems.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
}

function nameIdRead(message: string): string {
  const { assertion } = readEnvelope(message);
  return assertion ? readVihf(assertion).nameId : '';
}

describe('a VIHF signed with a certificate the bench trusts', () => {
  test('verifies alone and in its envelope, and tells whose it is', () => {
    for (const message of [signed, inEnvelope(signed)]) {
      expect(verifyVihf(message, trust)).toEqual({
        verified: true,
        problems: [],
        certificate: {
          subject: pki.certificates.sign.subject,
          serial: pki.certificates.sign.serial,
          structure: '1750991010',
          usage: 'signature',
        },
      });
    }
  });

  test.each<[string, (xml: string) => string]>([
    ['no prefix', (xml) => xml.replaceAll('saml2:', '').replace('xmlns:saml2=', 'xmlns=')],
    ['another prefix', (xml) => xml.replaceAll('saml2:', 'saml:').replace('xmlns:saml2=', 'xmlns:saml=')],
    ['comments between elements', (xml) => xml.replace('<saml2:Subject', '<!-- c --><saml2:Subject')],
    ['accents, entities of characters, CDATA', (xml) => xml.replace('ESSAI Camille', 'É&#xE9;&amp;<![CDATA[<x>]]>')],
  ])('verifies with %s', (_name, write) => {
    const unsigned = write(buildVihf(airClaims(pki.certificates.sign)));
    expect(verifyVihf(inEnvelope(signUnusually(unsigned, pki.certificates.sign)), trust)).toMatchObject({
      verified: true,
    });
  });

  test('verifies with InclusiveNamespaces declared by the envelope', () => {
    const bare = buildVihf(airClaims(pki.certificates.sign)).replace(/ xmlns:xs="[^"]*"/, '');
    const envelope = inEnvelope(bare).replace(
      '<soap:Envelope',
      '<soap:Envelope xmlns:xs="http://www.w3.org/2001/XMLSchema"',
    );
    const message = signUnusually(envelope, pki.certificates.sign, { prefixes: ['xs'] });
    expect(verifyVihf(message, trust)).toMatchObject({ verified: true, problems: [] });
  });

  test('SHA-1 is accepted with a warning', () => {
    const message = signUnusually(buildVihf(airClaims(pki.certificates.sign)), pki.certificates.sign, {
      signatureMethod: `${DSIG}rsa-sha1`,
      digestMethod: `${DSIG}sha1`,
    });
    const { verified, problems } = verifyVihf(message, trust);
    expect(verified).toBe(true);
    expect(problems.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
      'warning vihf.signature.sha1',
      'warning vihf.signature.sha1',
    ]);
  });
});

describe('the certificate', () => {
  test('revoked, expired, of another authority: each is said', () => {
    const { signRevoked, authCliExpired, authCliForeign } = pki.certificates;
    expect(errors(signedBy(signRevoked))).toEqual(['vihf.certificate.revoked']);
    expect(errors(signedBy(authCliExpired))).toEqual(['vihf.certificate.validity']);
    expect(errors(signedBy(authCliForeign))).toEqual(['vihf.certificate.chain']);
  });

  test('is judged at the moment given', () => {
    const later = new Date(trust.at.getTime() + 4 * 365 * 86_400_000);
    expect(errors(signed, { at: later })).toContain('vihf.certificate.validity');
    expect(errors(signed, { at: new Date('2019-01-01') })).toContain('vihf.certificate.validity');
  });

  test('self-signed, or listed as its own anchor: not trusted', async () => {
    const own = await ownKeys();
    const foreign = { ...pki.certificates.sign, keyPem: own.privateKeyPem, certPem: own.certificatePem };
    expect(errors(signedBy(foreign))).toContain('vihf.certificate.chain');
    expect(errors(signedBy(foreign), { anchorsPem: own.certificatePem })).toContain('vihf.certificate.chain');
  });

  test('of an authority: refused, even trusted', () => {
    const { certPem, keyPem } = pki.authorities.organisations;
    expect(errors(signedBy({ ...pki.certificates.sign, certPem, keyPem }))).toContain('vihf.certificate.authority');
  });

  test('an authority signed by a structure’s certificate is none', () => {
    expect(errors(signedBy(pki.certificates.authCliForeign), { anchorsPem: pki.certificates.sign.certPem })).toEqual([
      'vihf.certificate.chain',
    ]);
  });
});

describe('what was changed, or signed otherwise, is refused', () => {
  test('a claim changed, added, removed, reordered', () => {
    const changed = [
      signed.replace('810999999906', '810999999914'),
      signed.replace('</saml2:AttributeStatement>', '<saml2:Attribute Name="x"/></saml2:AttributeStatement>'),
      signed.replace(/<saml2:AuthnContextDecl>.*?<\/saml2:AuthnContextDecl>/, ''),
      signed.replace('ESSAI Camille', 'ESSAI  Camille'),
    ];
    for (const message of changed) expect(errors(inEnvelope(message))).toEqual(['vihf.signature.digest']);
  });

  test('signed by another key under the certificate of the structure', async () => {
    const own = await ownKeys();
    const stolen = { ...pki.certificates.sign, keyPem: own.privateKeyPem };
    expect(errors(signedBy(stolen))).toEqual(['vihf.signature.value']);
  });

  test('the signature value or the digest changed', () => {
    expect(errors(signed.replace(/(<ds:SignatureValue>)./, '$1*'))).toEqual(['vihf.signature.value']);
    expect(errors(signed.replace(/(<ds:DigestValue>)..../, '$1AAAA'))).toEqual(['vihf.signature.digest']);
  });

  test('without signature, without certificate, with a certificate that is none', () => {
    expect(errors(signed.replace(/<ds:Signature .*<\/ds:Signature>/s, ''))).toEqual(['vihf.signature.absent']);
    expect(errors(signed.replace(/<ds:X509Data>.*<\/ds:X509Data>/s, ''))).toEqual(['vihf.signature.certificate']);
    expect(errors(signed.replace(/(<ds:X509Certificate>)[^<]*/, '$1AAAA'))).toEqual(['vihf.signature.certificate']);
  });

  test.each<[string, Parameters<typeof signUnusually>[2], string]>([
    [
      'inclusive canonicalisation',
      { canonicalization: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315' },
      'algorithm',
    ],
    ['HMAC keyed with the certificate', { signatureMethod: `${DSIG}hmac-sha1` }, 'algorithm'],
    ['no enveloped transform', { transforms: [EXCLUSIVE] }, 'transforms'],
    ['a second reference', { alsoSigns: ["//*[local-name(.)='Subject']"] }, 'reference'],
  ])('%s', (_name, how, rule) => {
    const message = signUnusually(buildVihf(airClaims(pki.certificates.sign)), pki.certificates.sign, how);
    expect(verifyVihf(message, trust).verified).toBe(false);
    expect(errors(message)).toContain(`vihf.signature.${rule}`);
  });

  test('a transform that would select something else', () => {
    const message = signed.replace(
      '<ds:Transforms>',
      '<ds:Transforms><ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>false()</ds:XPath></ds:Transform>',
    );
    expect(errors(message)).toContain('vihf.signature.transforms');
  });

  test('a comment put inside a value after signing, which canonical form forgives', () => {
    const message = inEnvelope(signed.replace('810999999906', '8109<!-- -->99999906'));
    expect(errors(message)).toEqual(['vihf.signature.comment']);
  });

  test('a processing instruction put in after signing, which xml-crypto’s own canonical form would drop', () => {
    expect(errors(signed.replace('<saml2:Subject', '<?p i?><saml2:Subject'))).toEqual(['vihf.signature.digest']);
  });

  test('a DTD, its entities, a truncated message: not read at all', () => {
    const entity = `<!DOCTYPE a [<!ENTITY e "810999999906">]>${signed.replace('810999999906', '&e;')}`;
    for (const message of [entity, signed.slice(0, -40), `${signed}${signed}`, '']) {
      expect(() => verifyVihf(message, trust)).toThrow(expect.objectContaining({ code: 'BANC_XML_INVALID' }));
    }
  });

  test('a relative namespace name, which has no canonical form', () => {
    const message = inEnvelope(signed).replace('<soap:Envelope', '<soap:Envelope xmlns:r="relative"');
    expect(errors(message)).toEqual(['vihf.signature.unreadable']);
  });
});

describe('signature wrapping: the assertion that is read is the one that is verified', () => {
  const FORGED = '810999999914';
  const original = (): string => signed.replace(/<ds:Signature .*<\/ds:Signature>/s, '');
  const signature = (): string => /<ds:Signature .*<\/ds:Signature>/s.exec(signed)?.[0] ?? '';
  const forged = (id: string): string => original().replace('"_a1"', `"${id}"`).replace('810999999906', FORGED);
  const insert = (xml: string, what: string): string => xml.replace('</saml2:Issuer>', `</saml2:Issuer>${what}`);

  test.each<[string, () => string]>([
    [
      'the original beside, in Security, after a forged one with its signature',
      () => insert(forged('_evil'), signature()) + original(),
    ],
    ['the signed original after a forged one without signature', () => forged('_evil') + signed],
    [
      'the original inside ds:Object of the forged one',
      () =>
        insert(
          forged('_evil'),
          signature().replace('</ds:Signature>', `<ds:Object>${original()}</ds:Object></ds:Signature>`),
        ),
    ],
    [
      'the signed original inside an attribute of the forged one',
      () =>
        insert(forged('_evil'), signature()).replace(
          '</saml2:AttributeStatement>',
          `<saml2:Attribute>${original()}</saml2:Attribute></saml2:AttributeStatement>`,
        ),
    ],
    ['both with the same ID', () => insert(forged('_a1'), signature()) + original()],
    [
      'the original in the forged one’s Subject, same ID',
      () => insert(forged('_a1'), signature()).replace('</saml2:Subject>', `${original()}</saml2:Subject>`),
    ],
    [
      'the same ID under another attribute name',
      () => insert(forged('_a1'), signature()) + original().replace(' ID=', ' Id='),
    ],
  ])('%s', (_name, security) => {
    const message = inEnvelope(security());
    expect(nameIdRead(message)).toBe(FORGED);
    expect(verifyVihf(message, trust).verified).toBe(false);
    expect(errors(message).length).toBeGreaterThan(0);
  });

  test('the original in the Body or in another header, a forged one in Security', () => {
    const evil = insert(forged('_a1'), signature());
    const inBody = inEnvelope(evil).replace('<a xmlns="urn:test"/>', original());
    const inHeader = inEnvelope(evil).replace('<soap:Header>', `<soap:Header><x xmlns="urn:x">${original()}</x>`);
    const otherSecurity = inEnvelope(evil).replace(
      '</soap:Header>',
      `<wsse:Security xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">${signed}</wsse:Security></soap:Header>`,
    );
    for (const message of [inBody, inHeader, otherSecurity]) {
      expect(nameIdRead(message)).toBe(FORGED);
      expect(verifyVihf(message, trust).verified).toBe(false);
    }
  });

  test('a reference without ID does not move to another element', () => {
    const message = inEnvelope(insert(forged('_evil'), signature().replace('URI="#_a1"', 'URI=""')) + original());
    expect(verifyVihf(message, trust).verified).toBe(false);
  });
});

describe('xmlsec1', () => {
  test('agrees on what verifies and on what does not', async ({ skip }) => {
    const present = await run('xmlsec1', ['--version']).then(
      () => true,
      () => false,
    );
    skip(!present, 'xmlsec1 is not installed');
    const folder = await mkdtemp(path.join(tmpdir(), 'banc-vihf-'));
    const authorities = Object.entries(pki.authorities).filter(([name]) => name !== 'foreign');
    const verifies = async (message: string): Promise<boolean> => {
      const file = path.join(folder, 'message.xml');
      await writeFile(file, message);
      const options = ['--verify', '--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:assertion:Assertion'];
      for (const [name, { certPem }] of authorities) {
        await writeFile(path.join(folder, name), certPem);
        options.push(name === 'root' ? '--trusted-pem' : '--untrusted-pem', path.join(folder, name));
      }
      return run('xmlsec1', [...options, file]).then(
        () => true,
        () => false,
      );
    };
    try {
      const withComment = signUnusually(
        buildVihf(airClaims(pki.certificates.sign)).replace('<saml2:Subject', '<!-- c --><saml2:Subject'),
        pki.certificates.sign,
      );
      const altered = signed.replace('ESSAI Camille', 'ESSAI Camillo');
      for (const message of [signed, altered, withComment, signedBy(pki.certificates.authCliForeign)].map(inEnvelope)) {
        expect(await verifies(message)).toBe(errors(message).length === 0);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe.skipIf(NO_SAMPLES !== undefined)(because('official samples'), () => {
  test.each([
    ['VIHF_INDIRECTE_signe.xml', 'signature'],
    ['VIHF_INDIRECTE_RENFORCEE_signe.xml', 'authentication'],
  ])(
    '%s: re-encoded after signing, its digest differs; its certificate is old and of another authority',
    (name, usage) => {
      const { verified, certificate, problems } = verifyVihf(sample(name), trust);
      expect(verified).toBe(false);
      expect(certificate?.usage).toBe(usage);
      expect(problems.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual([
        'vihf.signature.digest',
        'vihf.certificate.validity',
        'vihf.certificate.chain',
      ]);
    },
  );

  test.each(['TD0.2-requete.xml', 'TD0.4-requete.xml', 'TD3.1-requete.xml', 'TD3.2-requete.xml', 'TD3.3c-requete.xml'])(
    '%s carries an assertion without signature',
    (name) => {
      expect(errors(sample(name))).toEqual(['vihf.signature.absent']);
    },
  );
});
