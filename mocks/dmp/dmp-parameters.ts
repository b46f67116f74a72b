import { z } from 'zod';
import { type ControlCommand, defineCommand } from '../core/service.js';
import { el } from '../wire/xml-builder.js';

/** What the DMP publishes for software to adapt to (resource `param-lps`, dmp.md §3). */
export interface DmpParameters {
  /** `fonctions-gestion-mineurs`: the secret connection of minors may be used. */
  minors: boolean;
  /** `cumul-invisible_patient-masque_ps`: a document may be both masked and invisible to the patient. */
  maskedAndInvisible: boolean;
  /** `age-majorite`, years. */
  majorityAge: number;
}

/** What is published unless told otherwise. */
export const DEFAULT_DMP_PARAMETERS: DmpParameters = { minors: true, maskedAndInvisible: false, majorityAge: 18 };

/** Writes the resource, as the software's own clients read it (dmp.md §3; exact spelling unconfirmed). */
export function buildDmpParameters(parameters: DmpParameters): string {
  const values: Record<string, string> = {
    'fonctions-gestion-mineurs': String(parameters.minors),
    'cumul-invisible_patient-masque_ps': String(parameters.maskedAndInvisible),
    'age-majorite': String(parameters.majorityAge),
  };
  const list = el(
    'dmp-parameters',
    {},
    el(
      'parameter-list',
      { code: 'param-si-dmp' },
      Object.entries(values).map(([code, value]) => el('parameter', { code }, el('value', {}, value))),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>${list.text}`;
}

/** Command by which scenarios change what is published. */
export function parameterCommands(published: DmpParameters): Record<string, ControlCommand> {
  return {
    'set-parameters': defineCommand({
      description:
        'Change les paramètres publiés par le DMP : connexion secrète des mineurs, cumul, âge de la majorité.',
      input: z.object({
        minors: z.boolean().optional(),
        maskedAndInvisible: z.boolean().optional(),
        majorityAge: z.number().int().min(1).max(120).optional(),
      }),
      run: ({ minors, maskedAndInvisible, majorityAge }) => {
        if (minors !== undefined) published.minors = minors;
        if (maskedAndInvisible !== undefined) published.maskedAndInvisible = maskedAndInvisible;
        if (majorityAge !== undefined) published.majorityAge = majorityAge;
        return published;
      },
    }),
  };
}
