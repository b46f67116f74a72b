import { describe, expect, test } from 'vitest';
import { inLang, joinTexts, text } from '../../../../scenarios/harness/text.js';

describe('a text of the report', () => {
  test('is read in the language asked for, data is the same in both', () => {
    expect(inLang(text('oui', 'yes'), 'en')).toBe('yes');
    expect(inLang('//saml2:NameID', 'en')).toBe('//saml2:NameID');
  });

  test('joins prose and data language by language', () => {
    expect(joinTexts([text('un', 'one'), 'x000001'])).toEqual({ fr: 'un, x000001', en: 'one, x000001' });
    expect(joinTexts(['a', 'b'], text(' ; ', '; '))).toEqual({ fr: 'a ; b', en: 'a; b' });
  });

  test('says what an empty list says', () => {
    expect(joinTexts([], ', ', text('aucun', 'none'))).toEqual({ fr: 'aucun', en: 'none' });
    expect(joinTexts([])).toEqual({ fr: '', en: '' });
  });
});
