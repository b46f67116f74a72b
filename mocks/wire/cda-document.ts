import { BancError } from './errors.js';
import { NS } from './namespaces.js';
import { at, child, children, descendant, readXml, textOf } from './xml.js';
import type { XmlNodeData } from './xml.js';

/** An identifier of HL7 v3: `root`, or `root` and `extension`. */
export interface Ii {
  root: string;
  extension?: string;
}

/** A coded value of HL7 v3; '' when an attribute is missing. */
export interface Cd {
  code: string;
  codeSystem: string;
  displayName: string;
}

/** A person or a device of the header, with the organisation they act for. */
export interface CdaActor {
  ids: Ii[];
  code?: Cd;
  family: string;
  given: string;
  /** softwareName and manufacturerModelName of a device. */
  device?: string;
  organization?: { ids: Ii[]; name: string };
}

/** A CDA R2 as received: what other formats are compared with, and the tree for the rules about its structure. */
export interface CdaDocument {
  /** `ClinicalDocument`. */
  root: XmlNodeData;
  id: Ii | undefined;
  setId: Ii | undefined;
  versionNumber: string;
  code: Cd | undefined;
  title: string;
  /** HL7 v3 time, as written. */
  effectiveTime: string;
  confidentialityCode: Cd | undefined;
  languageCode: string;
  templateIds: string[];
  patientIds: Ii[];
  patient: { family: string; given: string; birthDate: string; gender: string };
  authors: CdaActor[];
  legalAuthenticator: CdaActor | undefined;
  custodian: { ids: Ii[]; name: string };
  /** Start and end of the first act, as written. */
  serviceStart: string;
  serviceStop: string;
  practiceSetting: Cd | undefined;
  facility: Cd | undefined;
  /** Identifiers of the documents this one replaces. */
  replaces: Ii[];
  body: { level: 'N1'; mediaType: string; content: Buffer } | { level: 'N3'; sections: number } | { level: 'none' };
}

/** A CDA may hold a whole PDF in one text node. */
const LIMITS = { maxBytes: 96 * 1024 * 1024 };

/**
 * Reads a CDA R2, found by its namespace whatever wraps it (a self-presenting document starts with its stylesheet).
 * What is missing reads as '' or undefined; judging it is the caller's business.
 *
 * @throws BancError BANC_XML_INVALID or BANC_LIMIT from the parser, BANC_MESSAGE_INVALID when there is no CDA.
 */
export function readCdaDocument(source: Uint8Array): CdaDocument {
  const root = descendant(readXml(source, LIMITS), NS.hl7, 'ClinicalDocument');
  if (!root) {
    throw new BancError('BANC_MESSAGE_INVALID', 'No ClinicalDocument of namespace urn:hl7-org:v3: this is not a CDA.');
  }
  const one = (name: string): XmlNodeData | undefined => child(root, NS.hl7, name);
  const patientRole = at(root, NS.hl7, 'recordTarget', 'patientRole');
  const patient = child(patientRole, NS.hl7, 'patient');
  const serviceEvent = at(root, NS.hl7, 'documentationOf', 'serviceEvent');
  const custodian = at(root, NS.hl7, 'custodian', 'assignedCustodian', 'representedCustodianOrganization');
  const legal = at(root, NS.hl7, 'legalAuthenticator', 'assignedEntity');
  const performer = at(serviceEvent, NS.hl7, 'performer', 'assignedEntity', 'representedOrganization');
  return {
    root,
    id: ii(one('id')),
    setId: ii(one('setId')),
    versionNumber: valueOf(one('versionNumber')),
    code: cd(one('code')),
    title: textOf(one('title')) ?? '',
    effectiveTime: valueOf(one('effectiveTime')),
    confidentialityCode: cd(one('confidentialityCode')),
    languageCode: one('languageCode')?.attributes['code'] ?? '',
    templateIds: children(root, NS.hl7, 'templateId').map((node) => node.attributes['root'] ?? ''),
    patientIds: idsOf(patientRole),
    patient: {
      ...nameOf(patient),
      birthDate: valueOf(child(patient, NS.hl7, 'birthTime')),
      gender: child(patient, NS.hl7, 'administrativeGenderCode')?.attributes['code'] ?? '',
    },
    authors: children(root, NS.hl7, 'author').map((author) => actor(child(author, NS.hl7, 'assignedAuthor'))),
    legalAuthenticator: legal && actor(legal),
    custodian: { ids: idsOf(custodian), name: textOf(child(custodian, NS.hl7, 'name')) ?? '' },
    serviceStart: valueOf(at(serviceEvent, NS.hl7, 'effectiveTime', 'low')),
    serviceStop: valueOf(at(serviceEvent, NS.hl7, 'effectiveTime', 'high')),
    practiceSetting: cd(child(performer, NS.hl7, 'standardIndustryClassCode')),
    facility: cd(at(root, NS.hl7, 'componentOf', 'encompassingEncounter', 'location', 'healthCareFacility', 'code')),
    replaces: children(root, NS.hl7, 'relatedDocument')
      .filter((node) => node.attributes['typeCode'] === 'RPLC')
      .flatMap((node) => ii(at(node, NS.hl7, 'parentDocument', 'id')) ?? []),
    body: bodyOf(root),
  };
}

