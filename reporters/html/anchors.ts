/** Anchor of a requirement, a scenario or an exchange: letters, digits and dashes only. */
export function anchor(...ids: readonly string[]): string {
  return ids.join('--').replaceAll(/[^A-Za-z0-9]+/g, '-');
}
