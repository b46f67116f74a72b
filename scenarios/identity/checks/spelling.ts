/** Words for comparison: capitals without accents, one blank between words. */
export function folded(words: string): string {
  return words.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/\s+/g, ' ').trim().toUpperCase();
}

/** Ways to write a birth date (YYYY-MM-DD) with figures. */
export function birthDateForms(birthDate: string): string[] {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  return [...['/', '-', '.'].map((separator) => [day, month, year].join(separator)), birthDate];
}

/** Words for a sex, folded. */
export function sexWords(gender: 'M' | 'F'): string[] {
  return gender === 'F' ? ['F', 'FEMININ', 'FEMME'] : ['M', 'MASCULIN', 'HOMME'];
}