/** An identifier as XDS writes it: `root`, or `root^extension`. '' when there is none. */
export function idText(id: Ii | undefined): string {
  if (!id) return '';
  return id.extension === undefined ? id.root : `${id.root}^${id.extension}`;
}

/** Direct children of an element of HL7 v3. */
export function hl7Children(node: XmlNodeData | undefined, local: string): XmlNodeData[] {
  return children(node, NS.hl7, local);
}

/** The first element at the end of a path of HL7 v3 names. */
export function hl7At(node: XmlNodeData | undefined, ...path: string[]): XmlNodeData | undefined {
  return at(node, NS.hl7, ...path);
}

function ii(node: XmlNodeData | undefined): Ii | undefined {
  const root = node?.attributes['root'];
  if (root === undefined) return undefined;
  const extension = node?.attributes['extension'];
  return extension === undefined ? { root } : { root, extension };
}

function idsOf(node: XmlNodeData | undefined): Ii[] {
  return children(node, NS.hl7, 'id').flatMap((id) => ii(id) ?? []);
}

function cd(node: XmlNodeData | undefined): Cd | undefined {
  if (node?.attributes['code'] === undefined) return undefined;
  const { code = '', codeSystem = '', displayName = '' } = node.attributes;
  return { code, codeSystem, displayName };
}

function valueOf(node: XmlNodeData | undefined): string {
  return node?.attributes['value'] ?? '';
}

/** Birth name first: a person may have several. */
function nameOf(person: XmlNodeData | undefined): { family: string; given: string } {
  const name = child(person, NS.hl7, 'name');
  const best = (local: string): string => {
    const all = children(name, NS.hl7, local);
    return textOf(all.find((node) => node.attributes['qualifier'] === 'BR') ?? all[0]) ?? '';
  };
  return { family: best('family'), given: best('given') };
}

function actor(node: XmlNodeData | undefined): CdaActor {
  const device = child(node, NS.hl7, 'assignedAuthoringDevice');
  const organization = child(node, NS.hl7, 'representedOrganization');
  const code = cd(child(node, NS.hl7, 'code'));
  const names = [
    device && child(device, NS.hl7, 'softwareName'),
    device && child(device, NS.hl7, 'manufacturerModelName'),
  ];
  return {
    ids: idsOf(node),
    ...nameOf(child(node, NS.hl7, 'assignedPerson')),
    ...(code ? { code } : {}),
    ...(device ? { device: names.flatMap((name) => textOf(name) ?? []).join(' ') } : {}),
    ...(organization
      ? { organization: { ids: idsOf(organization), name: textOf(child(organization, NS.hl7, 'name')) ?? '' } }
      : {}),
  };
}

function bodyOf(root: XmlNodeData): CdaDocument['body'] {
  const text = at(root, NS.hl7, 'component', 'nonXMLBody', 'text');
  if (text) {
    const encoding = text.attributes['representation'] === 'B64' ? 'base64' : 'utf8';
    return { level: 'N1', mediaType: text.attributes['mediaType'] ?? '', content: Buffer.from(text.text, encoding) };
  }
  const structured = at(root, NS.hl7, 'component', 'structuredBody');
  return structured ? { level: 'N3', sections: children(structured, NS.hl7, 'component').length } : { level: 'none' };
}
