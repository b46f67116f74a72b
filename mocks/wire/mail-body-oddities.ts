import { boundaryOf } from './mail-headers.js';
import type { MailOddity, MailPart } from './mail-types.js';

/** What is wrong with the parts of a body: not closed, in an unknown charset, encoded in something that is no base64. */
export function bodyOddities(raw: Buffer, body: MailPart): MailOddity[] {
  const parts = allParts(body);
  const boundaries = parts.flatMap(({ headers }) => boundaryOf(headers) ?? []);
  return [
    ...boundaries.filter((name) => !raw.includes(`--${name}--`, 0, 'latin1')).map(odd('boundary-not-closed')),
    ...parts
      .flatMap(({ charset }) => (charset === undefined || isKnownCharset(charset) ? [] : charset))
      .map(odd('charset-unknown')),
    ...brokenBase64(raw, new Set(boundaries.map((name) => `--${name}`))).map(odd('base64-invalid')),
  ];
}

function allParts(part: MailPart): MailPart[] {
  return [part, ...part.children.flatMap(allParts)];
}

function odd(code: MailOddity['code']): (where: string) => MailOddity {
  return (where) => ({ code, where });
}

function isKnownCharset(charset: string): boolean {
  try {
    new TextDecoder(charset);
    return true;
  } catch {
    return false;
  }
}

/**
 * Types of the parts said to be in base64 that are not: other characters, or cut short. The decoder drops what it does
 * not know without a word, so the encoded lines are looked at here.
 */
function brokenBase64(raw: Buffer, delimiters: ReadonlySet<string>): string[] {
  const broken: string[] = [];
  let head = '';
  let inHead = true;
  let encoded = false;
  let characters = 0;
  const endPart = (): void => {
    if (encoded && characters % 4 !== 0) broken.push(typeOf(head));
  };
  for (const line of linesOf(raw)) {
    if (line.startsWith('--') && delimiters.has(line.trimEnd().replace(/--$/, ''))) {
      endPart();
      [head, inHead, encoded, characters] = ['', true, false, 0];
    } else if (inHead && line !== '') {
      head += `${line}\n`;
    } else if (inHead) {
      inHead = false;
      encoded = /^content-transfer-encoding:\s*base64\b/im.test(head);
    } else if (encoded) {
      characters += line.length;
      if (/^[A-Za-z0-9+/]*={0,2}$/.test(line)) continue;
      broken.push(typeOf(head));
      encoded = false;
    }
  }
  endPart();
  return broken;
}

function typeOf(head: string): string {
  return /^content-type:\s*([^\s;]+)/im.exec(head)?.[1]?.toLowerCase() ?? 'text/plain';
}

/** Lines without their ends, one at a time: the message may be large. */
function* linesOf(raw: Buffer): Generator<string> {
  for (let at = 0; at < raw.length;) {
    const end = raw.indexOf(0x0a, at);
    const stop = end < 0 ? raw.length : end;
    yield raw.subarray(at, stop).toString('latin1').replace(/\r$/, '');
    at = stop + 1;
  }
}
