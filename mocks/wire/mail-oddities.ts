import { bodyOddities } from './mail-body-oddities.js';
import { fieldsOf, headerValues } from './mail-headers.js';
import type { HeaderLine, MailOddity, MailPart } from './mail-types.js';

/** Headers RFC 5322 §3.6 allows once. */
const ONCE = ['date', 'from', 'sender', 'reply-to', 'to', 'cc', 'message-id', 'in-reply-to', 'references', 'subject'];
/** Fields RFC 5322 makes mandatory. */
const MANDATORY = ['date', 'from'];
/** Spellings seen in published examples, for what was meant. */
const MISSPELLED = new Set(['content-transfert-encoding', 'content-transfer-encoded', 'content-dispositon']);
const MAX_LINE = 998;
/** RFC 2047 §2. */
const MAX_ENCODED_LINE = 76;

/** What a mail does that it should not, in the order it is met. */
export function mailOddities(
  raw: Buffer,
  headers: readonly HeaderLine[],
  body: MailPart,
  boundariesRepaired: boolean,
): MailOddity[] {
  return [
    ...headers.flatMap(lineOddities),
    ...brokenLines(raw),
    ...ONCE.filter((name) => headerValues({ headers: [...headers] }, name).length > 1).map(odd('header-repeated')),
    ...MANDATORY.filter((name) => headerValues({ headers: [...headers] }, name).length === 0).map(
      odd('header-missing'),
    ),
    ...headers
      .filter(({ name, value }) => name === 'date' && Number.isNaN(new Date(value).getTime()))
      .map(named('date-invalid')),
    ...headers
      .filter(({ name, value }) => name === 'message-id' && !/^<[^<>@\s]+@[^<>@\s]+>$/.test(value))
      .map(named('message-id-invalid')),
    ...(/(?:^|[^\r])\n/.test(raw.toString('latin1')) ? [{ code: 'bare-line-feed' as const, where: 'message' }] : []),
    ...(boundariesRepaired ? [{ code: 'boundary-dash' as const, where: body.contentType }] : []),
    ...misspelled(body),
    ...bodyOddities(raw, body),
  ];
}

function lineOddities({ name, raw }: HeaderLine): MailOddity[] {
  const lines = raw.split(/\r?\n/);
  const eightBit = /[\x80-\xff]/.test(raw);
  return [
    ...(eightBit ? [{ code: 'header-8bit' as const, where: name }] : []),
    ...(eightBit && Buffer.from(raw, 'latin1').toString('utf8').includes('\ufffd')
      ? [{ code: 'header-not-utf8' as const, where: name }]
      : []),
    ...(lines.some((line) => line.length > MAX_LINE) ? [{ code: 'header-line-too-long' as const, where: name }] : []),
    ...(lines.some((line) => line.length > MAX_ENCODED_LINE && /=\?[^?\s]+\?[bq]\?[^?\s]*\?=/i.test(line))
      ? [{ code: 'encoded-word-line-too-long' as const, where: name }]
      : []),
  ];
}

function brokenLines(raw: Buffer): MailOddity[] {
  return fieldsOf(raw)
    .filter((field) => !/^[!-9;-~]+[ \t]*:/.test(field))
    .map((field) => ({ code: 'header-line-broken' as const, where: field.slice(0, 40) }));
}

function misspelled(part: MailPart): MailOddity[] {
  return [
    ...part.headers.filter(({ name }) => MISSPELLED.has(name)).map(named('header-misspelled')),
    ...part.children.flatMap(misspelled),
  ];
}

function odd(code: MailOddity['code']): (where: string) => MailOddity {
  return (where) => ({ code, where });
}

function named(code: MailOddity['code']): (line: HeaderLine) => MailOddity {
  return ({ name }) => ({ code, where: name });
}
