import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { KeyObject, webcrypto } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { X509CertificateGenerator } from '@peculiar/x509';
import { SignedXml } from 'xml-crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildEnvelope, readEnvelope } from '../../../../mocks/wire/soap.js';
import { buildVihf, signVihf } from '../../../../mocks/wire/vihf-build.js';
import type { VihfClaims } from '../../../../mocks/wire/vihf-build.js';
import { readVihf } from '../../../../mocks/wire/vihf.js';
import { readXml, withXml } from '../../../../mocks/wire/xml.js';

const CLAIMS: VihfClaims = {
  id: '_a1',
  issueInstant: new Date('2026-02-03T08:15:30.000Z'),
  issuer: 'CN=DPI BANC TEST,OU=1750000002,O=CH DES ESSAIS,ST=Paris (75),C=FR',
  nameId: '810999999906',
  authnInstant: new Date('2026-02-03T08:00:00.000Z'),
  authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorUnregistered',
  authnContextDecl: 'APP_BROWSER_AUTH',
  structureId: '1750000002',
  sector: 'SA01^1.2.250.1.71.4.2.4',
  subjectId: 'ESSAI Camille',
  roles: [
    { code: '10', scheme: '1.2.250.1.71.1.2.7', label: 'Médecin' },
    { code: 'SM26', scheme: '1.2.250.1.71.4.2.5', label: 'Qualifié en Médecine Générale (SM)' },
  ],
  authenticationMode: 'INDIRECTE_RENFORCEE',
  resourceId: '299019999999929^^^&1.2.250.1.213.1.4.10&ISO^NH',
  lpsName: 'MonDPI',
  lpsVersion: '4.2',
  lpsHomologation: 'HOM-0001',
};

describe('claims', () => {
  test('every claim reads back', () => {
    expect(readVihf(readXml(buildVihf(CLAIMS)))).toMatchObject({
      id: '_a1',
      samlVersion: '2.0',
      issueInstant: '2026-02-03T08:15:30.000Z',
      issuer: CLAIMS.issuer,
      issuerFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName',
      nameId: CLAIMS.nameId,
      authnInstant: '2026-02-03T08:00:00.000Z',
      authnContextClassRef: CLAIMS.authnContextClassRef,
      authnContextDecl: 'APP_BROWSER_AUTH',
      structureId: CLAIMS.structureId,
      sector: CLAIMS.sector,
      subjectId: CLAIMS.subjectId,
      roles: CLAIMS.roles,
      vihfVersion: '3.0',
      authenticationMode: 'INDIRECTE_RENFORCEE',
      resourceId: CLAIMS.resourceId,
      resourceUrn: 'urn:dmp',
      purposeOfUse: { code: 'normal', scheme: '1.2.250.1.213.1.1.4.248', label: 'Accès normal' },
      lpsName: 'MonDPI',
      lpsVersion: '4.2',
      lpsHomologation: 'HOM-0001',
      signed: false,
    });
  });

  test('optional claims are left out, exceptional ones read back', () => {
    const rest: Partial<VihfClaims> = { ...CLAIMS };
    delete rest.resourceId;
    delete rest.subjectId;
    const bare = readVihf(readXml(buildVihf(rest as VihfClaims)));
    expect(bare.resourceId).toBeUndefined();
    expect(bare.subjectId).toBeUndefined();
    expect(Object.keys(bare.attributes)).not.toContain('LPS_ID');
    const exceptional = readVihf(
      readXml(
        buildVihf({
          ...CLAIMS,
          purposeOfUse: { code: 'bris_de_glace', scheme: '1.2.250.1.213.1.1.4.248', label: 'Bris de glace' },
          accessReason: 'Urgence <vitale>',
          confidentialityCode: 'INVISIBLE_REPRESENTANTS_LEGAUX^1.2.250.1.213.1.1.4.13',
          lpsId: '01',
        }),
      ),
    );
    expect(exceptional).toMatchObject({
      purposeOfUse: { code: 'bris_de_glace' },
      accessReason: 'Urgence <vitale>',
      confidentialityCode: 'INVISIBLE_REPRESENTANTS_LEGAUX^1.2.250.1.213.1.1.4.13',
      lpsId: '01',
    });
  });

  test('the case of Authentification_Mode, prefixes and xsi:type do not count', () => {
    const xml = buildVihf(CLAIMS)
      .replaceAll('saml2:', '')
      .replace('xmlns:saml2=', 'xmlns=')
      .replaceAll(' xsi:type="xs:string"', '')
      .replace('Authentification_mode', 'Authentification_Mode');
    const vihf = readVihf(readXml(xml));
    expect(vihf).toMatchObject({ authenticationMode: 'INDIRECTE_RENFORCEE', structureId: '1750000002' });
    expect(vihf.attributes['Authentification_Mode']).toEqual(['INDIRECTE_RENFORCEE']);
  });

  test('an empty assertion reads as empty, another element is refused', () => {
    const vihf = readVihf(readXml('<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"/>'));
    expect(vihf).toMatchObject({ id: '', issuer: '', nameId: '', roles: [], attributes: {}, signed: false });
    expect(() => readVihf(readXml('<a/>'))).toThrow(expect.objectContaining({ code: 'BANC_MESSAGE_INVALID' }));
  });
});

