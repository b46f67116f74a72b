import type { Code } from './hl7-types.js';
import { BancError } from './errors.js';
import { NS } from './namespaces.js';
import { present } from './present.js';
import { at, child, children, textOf } from './xml.js';
import type { XmlNodeData } from './xml.js';

/** Names of the VIHF's attributes (dmp.md §5.1). */
export const VIHF_ATTRIBUTES = {
  structureId: 'Identifiant_Structure',
  sector: 'Secteur_Activite',
  subjectId: 'urn:oasis:names:tc:xspa:1.0:subject:subject-id',
  role: 'urn:oasis:names:tc:xacml:2.0:subject:role',
  vihfVersion: 'VIHF_Version',
  authenticationMode: 'Authentification_mode',
  resourceId: 'urn:oasis:names:tc:xacml:2.0:resource:resource-id',
  resourceUrn: 'Ressource_URN',
  purposeOfUse: 'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse',
  accessReason: 'Mode_Acces_Raison',
  confidentialityCode: 'urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code',
  lpsId: 'LPS_ID',
  lpsName: 'LPS_Nom',
  lpsVersion: 'LPS_Version',
  lpsHomologation: 'LPS_ID_HOMOLOGATION_DMP',
} as const;

/** How the user of a VIHF was authenticated. */
export type AuthenticationMode = 'DIRECTE' | 'INDIRECTE' | 'INDIRECTE_RENFORCEE';

/** A VIHF as received. What is missing is absent or ''; judging it is the caller's business. */
export interface Vihf {
  /** @ID */
  id: string;
  /** @Version of SAML: `2.0`. */
  samlVersion: string;
  issueInstant: string;
  /** Subject DN of the signing certificate. */
  issuer: string;
  issuerFormat?: string;
  /** PS_IdNat of the user. */
  nameId: string;
  authnInstant?: string;
  authnContextClassRef: string;
  authnContextDecl?: string;
  /** Struct_IdNat. */
  structureId?: string;
  /** `SA01^1.2.250.1.71.4.2.4` */
  sector?: string;
  /** `NOM Prénom` */
  subjectId?: string;
  /** Profession first, then speciality, section …. */
  roles: Code[];
  /** `3.0` or `4.0` */
  vihfVersion?: string;
  /** One of {@link AuthenticationMode}; any string is kept. */
  authenticationMode?: string;
  /** CX of the patient's INS. */
  resourceId?: string;
  /** `urn:dmp` */
  resourceUrn?: string;
  purposeOfUse?: Code;
  /** Free text of a `bris_de_glace`. */
  accessReason?: string;
  /** Only in a minor's secret connection: `INVISIBLE_REPRESENTANTS_LEGAUX^1.2.250.1.213.1.1.4.13`. */
  confidentialityCode?: string;
  lpsId?: string;
  lpsName?: string;
  lpsVersion?: string;
  lpsHomologation?: string;
  /** Text values of every attribute by name as received; coded values as `code^displayName^codeSystem`. */
  attributes: Record<string, string[]>;
  /** A ds:Signature is there; nothing is said of its validity. */
  signed: boolean;
  /** Algorithm URIs and certificate (base64 DER) of the signature, when there is one. */
  signature?: { signatureMethod: string; digestMethod: string; certificate: string };
}

/**
 * Reads a `saml2:Assertion`. Prefixes and the case of attribute names do not count: both `Authentification_mode` and
 * `_Mode` are the ANS's own spellings.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the element is something else.
 */
