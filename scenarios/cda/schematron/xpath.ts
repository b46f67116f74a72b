import fontoxpath from 'fontoxpath';
import type { Document, Element } from 'slimdom';

/** What the XPath functions of the schematrons need besides the document: where doc() reads. */
export interface XPathContext {
  load(uri: string): Document;
}

const FN = 'http://www.w3.org/2005/xpath-functions';
const NAMESPACES: Readonly<Record<string, string>> = {
  xml: 'http://www.w3.org/XML/1998/namespace',
  xs: 'http://www.w3.org/2001/XMLSchema',
  fn: FN,
};

/** Variable that stands for XSLT's current(). */
const CURRENT = 'banc-current';

let registered = false;

/** fontoxpath lacks these functions of XPath 2 and XSLT 2 (hl7v2-pfi-cda.md §13); registering is global to it. */
function registerFunctions(): void {
  if (registered) return;
  registered = true;
  const register = fontoxpath.registerCustomXPathFunction;
  for (const localName of ['doc', 'document']) {
    register(
      { namespaceURI: FN, localName },
      ['xs:string?'],
      'node()?',
      (dynamic: { currentContext: XPathContext }, uri: string | null) =>
        uri === null ? null : dynamic.currentContext.load(uri),
    );
  }
  register(
    { namespaceURI: FN, localName: 'matches' },
    ['xs:string?', 'xs:string', 'xs:string'],
    'xs:boolean',
    (_: unknown, input: string | null, pattern: string, flags: string) =>
      new RegExp(pattern, flags.replace(/[^ims]/g, '')).test(input ?? ''),
  );
  register(
    { namespaceURI: FN, localName: 'resolve-QName' },
    ['xs:string?', 'element()'],
    'xs:string?',
    (_: unknown, name: string | null, element: Element) => {
      if (name === null) return null;
      const [prefix, local] = name.includes(':') ? name.split(':') : ['', name];
      return `{${element.lookupNamespaceURI(prefix || null) ?? ''}}${local ?? ''}`;
    },
  );
}

/**
 * An expression of a schematron as fontoxpath takes it: QName(…) compared as `{namespace}local`, the regular expression
 * `^+?` that JavaScript refuses (an evident slip for `^\+?`), and current().
 */
export function adapted(expression: string): string {
  return expression
    .replace(/QName\(\s*'([^']*)'\s*,\s*'([\w-]+)'\s*\)/g, "'{$1}$2'")
    .replaceAll('^+?\\d', '^\\+?\\d')
    .replace(/\bcurrent\(\)/g, `$${CURRENT}`);
}

/** `let $a := (…), … return (…)`: a variable given from JavaScript would become an array. */
export function withLets(bindings: readonly string[], expression: string): string {
  return bindings.length > 0 ? `let ${bindings.join(', ')} return (${expression})` : expression;
}

/** Binds current() to the node being judged. */
export const CURRENT_BINDING = `$${CURRENT} := .`;

/** Evaluates expressions with the namespaces of a schema. Errors of XPath are thrown as they are. */
export function xpathOf(namespaces: Readonly<Record<string, string>>, context: XPathContext) {
  registerFunctions();
  const options = {
    language: fontoxpath.evaluateXPath.XPATH_3_1_LANGUAGE,
    namespaceResolver: (prefix: string) => (prefix === '' ? null : (namespaces[prefix] ?? NAMESPACES[prefix] ?? null)),
    currentContext: context,
  };
  return {
    nodes: (expression: string, node: Document | Element): unknown[] =>
      fontoxpath.evaluateXPathToNodes(expression, node, null, null, options),
    holds: (expression: string, node: unknown): boolean =>
      fontoxpath.evaluateXPathToBoolean(expression, node, null, null, options),
  };
}
