import { expect, test } from 'vitest';
import { createClock } from '../../../../mocks/core/clock.js';

const YEAR_MS = 365 * 86_400_000;

test('the clock shows real time until it is moved, and after a reset', () => {
  const clock = createClock();
  expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1_000);
  clock.advance(YEAR_MS);
  expect(clock.now().getTime() - Date.now()).toBeGreaterThan(YEAR_MS - 1_000);
  clock.reset();
  expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1_000);
});

test('a clock that was set runs on from there, and advances add up', () => {
  const clock = createClock();
  clock.set('2020-01-01T00:00:00+01:00');
  clock.advance(60_000);
  clock.advance(-30_000);
  const passed = clock.now().getTime() - Date.parse('2019-12-31T23:00:30Z');
  expect(passed).toBeGreaterThanOrEqual(0);
  expect(passed).toBeLessThan(1_000);
});

test('what is not an instant or a duration is refused and moves nothing', () => {
  const clock = createClock();
  expect(() => clock.set('demain')).toThrow(RangeError);
  expect(() => clock.advance(Number.NaN)).toThrow(RangeError);
  expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1_000);
});
