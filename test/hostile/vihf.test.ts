import { beforeAll, describe, expect, test } from 'vitest';
import { type BenchPki, loadOrCreatePki } from '../../mocks/igc/pki.js';
import { parseDn } from '../../mocks/wire/distinguished-name.js';
import { BancError } from '../../mocks/wire/errors.js';
import { readEnvelope } from '../../mocks/wire/soap.js';
import { DEFAULT_VIHF_PROFILE } from '../../mocks/wire/vihf-profile.js';
import { type VihfSignature, verifyVihf } from '../../mocks/wire/vihf-signature.js';
import { judgeVihf } from '../../mocks/wire/vihf-validation.js';
import { readVihf } from '../../mocks/wire/vihf.js';
import { inEnvelope, signedBy } from '../unit/mocks/wire/vihf-messages.js';

let pki: BenchPki;
let signed: string;
beforeAll(async () => {
  pki = await loadOrCreatePki({ publicHosts: [] });
  signed = signedBy(pki.certificates.sign);
});

function verify(message: string | Uint8Array): VihfSignature {
  return verifyVihf(message, { anchorsPem: pki.caPem, isRevoked: pki.isRevoked, at: new Date() });
}

/** Verified, by a certificate that is trusted; a message that cannot be read is not. Only a BancError is expected. */
function isBelieved(message: string | Uint8Array): boolean {
  try {
    const { verified, problems } = verify(message);
    return verified && problems.every(({ severity }) => severity === 'warning');
  } catch (error) {
    if (error instanceof BancError) return false;
    throw error;
  }
}

describe('whatever token is sent, it is judged or refused, never believed and never a crash', () => {
  test('cut anywhere, it is not believed', () => {
    const message = inEnvelope(signed);
    for (let length = 0; length < message.length; length += 97) {
      expect(isBelieved(message.slice(0, length)), `cut at ${length}`).toBe(false);
    }
  });

  test('with one byte changed anywhere in the assertion, it is believed only when it reads the same', () => {
    const read = JSON.stringify(readVihf(requireAssertion(inEnvelope(signed))));
    for (let at = 30; at < signed.length; at += 61) {
      const bytes = Buffer.from(inEnvelope(signed));
      const offset = bytes.indexOf('<saml2:Assertion') + at;
      bytes[offset] = (bytes[offset] ?? 0) ^ 1;
      if (!isBelieved(bytes)) continue;
      expect(JSON.stringify(readVihf(requireAssertion(bytes))), `changed at ${at}`).toBe(read);
    }
  });

  test.each<[string, () => string]>([
    ['an empty signature', () => signed.replace(/<ds:SignedInfo>.*<\/ds:KeyInfo>/s, '')],
    [
      'a signature of signatures',
      () =>
        signed
          .replace('<ds:SignedInfo>', '<ds:Signature><ds:SignedInfo>')
          .replace('</ds:SignedInfo>', '</ds:SignedInfo></ds:Signature>'),
    ],
    ['two SignedInfo', () => signed.replace(/(<ds:SignedInfo>.*<\/ds:SignedInfo>)/s, '$1$1')],
    [
      'a SignatureMethod of its own before',
      () =>
        signed.replace(
          '<ds:SignedInfo>',
          '<ds:Object><ds:SignatureMethod Algorithm="http://www.w3.org/2000/09/xmldsig#hmac-sha1"/></ds:Object><ds:SignedInfo>',
        ),
    ],
    ['a quote in the ID', () => signed.replaceAll('_a1', "_a1' or '1'='1")],
    ['an URI elsewhere', () => signed.replace('URI="#_a1"', 'URI="file:///etc/passwd"')],
    ['an XPointer', () => signed.replace('URI="#_a1"', 'URI="#xpointer(/)"')],
    ['a certificate that is no base64', () => signed.replace(/(<ds:X509Certificate>)[^<]*/, '$1é"<![CDATA[<]]>')],
    [
      'a thousand certificates',
      () =>
        signed.replace(
          /(<ds:X509Certificate>[^<]*<\/ds:X509Certificate>)/,
          (one) => `<ds:X509Certificate>AAAA</ds:X509Certificate>${one.repeat(1000)}`,
        ),
    ],
    ['a thousand references', () => signed.replace(/(<ds:Reference .*<\/ds:Reference>)/s, (one) => one.repeat(1000))],
    ['a thousand transforms', () => signed.replace(/(<ds:Transform .*?\/>)/s, (one) => one.repeat(1000))],
    [
      'ten thousand prefixes',
      () => signed.replace('<ds:SignedInfo>', `<ds:SignedInfo><x PrefixList="${'p '.repeat(10_000)}"/>`),
    ],
    [
      'a hundred nested attributes',
      () =>
        signed.replace(
          '</saml2:AttributeStatement>',
          `${'<saml2:Attribute>'.repeat(90)}${'</saml2:Attribute>'.repeat(90)}</saml2:AttributeStatement>`,
        ),
    ],
  ])('%s', (_name, write) => {
    const started = performance.now();
    expect(isBelieved(inEnvelope(write()))).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('a Body of fifty thousand elements costs no more than reading it; an assertion of as many is not computed', () => {
    const many = '<b i="1">x</b>'.repeat(50_000);
    const started = performance.now();
    expect(isBelieved(inEnvelope(signed).replace('<a xmlns="urn:test"/>', `<a xmlns="urn:test">${many}</a>`))).toBe(
      true,
    );
    expect(
      isBelieved(inEnvelope(signed.replace('</saml2:AttributeStatement>', `${many}</saml2:AttributeStatement>`))),
    ).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('values of any length and content are judged quickly', () => {
    for (const value of [
      'A'.repeat(200_000),
      'CN='.repeat(50_000),
      '\\'.repeat(100_001),
      '^&~'.repeat(50_000),
      '\u202e\u0300',
    ]) {
      const message = inEnvelope(
        signedBy(pki.certificates.sign, {
          issuer: value,
          nameId: value,
          structureId: value,
          sector: value,
          resourceId: value,
        }),
      );
      const started = performance.now();
      const { attributes } = judgeVihf(readVihf(requireAssertion(message)), verify(message), {
        profile: DEFAULT_VIHF_PROFILE,
        aboutPatient: true,
      });
      expect(attributes.map(({ rule }) => rule)).toEqual(
        expect.arrayContaining(['vihf.issuer', 'vihf.name-id', 'vihf.structure', 'vihf.sector', 'vihf.resource-id']),
      );
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });

  test('names that are none are read as none', () => {
    for (const dn of ['=', ',', '+', 'CN', 'CN=A,', '__proto__=x,=', 'A'.repeat(10_000)])
      expect(parseDn(dn)).toBeUndefined();
    expect(parseDn('constructor=x')).toEqual([{ type: 'CONSTRUCTOR', value: 'x' }]);
    for (const hex of ['#', '#14', '#14ff41', '#1404', '#zz']) expect(parseDn(`CN=${hex}`)).toHaveLength(1);
  });
});

function requireAssertion(message: string | Uint8Array): Parameters<typeof readVihf>[0] {
  const { assertion } = readEnvelope(message);
  if (!assertion) throw new Error('no assertion');
  return assertion;
}
