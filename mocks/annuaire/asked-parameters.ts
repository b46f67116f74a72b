import { SearchError } from './search-error.js';

/** One parameter as it was asked. */
export interface AskedParameter {
  /** Before any `:`; a chain (`organization.identifier`) and `_has:…` stay whole. */
  name: string;
  /** After the first `:` of the name; absent when there was none. */
  modifier?: string;
  /** Decoded value, its commas included. */
  value: string;
  /** `name=value` as it came, to be asked again on the next pages. */
  encoded: string;
}

/** Longest value, as the service has it (annuaire.md §1.4). */
export const MAX_VALUE_LENGTH = 1_024;
/** Most values a request may have, commas counted: a limit of the bench, far above any use of the service. */
export const MAX_VALUES = 5_000;

/**
 * Splits the query of a URL or the body of a form. Order and repetitions are kept; empty values stay, and ask nothing.
 * Throws SearchError on an encoding that cannot be read, a control character or a value too long (annuaire.md §1.4).
 */
export function readParameters(encoded: string): AskedParameter[] {
  if (encoded === '') return [];
  const asked = encoded.split('&').filter((pair) => pair !== '');
  const parameters = asked.map(readParameter);
  const values = parameters.reduce((count, { value }) => count + value.split(',').length, 0);
  if (values > MAX_VALUES) {
    throw new SearchError('Bad parameter value.', { reason: `plus de ${MAX_VALUES} valeurs dans une recherche` });
  }
  return parameters;
}

/** The values of a parameter: a comma separates them, nothing escapes it, and empty ones ask nothing. */
export function valuesOf({ value }: AskedParameter): string[] {
  return value.split(',').filter((one) => one !== '');
}

/** True for the name of a criterion on another resource: a chain, or `_has`. */
export function isRelated(name: string): boolean {
  return name.includes('.') || name.startsWith('_has:');
}

function readParameter(encoded: string): AskedParameter {
  const equals = encoded.indexOf('=');
  const whole = decode(equals < 0 ? encoded : encoded.slice(0, equals));
  const value = equals < 0 ? '' : decode(encoded.slice(equals + 1));
  if (value.split(',').some((one) => one.length >= MAX_VALUE_LENGTH) || whole.length >= MAX_VALUE_LENGTH) {
    throw new SearchError('Bad parameter value.', { reason: `valeur d’au moins ${MAX_VALUE_LENGTH} caractères` });
  }
  const colon = whole.indexOf(':');
  if (colon < 0 || isRelated(whole)) return { name: whole, value, encoded };
  return { name: whole.slice(0, colon), modifier: whole.slice(colon + 1), value, encoded };
}

function decode(encoded: string): string {
  let text: string;
  try {
    text = decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    throw new SearchError('Bad parameter value.', { status: 400, reason: 'encodage de l’URL illisible' });
  }
  if (/[\u0000-\u001f\u007f-\u009f]/.test(text)) {
    throw new SearchError('Bad parameter value.', { reason: 'caractère de contrôle dans un paramètre' });
  }
  return text;
}
