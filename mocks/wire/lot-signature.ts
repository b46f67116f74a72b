import { createHash, X509Certificate } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { BancError } from './errors.js';
import { NS } from './namespaces.js';
import { at, child, children, readXml, textOf, withXml } from './xml.js';
import type { XmlNodeData } from './xml.js';
import { el, type Xml } from './xml-builder.js';

/** A lot as its signature document names it (dmp.md §9). */
export interface SignedLot {
  /** uniqueId of the submission set. */
  uniqueId: string;
  /** Documents of the lot but the signature document itself. */
  documents: readonly { uniqueId: string; content: Buffer }[];
}

/** What is wrong with a signature document, in French; `where` is an XPath. */
export interface LotSignatureProblem {
  message: string;
  where: string;
}

const C14N_WITH_COMMENTS = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const MANIFEST_TYPE = 'http://www.w3.org/2000/09/xmldsig#Manifest';
const XADES = 'http://uri.etsi.org/01903/v1.1.1#';
const SIGNED_PROPERTIES_TYPE = `${XADES}SignedProperties`;
/** "Source" of ASTM E1762: who sends the lot answers for it. */
const PURPOSE_SOURCE = '1.2.840.10065.1.12.1.14';
const MANIFEST_ID = 'IHEManifest';
const PROPERTIES_ID = 'S0-SignedProperties';
/** Digest algorithms a manifest may use; the official sample still has SHA-1. */
const DIGESTS: Readonly<Record<string, string>> = {
  'http://www.w3.org/2000/09/xmldsig#sha1': 'sha1',
  [SHA256]: 'sha256',
};

/**
 * Writes and signs the signature document of a lot: a `ds:Signature` over a manifest that names the lot (digest `AA==`,
 * as the lot cannot hold its own) and each document by the digest of its canonical form, and over XAdES properties
 * (IHE DSG; dmp.md §9). RSA-SHA256. Throws BANC_XML_INVALID when a document is no XML.
 */
export function buildLotSignature(
  lot: SignedLot,
  keys: { privateKeyPem: string; certificatePem: string; signingTime: Date },
): string {
  const signer = new SignedXml({
    privateKey: keys.privateKeyPem,
    publicCert: keys.certificatePem,
    signatureAlgorithm: RSA_SHA256,
    canonicalizationAlgorithm: C14N_WITH_COMMENTS,
    objects: [manifest(lot), purpose(), signedProperties(keys)].map((object) => ({ content: object.text })),
  });
  const sign = (id: string, type: string): void => {
    signer.addReference({
      xpath: `//*[@Id='${id}']`,
      uri: `#${id}`,
      type,
      digestAlgorithm: SHA256,
      transforms: [C14N_WITH_COMMENTS],
    });
  };
  sign(MANIFEST_ID, MANIFEST_TYPE);
  sign(PROPERTIES_ID, SIGNED_PROPERTIES_TYPE);
  // xml-crypto signs inside a document; only the signature it makes is kept.
  signer.computeSignature('<lot/>', { prefix: 'ds', attrs: { Id: 'lot-signature' } });
  return signer.getSignatureXml();
}

/**
 * What is wrong with a signature document: not about this lot, digests that differ, signature that does not verify with
 * its own certificate. Whether that certificate is trusted is another question. Never throws for what it reads.
 */
export function lotSignatureProblems(signature: Buffer, lot: SignedLot): LotSignatureProblem[] {
  try {
    const root = readXml(signature);
    if (root.local !== 'Signature' || root.ns !== NS.ds) {
      return [{ message: `le document de signature est un ${root.local}, pas une ds:Signature`, where: '/*' }];
    }
    return [...manifestProblems(root, lot), ...valueProblems(signature.toString('utf8'), root)];
  } catch (error) {
    if (!(error instanceof BancError)) throw error;
    return [{ message: `le document de signature est illisible : ${error.message}`, where: '/' }];
  }
}

function manifest(lot: SignedLot): Xml {
  return el(
    'ds:Manifest',
    { 'xmlns:ds': NS.ds, Id: MANIFEST_ID },
    el(
      'ds:Reference',
      { URI: `urn:oid:${lot.uniqueId}` },
      el('ds:DigestMethod', { Algorithm: SHA256 }),
      el('ds:DigestValue', {}, 'AA=='),
    ),
    lot.documents.map(({ uniqueId, content }) =>
      el(
        'ds:Reference',
        { URI: `urn:oid:${uniqueId}` },
        el('ds:Transforms', {}, el('ds:Transform', { Algorithm: C14N_WITH_COMMENTS })),
        el('ds:DigestMethod', { Algorithm: SHA256 }),
        el('ds:DigestValue', {}, canonicalDigest(content, 'sha256')),
      ),
    ),
  );
}

