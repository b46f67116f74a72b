import {
  ParseOption,
  XmlCData,
  XmlDocument,
  XmlElement,
  XmlError,
  XmlLibError,
  XmlNode,
  XmlText,
  XmlXPath,
} from 'libxml2-wasm';
import { BancError } from './errors.js';
import { NS } from './namespaces.js';

/**
 * An element of a parsed message, as plain data: nothing to dispose of. Comments and processing instructions are left
 * out; text stands apart from child elements (no message of ours mixes them).
 */
export interface XmlNodeData {
  /** Namespace URI, '' when none. Prefixes are not kept: senders choose them freely. */
  ns: string;
  /** Local name. */
  local: string;
  /** Attributes by name; one that is in a namespace stands under `{namespace}local`. */
  attributes: Record<string, string>;
  children: XmlNodeData[];
  /** Own text and CDATA, untrimmed, children's excluded. */
  text: string;
  /** Line in the source, from 1. */
  line: number;
}

/** Bounds on what is parsed. */
export interface XmlLimits {
  /** Size of the document in bytes; 16 MiB unless told. */
  maxBytes?: number;
  /** Nesting of elements, the root being 1; 100 unless told, 250 at most (libxml2 stops at 256). */
  maxDepth?: number;
}

/** A node found by XPath. */
export interface XmlHit {
  /** Text of the element or value of the attribute. */
  value: string;
  /** Line in the source, from 1. */
  line: number;
}

const PARSE_OPTIONS = ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_BIG_LINES;
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;
const DEFAULT_MAX_DEPTH = 100;
/** Words of libxml2's own limits (nesting, text size, entity amplification). */
const LIMIT_WORDS = /excessive depth|too long|too deep|huge|amplification|resource limit/i;

/** A parsed document. Must be disposed of: prefer {@link withXml}, or {@link readXml} when plain data is enough. */
export class XmlDoc {
  /** The root element as plain data. */
  readonly root: XmlNodeData;
  readonly #document: XmlDocument;

  constructor(document: XmlDocument, root: XmlNodeData) {
    this.#document = document;
    this.root = root;
  }

  /** Nodes selected by an XPath 1.0 expression that uses the prefixes of {@link NS}. */
  find(xpath: string): XmlHit[] {
    return this.#document.find(compiled(xpath)).map((node) => ({ value: node.content, line: node.line }));
  }

  /** Value of the first node selected, undefined when there is none. */
  value(xpath: string): string | undefined {
    return this.#document.get(compiled(xpath))?.content;
  }

  /** Values of all nodes selected, in document order. */
  values(xpath: string): string[] {
    return this.find(xpath).map((hit) => hit.value);
  }

  /** Number, string or boolean given by an XPath expression such as `count(//rim:Slot)`. */
  evaluate(xpath: string): string | number | boolean {
    const result = this.#document.eval(compiled(xpath));
    return Array.isArray(result) ? result.length : result;
  }

  /**
   * The first element selected, as a stand-alone fragment with the namespaces it uses (exclusive C14N: a signature
   * over it stays verifiable). Undefined when nothing is selected.
   */
  fragment(xpath: string): string | undefined {
    return this.#document.get(compiled(xpath))?.canonicalizeToString({ mode: 1 });
  }

  /** The whole document in inclusive C14N 1.0 with comments, comments and instructions around the root included. */
  canonical(): string {
    return this.#document.canonicalizeToString({ mode: 0, withComments: true });
  }

  /**
   * Canonical form of the first element selected, where it stands: its ancestors' namespaces count. Comments are left
   * out unless told. `prefixes` are those of `ec:InclusiveNamespaces` (`#default` included), in exclusive form only.
   * Undefined when nothing is selected.
   *
   * @throws BancError BANC_XML_INVALID when it has no canonical form (C14N 1.0 §1.3: relative namespace names).
   */
  canonicalOf(
    xpath: string,
    options: { exclusive: boolean; prefixes?: string[]; withComments?: boolean },
  ): string | undefined {
    const { exclusive, prefixes = [], withComments = false } = options;
    const element = this.#document.get(compiled(xpath));
    try {
      return exclusive
        ? element?.canonicalizeToString({ mode: 1, inclusiveNamespacePrefixes: prefixes, withComments })
        : element?.canonicalizeToString({ mode: 0, withComments });
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      throw new BancError('BANC_XML_INVALID', 'The XML has no canonical form: a namespace name is relative.', {
        cause: error,
      });
    }
  }

