import { describe, expect, test } from 'vitest';
import { formatClock, formatDate, formatDuration, formatSize } from '../../reporters/format.js';
import { printable } from '../../reporters/printable.js';
import { staysInside } from '../../reporters/run-paths.js';

describe('what people read', () => {
  test('times are those of Paris, winter and summer', () => {
    expect(formatClock('2026-11-20T13:30:00.500Z', 'fr')).toBe('14:30:00,500');
    expect(formatClock('2026-07-01T22:30:00.005Z', 'en')).toBe('00:30:00.005');
    expect(formatDate('2026-07-01T22:30:00.000Z', 'fr')).toBe('jeudi 2 juillet 2026 à 00:30');
    expect(formatClock('hier', 'fr')).toBe('hier');
  });

  test('durations and sizes have the unit people expect', () => {
    expect([0.4, 38, 4_200, 94_000].map((ms) => formatDuration(ms, 'fr'))).toEqual([
      '0 ms',
      '38 ms',
      '4,2 s',
      '1 min 34 s',
    ]);
    expect([812, 61_000, 1_843_200].map((bytes) => formatSize(bytes, 'fr'))).toEqual(['812 o', '61 ko', '1,8 Mo']);
    expect(formatSize(1_843_200, 'en')).toBe('1.8 MB');
  });

  test.each([
    ['\u001b[2J', '␛[2J'],
    ['a\u0000b\u007f', 'a␀b␡'],
    ['\u202Egnp.exe', '⟨U+202E⟩gnp.exe'],
    ['\uD800', '\uFFFD'],
    ['\u0085', '⟨U+0085⟩'],
    ['ligne\n\tdeux\r\n', 'ligne\n\tdeux\r\n'],
    ['é 👩‍⚕️ « x »', 'é 👩‍⚕️ « x »'],
  ])('%j is shown as %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test.each(['evidence/a.png', 'bodies/abc', 'a..b/c', 'é/ü.txt'])('%j is a file of the run', (path) => {
    expect(staysInside(path)).toBe(true);
  });

  test.each(['', '/etc/passwd', '../x', 'a/../../x', 'a\\..\\..\\x', '\\\\host\\x', 'C:/x', 'a\0b'])(
    '%j is not',
    (path) => {
      expect(staysInside(path)).toBe(false);
    },
  );
});
