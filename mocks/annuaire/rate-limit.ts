/** Calls a second an application may make (annuaire.md §1). */
export const DEFAULT_RATE_PER_SECOND = 17;

/** What one more call of a key may do. */
export interface RateVerdict {
  allowed: boolean;
  /** Calls left in this second. */
  remaining: number;
  /** Whole seconds until the next window: value of `Retry-After`. */
  retryAfterS: number;
}

/** Counts calls by key in windows of one second of real time, as the gateway does. */
export interface RateLimit {
  /** Calls a second; 0 = no limit. */
  perSecond: number;
  /** Counts one call. `now` is real time in milliseconds. */
  take(key: string, now: number): RateVerdict;
}

const WINDOW_MS = 1_000;

/** A limit of so many calls a second for each key. */
export function createRateLimit(perSecond: number): RateLimit {
  const windows = new Map<string, { startedAt: number; calls: number }>();
  return {
    perSecond,
    take(key, now) {
      if (this.perSecond === 0) return { allowed: true, remaining: Infinity, retryAfterS: 0 };
      let window = windows.get(key);
      if (window === undefined || now - window.startedAt >= WINDOW_MS) {
        window = { startedAt: now, calls: 0 };
        windows.set(key, window);
      }
      window.calls += 1;
      return {
        allowed: window.calls <= this.perSecond,
        remaining: Math.max(0, this.perSecond - window.calls),
        retryAfterS: Math.max(1, Math.ceil((window.startedAt + WINDOW_MS - now) / 1_000)),
      };
    },
  };
}
