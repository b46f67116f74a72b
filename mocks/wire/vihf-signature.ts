import type { X509Certificate } from 'node:crypto';
import { type CanonicalizationOrTransformationAlgorithm, SignedXml } from 'xml-crypto';
import { BancError } from './errors.js';
import { NS } from './namespaces.js';
import {
  describeSigner,
  readCertificates,
  type SignerCertificate,
  signerProblems,
  type Trust,
} from './signer-certificate.js';
import { readEnvelope } from './soap.js';
import { type VihfProblem, vihfProblem, VIHF_SOURCES } from './vihf-problem.js';
import { readSignatureShape, type SignatureShape } from './vihf-signature-shape.js';
import { child, withXml, type XmlDoc, type XmlNodeData } from './xml.js';

/** What the verification of a VIHF's signature found. */
export interface VihfSignature {
  /** The signature covers the assertion and verifies with its own certificate; trust is told by the problems. */
  verified: boolean;
  /** Absent without a certificate that can be read. */
  certificate?: SignerCertificate;
  problems: VihfProblem[];
}

const ENVELOPED = `${NS.ds}enveloped-signature`;
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const LOCATOR = '//saml2:Assertion/ds:Signature';
/** Selects what readEnvelope reads as the assertion, and nothing else. */
const IN_ENVELOPE =
  '/*/*[local-name()="Header" and namespace-uri()=namespace-uri(/*)][1]/wsse:Security[1]/saml2:Assertion[1]';
const ALONE = '/saml2:Assertion';
/** Real assertions have some fifty elements. */
const MAX_ELEMENTS = 2_000;
/** Attributes some verifier takes for an ID. */
const ID_ATTRIBUTE = /^(\{.*\})?(id|ID|Id)$/;

/**
 * Verifies the signature of a VIHF: in a SOAP envelope the assertion that {@link readEnvelope} reads, or the assertion
 * when it stands alone. xml-crypto checks the digest and the signature over canonical forms that libxml2 made of that
 * very assertion, where it stands: whatever else the message holds, nothing but what is read can verify.
 *
 * @throws BancError BANC_XML_INVALID or BANC_LIMIT when the message is no XML the bench reads; BANC_MESSAGE_INVALID when
 * it is neither an envelope nor an assertion.
 */
export function verifyVihf(message: Uint8Array | string, trust: Trust): VihfSignature {
  return withXml(message, (doc) => {
    const isAlone = doc.root.local === 'Assertion' && doc.root.ns === NS.saml2;
    const assertion = isAlone ? doc.root : readEnvelope(doc.root).assertion;
    if (!assertion) return unverified(problem('absent', 'VIHF absent', 'no VIHF'));
    if (!child(assertion, NS.ds, 'Signature'))
      return unverified(problem('absent', 'VIHF non signé', 'VIHF not signed'));
    return verifyAssertion(doc, isAlone ? ALONE : IN_ENVELOPE, assertion, trust);
  });
}

function verifyAssertion(doc: XmlDoc, path: string, assertion: XmlNodeData, trust: Trust): VihfSignature {
  if (countElements(assertion) > MAX_ELEMENTS) {
    return unverified(problem('size', 'assertion démesurée', 'oversized assertion', `> ${MAX_ELEMENTS}`));
  }
  const { shape, problems } = readSignatureShape(assertion);
  problems.push(...idProblems(doc.root, assertion), ...commentProblems(doc, path));
  const [leaf, ...others] = readCertificates(shape.certificates) ?? [];
  if (leaf?.publicKey.asymmetricKeyType !== 'rsa') {
    problems.push(problem('certificate', 'certificat absent ou illisible', 'certificate missing or unreadable'));
    return { verified: false, problems };
  }
  const certificate = describeSigner(leaf);
  const told = [...problems, ...signerProblems(leaf, others, trust)];
  // A shape that is wrong is not computed: its verification would prove nothing.
  if (problems.some(({ severity }) => severity === 'error')) return { verified: false, certificate, problems: told };
  const broken = cryptographicProblem(doc, path, shape, leaf);
  return { verified: broken === undefined, certificate, problems: broken ? [broken, ...told] : told };
}

