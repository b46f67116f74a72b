import type { Report } from './model.js';

/**
 * Characters that act on the reader's screen instead of being shown: controls (a terminal obeys ESC), direction
 * overrides (they make a text read otherwise than it is) and halves of surrogate pairs. Tab and line ends stay.
 */
const ACTING = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]|\p{Cs}/gu;

/** Keys whose value names a file: changing it would lose the file. */
const KEPT = new Set(['path', 'preview', 'bodyPath']);

/** A text with every acting character made visible: `␛` for ESC, `⟨U+202E⟩` for an override, `\uFFFD` for half a pair. */
export function printable(text: string): string {
  return text.replaceAll(ACTING, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    if (code >= 0xd800 && code <= 0xdfff) return '\uFFFD';
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** The report with every text made {@link printable}, except file paths. For reporters people read. */
export function printableReport(report: Report): Report {
  return clean(report) as Report;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return printable(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, KEPT.has(key) ? part : clean(part)]));
}
