import { bodyOffset, boundaryOf, headerLines } from './mail-headers.js';

/** Dashes other than the ASCII one, in UTF-8 and Windows-1252, as bytes seen in latin1. */
const DASH = '(?:\\xe2\\x80[\\x90-\\x95]|\\xe2\\x88\\x92|[\\x96\\x97])';

/**
 * The same message with delimiters of its outermost multipart put right where a typesetter turned `--` into a long dash
 * (`--boundary—`, as the published MDN example has it, mssante.md §7.2). Between two parts it stands for a separator, at
 * the end for the closing delimiter. Undefined when there is none to repair.
 */
export function repairBoundaries(raw: Buffer): Buffer | undefined {
  const name = boundaryOf(headerLines(raw));
  if (name === undefined) return undefined;
  const offset = bodyOffset(raw);
  const body = raw.subarray(offset).toString('latin1');
  const literal = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const broken = new RegExp(`^(?:--|${DASH})${literal}(${DASH}?)[ \\t]*(?=\\r?$)`, 'gm');
  const found = [...body.matchAll(broken)].filter(([line]) => line !== `--${name}` && /[^\x20-\x7e]/.test(line));
  if (found.length === 0) return undefined;
  const last = found.at(-1)?.index;
  const fixed = body.replace(broken, (line: string, dash: string, at: number) => {
    const closing = dash !== '' && at === last && body.slice(at + line.length).trim() === '';
    return `--${name}${closing ? '--' : ''}`;
  });
  return Buffer.concat([raw.subarray(0, offset), Buffer.from(fixed, 'latin1')]);
}
