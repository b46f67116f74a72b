const HOUR_MS = 3_600_000;
const summers = new Map<number, { from: number; to: number }>();

/** An instant as the service writes it: ISO 8601 with milliseconds and the offset of Paris (annuaire.md §2). */
export function parisInstant(ms: number): string {
  const { from, to } = summerOf(new Date(ms).getUTCFullYear());
  const hours = ms >= from && ms < to ? 2 : 1;
  return `${new Date(ms + hours * HOUR_MS).toISOString().slice(0, -1)}+0${hours}:00`;
}

/** Summer time of the European Union: from the last Sunday of March to that of October, 01:00 UTC. */
function summerOf(year: number): { from: number; to: number } {
  let summer = summers.get(year);
  if (summer === undefined) {
    summer = { from: lastSunday(year, 2), to: lastSunday(year, 9) };
    summers.set(year, summer);
  }
  return summer;
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * 24 * HOUR_MS;
}
