/** A sentence a user reads, in both languages. */
export interface Text {
  fr: string;
  en: string;
}

/** Language of what a user reads. French unless asked otherwise. */
export type Lang = 'fr' | 'en';

/** Makes a {@link Text}. */
export function text(fr: string, en: string): Text {
  return { fr, en };
}
