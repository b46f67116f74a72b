import type { InstantRange } from './directory-query.js';

/** What a date parameter asks for: ranges of which one holds or, with `not`, none of which holds. */
export interface DateCriterion {
  ranges: InstantRange[];
  not: boolean;
}

/** The zone in which a date without offset is read, and in which days begin (annuaire.md §1.4: UTC unless set). */
export type DateZone = 'UTC' | 'Europe/Paris';

const DATE =
  /^(eq|ne|gt|lt|ge|le|sa|eb|ap)?(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/**
 * Reads one value of a date parameter: prefix (`eq` without one), then a year, month, day or instant. Both sides are cut
 * at the precision of the value, so `gt2026-01` begins in February and `ap` is `eq` widened by a tenth of the value's
 * distance to `now`, as FHIR R4 advises. Undefined when it is not a date (annuaire.md §1.4).
 */
export function dateCriterion(value: string, now: Date, zone: DateZone = 'UTC'): DateCriterion | undefined {
  const match = DATE.exec(value);
  const written = match && writtenInterval(match, zone);
  if (!written) return undefined;
  const { from, to } = written;
  switch (match[1]) {
    case 'ne':
      return { ranges: [{ from, to }], not: true };
    case 'gt':
    case 'sa':
      return { ranges: [{ from: to }], not: false };
    case 'ge':
      return { ranges: [{ from }], not: false };
    case 'lt':
    case 'eb':
      return { ranges: [{ to: from }], not: false };
    case 'le':
      return { ranges: [{ to }], not: false };
    case 'ap': {
      const margin = Math.abs(now.getTime() - from) / 10;
      return { ranges: [{ from: from - margin, to: to + margin }], not: false };
    }
    default:
      return { ranges: [{ from, to }], not: false };
  }
}

/** The interval a written date covers, or undefined when such a date does not exist. */
function writtenInterval(match: RegExpExecArray, zone: DateZone): { from: number; to: number } | undefined {
  const [, , yearText, monthText, dayText, hourText, minuteText, secondText, fractionText, offset] = match;
  const year = Number(yearText);
  const month = Number(monthText ?? 1);
  const day = Number(dayText ?? 1);
  const hour = Number(hourText ?? 0);
  const minute = Number(minuteText ?? 0);
  const second = Number(secondText ?? 0);
  const fraction = Math.floor(Number(`0.${fractionText ?? 0}`) * 1_000);
  const local = (y: number, m: number, d: number) => Date.UTC(y, m - 1, d, hour, minute, second, fraction);
  const cut = new Date(Date.UTC(year, month - 1, day));
  if (cut.getUTCMonth() !== month - 1 || cut.getUTCDate() !== day) return undefined;
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const instant = (wall: number) => wall - (offset ? offsetMinutes(offset) * 60_000 : zoneOffset(wall, zone));
  const from = instant(local(year, month, day));
  if (monthText === undefined) return { from, to: instant(local(year + 1, 1, 1)) };
  if (dayText === undefined) return { from, to: instant(local(year, month + 1, 1)) };
  if (hourText === undefined) return { from, to: instant(local(year, month, day + 1)) };
  if (secondText === undefined) return { from, to: from + 60_000 };
  return { from, to: from + (fractionText === undefined ? 1_000 : 1) };
}

function offsetMinutes(offset: string): number {
  if (offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return offset.startsWith('-') ? -minutes : minutes;
}

/** Milliseconds by which the zone's wall clock is ahead of UTC when it shows `wall`. */
function zoneOffset(wall: number, zone: DateZone): number {
  if (zone === 'UTC') return 0;
  // Summer time of the European Union: last Sundays of March and October, 01:00 UTC.
  const year = new Date(wall).getUTCFullYear();
  const summer = wall - 3_600_000 >= lastSunday(year, 2) && wall - 7_200_000 < lastSunday(year, 9);
  return summer ? 7_200_000 : 3_600_000;
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * 86_400_000;
}
