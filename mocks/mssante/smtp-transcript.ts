import { MASK } from '../core/masking.js';

/** What was said on one SMTP connection, bounded, without its secrets. */
export interface SmtpTranscript {
  /** Notes a line of the client. `secret` when it answers a challenge. */
  command(line: string, secret: boolean): void;
  /** Notes a reply, several lines joined by CRLF. */
  reply(text: string): void;
  /** Notes an event that is neither (`TLS établi`). */
  note(text: string): void;
  /** `C: …`, `S: …`, `-- …`, in order. */
  lines(): readonly string[];
  /** The last reply, empty before the first. */
  readonly lastReply: string;
}

const MAX_LINES = 1_000;
const MAX_CHARACTERS = 500;

/** An empty transcript. What comes after a thousand lines is counted only. */
export function createSmtpTranscript(): SmtpTranscript {
  const kept: string[] = [];
  let more = 0;
  let lastReply = '';
  const add = (line: string) => {
    if (kept.length < MAX_LINES) kept.push(printable(line));
    else more += 1;
  };
  return {
    command: (line, secret) => add(`C: ${secret ? MASK : maskAuth(line)}`),
    reply: (text) => {
      lastReply = printable(text.split('\r\n').at(-1) ?? '');
      // A 334 challenge of XOAUTH2 holds no secret: it says which scheme is expected.
      for (const line of text.split('\r\n')) add(`S: ${line}`);
    },
    note: (text) => add(`-- ${text}`),
    lines: () => (more === 0 ? kept : [...kept, `-- ${more} lignes de plus`]),
    get lastReply() {
      return lastReply;
    },
  };
}

/** `AUTH PLAIN <secret>` keeps its mechanism, and so does the older `AUTH=PLAIN <secret>`. */
function maskAuth(line: string): string {
  return line.replace(/^(\s*AUTH(?:\s+|=)\S+\s+)\S.*$/is, `$1${MASK}`);
}

function printable(line: string): string {
  const short = line.length > MAX_CHARACTERS ? `${line.slice(0, MAX_CHARACTERS)}…` : line;

  return short.replaceAll(/[\x00-\x1f\x7f-\x9f]/g, '·');
}