  /** Takes what is selected out of the document; the plain data of {@link root} stays as it was read. */
  remove(xpath: string): void {
    for (const node of this.#document.find(compiled(xpath))) node.remove();
  }

  /** Frees the memory of the parser; the plain data stays usable. */
  dispose(): void {
    this.#document.dispose();
  }
}

/**
 * Parses strictly: well-formed, namespace-correct, one root, no DTD (hence no entities).
 * A string is taken as text whatever its declaration says; bytes are decoded after BOM and declaration.
 *
 * @throws BancError BANC_XML_INVALID with line and column; BANC_LIMIT when too large or too deep.
 */
export function parseXml(source: Uint8Array | string, limits: XmlLimits = {}): XmlDoc {
  const document = parseDocument(source, limits);
  try {
    return new XmlDoc(document, toData(document.root, 1, limits.maxDepth ?? DEFAULT_MAX_DEPTH));
  } catch (error) {
    document.dispose();
    throw error;
  }
}

/** Parses as {@link parseXml}, hands the document to `use`, and disposes of it whatever happens. */
export function withXml<T>(source: Uint8Array | string, use: (doc: XmlDoc) => T, limits: XmlLimits = {}): T {
  const doc = parseXml(source, limits);
  try {
    return use(doc);
  } finally {
    doc.dispose();
  }
}

/** Parses as {@link parseXml} and gives the root element as plain data. */
export function readXml(source: Uint8Array | string, limits: XmlLimits = {}): XmlNodeData {
  return withXml(source, (doc) => doc.root, limits);
}

/**
 * Indented text of a document, for people to read. Tolerant: what does not parse (or is over the limits) comes back
 * as it is, decoded as UTF-8.
 */
export function prettyXml(source: Uint8Array | string): string {
  const asIs = typeof source === 'string' ? source : Buffer.from(source).toString('utf8');
  try {
    const document = parseDocument(source, {}, ParseOption.XML_PARSE_NOBLANKS);
    try {
      return document.toString({ format: true, noDeclaration: !asIs.startsWith('<?xml'), encoding: 'utf-8' }).trimEnd();
    } finally {
      document.dispose();
    }
  } catch (error) {
    if (error instanceof BancError) return asIs;
    throw error;
  }
}

/** First child element of that name, if any. */
export function child(node: XmlNodeData | undefined, ns: string, local: string): XmlNodeData | undefined {
  return node?.children.find((candidate) => candidate.local === local && candidate.ns === ns);
}

/** Child elements of that name, in order. */
export function children(node: XmlNodeData | undefined, ns: string, local: string): XmlNodeData[] {
  return node?.children.filter((candidate) => candidate.local === local && candidate.ns === ns) ?? [];
}

/** Descends along local names of one namespace, taking the first child each time. */
export function at(node: XmlNodeData | undefined, ns: string, ...path: string[]): XmlNodeData | undefined {
  return path.reduce<XmlNodeData | undefined>((current, local) => child(current, ns, local), node);
}

/** Trimmed own text of an element; undefined when the element is absent. */
export function textOf(node: XmlNodeData | undefined): string | undefined {
  return node?.text.trim();
}

/** First descendant (or the node itself) of that name, depth first. */
export function descendant(node: XmlNodeData, ns: string, local: string): XmlNodeData | undefined {
  if (node.local === local && node.ns === ns) return node;
  for (const next of node.children) {
    const found = descendant(next, ns, local);
    if (found) return found;
  }
  return undefined;
}

function parseDocument(source: Uint8Array | string, limits: XmlLimits, extra = 0): XmlDocument {
  const bytes = typeof source === 'string' ? Buffer.from(source, 'utf8') : source;
  const maxBytes = limits.maxBytes ?? DEFAULT_MAX_BYTES;
  if (bytes.byteLength > maxBytes) {
    throw new BancError(
      'BANC_LIMIT',
      `The XML document is ${bytes.byteLength} bytes, more than the ${maxBytes} accepted. Send a smaller one.`,
    );
  }
  const document = parseOrThrow(bytes, typeof source === 'string', extra);
  if (document.dtd) {
    document.dispose();
    throw new BancError('BANC_XML_INVALID', 'The XML document has a DTD, which is refused. Send it without DOCTYPE.');
  }
  return document;
}

function parseOrThrow(bytes: Uint8Array, isText: boolean, extra: number): XmlDocument {
  try {
    return XmlDocument.fromBuffer(bytes, {
      // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- flags combined are no member of the enum
      option: PARSE_OPTIONS | extra,
      ...(isText ? { encoding: 'UTF-8' } : {}),
    });
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    const detail = error.details[0];
    const message = detail?.message.trim() ?? error.message.trim();
    if (LIMIT_WORDS.test(message)) {
      throw new BancError('BANC_LIMIT', `The XML document goes over a limit of the parser: ${message}.`, {
        cause: error,
      });
    }
    const where = detail ? ` at line ${detail.line}, column ${detail.col}` : '';
    throw new BancError('BANC_XML_INVALID', `The XML document is not well formed${where}: ${message}.`, {
      cause: error,
    });
  }
}

function toData(element: XmlElement, depth: number, maxDepth: number): XmlNodeData {
  if (depth > maxDepth) {
    throw new BancError('BANC_LIMIT', `The XML document is nested deeper than the ${maxDepth} levels accepted.`);
  }
  const attributes: Record<string, string> = {};
  for (const attribute of element.attrs) {
    const ns = attribute.namespaceUri;
    attributes[ns ? `{${ns}}${attribute.name}` : attribute.name] = attribute.content;
  }
  const nodes: XmlNodeData[] = [];
  let text = '';
  for (let node: XmlNode | null = element.firstChild; node; node = nextOf(node)) {
    if (node instanceof XmlElement) nodes.push(toData(node, depth + 1, maxDepth));
    else if (node instanceof XmlText || node instanceof XmlCData) text += node.content;
  }
  return { ns: element.namespaceUri, local: element.name, attributes, children: nodes, text, line: element.line };
}

function nextOf(node: XmlNode): XmlNode | null {
  return 'next' in node ? (node.next as XmlNode | null) : null;
}

/** Expressions are few and written by us: they are compiled once and never freed. */
const expressions = new Map<string, XmlXPath>();

function compiled(xpath: string): XmlXPath {
  let expression = expressions.get(xpath);
  if (!expression) {
    expression = XmlXPath.compile(xpath, NS);
    expressions.set(xpath, expression);
  }
  return expression;
}
