/** What a link of the page may point to. */
export type AnchorKind = 'requirement' | 'scenario' | 'proof' | 'exchange' | 'picture';

const PREFIX: Record<AnchorKind, string> = { requirement: 'r', scenario: 's', proof: 'p', exchange: 'x', picture: 'i' };

/**
 * The `id` of a place of the page. Ids of the catalogue are kept as they are (HTML allows all but white space), so two
 * different ids never meet. A proof is named with its scenario, since proof ids repeat between scenarios.
 */
export function anchor(kind: AnchorKind, ...ids: readonly string[]): string {
  return [PREFIX[kind], ...ids]
    .join(':')
    .replaceAll(/[\s%]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}

/** The link to a place of this page. */
export function linkTo(kind: AnchorKind, ...ids: readonly string[]): string {
  const fragment = encodeURIComponent(anchor(kind, ...ids));
  return `#${fragment.replaceAll('%2F', '/').replaceAll('%3A', ':')}`;
}