function cryptographicProblem(
  doc: XmlDoc,
  path: string,
  shape: SignatureShape,
  leaf: X509Certificate,
): VihfProblem | undefined {
  try {
    leaveAlone(doc, path);
    const signed = doc.canonicalOf(path, { exclusive: true }) ?? '';
    const signature = doc.canonicalOf(`${path}/ds:Signature`, { exclusive: true }) ?? '';
    const verifier = new SignedXml({ publicCert: leaf.toString(), getCertFromKeyInfo: () => null });
    verifier.CanonicalizationAlgorithms = canonicalForms(doc, path, shape);
    verifier.loadSignature(signature);
    if (verifier.checkSignature(signed)) return undefined;
    return problem(
      'digest',
      'l’assertion a changé depuis sa signature (empreinte différente)',
      'the assertion changed since it was signed (digest differs)',
    );
  } catch (error) {
    if (error instanceof BancError && error.code !== 'BANC_XML_INVALID') throw error;
    const reason = (error as Error).message;
    if (/signature value/.test(reason)) {
      return problem(
        'value',
        'la signature n’est pas celle du certificat joint',
        'the signature was not made with the certificate given',
      );
    }
    return problem('unreadable', 'la signature ne peut pas être vérifiée', 'the signature cannot be verified', reason);
  }
}

/**
 * The canonical forms xml-crypto asks for, made beforehand by libxml2 on the message itself: xml-crypto's own drops
 * processing instructions, and would see the assertion out of its context. xml-crypto canonicalises two things only,
 * ds:SignedInfo and the element referred to.
 */
function canonicalForms(doc: XmlDoc, path: string, shape: SignatureShape): SignedXml['CanonicalizationAlgorithms'] {
  const { signedInfoPrefixes, signedInfoWithComments, referencePrefixes } = shape;
  const signedInfo = doc.canonicalOf(`${path}/ds:Signature/ds:SignedInfo`, {
    exclusive: true,
    prefixes: signedInfoPrefixes,
    withComments: signedInfoWithComments,
  });
  // A reference within the document never covers comments, whatever its canonicalisation (XML Signature §4.4.3.3).
  doc.remove(`${path}/ds:Signature`);
  const assertion = doc.canonicalOf(path, { exclusive: true, prefixes: referencePrefixes });
  class CanonicalForm implements CanonicalizationOrTransformationAlgorithm {
    getAlgorithmName(): string {
      return EXCLUSIVE;
    }
    process(node: Node): string {
      return (node.nodeName.split(':').at(-1) === 'SignedInfo' ? signedInfo : assertion) ?? '';
    }
  }
  class AlreadyRemoved implements CanonicalizationOrTransformationAlgorithm {
    getAlgorithmName(): string {
      return ENVELOPED;
    }
    process(node: Node): Node {
      return node;
    }
  }
  return {
    [EXCLUSIVE]: CanonicalForm,
    [`${EXCLUSIVE}WithComments`]: CanonicalForm,
    [ENVELOPED]: AlreadyRemoved,
  };
}

/**
 * Takes out all that is beside the assertion and its ancestors, on which no exclusive canonical form depends: libxml2
 * walks the whole document for each of them, and a Body may have megabytes.
 */
function leaveAlone(doc: XmlDoc, path: string): void {
  for (const axis of ['preceding-sibling', 'following-sibling']) {
    doc.remove(`${path}/ancestor-or-self::*[parent::*]/${axis}::node()`);
  }
}

function countElements(node: XmlNodeData): number {
  return node.children.reduce((sum, one) => sum + countElements(one), 1);
}

/** Another element of the same ID is how signature wrapping begins. */
function idProblems(root: XmlNodeData, assertion: XmlNodeData): VihfProblem[] {
  const id = assertion.attributes['ID'] ?? '';
  const carriers = (node: XmlNodeData): number =>
    (Object.entries(node.attributes).some(([name, value]) => ID_ATTRIBUTE.test(name) && value === id) ? 1 : 0) +
    node.children.reduce((sum, one) => sum + carriers(one), 0);
  if (id === '' || carriers(root) === 1) return [];
  return [problem('id', 'un autre élément porte le même ID', 'another element has the same ID', id)];
}

/** Signed data do not cover comments, so one put inside a value after signing makes readers see different values. */
function commentProblems(doc: XmlDoc, path: string): VihfProblem[] {
  const inValues = `${path}//*[comment() or processing-instruction()][text()[normalize-space()]]`;
  if (doc.find(inValues).length === 0) return [];
  return [problem('comment', 'commentaire à l’intérieur d’une valeur', 'comment inside a value')];
}

function unverified(only: VihfProblem): VihfSignature {
  return { verified: false, problems: [only] };
}

function problem(rule: string, fr: string, en: string, received?: string): VihfProblem {
  return vihfProblem(
    `vihf.signature.${rule}`,
    { fr, en },
    {
      locator: LOCATOR,
      source: rule === 'absent' ? VIHF_SOURCES.guide : VIHF_SOURCES.xmlSignature,
      ...(received === undefined ? {} : { received }),
    },
  );
}
