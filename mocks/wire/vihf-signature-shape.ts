import { NS } from './namespaces.js';
import { type VihfProblem, vihfProblem, VIHF_SOURCES } from './vihf-problem.js';
import { at, child, children, type XmlNodeData } from './xml.js';

/** What a signature says it covers, and how; read before anything is computed. */
export interface SignatureShape {
  /** InclusiveNamespaces of CanonicalizationMethod. */
  signedInfoPrefixes: string[];
  signedInfoWithComments: boolean;
  /** InclusiveNamespaces of the reference's canonicalisation. */
  referencePrefixes: string[];
  /** Base64 DER of KeyInfo, the signer's first. */
  certificates: string[];
}

const DS = '//saml2:Assertion/ds:Signature';
const SIGNED_INFO = `${DS}/ds:SignedInfo`;
const REFERENCE = `${SIGNED_INFO}/ds:Reference`;
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const EXCLUSIVE_WITH_COMMENTS = `${EXCLUSIVE}WithComments`;
const ENVELOPED = `${NS.ds}enveloped-signature`;
/** RSA only: IGC-Santé has no other keys, and HMAC would take the certificate's public key for a secret. */
const SIGNATURE_METHODS = [
  `${NS.ds}rsa-sha1`,
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
];
const DIGEST_METHODS = [
  `${NS.ds}sha1`,
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmlenc#sha512',
];
const MAX_CERTIFICATES = 6;

/**
 * Examines the signature of an assertion before it is verified: one signature, over this assertion and nothing else,
 * by allowed algorithms (dmp.md §5.1). Problems of severity error mean that verifying would prove nothing.
 */
export function readSignatureShape(assertion: XmlNodeData): { shape: SignatureShape; problems: VihfProblem[] } {
  const signature = child(assertion, NS.ds, 'Signature');
  const signedInfo = child(signature, NS.ds, 'SignedInfo');
  const references = children(signedInfo, NS.ds, 'Reference');
  const transforms = children(child(references[0], NS.ds, 'Transforms'), NS.ds, 'Transform');
  const method = child(signedInfo, NS.ds, 'CanonicalizationMethod');
  const shape: SignatureShape = {
    signedInfoPrefixes: inclusivePrefixes(method),
    signedInfoWithComments: algorithmOf(method) === EXCLUSIVE_WITH_COMMENTS,
    referencePrefixes: inclusivePrefixes(transforms.at(-1)),
    certificates: children(at(signature, NS.ds, 'KeyInfo', 'X509Data'), NS.ds, 'X509Certificate')
      .slice(0, MAX_CERTIFICATES)
      .map((node) => node.text.replace(/\s+/g, '')),
  };
  const problems = [
    ...placeProblems(assertion, signature),
    ...referenceProblems(references, assertion.attributes['ID'] ?? ''),
    ...transformProblems(transforms),
    ...algorithmProblems(signedInfo, method, references[0]),
  ];
  return { shape, problems };
}

function placeProblems(assertion: XmlNodeData, signature: XmlNodeData | undefined): VihfProblem[] {
  const problems: VihfProblem[] = [];
  const names =
    signature?.children
      .slice(0, 3)
      .map(({ local }) => local)
      .join(' ') ?? '';
  if (names !== 'SignedInfo SignatureValue KeyInfo') {
    problems.push(
      wrong('form', 'ds:Signature n’a pas la forme prévue', 'ds:Signature is not of the expected form', {
        expected: 'SignedInfo SignatureValue KeyInfo',
        received: names,
        locator: DS,
      }),
    );
  }
  const count = children(assertion, NS.ds, 'Signature').length;
  if (count > 1) {
    problems.push(
      wrong('several', 'plusieurs signatures dans l’assertion', 'several signatures in the assertion', {
        received: String(count),
        locator: DS,
      }),
    );
  }
  const [first, second] = assertion.children;
  if (first?.local !== 'Issuer' || second !== signature) {
    problems.push(
      wrong('place', 'la signature ne suit pas Issuer', 'the signature does not follow Issuer', {
        received: assertion.children
          .map(({ local }) => local)
          .slice(0, 4)
          .join(', '),
        locator: DS,
        source: VIHF_SOURCES.guide,
      }),
    );
  }
  return problems;
}

