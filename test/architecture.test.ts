import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { BANC_ERROR_CODES } from '../mocks/wire/errors.js';

const ROOT = resolve(import.meta.dirname, '..');
const SOURCES = ['mocks', 'scenarios', 'fixtures', 'reporters'];

interface Import {
  /** Paths relative to the root, `/` as separator, extension `.ts` or `.tsx`. */
  from: string;
  to: string;
  typeOnly: boolean;
}

const files = SOURCES.flatMap((folder) => listFiles(join(ROOT, folder))).map((path) => relative(ROOT, path));
const trees = new Map(files.map((file) => [file, parse(file)]));
const imports = files.flatMap(importsOf);

function listFiles(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    return entry.isDirectory() ? listFiles(path) : /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ES2023, true);
}

function importsOf(from: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Expression, typeOnly: boolean) => {
    if (!ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return;
    const base = join(dirname(from), specifier.text.replace(/\.js$/, ''));
    const to = [`${base}.ts`, `${base}.tsx`].find((path) => existsSync(join(ROOT, path)));
    if (to) found.push({ from, to, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0]) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  const tree = trees.get(from);
  if (tree) visit(tree);
  return found;
}

/** Every import of `from` that `allowed` does not cover. */
function breaches(from: RegExp, allowed: RegExp[], exceptFiles: RegExp = /^$/): string[] {
  return imports
    .filter((one) => from.test(one.from) && !exceptFiles.test(one.from))
    .filter((one) => !allowed.some((pattern) => pattern.test(one.to)))
    .map((one) => `${one.from} → ${one.to}`);
}

/** The bench's own vendor-side files: an adapter imports what a vendor's would. */
const VENDOR_SIDE = /^fixtures\/reference-[^/]+\/(adapters\/|banc\.)/;
/** Put the bench together: the only places that know everything. */
const COMPOSITION = /^scenarios\/(main|build|index|control-page|bench[^/]*)\.tsx?$/;
/** `cda` judges documents, `hl7` messages, `record` names people and signs in, for every other theme. */
const THEMES = 'cda|record|dmp|mssante|annuaire|psc|ssi|hl7|pfi|identity|documents|stat';

describe('who may import whom (design §2)', () => {
  test('mocks/wire imports nothing of ours', () => {
    expect(breaches(/^mocks\/wire\//, [/^mocks\/wire\//])).toEqual([]);
  });

  test('fixtures import mocks/wire only; adapters, like a vendor’s, the public doors and the declared actions', () => {
    expect(breaches(/^fixtures\//, [/^fixtures\//, /^mocks\/wire\//], VENDOR_SIDE)).toEqual([]);
    expect(
      breaches(VENDOR_SIDE, [
        /^fixtures\//,
        /^mocks\/wire\//,
        /^scenarios\/index\.ts$/,
        /^scenarios\/harness\/(index|adapter|action|text|config)\.ts$/,
        new RegExp(`^scenarios/(${THEMES})/(index|actions/[^/]+)\\.ts$`),
        /^scenarios\/harness\/provided-file\.ts$/,
      ]),
    ).toEqual([]);
  });

  test('the two reference products know nothing of each other: what they share stands apart, and knows neither', () => {
    expect(breaches(/^fixtures\/reference-pfi\//, [/^(?!fixtures\/reference-dpi\/)/])).toEqual([]);
    expect(breaches(/^fixtures\/reference-dpi\//, [/^(?!fixtures\/reference-pfi\/)/])).toEqual([]);
    expect(breaches(/^fixtures\/reference-product\//, [/^(?!fixtures\/reference-(dpi|pfi)\/)/])).toEqual([]);
  });

  test('mocks/core imports mocks/wire only', () => {
    expect(breaches(/^mocks\/core\//, [/^mocks\/(core|wire)\//])).toEqual([]);
  });

  test('a mock service imports core, wire and fixtures, never another service', () => {
    const services = [...new Set(files.map((file) => /^mocks\/([^/]+)\//.exec(file)?.[1]))].filter(
      (name): name is string => name !== undefined && !['core', 'wire'].includes(name),
    );
    expect(services.length).toBeGreaterThan(0);
    for (const service of services) {
      const own = new RegExp(`^mocks/${service}/`);
      expect(breaches(own, [own, /^mocks\/(core|wire)\//, /^fixtures\/(?!reference-)/])).toEqual([]);
    }
  });

  test('the engine knows no theme and no mock: only exchange types, errors, the catalogue and the report model', () => {
    expect(
      breaches(/^scenarios\/harness\//, [
        /^scenarios\/(harness|requirements)\//,
        /^mocks\/core\/exchange\.ts$/,
        /^mocks\/wire\/errors\.ts$/,
        /^reporters\/model\.ts$/,
      ]),
    ).toEqual([]);
  });

  test('a theme imports the engine’s public door, the mocks’ codecs and exchange types, fixtures and itself', () => {
    for (const theme of THEMES.split('|')) {
      const own = new RegExp(`^scenarios/${theme}/`);
      const allowed = [
        own,
        /^scenarios\/harness\/index\.ts$/,
        /^scenarios\/(cda|hl7|record)\/index\.ts$/,
        /^mocks\/index\.ts$/,
        /^mocks\/wire\//,
        /^mocks\/core\/exchange\.ts$/,
        /^fixtures\/(?!reference-)/,
      ];
      expect(breaches(own, allowed)).toEqual([]);
    }
  });

  test('checks are pure: no I/O, no clock, no chance', () => {
    const checks = files.filter((file) => /^scenarios\/[^/]+\/checks\//.test(file));
    expect(checks.length).toBeGreaterThan(0);
    for (const file of checks) {
      const source = readFileSync(join(ROOT, file), 'utf8');
      expect(source, file).not.toMatch(/from 'node:(fs|net|http|https|tls|child_process|timers)/);
      expect(source, file).not.toMatch(/Date\.now|new Date\(\)|Math\.random|performance\.now|fetch\(/);
    }
  });

  test('reporters read the report model and nothing else of ours', () => {
    expect(breaches(/^reporters\//, [/^reporters\//, /^mocks\/wire\/errors\.ts$/])).toEqual([]);
  });

  test('the catalogue imports only itself, errors and texts', () => {
    expect(
      breaches(/^scenarios\/requirements\//, [
        /^scenarios\/requirements\//,
        /^mocks\/wire\/errors\.ts$/,
        /^scenarios\/harness\/text\.ts$/,
      ]),
    ).toEqual([]);
  });

  test('only the composition root imports everything', () => {
    const everything = imports.filter(
      (one) =>
        one.from.startsWith('scenarios/') && /^mocks\/(?!wire|core|index)/.test(one.to) && !COMPOSITION.test(one.from),
    );
    expect(everything.map((one) => `${one.from} → ${one.to}`)).toEqual([]);
  });

  test('there is no cycle', () => {
    const graph = groupByFrom(imports);
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (file: string, path: string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const one of graph.get(file) ?? []) visit(one.to, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });
});

function groupByFrom(all: Import[]): Map<string, Import[]> {
  const groups = new Map<string, Import[]>();
  for (const one of all) if (!one.typeOnly) groups.set(one.from, [...(groups.get(one.from) ?? []), one]);
  return groups;
}

describe('how files are written', () => {
  test('no default export', () => {
    const found = files.filter((file) =>
      trees
        .get(file)
        ?.statements.some(
          (statement) =>
            ts.isExportAssignment(statement) ||
            (ts.canHaveModifiers(statement) &&
              ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword)),
        ),
    );
    expect(found).toEqual([]);
  });

  test('index.ts only at the public doors, no drawer of utilities', () => {
    const doors = [
      'mocks/index.ts',
      'reporters/index.ts',
      'scenarios/index.ts',
      'scenarios/harness/index.ts',
      'scenarios/dmp/index.ts',
      'scenarios/cda/index.ts',
      'scenarios/mssante/index.ts',
      'scenarios/record/index.ts',
      'scenarios/annuaire/index.ts',
      'scenarios/psc/index.ts',
      'scenarios/hl7/index.ts',
      'scenarios/pfi/index.ts',
      'scenarios/identity/index.ts',
      'scenarios/documents/index.ts',
      'scenarios/stat/index.ts',
      'scenarios/ssi/index.ts',
    ];
    expect(files.filter((file) => /(^|\/)index\.tsx?$/.test(file) && !doors.includes(file))).toEqual([]);
    expect(files.filter((file) => /(utils?|helpers?|tools|misc|common)\.tsx?$/.test(file))).toEqual([]);
  });

  test('file names are kebab-case', () => {
    const wrong = files.filter((file) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.tsx?$/.test(file.split('/').at(-1) ?? ''));
    expect(wrong).toEqual([]);
  });

  test('every exported declaration says what it is for', () => {
    const bare: string[] = [];
    for (const [file, tree] of trees) {
      for (const statement of tree.statements) {
        const exported =
          ts.canHaveModifiers(statement) &&
          ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
        if (!exported || isInferredType(statement)) continue;
        if (ts.getJSDocCommentsAndTags(statement).length === 0) {
          bare.push(`${file}:${tree.getLineAndCharacterOfPosition(statement.getStart()).line + 1}`);
        }
      }
    }
    expect(bare).toEqual([]);
  });
});

/** `export type X = z.infer<typeof xSchema>` says nothing more than its schema, just above. */
function isInferredType(statement: ts.Statement): boolean {
  return ts.isTypeAliasDeclaration(statement) && statement.type.getText().startsWith('z.infer');
}

describe('error codes', () => {
  const page = existsSync(join(ROOT, 'docs/reference/errors.md'))
    ? readFileSync(join(ROOT, 'docs/reference/errors.md'), 'utf8')
    : '';
  const documented = [...page.matchAll(/^### `(BANC_[A-Z_]+)`/gm)].map((match) => match[1]);

  test('are all in docs/reference/errors.md, and nothing else is', () => {
    expect(documented.toSorted()).toEqual([...BANC_ERROR_CODES].toSorted());
  });

  test('are all thrown somewhere', () => {
    const sources = files
      .filter((file) => file !== 'mocks/wire/errors.ts')
      .map((file) => readFileSync(join(ROOT, file), 'utf8'))
      .join('\n');
    expect(BANC_ERROR_CODES.filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
  });
});
