/** A sentence in both languages; the wire codecs know nothing of the engine's texts, whose shape this is. */
export interface BilingualText {
  fr: string;
  en: string;
}

/** What is wrong, or odd, in a VIHF. */
export interface VihfProblem {
  /** Stable id of the rule: `vihf.role.speciality`. */
  rule: string;
  /** `error`: the rule is broken. `warning`: accepted, but the reader should know. */
  severity: 'error' | 'warning';
  /** How sure the rule is (dmp.md, tags [S], [T], [I], [?]); only the first two are certain. */
  confidence: 'stated' | 'tried' | 'inferred' | 'unconfirmed';
  message: BilingualText;
  expected?: string;
  received?: string;
  /** XPath, prefixes of namespaces.ts. */
  locator: string;
  /** Where the rule is written. */
  source: string;
}

/** Sources several families of rules share. */
export const VIHF_SOURCES = {
  guide: 'Package DMP, exemples de jeton VIHF (dmp.md §5.1)',
  refusals: 'Refus observés du DMP (dmp.md §5.3)',
  xmlSignature: 'XML Signature 1.1',
  samlSignature: 'SAML 2.0 Core §5.4',
  certificates: 'RFC 5280 §6.1',
} as const;

/** True for an error whose rule is certain: what a strict DMP refuses, what a check may fail. */
export function isCertain({ severity, confidence }: VihfProblem): boolean {
  return severity === 'error' && (confidence === 'stated' || confidence === 'tried');
}

/** A problem, an error that sources state unless told. */
export function vihfProblem(
  rule: string,
  message: BilingualText,
  details: Pick<VihfProblem, 'locator'> & Partial<Omit<VihfProblem, 'rule' | 'message'>>,
): VihfProblem {
  return { rule, severity: 'error', confidence: 'stated', source: VIHF_SOURCES.guide, ...details, message };
}
