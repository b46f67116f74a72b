import { join, relative, sep } from 'node:path';
import { staysInside } from '../run-paths.js';

/** Where the files of a run are, seen from the page. */
export interface RunFiles {
  /** Absolute path of a file of the run folder; undefined when the path leaves that folder. */
  locate(path: string): string | undefined;
  /** Relative link from the page to a file of the run folder; undefined when the path leaves that folder. */
  link(path: string): string | undefined;
}

/** Files of the run folder `runDir` for a page written into `outDir`. Paths come from a report: they are not trusted. */
export function runFiles(runDir: string, outDir: string): RunFiles {
  const prefix = relative(outDir, runDir).split(sep);
  return {
    locate: (path) => (staysInside(path) ? join(runDir, path) : undefined),
    link: (path) =>
      staysInside(path)
        ? ['.', ...prefix, ...path.split('/')]
            .filter((part) => part !== '')
            .map(encodePart)
            .join('/')
        : undefined,
  };
}

/** A lone surrogate cannot be encoded: it names no file of ours. */
function encodePart(part: string): string {
  return encodeURIComponent(part.replaceAll(/\p{Cs}/gu, '\uFFFD'));
}