describe('signature', () => {
  let privateKeyPem: string;
  let certificatePem: string;

  beforeAll(async () => {
    const algorithm = {
      name: 'RSASSA-PKCS1-v1_5',
      hash: 'SHA-256',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
    };
    const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name: 'CN=DPI BANC TEST',
      keys,
      signingAlgorithm: algorithm,
    });
    privateKeyPem = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
    certificatePem = certificate.toString('pem');
  });

  /** The signed assertion as an envelope carries it. */
  function envelope(signed: string): string {
    return buildEnvelope({ action: 'a', messageId: 'urn:uuid:1', securityXml: signed, bodyXml: '<a/>' });
  }

  function isValid(xml: string): boolean {
    const signature = withXml(xml, (doc) => doc.fragment('//ds:Signature'));
    const verifier = new SignedXml({ publicCert: certificatePem });
    verifier.loadSignature(signature ?? '');
    try {
      return verifier.checkSignature(xml);
    } catch {
      return false;
    }
  }

  test('stands right after Issuer, RSA-SHA256, with the certificate', () => {
    const assertion = readXml(signVihf(buildVihf(CLAIMS), { privateKeyPem, certificatePem }));
    expect(assertion.children.slice(0, 3).map((node) => node.local)).toEqual(['Issuer', 'Signature', 'Subject']);
    const vihf = readVihf(assertion);
    expect(vihf.signed).toBe(true);
    expect(vihf.signature).toEqual({
      signatureMethod: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      digestMethod: 'http://www.w3.org/2001/04/xmlenc#sha256',
      certificate: certificatePem.replace(/-----[A-Z ]+-----|\s/g, ''),
    });
  });

  test('is valid inside an envelope, and no longer once a claim is changed', () => {
    const xml = envelope(
      signVihf(buildVihf({ ...CLAIMS, subjectId: 'L’ÉTÉ <&> "x"' }), { privateKeyPem, certificatePem }),
    );
    expect(isValid(xml)).toBe(true);
    expect(isValid(xml.replace('810999999906', '810999999907'))).toBe(false);
    expect(readEnvelope(xml).assertion?.attributes['ID']).toBe('_a1');
  });

  test('xmlsec1 agrees', async ({ skip }) => {
    const run = promisify(execFile);
    const present = await run('xmlsec1', ['--version']).then(
      () => true,
      () => false,
    );
    skip(!present, 'xmlsec1 is not installed');
    const folder = await mkdtemp(path.join(tmpdir(), 'banc-vihf-'));
    try {
      const [message, certificate] = [path.join(folder, 'message.xml'), path.join(folder, 'certificate.pem')];
      await writeFile(message, envelope(signVihf(buildVihf(CLAIMS), { privateKeyPem, certificatePem })));
      await writeFile(certificate, certificatePem);
      const options = ['--verify', '--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:assertion:Assertion'];
      const { stdout, stderr } = await run('xmlsec1', [...options, '--pubkey-cert-pem', certificate, message]);
      expect(`${stdout}${stderr}`).toContain('OK');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
