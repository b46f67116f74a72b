import { expect, test } from 'vitest';
import { guessRootName } from '../../../../mocks/wire/xml-root.js';

test.each([
  ['a root in a prefix', '<soap:Envelope xmlns:soap="x">', 'Envelope'],
  ['declaration, comment and instruction', '<?xml version="1.0"?>\n<!-- <a> -->\n<?b c="<d>"?><Éé/>', 'Éé'],
  ['a BOM', '\uFEFF<a/>', 'a'],
  ['a DOCTYPE with a subset', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///x">]>\n<a>', 'a'],
  ['a DOCTYPE without', '<!DOCTYPE html><html>', 'html'],
  ['a comment that never ends', '<!-- <a>', undefined],
  ['no XML', 'a;b;c', undefined],
  ['nothing', '', undefined],
])('root name: %s', (_, source, expected) => {
  expect(guessRootName(Buffer.from(source))).toBe(expected);
});

test('root name: UTF-16', () => {
  expect(guessRootName(Buffer.from('\uFEFF<?xml version="1.0"?><a/>', 'utf16le'))).toBe('a');
});