function purpose(): Xml {
  const property = { Id: 'purposeOfSignature', Target: '#lot-signature' };
  return el('ds:SignatureProperties', { 'xmlns:ds': NS.ds }, el('ds:SignatureProperty', property, PURPOSE_SOURCE));
}

function signedProperties({ certificatePem, signingTime }: { certificatePem: string; signingTime: Date }): Xml {
  const certificate = new X509Certificate(certificatePem);
  const issuer = certificate.issuer.split('\n').toReversed().join(',');
  return el(
    'xades:QualifyingProperties',
    { 'xmlns:xades': XADES, 'xmlns:ds': NS.ds, Target: '#lot-signature' },
    el(
      'xades:SignedProperties',
      { Id: PROPERTIES_ID },
      el(
        'xades:SignedSignatureProperties',
        {},
        el('xades:SigningTime', {}, signingTime.toISOString()),
        el(
          'xades:SigningCertificate',
          {},
          el(
            'xades:Cert',
            {},
            el(
              'xades:CertDigest',
              {},
              el('ds:DigestMethod', { Algorithm: SHA256 }),
              el('ds:DigestValue', {}, createHash('sha256').update(certificate.raw).digest('base64')),
            ),
            el(
              'xades:IssuerSerial',
              {},
              el('ds:X509IssuerName', {}, issuer),
              el('ds:X509SerialNumber', {}, BigInt(`0x${certificate.serialNumber}`).toString()),
            ),
          ),
        ),
        el('xades:SignaturePolicyIdentifier', {}, el('xades:SignaturePolicyImplied')),
      ),
    ),
  );
}

function manifestProblems(root: XmlNodeData, lot: SignedLot): LotSignatureProblem[] {
  const found = children(root, NS.ds, 'Object')
    .flatMap((object) => children(object, NS.ds, 'Manifest'))
    .find((node) => node.attributes['Id'] === MANIFEST_ID);
  if (!found) return [{ message: `aucun ds:Manifest d’Id ${MANIFEST_ID}`, where: '//ds:Object/ds:Manifest' }];
  const references = children(found, NS.ds, 'Reference');
  const problems: LotSignatureProblem[] = [];
  const referenceTo = (uniqueId: string, what: string): XmlNodeData | undefined => {
    const uri = `urn:oid:${uniqueId}`;
    const reference = references.find((node) => node.attributes['URI'] === uri);
    if (!reference) problems.push({ message: `${what} ${uniqueId} absent du manifeste`, where: referencePath(uri) });
    return reference;
  };
  referenceTo(lot.uniqueId, 'lot');
  for (const { uniqueId, content } of lot.documents) {
    const reference = referenceTo(uniqueId, 'document');
    if (!reference) continue;
    const algorithm = child(reference, NS.ds, 'DigestMethod')?.attributes['Algorithm'] ?? '';
    const digest = DIGESTS[algorithm];
    const where = referencePath(`urn:oid:${uniqueId}`);
    if (digest === undefined) problems.push({ message: `empreinte d’algorithme inconnu : ${algorithm}`, where });
    else if (textOf(child(reference, NS.ds, 'DigestValue')) !== canonicalDigest(content, digest)) {
      problems.push({ message: `l’empreinte du document ${uniqueId} n’est pas celle du document envoyé`, where });
    }
  }
  return problems;
}

function valueProblems(xml: string, root: XmlNodeData): LotSignatureProblem[] {
  const certificate = (textOf(at(root, NS.ds, 'KeyInfo', 'X509Data', 'X509Certificate')) ?? '').replace(/\s+/g, '');
  const where = '/ds:Signature/ds:SignedInfo';
  const signed = children(child(root, NS.ds, 'SignedInfo'), NS.ds, 'Reference').map((node) => node.attributes['URI']);
  if (!signed.includes(`#${MANIFEST_ID}`)) return [{ message: 'la signature ne porte pas sur le manifeste', where }];
  const verifier = new SignedXml({
    publicCert: `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----`,
    getCertFromKeyInfo: () => null,
  });
  try {
    verifier.loadSignature(xml);
    if (verifier.checkSignature(xml)) return [];
    return [{ message: 'la signature ne se vérifie pas : ce qui est signé a changé', where }];
  } catch (error) {
    return [{ message: `la signature ne se vérifie pas : ${(error as Error).message}`, where }];
  }
}

function referencePath(uri: string): string {
  return `//ds:Manifest[@Id='${MANIFEST_ID}']/ds:Reference[@URI='${uri}']`;
}

function canonicalDigest(content: Buffer, algorithm: string): string {
  const limits = { maxBytes: 64 * 1024 * 1024 };
  return withXml(content, (doc) => createHash(algorithm).update(doc.canonical()).digest('base64'), limits);
}
