import { maskOneTimeSecrets } from '../wire/one-time-secret.js';
import type { ExchangeDraft, Journal } from '../core/journal.js';
import { headerOf, type HttpAnswer, plainRefusal, type ReceivedRequest } from '../core/http-message.js';
import type { SinkStore } from './sink-store.js';

/** Path of the gateway; anything under it is taken, as vendors' gateways differ. */
export const SMS_PATH = '/sms';

const NUMBER_FIELD =
  /^(to|numbers?|num|phone|phonenumber|msisdn|recipients?|dest(ination)?(address)?|mobile|gsm|tel)$/i;
const TEXT_FIELD = /^(text|texte|message|msg|body|content|contenu|sms)$/i;
const NUMBER = /^\+?[\d .()-]{8,20}$/;

/**
 * Takes a text message however a vendor's gateway client writes it: GET or POST; query, form or JSON; one number or
 * several. Answers 202 with the identifiers, or 400 when no number or no text is found.
 */
export function receiveSms(store: SinkStore, request: ReceivedRequest): HttpAnswer {
  const { method, path } = request;
  const under = path === SMS_PATH || path.startsWith(`${SMS_PATH}/`);
  if (!under || (method !== 'POST' && method !== 'GET' && method !== 'PUT')) {
    return plainRefusal(404, `Passerelle SMS : rien à ${method} ${path.split('/').slice(0, 2).join('/')}`);
  }
  const fields = fieldsOf(request);
  if (fields === undefined) return plainRefusal(400, 'Passerelle SMS : le corps n’est ni du JSON ni un formulaire');
  const named = (pattern: RegExp) => fields.filter(([name]) => pattern.test(name)).map(([, value]) => value);
  const numbers = named(NUMBER_FIELD)
    .flatMap((value) => value.split(/[,;]/))
    .filter((one) => NUMBER.test(one.trim()));
  const text = named(TEXT_FIELD).find((value) => !NUMBER.test(value) || value.length < 8);
  if (numbers.length === 0 || text === undefined) {
    const missing = numbers.length === 0 ? 'aucun numéro de destinataire' : 'aucun texte';
    return plainRefusal(400, `Passerelle SMS : ${missing} dans la requête`);
  }
  const from = named(/^(from|sender|emetteur|originator)$/i)[0] ?? '';
  const kept = numbers.map((to) => store.add({ kind: 'sms', to, from, subject: '', text }));
  const [first] = kept;
  return {
    status: 202,
    headers: [['Content-Type', 'application/json']],
    body: JSON.stringify({ messages: kept.map(({ id, to }) => ({ id, to, status: 'accepted' })) }),
    exchange: {
      transaction: 'sms',
      keys: { to: first?.to ?? '', message: first?.id ?? '' },
      summary: `SMS pour ${kept.map(({ to }) => to).join(', ')}`,
    },
  };
}

/** A journal that never sees a one-time code or link: they are masked in lines and bodies of what is recorded. */
export function withoutOneTimeSecrets(journal: Journal): Journal {
  const hide = (body: Buffer, { headers }: ExchangeDraft['request']) => {
    // latin1 maps each byte to one character and back: multi-byte characters survive.
    const text = body.toString('latin1');
    const form = /urlencoded/i.test(headerOf({ headers }, 'content-type') ?? '');
    return Buffer.from(form ? hideForm(text) : maskOneTimeSecrets(text), 'latin1');
  };
  return {
    ...journal,
    get lastSeq() {
      return journal.lastSeq;
    },
    record: (draft, { requestBody, responseBody } = {}) => {
      const safe: ExchangeDraft = { ...draft, request: { ...draft.request, line: hideQuery(draft.request.line) } };
      return journal.record(safe, {
        ...(requestBody === undefined ? {} : { requestBody: hide(requestBody, draft.request) }),
        ...(responseBody === undefined ? {} : { responseBody }),
      });
    },
  };
}

/** A query says the text of the message, however encoded: none of its values stays. */
function hideQuery(line: string): string {
  return line.replaceAll(/([?&][^=&\s]+=)[^&\s]*/g, '$1***');
}

/** In a form a `+` or `%20` stands right before a code: values are masked as they read. */
function hideForm(form: string): string {
  const fields = [...new URLSearchParams(form)];
  return new URLSearchParams(fields.map(([name, value]) => [name, maskOneTimeSecrets(value)])).toString();
}

/** Every named text of a request, at any depth; undefined when its body cannot be read. */
function fieldsOf({ query, contentType = '', body }: ReceivedRequest): [name: string, value: string][] | undefined {
  const fields: [string, string][] = [...query];
  const text = body.toString('utf8');
  if (text === '') return fields;
  if (contentType.toLowerCase().startsWith('application/x-www-form-urlencoded')) {
    return [...fields, ...new URLSearchParams(text)];
  }
  try {
    collect('', JSON.parse(text), fields, 0);
    return fields;
  } catch {
    return undefined;
  }
}

function collect(name: string, value: unknown, into: [string, string][], depth: number): void {
  if (depth > 8 || into.length > 1_000) return;
  if (typeof value === 'string' || typeof value === 'number') into.push([name, String(value)]);
  else if (Array.isArray(value)) for (const one of value) collect(name, one, into, depth + 1);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) collect(key, one, into, depth + 1);
  }
}
