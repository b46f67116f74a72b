import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';

/** What the next page needs to know (annuaire.md §1.5). Members are short: the token should hold in the URL. */
export interface PageContext {
  /** Resource type. */
  t: string;
  /** The search as it was asked: encoded parameters, in order. */
  q: string;
  /** Page size. */
  c: number;
  /** Total shown; absent when it is not. */
  n?: number;
  /** Number of the page to come, from 2. */
  p: number;
  /** Moment of the first page: every page is read as the directory was then. */
  at: number;
  /** Last row given; the next page begins after it. */
  k: number;
  /** Id of the Bundle, the same on every page. */
  b: string;
}

/** Longest context put into the token; a longer one stays in the server (`afas.fhir.next-url-max-size`). */
export const MAX_TOKEN_CONTEXT = 500;
const MAX_STORED_CONTEXTS = 10_000;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Gives and reads page tokens. */
export interface PageTokens {
  /** `u` + base64url of the encrypted context, or `d` + UUID when the context is long. */
  issue(context: PageContext): string;
  /** The context, or nothing when the token is altered, expired or of another server. */
  read(token: string): PageContext | undefined;
  /** Makes every token given so far unreadable, as a restart of the service does. */
  expire(): void;
}

/** Tokens under a key of their own. */
export function createPageTokens(): PageTokens {
  let key = randomBytes(32);
  const stored = new Map<string, PageContext>();
  return {
    issue: (context) => {
      const text = JSON.stringify(context);
      if (text.length <= MAX_TOKEN_CONTEXT) return `u${encrypt(text, key)}`;
      const token = `d${randomUUID()}`;
      stored.set(token, context);
      const [oldest] = stored.keys();
      if (stored.size > MAX_STORED_CONTEXTS && oldest !== undefined) stored.delete(oldest);
      return token;
    },
    read: (token) => (token.startsWith('u') ? decrypt(token.slice(1), key) : stored.get(token)),
    expire: () => {
      key = randomBytes(32);
      stored.clear();
    },
  };
}

function encrypt(text: string, key: Buffer): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  // URL-safe alphabet with padding, as the service's own tokens.
  const encoded = sealed.toString('base64url');
  return encoded.padEnd(Math.ceil(encoded.length / 4) * 4, '=');
}

function decrypt(encoded: string, key: Buffer): PageContext | undefined {
  // Buffer skips what is not base64url: such a token was altered.
  if (!/^[A-Za-z0-9_-]+={0,2}$/.test(encoded)) return undefined;
  const sealed = Buffer.from(encoded, 'base64url');
  if (sealed.length <= IV_BYTES + TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const text = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    // Authenticated: only issue() wrote it.
    return JSON.parse(text.toString('utf8')) as PageContext;
  } catch {
    return undefined;
  }
}
