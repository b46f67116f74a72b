/** A date and time as a trace writes it. */
export type TraceTime =
  /** The zone is written, or is UTC by its `Z`: epoch milliseconds. */
  | { kind: 'instant'; ms: number }
  /** No zone is written: milliseconds as if the wall clock were UTC's. */
  | { kind: 'local'; ms: number }
  /** A day without an hour. */
  | { kind: 'day' };

/** Where local times may have been written. */
export type TraceZone = 'Europe/Paris' | 'UTC';

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ]+(\d\d?)[:h](\d\d)(?::(\d\d))?(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?$/i;
const FRENCH =
  /^(\d\d?)[/.-](\d\d?)[/.-](\d{4})(?:(?:\s+à|,)?\s+(\d\d?)[:h](\d\d)(?:[:m](\d\d)s?)?(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?$/i;
const COMPACT = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?(?:\.\d+)?)?(Z|[+-]\d{4})?$/i;

/**
 * Reads a date and time: ISO 8601, French (`21/11/2026 09:40:12`), or compact (`20261121094012+0100`).
 * @param zone what another column or the header says of the zone: `UTC`, `+01:00`, `Europe/Paris`; '' when nothing does.
 */
export function readTraceTime(text: string, zone = ''): TraceTime | undefined {
  const iso = ISO.exec(text) ?? COMPACT.exec(text);
  const french = iso ? null : FRENCH.exec(text);
  const found = iso ?? french;
  if (!found) return undefined;
  const [, first = '', month = '', third = '', hour, minute, second, offset] = found;
  const [year, day] = french ? [third, first] : [first, third];
  if (hour === undefined) return { kind: 'day' };
  const parts = [Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second ?? 0)] as const;
  if (parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > 31 || parts[3] > 24 || parts[4] > 59)
    return undefined;
  const ms = Date.UTC(parts[0], parts[1] - 1, parts[2], parts[3], parts[4], parts[5]);
  const minutes = offsetMinutes(offset ?? zone);
  if (minutes !== undefined) return { kind: 'instant', ms: ms - minutes * 60_000 };
  return /paris/i.test(zone) ? { kind: 'instant', ms: inZone(ms, 'Europe/Paris') } : { kind: 'local', ms };
}

/** Epoch milliseconds of a time; a local one is taken in `zone`. Undefined for a day. */
export function instantOf(time: TraceTime, zone: TraceZone): number | undefined {
  if (time.kind === 'day') return undefined;
  return time.kind === 'instant' ? time.ms : inZone(time.ms, zone);
}

function inZone(ms: number, zone: TraceZone): number {
  if (zone === 'UTC') return ms;
  // The offset of the zone at that wall clock, found from the offset an hour earlier: right but in the hour it changes.
  const wall = new Date(ms - 3_600_000).toLocaleString('sv-SE', { timeZone: zone });
  return ms - (Date.parse(`${wall.replace(' ', 'T')}Z`) - (ms - 3_600_000));
}

/** `+01:00`, `+0100`, `+01`, `Z`, `UTC` in minutes; undefined when it is none. */
function offsetMinutes(text: string): number | undefined {
  if (/^(Z|UTC|GMT)$/i.test(text.trim())) return 0;
  const found = /^(?:UTC|GMT)?([+-])(\d\d):?(\d\d)?$/i.exec(text.trim());
  if (!found) return undefined;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return found[1] === '-' ? -minutes : minutes;
}
