import { buildCdaN1 } from '../../../../fixtures/documents/cda.js';
import { DMP_ACTIONS } from '../../../../mocks/wire/dmp-actions.js';
import { STATUS } from '../../../../mocks/wire/ebrim-objects.js';
import { buildLotSignature } from '../../../../mocks/wire/lot-signature.js';
import { buildEnvelope, WSA_ANONYMOUS } from '../../../../mocks/wire/soap.js';
import { buildRegistryResponse } from '../../../../mocks/wire/registry-errors.js';
import { buildAdhocQueryRequest } from '../../../../mocks/wire/stored-query.js';
import { updateAvailabilityStatus } from '../../../../mocks/wire/submit-objects.js';
import { buildUpdateDocumentSet } from '../../../../mocks/wire/update-document-set.js';
import { buildVihf, signVihf } from '../../../../mocks/wire/vihf-build.js';
import { xdmArchiveOf } from '../../../../mocks/wire/xdm-from-cda.js';
import type { XdmSubmission } from '../../../../mocks/wire/xdm-metadata.js';
import { zip } from '../../../../mocks/wire/xdm-zip.js';
import { claims, envelope, findParameters } from '../../mocks/dmp/dmp-bench.js';
import { hospitalLot, provideMessage } from '../../mocks/dmp/dmp-writing.js';
import { documentBytes } from '../../mocks/hl7-bench.js';
import { ownKeys } from '../../mocks/wire/own-keys.js';
import { DOCUMENT_ID, SET_ID, SIGNATURE_ID, SUBMITTED_SET } from '../../mocks/wire/submission-fixtures.js';
import { input } from '../cda/documents.js';

const QUERY = DMP_ACTIONS['iti-18'].request;
const ANSWER = DMP_ACTIONS['iti-41'].response;
const ENTRY = 'urn:uuid:11111111-aaaa-4bbb-8ccc-000000000001';
const TRACES = [
  'Date et heure;Utilisateur;Document;Type d’accès',
  '21/11/2026 09:40:12;99790000212;Lettre de liaison;Téléchargement',
];

/** What capture tools and products save, conform or with one mistake each: file name -> content. */
export async function capturedFiles(): Promise<Record<string, string | Buffer>> {
  const keys = await ownKeys();
  const own = { issuer: 'CN=DPI BANC TEST,C=FR', authnContextDecl: 'APP_BROWSER_AUTH', issueInstant: new Date() };
  const assertion = buildVihf(claims(own));
  const securityXml = signVihf(assertion, keys);
  const ask = (bodyXml: string, action: string = QUERY): string =>
    buildEnvelope({ action, messageId: 'urn:uuid:1', to: '', replyTo: WSA_ANONYMOUS, securityXml, bodyXml });
  const search = (parameters = findParameters()): string =>
    buildAdhocQueryRequest({ query: 'FindDocuments', parameters });
  const query = ask(search());
  const answer = (bodyXml: string): string =>
    buildEnvelope({ action: ANSWER, messageId: 'urn:uuid:2', to: WSA_ANONYMOUS, relatesTo: 'urn:uuid:1', bodyXml });
  const cda = Buffer.from(buildCdaN1(input()));
  const { contentType, body } = signedLot(cda, cda, keys);
  return {
    'cda.xml': cda,
    'cda-in-stylesheet.xml': `<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0">${cda.toString().replace(/<\?xml[^>]*\?>/, '')}</xsl:stylesheet>`,
    'cda-without-author.xml': cda.toString().replace(/<author>[\s\S]*<\/author>/, ''),
    'query.xml': query,
    'query.http': `POST /registry HTTP/1.1\r\nHost: dmp\r\nContent-Type: application/soap+xml\r\nContent-Length: ${Buffer.byteLength(query)}\r\n\r\n${query}`,
    'query-not-signed.xml': envelope(QUERY, search()),
    'query-without-patient.xml': ask(search(findParameters().slice(1))),
    'query-wrong-action.xml': ask(search(), DMP_ACTIONS['iti-43'].request),
    'query-soap11.xml': query.replaceAll(
      'http://www.w3.org/2003/05/soap-envelope',
      'http://schemas.xmlsoap.org/soap/envelope/',
    ),
    'unknown-body.xml': ask('<x xmlns="urn:x"/>'),
    'update.xml': ask(update(STATUS.approved, STATUS.deleted), DMP_ACTIONS['iti-57'].request),
    'update-no-change.xml': ask(update(STATUS.approved, STATUS.approved), DMP_ACTIONS['iti-57'].request),
    'message.hl7': documentBytes({ controlId: 'F1' }),
    'message-like-samples.hl7': documentBytes({ controlId: 'F2' })
      .toString()
      .replace('ASIP-SANTE-PS', 'ASIP-SANTE- PS'),
    'success.xml': answer(buildRegistryResponse()),
    'refusal.xml': answer(
      buildRegistryResponse([{ code: 'DMPClosed', context: 'DMP fermé', severity: 'error' }]).replace(
        'fermé',
        '\u009b2Jfermé',
      ),
    ),
    'lot.mime': body,
    'lot.http': Buffer.concat([Buffer.from(`Content-Type: ${contentType}\r\n\r\n`), body]),
    'lot-other-document-signed.mime': signedLot(cda, Buffer.from(buildCdaN1(input({ marker: 'Autre.' }))), keys).body,
    'assertion.xml': securityXml,
    'assertion-changed.xml': securityXml.replace('ESSAI-PREMIER', 'ESSAI-SECOND'),
    'assertion-not-signed.xml': assertion,
    'traces.csv': TRACES.join('\r\n'),
    'traces-without-kind.csv': TRACES.join('\r\n').replace('Type d’accès', 'Divers'),
    'IHE_XDM.zip': await xdmArchiveOf({ documents: [{ cda }] }),
    'IHE_XDM-other-size.zip': await xdmArchiveOf({ documents: [{ cda }], change: withOtherSize }),
  };
}

