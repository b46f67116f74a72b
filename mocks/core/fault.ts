/**
 * A fault to inject. Core applies the transport kinds; a service applies its own (`soap-fault`, `registry-error` …)
 * by taking them from the plan while it handles a request.
 */
export interface Fault {
  /** Transport kinds: `delay`, `http`, `close-before-answer`, `truncate`. Others belong to a service. */
  kind: string;
  /** `delay`: how long before the answer. */
  delayMs?: number;
  /** `http`: status to answer. */
  status?: number;
  /** Service kinds: code, message, or anything that kind needs. */
  code?: string;
  message?: string;
  /** `truncate`: bytes of the answer actually sent. */
  bytes?: number;
}

/** Which requests a fault hits, and how many times. */
export interface FaultRule {
  service: string;
  transaction?: string;
  keys?: Record<string, string>;
  /** How many requests it hits before it disappears; 0 = until removed. */
  times: number;
  fault: Fault;
}
