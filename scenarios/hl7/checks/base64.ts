import { type Text, text } from '../../harness/index.js';

/**
 * What is wrong with base64 read strictly (RFC 4648 §4, padding required, nothing between the characters); undefined
 * when nothing is. A lenient reader ignores all of it but an empty value: the difference is what is named.
 */
export function base64Problem(value: string): Text | undefined {
  if (value === '') return text('base64 vide', 'empty base64');
  const blanks = /\s/.exec(value);
  if (blanks) {
    return text(
      `base64 avec des blancs, le premier au caractère ${blanks.index + 1}`,
      `base64 with white space, the first at character ${blanks.index + 1}`,
    );
  }
  const foreign = /[^A-Za-z0-9+/=]/.exec(value);
  if (foreign) {
    return text(
      `caractère « ${foreign[0]} » hors base64 à la position ${foreign.index + 1}`,
      `character "${foreign[0]}" outside base64 at position ${foreign.index + 1}`,
    );
  }
  const unpadded = value.replace(/={1,2}$/, '');
  if (unpadded.includes('=')) return text('signe = au milieu du base64', '= sign in the middle of the base64');
  if (unpadded.length % 4 === 1) return text('base64 tronqué', 'truncated base64');
  if (value.length % 4 !== 0) {
    return text(
      `base64 sans son remplissage (${value.length} caractères)`,
      `base64 without its padding (${value.length} characters)`,
    );
  }
  return undefined;
}
