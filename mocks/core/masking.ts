import type { ExchangeMessage } from './exchange.js';

/** What stands in place of a secret. No digest: a short password could be guessed from it. */
export const MASK = '***';

const SECRET_HEADERS = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'esante-api-key',
  'gravitee-api-key',
  'api-key',
  'apikey',
  'x-auth-token',
]);

const SECRET_FIELDS = [
  'password',
  'passwd',
  'client_secret',
  'client_assertion',
  'refresh_token',
  'access_token',
  'id_token',
  'id_token_hint',
  'logout_token',
  'subject_token',
  'actor_token',
  'code_verifier',
  'auth_req_id',
  'api_key',
  'apikey',
  'api-key',
  'x-api-key',
  'esante-api-key',
  'gravitee-api-key',
  'x-gravitee-api-key',
];
// `code` is a secret in a form or a redirection (OAuth), but an ordinary element of FHIR: never masked in JSON.
// `token` is what introspection and revocation are given (RFC 7662, RFC 7009).
const SECRET_PARAMETERS = new Set([...SECRET_FIELDS, 'code', 'token']);
const URL_PARAMETERS = new Set(SECRET_FIELDS);

const URL_HEADERS = new Set(['location', 'referer', 'content-location']);

// Linear: every alternative starts with a different character.
const JSON_FIELD = new RegExp(
  `"(${SECRET_FIELDS.join('|')})"(\\s*:\\s*)("(?:[^"\\\\]|\\\\.)*"?|-?[0-9][0-9.eE+-]*)`,
  'gi',
);

// Hidden fields of a page that a form sends on (OAuth 2.0 Form Post Response Mode).
const HTML_FIELD = new RegExp(
  `(<input type="hidden" name="(${[...SECRET_FIELDS, 'code'].join('|')})" value=")([^"]*)`,
  'g',
);

// A JWT as a whole body: what it says may be read, without the signature it is worth nothing.
const WHOLE_JWT = /^([\w-]+\.[\w-]+\.)[\w-]+$/;

/** A message or body without its secrets, and what was masked (`header authorization`, `form client_secret` …). */
export interface Masked<T> {
  value: T;
  masked: string[];
}

/**
 * Masks the secrets of a first line and its headers: credentials headers (the scheme of Authorization stays readable),
 * cookie values, token parameters of URLs.
 */
export function maskMessage(message: ExchangeMessage): Masked<ExchangeMessage> {
  const masked: string[] = [];
  const line = maskLine(message.line, masked);
  const headers = message.headers.map(([name, value]): [string, string] => {
    const lower = name.toLowerCase();
    if (SECRET_HEADERS.has(lower)) {
      masked.push(`header ${lower}`);
      return [name, maskHeaderValue(lower, value)];
    }
    if (URL_HEADERS.has(lower)) return [name, maskUrl(value, SECRET_PARAMETERS, `header ${lower}`, masked)];
    return [name, value];
  });
  return { value: { ...message, line, headers }, masked };
}

/**
 * Masks the secrets of a body by its media type: fields of a form, string and number members of JSON, hidden fields of a
 * page, the signature of a JWT. XML, SOAP, MIME
 * and FHIR stay untouched: a proof needs their exact bytes. Bytes outside the masked values never change.
 */
export function maskBody(body: Buffer, contentType: string | undefined): Masked<Buffer> {
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const masked: string[] = [];
  // latin1 maps each byte to one character and back: multi-byte characters and invalid UTF-8 survive.
  if (type === 'application/x-www-form-urlencoded') {
    const form = maskParameters(body.toString('latin1'), SECRET_PARAMETERS, 'form', masked);
    return masked.length === 0 ? { value: body, masked } : { value: Buffer.from(form, 'latin1'), masked };
  }
  if (type === 'application/json' || (type.endsWith('+json') && type !== 'application/fhir+json')) {
    const json = body.toString('latin1').replace(JSON_FIELD, (_match, name: string, colon: string) => {
      masked.push(`json ${name.toLowerCase()}`);
      return `"${name}"${colon}"${MASK}"`;
    });
    return masked.length === 0 ? { value: body, masked } : { value: Buffer.from(json, 'latin1'), masked };
  }
  if (type === 'text/html') {
    const html = body.toString('latin1').replace(HTML_FIELD, (_match, before: string, name: string) => {
      masked.push(`html ${name}`);
      return before + MASK;
    });
    return masked.length === 0 ? { value: body, masked } : { value: Buffer.from(html, 'latin1'), masked };
  }
  if (type === 'application/jwt') {
    const [, claims] = WHOLE_JWT.exec(body.toString('latin1')) ?? [];
    return claims === undefined
      ? { value: body, masked }
      : { value: Buffer.from(claims + MASK), masked: ['jwt signature'] };
  }
  return { value: body, masked };
}

function maskHeaderValue(name: string, value: string): string {
  if (name === 'authorization' || name === 'proxy-authorization') {
    const scheme = /^([A-Za-z][A-Za-z0-9-]*) +\S/.exec(value)?.[1];
    return scheme === undefined ? MASK : `${scheme} ${MASK}`;
  }
  if (name === 'cookie') return value.replace(/=[^;]*/g, `=${MASK}`);
  if (name === 'set-cookie') return value.replace(/^([^=;]*)=[^;]*/, `$1=${MASK}`);
  return MASK;
}

function maskLine(line: string, masked: string[]): string {
  const [method = '', target, ...version] = line.split(' ');
  if (target === undefined || !target.includes('?')) return line;
  return [method, maskUrl(target, URL_PARAMETERS, 'query', masked), ...version].join(' ');
}

function maskUrl(url: string, names: ReadonlySet<string>, where: string, masked: string[]): string {
  return url.replace(
    /([?#])([^?#]*)/g,
    (_match, mark: string, query: string) => mark + maskParameters(query, names, where, masked),
  );
}

function maskParameters(text: string, names: ReadonlySet<string>, where: string, masked: string[]): string {
  return text
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=');
      if (equals < 0) return pair;
      const name = decodeName(pair.slice(0, equals));
      if (!names.has(name)) return pair;
      masked.push(`${where} ${name}`);
      return `${pair.slice(0, equals)}=${MASK}`;
    })
    .join('&');
}

function decodeName(raw: string): string {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' ')).trim().toLowerCase();
  } catch {
    return raw.toLowerCase();
  }
}
