/** Prolog, comments and DOCTYPE longer than this: not worth guessing. */
const READ_BYTES = 64 * 1024;

/**
 * Local name of the root element, guessed without parsing, to tell kinds of files apart; undefined when the bytes do not
 * look like XML. A DOCTYPE is stepped over, never obeyed.
 */
export function guessRootName(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, READ_BYTES));
  const utf16 = start[0] === 0xff && start[1] === 0xfe;
  const source = start.toString(utf16 ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '');
  let at = 0;
  for (;;) {
    while (/\s/.test(source[at] ?? '')) at += 1;
    const closing = closingOf(source, at);
    if (closing === undefined) break;
    const end = source.indexOf(closing, at);
    if (end < 0) return undefined;
    at = end + closing.length;
  }
  return /^<(?:[\p{L}_][\p{L}\d._-]*:)?([\p{L}_][\p{L}\d._-]*)/u.exec(source.slice(at, at + 200))?.[1];
}

/** What ends the instruction, comment or DOCTYPE that starts there; undefined when something else does. */
function closingOf(source: string, at: number): string | undefined {
  if (source.startsWith('<?', at)) return '?>';
  if (source.startsWith('<!--', at)) return '-->';
  if (!source.startsWith('<!', at)) return undefined;
  const subset = source.indexOf('[', at);
  const end = source.indexOf('>', at);
  return subset >= 0 && subset < end ? ']>' : '>';
}
