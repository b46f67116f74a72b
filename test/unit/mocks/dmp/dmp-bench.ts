import { createFaultPlan, type FaultPlan } from '../../../../mocks/core/fault-plan.js';
import type { HttpAnswer, ReceivedRequest } from '../../../../mocks/core/http-message.js';
import { handleDmpRequest } from '../../../../mocks/dmp/dispatch.js';
import { DEFAULT_DMP_OPTIONS, type DmpOptions } from '../../../../mocks/dmp/dmp-options.js';
import { newDocument, type DocumentInput } from '../../../../mocks/dmp/document-metadata.js';
import type { RegistryEntry } from '../../../../mocks/dmp/registry-model.js';
import { RegistryState } from '../../../../mocks/dmp/registry-state.js';
import type { RegistryObjects } from '../../../../mocks/wire/ebrim-objects.js';
import type { Code } from '../../../../mocks/wire/hl7-types.js';
import { readMtom } from '../../../../mocks/wire/mtom.js';
import { buildRetrieveRequest, readRetrieveResponse } from '../../../../mocks/wire/retrieve-document-set.js';
import { DMP_ACTIONS } from '../../../../mocks/wire/dmp-actions.js';
import { buildEnvelope, readEnvelope, readFault, type SoapEnvelope } from '../../../../mocks/wire/soap.js';
import {
  buildAdhocQueryRequest,
  readAdhocQueryResponse,
  type QueryParameter,
} from '../../../../mocks/wire/stored-query.js';
import type { QueryName } from '../../../../mocks/wire/stored-query-definitions.js';
import { buildVihf, type VihfClaims } from '../../../../mocks/wire/vihf-build.js';

export const INS = '299019999999929';
export const OTHER_INS = '158039999990184';
export const OID = '1.2.250.1.213.1.4.10';
/** The reader of most tests, a physician of the hospital. */
export const READER = '899790000212';
/** Another physician of the same hospital. */
export const COLLEAGUE = '899790000410';
/** The third party who feeds. */
export const AUTHOR = '899790000816';
export const HOSPITAL = '1750990012';
export const AUTHOR_STRUCTURE = '1750990038';
export const APPROVED = 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved';

const PHYSICIAN: Code[] = [
  { code: '10', scheme: '1.2.250.1.71.1.2.7', label: 'Médecin' },
  { code: 'SM26', scheme: '1.2.250.1.71.4.2.5', label: 'Qualifié en Médecine générale (SM)' },
];

/** A registry with two open records, whose clock tests move by hand, and the DMP answering in front of it. */
export class DmpBench {
  now = new Date('2026-02-03T08:00:00Z');
  readonly state = new RegistryState(() => this.now);
  readonly faults: FaultPlan = createFaultPlan();
  options: DmpOptions = structuredClone(DEFAULT_DMP_OPTIONS);
  #documents = 0;

  constructor() {
    for (const [ins, familyName] of [
      [INS, 'ESSAI-UN'],
      [OTHER_INS, 'ESSAI-DOUBLON'],
    ] as const) {
      this.state.records.load({
        ins,
        insOid: OID,
        familyName,
        givenName: 'CAMILLE',
        birthDate: '1999-01-26',
        gender: 'F',
      });
    }
  }

  /** Feeds a document, then lets a minute pass. */
  feed(given: Partial<DocumentInput> = {}, ins = INS): RegistryEntry {
    const entry = this.state.add(ins, newDocument(this.document(given), this.state.records.get(ins).patient, this.now));
    this.pass();
    return entry;
  }

  /** Replaces a document, then lets a minute pass. */
  replace(target: RegistryEntry, given: Partial<DocumentInput> = {}): RegistryEntry {
    const { patient } = this.state.records.get(target.ins);
    const entry = this.state.replace(target, newDocument(this.document(given), patient, this.now));
    this.pass();
    return entry;
  }

  pass(minutes = 1): void {
    this.now = new Date(this.now.getTime() + minutes * 60_000);
  }

  document(given: Partial<DocumentInput> = {}): DocumentInput {
    this.#documents += 1;
    return {
      uniqueId: `1.2.250.1.999.20.7.${this.#documents}`,
      title: `Document ${this.#documents}`,
      typeCode: '11490-0',
      classCode: '10',
      contentBase64: Buffer.from(`<ClinicalDocument n="${this.#documents}"/>`).toString('base64'),
      authorProfessional: { nationalId: AUTHOR, familyName: 'TIERS-GENERALISTE', givenName: 'Alex' },
      authorStructure: { finess: AUTHOR_STRUCTURE.slice(1), name: 'CABINET MEDICAL FICTIF' },
      ...given,
    };
  }

