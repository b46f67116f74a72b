import { z } from 'zod';
import type { Action } from './action.js';
import type { Lang, Text } from './text.js';

/** One question to the operator, made from one field of an action's observation. */
export interface OperatorQuestion {
  field: string;
  label: string;
  kind: 'text' | 'boolean' | 'number' | 'choice' | 'json';
  /** For `choice`. */
  choices?: string[];
  /** For `json`: an empty answer of the right shape, to start from. */
  example?: string;
}

/** What the operator is asked for one action. Goes to the main process through the control plane. */
export interface OperatorRequest {
  scenario: string;
  action: string;
  title: string;
  instructions: string;
  questions: OperatorQuestion[];
}

/** What the operator declared; `refused` when they say that the product cannot do it. */
export type OperatorAnswer =
  | { outcome: 'answered'; values: Record<string, unknown>; attachments: string[] }
  | { outcome: 'refused'; reason: string }
  | { outcome: 'absent'; reason: string };

/** Derives the operator's request from an action's declaration: one typed question per field of its observation. */
export function operatorRequest<I, O>(action: Action<I, O>, input: I, scenario: string, lang: Lang): OperatorRequest {
  const shape = action.observation instanceof z.ZodObject ? (action.observation.shape as Record<string, z.ZodType>) : {};
  return {
    scenario,
    action: action.name,
    title: action.title[lang],
    instructions: action.instructions(input)[lang],
    questions: Object.entries(shape).map(([field, schema]) => question(field, schema, lang)),
  };
}

function question(field: string, schema: z.ZodType, lang: Lang): OperatorQuestion {
  const meta = schema.meta() as Partial<Text> | undefined;
  const label = meta?.[lang] ?? field;
  if (schema instanceof z.ZodBoolean) return { field, label, kind: 'boolean' };
  if (schema instanceof z.ZodNumber) return { field, label, kind: 'number' };
  if (schema instanceof z.ZodString) return { field, label, kind: 'text' };
  if (schema instanceof z.ZodEnum) return { field, label, kind: 'choice', choices: schema.options.map(String) };
  return { field, label, kind: 'json', example: JSON.stringify(emptyOf(schema)) };
}

/** An empty value of the schema's shape: `[{title:""}]`, `{shown:false}` … */
function emptyOf(schema: z.ZodType): unknown {
  if (schema instanceof z.ZodArray) return [emptyOf(schema.element as z.ZodType)];
  if (schema instanceof z.ZodObject) {
    return Object.fromEntries(
      Object.entries(schema.shape as Record<string, z.ZodType>).map(([field, inner]) => [field, emptyOf(inner)]),
    );
  }
  if (schema instanceof z.ZodBoolean) return false;
  if (schema instanceof z.ZodNumber) return 0;
  if (schema instanceof z.ZodEnum) return schema.options[0];
  return '';
}
