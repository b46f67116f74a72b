import { describe, expect, test } from 'vitest';
import { decodeEr7, encodeEr7 } from '../../../../mocks/wire/er7-charset.js';
import {
  er7Field,
  er7Segment,
  er7Text,
  escapeEr7,
  formatEr7,
  parseEr7,
  partOf,
  repetitionsOf,
  segmentOf,
  segmentsOf,
  unescapeEr7,
  valueOf,
} from '../../../../mocks/wire/er7.js';

const HEADER = 'MSH|^~\\&|DPI|CH|PFI|CH|20260115||ORU^R01^ORU_R01|1|T|2.5|||||FRA|UNICODE UTF-8';

describe('a message is written back as it came', () => {
  test.each([
    ['CR, the right one', `${HEADER}\rPID|||1\r`],
    ['LF', `${HEADER}\nPID|||1\n`],
    ['CRLF', `${HEADER}\r\nPID|||1`],
    ['blank lines at the end', `${HEADER}\nPID|||1\n\n\n`],
    ['a byte order mark and blanks before', `\uFEFF \n${HEADER}\rPID|||1\r`],
    ['empty fields at the end', `${HEADER}|||\rORC|NW|\r`],
    ['other delimiters', 'MSH#*+?%#DPI\rPID###1*2+3%4\r'],
    ['a delimiter outside ASCII', 'MSH|^˜\\&|SIL\rPID|||1˜2\r'],
    ['a segment of one name only', `${HEADER}\rPV1\r`],
    ['no field at all', 'MSH|'],
  ])('with %s', (_, text) => {
    expect(formatEr7(parseEr7(text))).toBe(text);
  });

  test.each(['', 'PID|||1', 'MSH', 'MSHA', 'Bonjour', '\u000BMSH|^~\\&|'])('%j is no message', (text) => {
    expect(() => parseEr7(text)).toThrow(expect.objectContaining({ code: 'BANC_MESSAGE_INVALID' }));
  });
});

describe('values are found by their place', () => {
  const message = parseEr7(`${HEADER}\rPID|1||A^^^X&1.2&ISO^PI~B^^^Y&1.3&ISO^INS||L\\T\\N^P\rOBX|1\rOBX|2\r`);
  const pid = segmentOf(message, 'PID');

  test.each([
    ['1', '1'],
    ['3', 'A'],
    ['3.4', 'X'],
    ['3.4.2', '1.2'],
    ['3[2]', 'B'],
    ['3[2].4.2', '1.3'],
    ['3[2].5', 'INS'],
    ['3[3].1', ''],
    ['5', 'L&N'],
    ['5.2', 'P'],
    ['5.9', ''],
    ['40', ''],
    ['x', ''],
  ])('PID-%s', (path, expected) => {
    expect(valueOf(pid, path)).toBe(expected);
  });

  test('MSH-1 is the separator, MSH-2 is never split, MSH-9 is', () => {
    const msh = segmentOf(message, 'MSH');
    expect(['1', '2', '9', '9.2', '9.3'].map((path) => valueOf(msh, path))).toEqual([
      '|',
      '^~\\&',
      'ORU',
      'R01',
      'ORU_R01',
    ]);
  });

  test('an absent segment has no value, an empty field no repetition', () => {
    expect(valueOf(segmentOf(message, 'ZZZ'), '3.1')).toBe('');
    expect(repetitionsOf(pid, 2)).toEqual([]);
    expect(repetitionsOf(pid, 3).map((one) => partOf(one, '5'))).toEqual(['PI', 'INS']);
    expect(segmentsOf(message, 'OBX').map((obx) => valueOf(obx, '1'))).toEqual(['1', '2']);
  });
});

