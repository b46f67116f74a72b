/**
 * The injected clock: real time plus an offset. It moves the mocks' data (submission times, months of activity, consent
 * periods) and nothing else: journal times and certificate validity are always judged on real time (design §3).
 */
export interface Clock {
  /** Injected time. */
  now(): Date;
  /** Moves the clock by this many milliseconds (negative goes back). */
  advance(ms: number): void;
  /** Sets the clock to this ISO 8601 instant; it then runs on. Throws RangeError when it is not an instant. */
  set(iso: string): void;
  /** Back to real time. */
  reset(): void;
}

/** A clock that shows real time until it is moved. */
export function createClock(): Clock {
  let offsetMs = 0;
  return {
    now: () => new Date(Date.now() + offsetMs),
    advance: (ms) => {
      if (!Number.isFinite(ms)) throw new RangeError(`not a number of milliseconds: ${String(ms)}`);
      offsetMs += ms;
    },
    set: (iso) => {
      const instant = Date.parse(iso);
      if (Number.isNaN(instant)) throw new RangeError(`not an ISO 8601 instant: ${iso}`);
      offsetMs = instant - Date.now();
    },
    reset: () => {
      offsetMs = 0;
    },
  };
}
