import { expect, test } from 'vitest';
import { readCsv } from '../../../../mocks/wire/csv.js';

test.for([
  ['UTF-8 with BOM, semicolons, CRLF', Buffer.from('\uFEFFUtilisateur;Accès\r\nA;é\r\n'), 'UTF-8', ';'],
  ['UTF-8 without BOM, commas, LF', Buffer.from('Utilisateur,Accès\nA,é\n'), 'UTF-8', ','],
  ['Windows-1252, tabs, no last line end', Buffer.from('Utilisateur\tAccès\r\nA\té', 'latin1'), 'Windows-1252', '\t'],
] as const)('a file in %s reads the same', ([, bytes, encoding, separator]) => {
  const table = readCsv(bytes);
  expect(table).toMatchObject({ encoding, separator, header: ['Utilisateur', 'Accès'] });
  expect(table.rows).toEqual([{ line: 2, cells: ['A', 'é'] }]);
});

test('quoted cells hold separators, quotes and line ends; lines are still counted', () => {
  const { rows } = readCsv(Buffer.from('a;b\r\n"x;""y""\r\nz";1\r\n\r\nc;d\r\n'));
  expect(rows).toEqual([
    { line: 2, cells: ['x;"y"\r\nz', '1'] },
    { line: 5, cells: ['c', 'd'] },
  ]);
});

test.for([
  ['a quote that never closes', 'a;b\nc;"d\n', 'line 2, column 3'],
  ['text after a closing quote', 'a;b\n"c"d;e\n', 'line 2, column 4'],
  ['an empty file', '', 'line 1, column 1'],
  ['UTF-16', 'a\0;\0b\0', 'line 1, column 2'],
] as const)('%s is refused, saying where', ([, text, where]) => {
  expect(() => readCsv(Buffer.from(text))).toThrow(where);
});
