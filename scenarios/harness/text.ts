/** A sentence a user reads, in both languages. */
export interface Text {
  fr: string;
  en: string;
}

/** Language of what a user reads. French unless asked otherwise. */
export type Lang = 'fr' | 'en';

/** Prose in both languages, or a string when it is data of no language: an id, a code, an XPath, quoted content. */
export type TextOrData = Text | string;

/** Makes a {@link Text}. */
export function text(fr: string, en: string): Text {
  return { fr, en };
}

/** What a reader of one language is shown: data is the same in both. */
export function inLang(value: TextOrData, lang: Lang): string {
  return typeof value === 'string' ? value : value[lang];
}

/**
 * Joins parts language by language.
 * @param separator `, ` unless said otherwise; a {@link Text} when the languages differ (French puts a space before `;`).
 * @param none what an empty list says; an empty string when left out.
 */
export function joinTexts(parts: readonly TextOrData[], separator: TextOrData = ', ', none: TextOrData = ''): Text {
  const shown = parts.length > 0 ? parts : [none];
  const joined = (lang: Lang) => shown.map((part) => inLang(part, lang)).join(inLang(separator, lang));
  return text(joined('fr'), joined('en'));
}