export function readVihf(assertion: XmlNodeData): Vihf {
  if (assertion.local !== 'Assertion' || assertion.ns !== NS.saml2) {
    throw new BancError('BANC_MESSAGE_INVALID', `Expected saml2:Assertion, got {${assertion.ns}}${assertion.local}.`);
  }
  const nodes = new Map<string, XmlNodeData[]>();
  const attributes: Record<string, string[]> = {};
  for (const attribute of children(child(assertion, NS.saml2, 'AttributeStatement'), NS.saml2, 'Attribute')) {
    const name = attribute.attributes['Name'] ?? '';
    const values = children(attribute, NS.saml2, 'AttributeValue');
    nodes.set(name.toLowerCase(), [...(nodes.get(name.toLowerCase()) ?? []), ...values]);
    attributes[name] = [...(attributes[name] ?? []), ...values.map(valueText)];
  }
  const valuesOf = (name: keyof typeof VIHF_ATTRIBUTES): XmlNodeData[] =>
    nodes.get(VIHF_ATTRIBUTES[name].toLowerCase()) ?? [];
  const text = (name: keyof typeof VIHF_ATTRIBUTES): string | undefined => textOf(valuesOf(name)[0]);

  const issuer = child(assertion, NS.saml2, 'Issuer');
  const statement = child(assertion, NS.saml2, 'AuthnStatement');
  const context = child(statement, NS.saml2, 'AuthnContext');
  const signature = child(assertion, NS.ds, 'Signature');
  return {
    id: assertion.attributes['ID'] ?? '',
    samlVersion: assertion.attributes['Version'] ?? '',
    issueInstant: assertion.attributes['IssueInstant'] ?? '',
    issuer: textOf(issuer) ?? '',
    nameId: textOf(at(assertion, NS.saml2, 'Subject', 'NameID')) ?? '',
    authnContextClassRef: textOf(child(context, NS.saml2, 'AuthnContextClassRef')) ?? '',
    roles: valuesOf('role').flatMap(codesIn),
    attributes,
    signed: signature !== undefined,
    ...present({
      issuerFormat: issuer?.attributes['Format'],
      authnInstant: statement?.attributes['AuthnInstant'],
      authnContextDecl: textOf(child(context, NS.saml2, 'AuthnContextDecl')),
      structureId: text('structureId'),
      sector: text('sector'),
      subjectId: text('subjectId'),
      vihfVersion: text('vihfVersion'),
      authenticationMode: text('authenticationMode'),
      resourceId: text('resourceId'),
      resourceUrn: text('resourceUrn'),
      accessReason: text('accessReason'),
      confidentialityCode: text('confidentialityCode'),
      lpsId: text('lpsId'),
      lpsName: text('lpsName'),
      lpsVersion: text('lpsVersion'),
      lpsHomologation: text('lpsHomologation'),
    }),
    ...present({
      purposeOfUse: valuesOf('purposeOfUse').flatMap(codesIn)[0],
      signature: signature && readSignature(signature),
    }),
  };
}

function readSignature(signature: XmlNodeData): { signatureMethod: string; digestMethod: string; certificate: string } {
  const signedInfo = child(signature, NS.ds, 'SignedInfo');
  const certificate = at(signature, NS.ds, 'KeyInfo', 'X509Data', 'X509Certificate');
  return {
    signatureMethod: child(signedInfo, NS.ds, 'SignatureMethod')?.attributes['Algorithm'] ?? '',
    digestMethod: at(signedInfo, NS.ds, 'Reference', 'DigestMethod')?.attributes['Algorithm'] ?? '',
    certificate: (textOf(certificate) ?? '').replace(/\s+/g, ''),
  };
}

/** Role and PurposeOfUse elements are HL7 CE: any element with @code is taken, whatever its namespace. */
function codesIn(value: XmlNodeData): Code[] {
  return value.children
    .filter((node) => node.attributes['code'] !== undefined)
    .map(({ attributes }) => ({
      code: attributes['code'] ?? '',
      scheme: attributes['codeSystem'] ?? '',
      label: attributes['displayName'] ?? '',
    }));
}

function valueText(value: XmlNodeData): string {
  const coded = codesIn(value)[0];
  return coded ? `${coded.code}^${coded.label}^${coded.scheme}` : value.text.trim();
}
