/** A piece of XML already written and escaped. See docs/decisions/0002-xml-building.md. */
export class Xml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What an element may contain. Strings are text and get escaped; `undefined`, `null` and `false` write nothing. */
export type XmlContent = Xml | string | number | undefined | null | false | readonly XmlContent[];

/** Attributes in the order to write them; an `undefined` one is left out, an empty one is written. */
export type XmlAttributes = Record<string, string | number | boolean | undefined>;

/** Anything but plain characters: what is not matched is written as it is, at the cost of one scan. */
const SPECIAL_IN_TEXT = /[^\t\n\x20-%'-;=?-\ud7ff\ue000-\ufffd]/;
const SPECIAL_IN_ATTRIBUTE = /[^\x20!#-%(-;=?-\ud7ff\ue000-\ufffd]/;
/** What XML 1.0 cannot carry, even as a character reference (§2.2): controls, lone surrogates, U+FFFE, U+FFFF. */
const NOT_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const MAYBE_NOT_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/;

const TEXT_ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
const ATTRIBUTE_ESCAPES: Record<string, string> = {
  ...TEXT_ESCAPES,
  '"': '&quot;',
  "'": '&#39;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/**
 * Escapes text for an element or an attribute (quotes, tabs and line ends included), so that a parser gives back the
 * same characters. Characters XML cannot carry become U+FFFD: the result is always well formed.
 */
export function escapeXml(value: string): string {
  if (!SPECIAL_IN_ATTRIBUTE.test(value)) return value;
  return carried(value).replace(/[&<>\r"'\n\t]/g, (character) => ATTRIBUTE_ESCAPES[character] ?? character);
}

/** Inserts XML that is already written, unchanged. */
export function raw(xml: string): Xml {
  return new Xml(xml);
}

/**
 * One element: `el('rim:Slot', { name: 'hash' }, el('rim:ValueList', {}, …))`. `name` and attribute names are ours,
 * prefix included; all values are escaped.
 */
export function el(name: string, attributes: XmlAttributes = {}, ...content: XmlContent[]): Xml {
  let start = `<${name}`;
  for (const key in attributes) {
    const value = attributes[key];
    if (value !== undefined) start += ` ${key}="${escapeXml(typeof value === 'string' ? value : String(value))}"`;
  }
  const inner = contentText(content);
  return new Xml(inner === '' ? `${start}/>` : `${start}>${inner}</${name}>`);
}

/** An element holding text, or nothing at all when the text is undefined. */
export function textEl(name: string, text: string | number | boolean | undefined): Xml | undefined {
  return text === undefined ? undefined : el(name, {}, String(text));
}

function contentText(content: XmlContent): string {
  if (content instanceof Xml) return content.text;
  if (content === undefined || content === null || content === false) return '';
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return escapeText(content);
  let text = '';
  for (const part of content) text += contentText(part);
  return text;
}

function escapeText(value: string): string {
  if (!SPECIAL_IN_TEXT.test(value)) return value;
  return carried(value).replace(/[&<>\r]/g, (character) => TEXT_ESCAPES[character] ?? character);
}

function carried(value: string): string {
  return MAYBE_NOT_XML.test(value) ? value.replace(NOT_XML, '\ufffd') : value;
}
