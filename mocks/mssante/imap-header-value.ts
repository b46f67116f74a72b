/** A structured field (Content-Type, Content-Disposition): its value and its parameters, in order, not decoded. */
export interface HeaderValue {
  /** `text/plain`, `attachment`. As written; empty when there is none. */
  value: string;
  /** Quotes and comments removed; RFC 2231 forms (`filename*0*`) left as they are: IMAP shows them so. */
  parameters: (readonly [name: string, value: string])[];
}

/** Splits a structured field: `text/plain; charset="utf-8"`. Never throws: what is no parameter is left out. */
export function headerParameters(text: string): HeaderValue {
  const [value = '', ...rest] = splitFields(text);
  const parameters = rest.flatMap((field): (readonly [string, string])[] => {
    const equals = field.indexOf('=');
    return equals <= 0 ? [] : [[field.slice(0, equals).trim(), field.slice(equals + 1).trim()]];
  });
  return { value, parameters };
}

/** Splits on semicolons outside quotes; quotes, their backslashes and comments (RFC 5322 §3.2.2) go away. */
function splitFields(text: string): string[] {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  let comment = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '\\' && (quoted || comment > 0)) {
      at += 1;
      if (comment === 0) field += text[at] ?? '';
    } else if (quoted) {
      if (char === '"') quoted = false;
      else field += char;
    } else if (char === '(') comment += 1;
    else if (char === ')' && comment > 0) comment -= 1;
    else if (comment > 0) continue;
    else if (char === '"') quoted = true;
    else if (char === ';') {
      fields.push(field.trim());
      field = '';
    } else field += char;
  }
  return [...fields, field.trim()];
}
