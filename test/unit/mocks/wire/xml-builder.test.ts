import { describe, expect, test } from 'vitest';
import { el, escapeXml, raw, textEl } from '../../../../mocks/wire/xml-builder.js';
import { readXml } from '../../../../mocks/wire/xml.js';

/** What a form, a paste or a hostile sender can put in a field. */
const ODD_TEXTS = [
  '',
  ' ',
  '&<>"\'',
  ']]>',
  '<!-- --><![CDATA[x]]>',
  '&amp;lt;&#1;',
  'a\tb\nc\rd\r\ne',
  'l’été à Œuvre — €',
  '𝒳😀\u{10ffff}',
  '\u00a0\u2028\u2029\ufeff\u0085\u007f',
  "'); DROP TABLE patient; --",
  '{{7*7}} ${7*7} <%= 7 %>',
  '299019999999929^^^&1.2.250.1.213.1.4.10&ISO^NH',
];

describe('escaping', () => {
  test.each(ODD_TEXTS)('a parser gives back the same text and attribute: %j', (text) => {
    const root = readXml(el('a', { x: text }, text).text);
    expect(root.attributes['x']).toBe(text);
    expect(root.text).toBe(text);
    expect(readXml(`<a x='${escapeXml(text)}'>${escapeXml(text)}</a>`).text).toBe(text);
  });

  test('every character of the BMP comes back, or U+FFFD when XML cannot carry it', () => {
    for (let start = 0; start < 0x10000; start += 0x400) {
      const characters = Array.from({ length: 0x400 }, (_, i) => String.fromCharCode(start + i));
      // Halves of surrogate pairs next to each other would join: a letter keeps each alone.
      const text = characters.join('a');
      const expected = characters
        .map((character) => (/[\t\n\r\x20-\ud7ff\ue000-\ufffd]/.test(character) ? character : '\ufffd'))
        .join('a');
      const root = readXml(el('a', { x: text }, text).text);
      expect(root.text).toBe(expected);
      expect(root.attributes['x']).toBe(expected);
    }
  });
});

describe('building', () => {
  test('leaves out undefined, null and false, writes empty attributes', () => {
    expect(el('a', { x: undefined, y: '', z: 0 }, undefined, null, false, [undefined, []]).text).toBe(
      '<a y="" z="0"/>',
    );
    expect(textEl('a', undefined)).toBeUndefined();
    expect(textEl('a', false)?.text).toBe('<a>false</a>');
  });

  test('nests elements, lists and text, and inserts what is already written', () => {
    expect(el('a', {}, 'x&', [el('b'), 1], raw('<c/>')).text).toBe('<a>x&amp;<b/>1<c/></a>');
  });
});
