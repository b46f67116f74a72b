import type { FileProblemReason } from './file-tally.js';

/** Members of an object, none for anything else. */
export function members(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** Items of an array; the only item when the flow has an object where the schema has an array; none for null or nothing. */
export function items(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

/**
 * A value as text, whatever way the flows write it: absent or null → '', padded with spaces, a number, a
 * `{code, system}` object as in the first draft (annuaire.md §8).
 */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'object' && value !== null && 'code' in value ? textOf(value.code) : '';
}

/** The first of several names a member goes by that says something. */
export function textNamed(object: Record<string, unknown>, ...names: string[]): string {
  return names.map((name) => textOf(object[name])).find((text) => text !== '') ?? '';
}

/** A date as `YYYY-MM-DD`, read from that, `YYYY-MM-DD HH:mm:ss` or `DD/MM/YYYY`; '' for nothing, as written when odd. */
export function dateOf(value: unknown): string {
  const text = textOf(value);
  const french = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text);
  if (french) return `${french[3] ?? ''}-${french[2] ?? ''}-${french[1] ?? ''}`;
  return /^\d{4}-\d\d-\d\d[ T]/.test(text) ? text.slice(0, 10) : text;
}

/** Milliseconds of a `YYYY-MM-DD HH:mm:ss` taken as UTC (the flow does not say); undefined when it is not one. */
export function instantOf(value: unknown): number | undefined {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/.exec(textOf(value));
  const time = parts ? Date.parse(`${parts[1] ?? ''}T${parts[2] ?? ''}Z`) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** `odd-date` for a date that does not exist or that no structure of today can have (years such as 0151, §8.2). */
export function dateProblem(date: string): FileProblemReason | undefined {
  if (date === '') return undefined;
  const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : NaN;
  const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
  return exists && date >= '1900' && date < '2100' ? undefined : 'odd-date';
}
