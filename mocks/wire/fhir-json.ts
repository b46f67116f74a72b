import type { Coding } from './annuaire-systems.js';

/** A JSON object of unknown members. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one when it is none. */
export function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** The objects of a list; a single object counts as a list of one, anything else as none. */
export function itemsOf(value: unknown): JsonObject[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'object' && item !== null && !Array.isArray(item)).map(objectOf);
}

/** A text: a string, a number, or the first of a list of these; undefined when empty or missing. */
export function textOf(value: unknown): string | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one === 'number') return String(one);
  return typeof one === 'string' && one !== '' ? one : undefined;
}

/** Every text of a list. */
export function textsOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((item) => textOf(item) ?? []);
}

/** The extensions whose URL ends with a name. */
export function extensionsNamed(element: JsonObject, name: string): JsonObject[] {
  return itemsOf(element.extension).filter(({ url }) => {
    const text = textOf(url) ?? '';
    return text === name || text.endsWith(`/${name}`) || text.endsWith(`ADXP-${name}`);
  });
}

/** Codings of a CodeableConcept, or of a list of them, that have a code. */
export function codingsOf(value: unknown): Coding[] {
  return itemsOf(value).flatMap((concept) =>
    itemsOf(concept.coding).flatMap((coding) => {
      const code = textOf(coding.code);
      const system = textOf(coding.system);
      return code === undefined ? [] : [system === undefined ? { code } : { system, code }];
    }),
  );
}

/** Id of a reference: the last segment of `Practitioner/…`, relative or absolute. */
export function referencedId(value: unknown): string | undefined {
  return textOf(objectOf(value).reference)?.split('/').at(-1);
}