describe('escapes', () => {
  test.each(['a|b^c~d\\e&f', 'ligne 1\rligne 2\n', 'é ’ €', '\\F\\', '', '\u000B\u001C'])('%j comes back', (value) => {
    const escaped = escapeEr7(value);
    expect(escaped).not.toMatch(/[|^~&\r\n\u000B\u001C]/);
    expect(unescapeEr7(escaped)).toBe(value);
  });

  test.each([
    ['\\X0D0A\\', '\r\n'],
    ['\\XC3A9\\', 'é'],
    ['\\XE9\\', 'é'],
    ['a\\.br\\b', 'a\nb'],
    ['\\H\\gras\\N\\', '\\H\\gras\\N\\'],
    ['C:\\dossier', 'C:\\dossier'],
    ['fin\\', 'fin\\'],
    ['\\X0\\', '\\X0\\'],
    ['\\T\\\\T\\', '&&'],
  ])('%s reads %j', (raw, expected) => {
    expect(unescapeEr7(raw)).toBe(expected);
  });

  test('what is written is read the same, whatever it holds', () => {
    const text = er7Text([er7Segment('ZZZ', { 2: er7Field('a^b', ['c&d', '|'], undefined, '~'), 4: 'x' })]);
    expect(text).toBe('ZZZ||a\\S\\b^c\\T\\d&\\F\\^^\\R\\||x\r');
    const [segment] = parseEr7(`${HEADER}\r${text}`).segments.slice(1);
    expect(['2.1', '2.2.1', '2.2.2', '2.3', '2.4', '4'].map((path) => valueOf(segment, path))).toEqual([
      'a^b',
      'c&d',
      '|',
      '',
      '~',
      'x',
    ]);
  });
});

describe('MSH-18 says how bytes are read', () => {
  const message = (charset: string, name: string): string =>
    `MSH|^~\\&${'|'.repeat(15)}FRA|${charset}\rPID|||||${name}\r`;

  test.each([
    ['UNICODE UTF-8', 'NOËL Œuvre € ’'],
    ['8859/15', 'NOËL Œuvre €'],
    ['8859/1', 'NOËL'],
  ])('%s, both ways', (charset, name) => {
    const text = message(charset, name);
    const bytes = encodeEr7(text);
    expect(decodeEr7(bytes)).toMatchObject({ text, declared: charset });
    expect(decodeEr7(bytes)).not.toHaveProperty('fault');
  });

  test('the euro of 8859/15 is one byte, A4', () => {
    expect(encodeEr7(message('8859/15', '€')).includes(0xa4)).toBe(true);
  });

  test('UTF-8 said, 8859/15 sent: read all the same, and told', () => {
    const bytes = Buffer.from(message('UNICODE UTF-8', 'NOËL'), 'latin1');
    expect(decodeEr7(bytes)).toMatchObject({
      encoding: 'iso-8859-15',
      fault: 'invalid',
      text: message('UNICODE UTF-8', 'NOËL'),
    });
  });

  test('8859/15 said, UTF-8 sent: read as said, and told; plain letters tell nothing', () => {
    expect(decodeEr7(Buffer.from(message('8859/15', 'NOËL')))).toMatchObject({
      encoding: 'iso-8859-15',
      fault: 'utf-8',
    });
    expect(decodeEr7(Buffer.from(message('8859/15', 'NOEL')))).not.toHaveProperty('fault');
  });

  test.each([
    ['UTF-8', 'utf8', 'utf-8'],
    ['WINDOWS', 'latin1', 'iso-8859-15'],
  ] as const)('an unknown charset %s is guessed, and told', (charset, sent, encoding) => {
    const text = message(charset, 'NOËL');
    expect(decodeEr7(Buffer.from(text, sent))).toMatchObject({ text, encoding, fault: 'unknown', declared: charset });
  });

  test('a typographic apostrophe is written as a plain one in 8859/15; what does not exist there is refused', () => {
    expect(encodeEr7(message('8859/15', 'L’IMAGERIE')).toString('latin1')).toContain("L'IMAGERIE");
    expect(() => encodeEr7(message('8859/15', 'Ł'))).toThrow(/does not exist in iso-8859-15/);
    expect(() => encodeEr7(message('8859/15', '¤'))).toThrow(/does not exist/);
  });
});
