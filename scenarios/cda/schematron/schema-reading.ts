import path from 'node:path';
import { type Element, parseXmlDocument } from 'slimdom';
import { type CiSisFolder, fileInside, readInside } from '../ci-sis-folder.js';

const SCHEMATRON = 'http://purl.oclc.org/dsdl/schematron';

/** `name := expression`, as an ISO schematron writes it. */
export interface Let {
  name: string;
  value: string;
}

/** An assert (must hold) or a report (must not). */
export interface Assertion {
  kind: 'assert' | 'report';
  test: string;
  /** `warning`, `info` …; '' when the schema says nothing. */
  role: string;
  message: string;
}

/** Assertions about the nodes of a context. */
export interface SchemaRule {
  context: string;
  lets: Let[];
  assertions: Assertion[];
}

/** An ISO schematron ready to run: includes, abstract patterns and extensions expanded, phase applied. */
export interface Schema {
  /** Path inside the CI-SIS folder. */
  name: string;
  /** Absolute folder that its relative doc() start from. */
  base: string;
  namespaces: Record<string, string>;
  /** Of the schema and of its patterns: the ISO skeleton makes them all global. */
  lets: Let[];
  /** Rules of each active pattern, in order: the first one that matches a node takes it. */
  patterns: SchemaRule[][];
  /** What is missing from the schema itself, so that its rules are not whole. */
  missing: string[];
}

/**
 * Reads a schematron of the folder.
 * @throws BancError BANC_CONFIG_INVALID when the file is not in the folder; slimdom's own error when it is no XML.
 */
export function readSchema(folder: CiSisFolder, file: string): Schema {
  const base = path.dirname(path.resolve(folder.root, file));
  const missing: string[] = [];
  const root = rootOf(readInside(folder, file));
  expandIncludes(root, base, folder, missing, 0);
  expandPatterns(root, missing);
  expandRules(root, missing);
  const namespaces = Object.fromEntries(
    kids(root, 'ns').map((ns) => [attribute(ns, 'prefix'), attribute(ns, 'uri')] as const),
  );
  const patterns = activePatterns(root);
  return {
    name: file,
    base,
    namespaces,
    lets: [root, ...patterns].flatMap(letsOf),
    patterns: patterns.map((pattern) => kids(pattern, 'rule').filter(isConcrete).map(ruleOf)),
    missing,
  };
}

function activePatterns(root: Element): Element[] {
  const phase = kids(root, 'phase').find((one) => attribute(one, 'id') === attribute(root, 'defaultPhase'));
  const active = phase && new Set(kids(phase, 'active').map((one) => attribute(one, 'pattern')));
  return kids(root, 'pattern').filter((one) => isConcrete(one) && (!active || active.has(attribute(one, 'id'))));
}

function ruleOf(rule: Element): SchemaRule {
  const assertions = kids(rule).flatMap((one): Assertion[] => {
    const kind = one.localName;
    if (kind !== 'assert' && kind !== 'report') return [];
    const message = (one.textContent ?? '').replace(/\s+/g, ' ').trim();
    return [{ kind, test: attribute(one, 'test'), role: attribute(one, 'role').toLowerCase(), message }];
  });
  return { context: attribute(rule, 'context'), lets: letsOf(rule), assertions };
}

function letsOf(element: Element): Let[] {
  return kids(element, 'let').map((one) => ({ name: attribute(one, 'name'), value: attribute(one, 'value') }));
}

function expandIncludes(element: Element, dir: string, folder: CiSisFolder, missing: string[], depth: number): void {
  for (const one of [...element.children]) {
    if (!isSchematron(one, 'include')) {
      expandIncludes(one, dir, folder, missing, depth);
      continue;
    }
    const target = path.resolve(dir, attribute(one, 'href'));
    if (depth > 20 || fileInside(folder, target) === undefined) {
      missing.push(`include ${attribute(one, 'href')}`);
      one.remove();
      continue;
    }
    const included = rootOf(readInside(folder, target));
    expandIncludes(included, path.dirname(target), folder, missing, depth + 1);
    one.replaceWith(included);
  }
}

/** `is-a`: the abstract pattern's content, its `$parameters` replaced, longest names first (`$ab` before `$a`). */
function expandPatterns(root: Element, missing: string[]): void {
  const patterns = kids(root, 'pattern');
  for (const pattern of patterns) {
    const wanted = pattern.getAttribute('is-a');
    if (wanted === null) continue;
    const model = patterns.find((one) => attribute(one, 'id') === wanted && !isConcrete(one));
    if (!model) {
      missing.push(`pattern ${wanted}`);
      continue;
    }
    const parameters = kids(pattern, 'param')
      .map((one) => [`$${attribute(one, 'name')}`, attribute(one, 'value')] as const)
      .toSorted(([a], [b]) => b.length - a.length);
    for (const child of model.children) {
      const copy = child.cloneNode(true);
      replaceParameters(copy, parameters);
      pattern.append(copy);
    }
  }
}

function replaceParameters(element: Element, parameters: readonly (readonly [name: string, value: string])[]): void {
  for (const { name, value } of [...element.attributes]) {
    element.setAttribute(
      name,
      parameters.reduce((text, [parameter, given]) => text.replaceAll(parameter, () => given), value),
    );
  }
  for (const child of element.children) replaceParameters(child, parameters);
}

function expandRules(root: Element, missing: string[]): void {
  const rules = descendants(root).filter((one) => isSchematron(one, 'rule'));
  const models = rules.filter((one) => !isConcrete(one));
  for (const one of descendants(root).filter((element) => isSchematron(element, 'extends'))) {
    const wanted = attribute(one, 'rule');
    const model = models.find((rule) => attribute(rule, 'id') === wanted);
    if (!model) missing.push(`rule ${wanted}`);
    one.replaceWith(...(model ? [...model.children].map((child) => child.cloneNode(true)) : []));
  }
}

function rootOf(xml: string): Element {
  const root = parseXmlDocument(xml).documentElement;
  if (!root) throw new Error('empty schematron');
  root.remove();
  return root;
}

function descendants(element: Element): Element[] {
  return [...element.children].flatMap((child) => [child, ...descendants(child)]);
}

function kids(element: Element, name?: string): Element[] {
  return [...element.children].filter((child) => isSchematron(child, name));
}

function isSchematron(element: Element, name?: string): boolean {
  return element.namespaceURI === SCHEMATRON && (name === undefined || element.localName === name);
}

function isConcrete(element: Element): boolean {
  return element.getAttribute('abstract') !== 'true';
}

function attribute(element: Element, name: string): string {
  return element.getAttribute(name) ?? '';
}
