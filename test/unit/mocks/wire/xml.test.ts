import { describe, expect, test } from 'vitest';
import { BancError } from '../../../../mocks/wire/errors.js';
import { NS } from '../../../../mocks/wire/namespaces.js';
import { at, child, children, prettyXml, readXml, textOf, withXml } from '../../../../mocks/wire/xml.js';

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof BancError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('strict reading', () => {
  const refused: [string, string][] = [
    ['a DTD', '<!DOCTYPE a><a/>'],
    ['an internal entity', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'],
    ['an external DTD', '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><a/>'],
    ['an undeclared entity', '<a>&foo;</a>'],
    ['two roots', '<a/><b/>'],
    ['text after the root', '<a/>b'],
    ['a document cut short', '<a><b>text'],
    ['an unbound prefix', '<q:a/>'],
    ['a duplicate attribute', '<a x="1" x="2"/>'],
    ['the same attribute through two prefixes', '<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>'],
    ['crossed tags', '<a><b></a></b>'],
    ['U+0001', '<a>\u0001</a>'],
    ['U+0001 as a character reference', '<a>&#1;</a>'],
    ['a raw < in an attribute', '<a x="<"/>'],
    ['nothing', ''],
    ['spaces only', '   '],
    ['text that is not XML', 'bonjour'],
    ['bytes that are not the UTF-8 announced', ''],
  ];
  test.each(refused)('refuses %s', (what, xml) => {
    const source = what.startsWith('bytes') ? Buffer.from([0x3c, 0x61, 0x3e, 0xe9, 0x3c, 0x2f, 0x61, 0x3e]) : xml;
    expect(codeOf(() => readXml(source))).toBe('BANC_XML_INVALID');
  });

  test('refuses an entity bomb, quickly', () => {
    const levels = Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('');
    const bomb = `<!DOCTYPE a [<!ENTITY e0 "boum">${levels}]><a x="&e12;">&e12;</a>`;
    expect(['BANC_XML_INVALID', 'BANC_LIMIT']).toContain(codeOf(() => readXml(bomb)));
  });

  test('says at which line and column it stopped', () => {
    expect(() => readXml('<a>\n<b>\n</c></a>')).toThrow(/line 3, column \d+/);
  });

  test('refuses nesting beyond the limit, ours or the parser’s', () => {
    const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    expect(readXml(nested(100)).local).toBe('a');
    expect(codeOf(() => readXml(nested(101)))).toBe('BANC_LIMIT');
    expect(codeOf(() => readXml(nested(3), { maxDepth: 2 }))).toBe('BANC_LIMIT');
    expect(codeOf(() => readXml(nested(100_000)))).toBe('BANC_LIMIT');
  });

  test('refuses a document over the size limit before parsing it', () => {
    expect(codeOf(() => readXml('<a>123456</a>', { maxBytes: 10 }))).toBe('BANC_LIMIT');
  });

  test('still parses after thousands of refusals: nothing leaks', () => {
    for (let i = 0; i < 3000; i += 1) codeOf(() => readXml('<!DOCTYPE a><a/>'));
    expect(readXml('<a/>').local).toBe('a');
  });

  test('refuses an XInclude and a catalogue quietly: nothing is loaded', () => {
    const xml = '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd" parse="text"/></a>';
    const root = readXml(xml);
    expect(root.children[0]?.local).toBe('include');
    expect(root.text).toBe('');
  });
});

describe('plain data', () => {
  test('keeps namespaces, attributes, text and lines, whatever the prefixes', () => {
    const root = readXml('<p:a xmlns:p="u" x="1" p:y="2">\n t<b xmlns="v"><![CDATA[<&]]>é</b><!-- no --></p:a>');
    expect(root).toMatchObject({ ns: 'u', local: 'a', attributes: { x: '1', '{u}y': '2' }, line: 1 });
    expect(textOf(root)).toBe('t');
    expect(child(root, 'v', 'b')).toMatchObject({ text: '<&é', line: 2 });
    expect(child(root, 'u', 'b')).toBeUndefined();
  });

  test('helpers accept what is absent', () => {
    expect(child(undefined, 'u', 'a')).toBeUndefined();
    expect(children(undefined, 'u', 'a')).toEqual([]);
    expect(textOf(undefined)).toBeUndefined();
    expect(at(readXml('<a/>'), '', 'b', 'c')).toBeUndefined();
  });

  test('decodes the encoding announced in bytes, and ignores it in text', () => {
    expect(readXml(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', 'latin1')).text).toBe('é');
    expect(readXml('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>').text).toBe('é');
    expect(readXml(Buffer.from('\ufeff<a>é</a>', 'utf8')).text).toBe('é');
    expect(readXml(Buffer.from('\ufeff<a>é</a>', 'utf16le')).text).toBe('é');
    expect(readXml('\ufeff<a>é</a>').text).toBe('é');
  });

  test('reads text of a million characters and characters beyond the BMP', () => {
    expect(readXml(`<a>${'x'.repeat(1_000_000)}</a>`).text).toHaveLength(1_000_000);
    expect(readXml('<a>𝒳&#x1F600;</a>').text).toBe('𝒳😀');
  });
});

describe('XPath', () => {
  const xml = `<r xmlns="${NS.rim}"><Slot name="a"><ValueList><Value>1</Value><Value>2</Value></ValueList></Slot></r>`;

  test('selects with the shared prefixes', () => {
    withXml(xml, (doc) => {
      expect(doc.value('//rim:Slot/@name')).toBe('a');
      expect(doc.values('//rim:Value')).toEqual(['1', '2']);
      expect(doc.evaluate('count(//rim:Value)')).toBe(2);
      expect(doc.value('//rs:Nothing')).toBeUndefined();
      expect(doc.find('//rim:Value')[0]).toEqual({ value: '1', line: 1 });
    });
  });

  test('gives a fragment that stands alone', () => {
    const fragment = withXml(xml, (doc) => doc.fragment('//rim:ValueList'));
    expect(readXml(fragment ?? '').ns).toBe(NS.rim);
  });
});

describe('indented text', () => {
  test('indents what parses', () => {
    expect(prettyXml('<a><b>é</b><c/></a>')).toBe('<a>\n  <b>é</b>\n  <c/>\n</a>');
    expect(prettyXml(Buffer.from('<a>  <b/></a>'))).toBe('<a>\n  <b/>\n</a>');
  });

  test('gives the rest back as it is', () => {
    for (const text of ['', 'bonjour', '<a>', '<!DOCTYPE a><a/>']) expect(prettyXml(text)).toBe(text);
    expect(prettyXml(Buffer.from('<a>é'))).toBe('<a>é');
  });
});
