import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import type { CachedCertificate } from './certificate-cache.js';
import { importSigningKey } from './certificate-making.js';

/** What an OCSP responder needs of one authority. */
export interface OcspAuthority {
  authority: CachedCertificate;
  signer: CachedCertificate;
}

/** An OCSP answer, and what it said, for the journal. */
export interface OcspAnswer {
  /** DER. */
  body: Buffer;
  /** `malformedRequest`, or the status given of each serial number. */
  status: 'malformedRequest' | 'unauthorized' | 'successful';
  statuses: { serial: string; status: 'good' | 'revoked' | 'unknown' }[];
}

const OCSP_BASIC = '1.3.6.1.5.5.7.48.1.1';
const NONCE = '1.3.6.1.5.5.7.48.1.2';
const SHA1 = '1.3.14.3.2.26';
const SHA256 = '2.16.840.1.101.3.4.2.1';
const ONE_DAY_MS = 86_400_000;

/**
 * Answers an OCSP request (RFC 6960): each certificate of one of the authorities is good or revoked as `revokedAt` says;
 * another is `unknown`. The nonce is echoed; the answer is signed by the authority's dedicated OCSP certificate. Bytes that are no
 * request get `malformedRequest`. Never throws on input.
 */
export async function answerOcsp(
  request: Buffer,
  authorities: readonly OcspAuthority[],
  revokedAt: (serial: string) => Date | undefined,
): Promise<OcspAnswer> {
  let parsed: pkijs.OCSPRequest;
  try {
    parsed = pkijs.OCSPRequest.fromBER(Uint8Array.from(request));
  } catch {
    return errorAnswer('malformedRequest', 1);
  }
  const { requestList, requestExtensions } = parsed.tbsRequest;
  if (requestList.length === 0) return errorAnswer('malformedRequest', 1);
  const owners = await Promise.all(requestList.map(({ reqCert }) => ownerOf(reqCert, authorities)));
  const owner = owners.find((one) => one !== undefined);
  // RFC 6960 §2.3: a responder that is responsible for none of the certificates answers unauthorized.
  if (owner === undefined) return errorAnswer('unauthorized', 6);

  const now = new Date(Math.floor(Date.now() / 1000) * 1000);
  const statuses: OcspAnswer['statuses'] = [];
  const responses = requestList.map(({ reqCert }, index) => {
    const serial = Buffer.from(reqCert.serialNumber.valueBlock.valueHexView).toString('hex').toUpperCase();
    const date = revokedAt(serial);
    const status = owners[index] !== owner ? 'unknown' : date === undefined ? 'good' : 'revoked';
    statuses.push({ serial, status });
    const response = new pkijs.SingleResponse({ certID: reqCert, certStatus: certStatus(status, date ?? now) });
    response.thisUpdate = now;
    response.nextUpdate = new Date(now.getTime() + ONE_DAY_MS);
    return response;
  });

  const signerCert = pkijs.Certificate.fromBER(Uint8Array.from(owner.signer.certificate.raw));
  const basic = new pkijs.BasicOCSPResponse();
  basic.tbsResponseData.responderID = signerCert.subject;
  basic.tbsResponseData.producedAt = now;
  basic.tbsResponseData.responses = responses;
  const nonce = requestExtensions?.find(({ extnID }) => extnID === NONCE);
  if (nonce !== undefined) basic.tbsResponseData.responseExtensions = [nonce];
  basic.certs = [signerCert];
  await basic.sign(await importSigningKey(owner.signer.keyPem), 'SHA-256');
  const response = new pkijs.OCSPResponse({
    responseStatus: new asn1js.Enumerated({ value: 0 }),
    responseBytes: new pkijs.ResponseBytes({
      responseType: OCSP_BASIC,
      response: new asn1js.OctetString({ valueHex: basic.toSchema().toBER() }),
    }),
  });
  return { body: Buffer.from(response.toSchema().toBER()), status: 'successful', statuses };
}

async function ownerOf(
  certId: pkijs.CertID,
  authorities: readonly OcspAuthority[],
): Promise<OcspAuthority | undefined> {
  const hash = { [SHA1]: 'SHA-1', [SHA256]: 'SHA-256' }[certId.hashAlgorithm.algorithmId];
  if (hash === undefined) return undefined;
  for (const candidate of authorities) {
    const issuer = pkijs.Certificate.fromBER(Uint8Array.from(candidate.authority.certificate.raw));
    const name = await crypto.subtle.digest(hash, issuer.subject.toSchema().toBER());
    const keyBits = Uint8Array.from(issuer.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView);
    const key = await crypto.subtle.digest(hash, keyBits);
    if (
      Buffer.from(name).equals(certId.issuerNameHash.valueBlock.valueHexView) &&
      Buffer.from(key).equals(certId.issuerKeyHash.valueBlock.valueHexView)
    ) {
      return candidate;
    }
  }
  return undefined;
}

function certStatus(status: 'good' | 'revoked' | 'unknown', date: Date): asn1js.BaseBlock {
  if (status !== 'revoked') {
    return new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: status === 'good' ? 0 : 2 } });
  }
  return new asn1js.Constructed({
    idBlock: { tagClass: 3, tagNumber: 1 },
    value: [new asn1js.GeneralizedTime({ valueDate: date })],
  });
}

function errorAnswer(status: 'malformedRequest' | 'unauthorized', code: number): OcspAnswer {
  const response = new pkijs.OCSPResponse({ responseStatus: new asn1js.Enumerated({ value: code }) });
  return { body: Buffer.from(response.toSchema().toBER()), status, statuses: [] };
}