function referenceProblems(references: readonly XmlNodeData[], id: string): VihfProblem[] {
  if (references.length !== 1) {
    return [
      wrong('reference', 'la signature a une seule référence', 'the signature has exactly one reference', {
        received: references.map((one) => one.attributes['URI'] ?? '?').join(', '),
        locator: REFERENCE,
      }),
    ];
  }
  const uri = references[0]?.attributes['URI'];
  if (uri === `#${id}` && id !== '') return [];
  const details = { expected: `#${id}`, received: uri ?? '', locator: `${REFERENCE}/@URI` };
  if (uri === '') {
    const odd = { ...details, severity: 'warning', confidence: 'inferred' } as const;
    return [wrong('reference', 'référence vide au lieu de l’ID', 'empty reference instead of the ID', odd)];
  }
  const other = 'la signature porte sur autre chose que cette assertion';
  return [wrong('reference', other, 'the signature covers something else than this assertion', details)];
}

function transformProblems(transforms: readonly XmlNodeData[]): VihfProblem[] {
  const received = transforms.map(algorithmOf);
  const [first, second, ...others] = received;
  const exclusive = second === EXCLUSIVE || second === EXCLUSIVE_WITH_COMMENTS;
  if (first === ENVELOPED && exclusive && others.length === 0) return [];
  return [
    wrong('transforms', 'transformations autres que celles du VIHF', 'transforms other than those of the VIHF', {
      expected: `${ENVELOPED} ${EXCLUSIVE}`,
      received: received.join(' '),
      locator: `${REFERENCE}/ds:Transforms`,
    }),
  ];
}

function algorithmProblems(
  signedInfo: XmlNodeData | undefined,
  method: XmlNodeData | undefined,
  reference: XmlNodeData | undefined,
): VihfProblem[] {
  const problems: VihfProblem[] = [];
  const check = (name: string, received: string, allowed: readonly string[], locator: string): void => {
    if (!allowed.includes(received)) {
      const details = { expected: allowed.join(' '), received, locator: `${locator}/@Algorithm` };
      problems.push(wrong('algorithm', `algorithme refusé (${name})`, `algorithm refused (${name})`, details));
    } else if (received.endsWith('sha1')) {
      problems.push(
        wrong('sha1', `SHA-1 (${name}) : passer à SHA-256`, `SHA-1 (${name}): move to SHA-256`, {
          received,
          locator: `${locator}/@Algorithm`,
          severity: 'warning',
          confidence: 'inferred',
        }),
      );
    }
  };
  const signatureMethod = algorithmOf(child(signedInfo, NS.ds, 'SignatureMethod'));
  const digestMethod = algorithmOf(child(reference, NS.ds, 'DigestMethod'));
  const canonical = [EXCLUSIVE, EXCLUSIVE_WITH_COMMENTS];
  check('CanonicalizationMethod', algorithmOf(method), canonical, `${SIGNED_INFO}/ds:CanonicalizationMethod`);
  check('SignatureMethod', signatureMethod, SIGNATURE_METHODS, `${SIGNED_INFO}/ds:SignatureMethod`);
  check('DigestMethod', digestMethod, DIGEST_METHODS, `${REFERENCE}/ds:DigestMethod`);
  return problems;
}

function wrong(
  rule: string,
  fr: string,
  en: string,
  details: Pick<VihfProblem, 'locator'> & Partial<VihfProblem>,
): VihfProblem {
  return vihfProblem(`vihf.signature.${rule}`, { fr, en }, { source: VIHF_SOURCES.samlSignature, ...details });
}

function algorithmOf(node: XmlNodeData | undefined): string {
  return node?.attributes['Algorithm'] ?? '';
}

function inclusivePrefixes(node: XmlNodeData | undefined): string[] {
  const list = child(node, EXCLUSIVE, 'InclusiveNamespaces')?.attributes['PrefixList'] ?? '';
  return list.split(/\s+/).filter((prefix) => prefix !== '');
}