/** Files nobody can judge: file name -> content. */
export async function unreadableFiles(): Promise<Record<string, string | Buffer>> {
  const keys = await ownKeys();
  const cda = Buffer.from(buildCdaN1(input()));
  const lot = signedLot(cda, cda, keys).body;
  return {
    empty: '',
    binary: Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256)),
    'xxe.xml':
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><ClinicalDocument xmlns="urn:hl7-org:v3">&x;</ClinicalDocument>',
    'bomb.xml': `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "${'&a;'.repeat(1000)}">]><soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope">${'&b;'.repeat(1000)}</soap:Envelope>`,
    'deep.xml': `<Envelope>${'<a>'.repeat(100_000)}`,
    'broken.xml': '<ClinicalDocument xmlns="urn:hl7-org:v3">\n<id></code></ClinicalDocument>',
    'cut.mime': lot.subarray(0, lot.length / 2),
    'cut.http': 'POST / HTTP/1.1\r\nContent-Type: application/soap+xml\r\nContent-Length: 900\r\n\r\n<soap:Envelope/>',
    'chunked.http':
      'HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<a/>',
    'quote.csv': 'Utilisateur;Document;Date;Type d’accès\r\n"ouvert;a;b;c',
    'other.zip': await zip([{ path: 'a.txt', bytes: Buffer.from('a') }], new Date(0)),
    'utf16.csv': Buffer.from('\uFEFFUtilisateur;Document', 'utf16le'),
  };
}

function withOtherSize(submission: XdmSubmission): XdmSubmission {
  return { ...submission, documents: submission.documents.map((entry) => ({ ...entry, size: '1' })) };
}

function update(from: string, to: string): string {
  const associations = [updateAvailabilityStatus('a1', SET_ID, ENTRY, { from, to })];
  return buildUpdateDocumentSet({ submissionSet: SUBMITTED_SET, documents: [], associations });
}

/** A lot that carries `content` under a signature over `signed`. */
function signedLot(
  content: Buffer,
  signed: Buffer,
  keys: { privateKeyPem: string; certificatePem: string },
): ReturnType<typeof provideMessage> {
  const submission = hospitalLot();
  const documents = [{ uniqueId: submission.documents[0]?.uniqueId ?? '', content: signed }];
  const signature = buildLotSignature(
    { uniqueId: submission.submissionSet.uniqueId, documents },
    { ...keys, signingTime: new Date('2026-02-03T08:15:30Z') },
  );
  const contents = { [DOCUMENT_ID]: content, [SIGNATURE_ID]: Buffer.from(signature) };
  return provideMessage(submission, { authenticationMode: 'INDIRECTE' }, contents);
}
