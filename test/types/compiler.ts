import { resolve } from 'node:path';
import ts from 'typescript';

/** Folder of the checkout. */
export const ROOT = resolve(import.meta.dirname, '../..');
/** Folder of the examples of the guides. */
export const EXAMPLES_DIR = resolve(ROOT, 'docs/guides/examples');

/**
 * Compiles files with the examples' own tsconfig.json (`banc-segur` is the public door of the checkout) and returns what
 * the compiler says of each, one `line: message` an error. `virtual`: absolute path -> text of files that are not on disk.
 */
export function compile(files: readonly string[], virtual: Readonly<Record<string, string>> = {}): string[] {
  const { options } = readConfig();
  const host = ts.createCompilerHost(options);
  const fileExists = host.fileExists.bind(host);
  const readFile = host.readFile.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (path) => path in virtual || fileExists(path);
  host.readFile = (path) => virtual[path] ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const text = virtual[path];
    return text === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version);
  };
  const roots = [...files, ...Object.keys(virtual)];
  const program = ts.createProgram({ rootNames: roots, options, host });
  // Only the files asked for: `npm run typecheck` judges the others.
  return [
    ...program.getOptionsDiagnostics().map((one) => flat(one.messageText)),
    ...roots.flatMap((path) => {
      const source = program.getSourceFile(path);
      if (!source) return [`${path} is not in the program`];
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return found.map((one) => {
        const { line } = source.getLineAndCharacterOfPosition(one.start ?? 0);
        return `${path.slice(ROOT.length + 1)}:${line + 1}: ${flat(one.messageText)}`;
      });
    }),
  ];
}

function readConfig(): ts.ParsedCommandLine {
  const path = resolve(EXAMPLES_DIR, 'tsconfig.json');
  const { config } = ts.readConfigFile(path, (name) => ts.sys.readFile(name)) as { config: unknown };
  return ts.parseJsonConfigFileContent(config, ts.sys, EXAMPLES_DIR);
}

function flat(message: string | ts.DiagnosticMessageChain): string {
  return ts.flattenDiagnosticMessageText(message, '\n');
}
