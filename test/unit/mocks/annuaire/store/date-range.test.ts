import { describe, expect, test } from 'vitest';
import { dateCriterion, type DateZone } from '../../../../../mocks/annuaire/store/date-range.js';

const NOW = new Date('2026-05-01T00:00:00Z');
const iso = (instant: number | undefined) => (instant === undefined ? '…' : new Date(instant).toISOString());

/** `from/to` of each range, after `not ` when it excludes. */
function written(value: string, zone?: DateZone): string | undefined {
  const criterion = dateCriterion(value, NOW, zone);
  if (!criterion) return undefined;
  return (criterion.not ? 'not ' : '') + criterion.ranges.map(({ from, to }) => `${iso(from)}/${iso(to)}`).join(' ');
}

describe('a date parameter', () => {
  test.each([
    ['2026', '2026-01-01T00:00:00.000Z/2027-01-01T00:00:00.000Z'],
    ['2026-02', '2026-02-01T00:00:00.000Z/2026-03-01T00:00:00.000Z'],
    ['2026-12', '2026-12-01T00:00:00.000Z/2027-01-01T00:00:00.000Z'],
    ['eq2024-02-29', '2024-02-29T00:00:00.000Z/2024-03-01T00:00:00.000Z'],
    ['2026-04-01T10:20', '2026-04-01T10:20:00.000Z/2026-04-01T10:21:00.000Z'],
    ['2026-04-01T10:20:30Z', '2026-04-01T10:20:30.000Z/2026-04-01T10:20:31.000Z'],
    ['2026-04-01T10:20:30.25+02:00', '2026-04-01T08:20:30.250Z/2026-04-01T08:20:30.251Z'],
  ])('%s covers what its precision says', (value, expected) => {
    expect(written(value)).toBe(expected);
  });

  test.each([
    ['ge2026-04', '2026-04-01T00:00:00.000Z/…'],
    ['gt2026-04', '2026-05-01T00:00:00.000Z/…'],
    ['sa2026-04', '2026-05-01T00:00:00.000Z/…'],
    ['le2026-04', '…/2026-05-01T00:00:00.000Z'],
    ['lt2026-04', '…/2026-04-01T00:00:00.000Z'],
    ['eb2026-04', '…/2026-04-01T00:00:00.000Z'],
    ['ne2026-04', 'not 2026-04-01T00:00:00.000Z/2026-05-01T00:00:00.000Z'],
    ['ap2026-04-21', '2026-04-20T00:00:00.000Z/2026-04-23T00:00:00.000Z'],
  ])('%s begins and ends where its prefix says', (value, expected) => {
    expect(written(value)).toBe(expected);
  });

  test.each([
    ['2026-03-29', '2026-03-28T23:00:00.000Z/2026-03-29T22:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z/2026-10-25T23:00:00.000Z'],
    ['2026-07-01T12:00', '2026-07-01T10:00:00.000Z/2026-07-01T10:01:00.000Z'],
    ['2026-01-01T12:00Z', '2026-01-01T12:00:00.000Z/2026-01-01T12:01:00.000Z'],
  ])('%s is read in Paris, summer time included, unless it has an offset', (value, expected) => {
    expect(written(value, 'Europe/Paris')).toBe(expected);
  });

  test.each(['', '26', '2026-13', '2026-02-30', '2026-1-1', '2026-01-01T25:00', 'xx2026', '2026-01-01 10:00', 'today'])(
    '« %s » is no date',
    (value) => {
      expect(written(value)).toBeUndefined();
    },
  );
});
