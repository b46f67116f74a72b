import type { Fault, FaultRule } from './fault.js';

/** A rule of the plan with its id and how many requests it may still hit (Infinity for `times: 0`). */
export interface PlannedFault extends FaultRule {
  id: string;
  left: number;
}

/** Kinds the HTTP listener applies by itself, after the service has answered. Every other kind belongs to a service. */
export const TRANSPORT_FAULTS = ['delay', 'http', 'close-before-answer', 'truncate'] as const;

/** The anomalies scenarios asked for, waiting for the requests they hit. */
export interface FaultPlan {
  /** Adds a rule and returns its id (`f1`). Rules are tried in the order they were added. */
  add(rule: FaultRule): string;
  /**
   * Takes the first fault that hits this request and counts it: synchronous, so two requests never share one `times`.
   * `kinds`, when given, restricts to the kinds the caller can apply: a service passes its own kinds while it handles
   * the request, the listener passes {@link TRANSPORT_FAULTS} afterwards.
   */
  take(
    service: string,
    transaction: string | undefined,
    keys: Record<string, string>,
    kinds?: readonly string[],
  ): Fault | undefined;
  /** What is still to come. */
  list(): PlannedFault[];
  /** Removes one rule; false when it is unknown or used up. */
  remove(id: string): boolean;
  /** Removes every rule, or those of one scenario when it tagged them with keys. */
  clear(keys?: Record<string, string>): void;
}

/** An empty plan. */
export function createFaultPlan(): FaultPlan {
  const rules = new Map<string, PlannedFault>();
  let lastId = 0;
  return {
    add: (rule) => {
      lastId += 1;
      const id = `f${lastId}`;
      rules.set(id, { ...rule, id, left: rule.times === 0 ? Infinity : rule.times });
      return id;
    },
    take: (service, transaction, keys, kinds) => {
      for (const rule of rules.values()) {
        if (rule.service !== service) continue;
        if (rule.transaction !== undefined && rule.transaction !== transaction) continue;
        if (kinds !== undefined && !kinds.includes(rule.fault.kind)) continue;
        if (!hasKeys(keys, rule.keys)) continue;
        rule.left -= 1;
        if (rule.left <= 0) rules.delete(rule.id);
        return rule.fault;
      }
      return undefined;
    },
    list: () => [...rules.values()].map((rule) => ({ ...rule })),
    remove: (id) => rules.delete(id),
    clear: (keys) => {
      for (const rule of rules.values()) if (hasKeys(rule.keys ?? {}, keys)) rules.delete(rule.id);
    },
  };
}

function hasKeys(actual: Record<string, string>, wanted: Record<string, string> = {}): boolean {
  return Object.entries(wanted).every(([name, value]) => actual[name] === value);
}