  /** Hands a request to the dispatcher as if it came over TLS. */
  send(body: Buffer | string, request: Partial<ReceivedRequest> = {}): Promise<HttpAnswer> {
    return handleDmpRequest(
      {
        method: 'POST',
        path: '/si-dmp-server/v2/services/registry',
        query: new URLSearchParams(),
        line: 'POST /si-dmp-server/v2/services/registry HTTP/1.1',
        headers: [],
        contentType: 'application/soap+xml; charset=UTF-8',
        body: Buffer.from(body),
        tls: { authorized: true },
        remoteAddress: '127.0.0.1',
        startedAt: new Date(),
        signal: new AbortController().signal,
        ...request,
      },
      {
        state: this.state,
        options: this.options,
        faults: this.faults,
        now: () => this.now,
        trust: { anchorsPem: '', isRevoked: () => false },
      },
    );
  }

  /** Sends a stored query and reads what comes back. */
  async query(
    query: QueryName,
    parameters: QueryParameter[],
    options: { vihf?: Partial<VihfClaims>; returnType?: 'LeafClass' | 'ObjectRef' } = {},
  ): Promise<{ objects: RegistryObjects; errors: string[]; status: string; answer: HttpAnswer }> {
    const bodyXml = buildAdhocQueryRequest({ query, parameters, returnType: options.returnType ?? 'LeafClass' });
    const answer = await this.send(envelope(DMP_ACTIONS['iti-18'].request, bodyXml, options.vihf));
    const { body } = readEnvelope(String(answer.body));
    if (!body) throw new Error('empty answer');
    const response = readAdhocQueryResponse(body);
    return { ...response, errors: response.errors.map(({ code }) => code), answer };
  }

  /** FindDocuments of Approved documents, filters added. */
  find(parameters: QueryParameter[] = [], vihf: Partial<VihfClaims> = {}): ReturnType<DmpBench['query']> {
    return this.query('FindDocuments', [...findParameters(), ...parameters], { vihf });
  }

  /** Sends a retrieve and reads what comes back. */
  async retrieve(
    uniqueIds: string[],
    vihf: Partial<VihfClaims> = {},
  ): Promise<ReturnType<typeof readRetrieveResponse> & { answer: HttpAnswer }> {
    const bodyXml = buildRetrieveRequest(
      uniqueIds.map((documentUniqueId) => ({ repositoryUniqueId: '1.2.250.1.213.4.1.1.1.2', documentUniqueId })),
    );
    const answer = await this.send(envelope(DMP_ACTIONS['iti-43'].request, bodyXml, vihf), {
      path: '/si-dmp-server/v2/services/repository',
    });
    const { root, parts } = await readMtom(contentType(answer), Buffer.from(answer.body));
    const { body } = readEnvelope(root);
    if (!body) throw new Error('empty answer');
    return { ...readRetrieveResponse(body, parts), answer };
  }
}

/** Required parameters of FindDocuments for the patient of most tests. */
export function findParameters(status: string | string[] = APPROVED): QueryParameter[] {
  return [
    { name: '$XDSDocumentEntryPatientId', values: [cx(INS)] },
    { name: '$XDSDocumentEntryStatus', values: [status].flat() },
  ];
}

/** A request envelope around a body, with an AIR VIHF of the reader for the patient unless told. */
export function envelope(action: string, bodyXml: string, vihf: Partial<VihfClaims> = {}): string {
  return buildEnvelope({
    action,
    messageId: 'urn:uuid:00000000-0000-4000-8000-000000000001',
    to: '',
    replyTo: 'http://www.w3.org/2005/08/addressing/anonymous',
    securityXml: buildVihf(claims(vihf)),
    bodyXml,
  });
}

export function claims(given: Partial<VihfClaims> = {}): VihfClaims {
  return {
    id: '_a1',
    issueInstant: new Date('2026-02-03T08:00:00Z'),
    issuer: 'CN=DPI BANC TEST,OU=1750990012,O=CH DES ESSAIS,ST=Paris (75),C=FR',
    nameId: READER,
    authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorUnregistered',
    structureId: HOSPITAL,
    sector: 'SA01^1.2.250.1.71.4.2.4',
    subjectId: 'ESSAI-PREMIER Camille',
    roles: PHYSICIAN,
    authenticationMode: 'INDIRECTE_RENFORCEE',
    resourceId: cx(INS),
    lpsName: 'DPI',
    lpsVersion: '1',
    lpsHomologation: 'HOM-1',
    ...given,
  };
}

export function cx(ins: string, oid = OID): string {
  return `${ins}^^^&${oid}&ISO^NH`;
}

export function contentType(answer: HttpAnswer): string {
  return answer.headers.find(([name]) => name === 'Content-Type')?.[1] ?? '';
}

/** The fault of an answer; fails when it is none. */
export function faultOf(answer: HttpAnswer): {
  envelope: SoapEnvelope;
  code: string;
  subcode?: string;
  reason: string;
} {
  const read = readEnvelope(String(answer.body));
  const fault = readFault(read);
  if (!fault) throw new Error(`no fault: ${String(answer.body)}`);
  return { envelope: read, ...fault };
}

/** Titles of the documents in an answer, sorted. */
export function titles(objects: RegistryObjects): string[] {
  return objects.documents.map(({ title }) => title ?? '').sort();
}
