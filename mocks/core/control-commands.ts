import { z } from 'zod';
import type { Clock } from './clock.js';
import type { FaultPlan, PlannedFault } from './fault-plan.js';
import { type ControlCommand, defineCommand } from './service.js';

const keys = z.record(z.string(), z.string());

const fault = z.strictObject({
  kind: z.string().min(1).meta({ description: 'delay, http, close-before-answer, truncate, ou un genre du service' }),
  delayMs: z.number().int().min(0).max(600_000).optional(),
  status: z.number().int().min(200).max(599).optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  bytes: z.number().int().min(0).optional(),
});

const faultRule = z.strictObject({
  service: z.string().min(1),
  transaction: z.string().optional(),
  keys: keys.optional(),
  times: z.number().int().min(0).default(1).meta({ description: '0 = jusqu’à son retrait' }),
  fault,
});

const nothing = z.strictObject({});

/** Commands every bench has, whatever its services: `faults/*` and `clock/*`. */
export function coreCommands(bench: {
  faults: FaultPlan;
  clock: Clock;
}): Record<string, Record<string, ControlCommand>> {
  const { faults, clock } = bench;
  const now = () => ({ now: clock.now().toISOString() });
  return {
    faults: {
      add: defineCommand({
        description: 'Prévoit une anomalie pour les prochaines requêtes qui correspondent ; rend son identifiant.',
        input: faultRule,
        run: (rule) => ({ id: faults.add(rule) }),
      }),
      remove: defineCommand({
        description: 'Retire une anomalie prévue.',
        input: z.strictObject({ id: z.string() }),
        run: ({ id }) => ({ removed: faults.remove(id) }),
      }),
      clear: defineCommand({
        description: 'Retire toutes les anomalies prévues, ou celles qui portent ces clés.',
        input: z.strictObject({ keys: keys.optional() }),
        run: (input) => faults.clear(input.keys),
      }),
      list: defineCommand({
        description: 'Liste les anomalies encore prévues ; left vaut null pour celles qui durent jusqu’à leur retrait.',
        input: nothing,
        run: () => faults.list().map((rule: PlannedFault) => ({ ...rule, left: rule.times === 0 ? null : rule.left })),
      }),
    },
    clock: {
      advance: defineCommand({
        description: 'Avance l’horloge des données de ce nombre de millisecondes.',
        input: z.strictObject({ ms: z.number() }),
        run: ({ ms }) => {
          clock.advance(ms);
          return now();
        },
      }),
      set: defineCommand({
        description: 'Met l’horloge des données à cet instant ISO 8601 ; elle continue ensuite de tourner.',
        input: z.strictObject({ iso: z.iso.datetime({ offset: true }) }),
        run: ({ iso }) => {
          clock.set(iso);
          return now();
        },
      }),
      reset: defineCommand({
        description: 'Remet l’horloge des données à l’heure réelle.',
        input: nothing,
        run: () => {
          clock.reset();
          return now();
        },
      }),
      now: defineCommand({ description: 'Donne l’heure de l’horloge des données.', input: nothing, run: now }),
    },
  };
}
