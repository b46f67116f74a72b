import { z } from 'zod';
import type { Action } from './action.js';
import { isProvidedFileSchema } from './provided-file.js';
import type { Lang, Text } from './text.js';

/** One question to the operator, made from one field of an action's observation. */
export interface OperatorQuestion {
  field: string;
  label: string;
  /** `file`: the path of a file; `group`: an object, one question a field; `rows`: a list, asked line by line. */
  kind: 'text' | 'boolean' | 'number' | 'choice' | 'file' | 'group' | 'rows';
  /** For `choice`. */
  choices?: string[];
  /** For `group` and `rows`; a single question without name when lines are plain values. */
  fields?: OperatorQuestion[];
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
  return {
    scenario,
    action: action.name,
    title: action.title[lang],
    instructions: action.instructions(input)[lang],
    questions: action.observation instanceof z.ZodObject ? questionsOf(action.observation, lang) : [],
  };
}

function question(field: string, schema: z.ZodType, lang: Lang): OperatorQuestion {
  const meta = schema.meta() as Partial<Text> | undefined;
  const label = meta?.[lang] ?? field;
  if (schema instanceof z.ZodBoolean) return { field, label, kind: 'boolean' };
  if (schema instanceof z.ZodNumber) return { field, label, kind: 'number' };
  if (schema instanceof z.ZodEnum) return { field, label, kind: 'choice', choices: schema.options.map(String) };
  if (isProvidedFileSchema(schema)) return { field, label, kind: 'file' };
  if (schema instanceof z.ZodObject) return { field, label, kind: 'group', fields: questionsOf(schema, lang) };
  if (schema instanceof z.ZodArray) {
    const element = schema.element as z.ZodType;
    const fields = element instanceof z.ZodObject ? questionsOf(element, lang) : [question('', element, lang)];
    return { field, label, kind: 'rows', fields };
  }
  return { field, label, kind: 'text' };
}

function questionsOf(schema: z.ZodObject, lang: Lang): OperatorQuestion[] {
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([field, inner]) =>
    question(field, inner, lang),
  );
}
