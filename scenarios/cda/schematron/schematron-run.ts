import path from 'node:path';
import { Attr, type Document, Element, type Node, parseXmlDocument } from 'slimdom';
import { type CiSisFolder, fileInside, readInside } from '../ci-sis-folder.js';
import type { Let, Schema, SchemaRule } from './schema-reading.js';
import { adapted, CURRENT_BINDING, withLets, xpathOf } from './xpath.js';

/** An assertion that does not hold, and where. */
export interface SchematronFailure {
  message: string;
  test: string;
  role: string;
  /** XPath of the node. */
  where: string;
}

/** What a schematron found on one document. */
export interface SchematronResult {
  schema: string;
  patterns: number;
  /** How many nodes a rule took. None at all means that nothing was judged. */
  fired: number;
  failures: SchematronFailure[];
  /** Rules that could not run, each with the reason: never to be counted as held. */
  notRun: string[];
}

/** Runs one schematron on one parsed document, as the ISO skeleton would: in a pattern the first rule takes the node. */
export function runSchematron(schema: Schema, document: Document, folder: CiSisFolder): SchematronResult {
  const xpath = xpathOf(schema.namespaces, { load: loader(schema.base, folder) });
  const globals = schema.lets.map((one) => binding(one, 'root(.) ! '));
  const notRun = new Set(schema.missing);
  const failures: SchematronFailure[] = [];
  let fired = 0;

  const nodesOf = ({ context }: SchemaRule): Node[] => {
    const expression = adapted(context);
    const anywhere = expression.startsWith('/') ? expression : `/descendant-or-self::node()/(${expression})`;
    try {
      return xpath.nodes(withLets(globals, anywhere), document) as Node[];
    } catch (error) {
      notRun.add(`rule ${shortened(context)}: ${reason(error)}`);
      return [];
    }
  };
  const judge = (rule: SchemaRule, node: Node): void => {
    const bindings = [...globals, CURRENT_BINDING, ...rule.lets.map((one) => binding(one))];
    for (const { kind, test, role, message } of rule.assertions) {
      try {
        const holds = xpath.holds(withLets(bindings, adapted(test)), node) === (kind === 'assert');
        if (!holds) failures.push({ message, test: test.replace(/\s+/g, ' ').trim(), role, where: locate(node) });
      } catch (error) {
        notRun.add(`${kind} ${shortened(test)}: ${reason(error)}`);
      }
    }
  };

  for (const rules of schema.patterns) {
    const taken = new Set<Node>();
    for (const rule of rules) {
      for (const node of nodesOf(rule)) {
        if (taken.has(node)) continue;
        taken.add(node);
        fired += 1;
        judge(rule, node);
      }
    }
  }
  return { schema: schema.name, patterns: schema.patterns.length, fired, failures, notRun: [...notRun] };
}

function binding({ name, value }: Let, from = ''): string {
  return `$${name} := ${from}(${adapted(value)})`;
}

/** doc() reads inside the folder only, each file once; relative paths start from the schema. */
function loader(base: string, folder: CiSisFolder): (uri: string) => Document {
  const known = new Map<string, Document>();
  return (uri) => {
    const file = path.resolve(base, uri);
    const found = known.get(file) ?? parseXmlDocument(valueSetText(file, folder));
    known.set(file, found);
    return found;
  };
}

/** JDV_J07 in the form StrucMin asks for: the official folder has it only as an SVS file (hl7v2-pfi-cda.md §12, bug 1). */
const TYPE_CODES_ASKED = 'voc-1.2.250.1.213.1.1.5.471-DYNAMIC.xml';
const TYPE_CODES_HELD = 'jeuxDeValeurs/JDV_J07_XdsTypeCode_CISIS.xml';

function valueSetText(file: string, folder: CiSisFolder): string {
  const isMissingTypeCodes = path.basename(file) === TYPE_CODES_ASKED && fileInside(folder, file) === undefined;
  if (!isMissingTypeCodes) return readInside(folder, file);
  const concepts = [...readInside(folder, TYPE_CODES_HELD).matchAll(/<(?:\w+:)?Concept\s([^>]*?)\/?>/g)];
  const list = concepts.map(([, attributes = '']) => `<concept ${attributes.trim()}/>`).join('');
  return `<valueSets><valueSet><conceptList>${list}</conceptList></valueSet></valueSets>`;
}

/** XPath of a node without prefixes; of a text or a comment, its element. */
function locate(node: Node): string {
  const attribute = node instanceof Attr ? node : undefined;
  const steps = attribute ? [`@${attribute.localName}`] : [];
  let element = attribute?.ownerElement ?? (node instanceof Element ? node : node.parentElement);
  while (element) {
    const { localName, namespaceURI, parentElement } = element;
    const same = [...(parentElement?.children ?? [])].filter(
      (one) => one.localName === localName && one.namespaceURI === namespaceURI,
    );
    steps.unshift(same.length > 1 ? `${localName}[${same.indexOf(element) + 1}]` : localName);
    element = parentElement;
  }
  return `/${steps.join('/')}`;
}

function shortened(expression: string): string {
  const line = expression.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}

function reason(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).trim().split('\n');
  return shortened(lines.find((line) => /[A-Z]{4}\d{4}|Error/.test(line)) ?? lines.at(-1) ?? '');
}
