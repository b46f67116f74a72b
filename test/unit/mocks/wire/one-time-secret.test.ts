import { describe, expect, test } from 'vitest';
import { announcedValidity, findOneTimeSecrets, maskOneTimeSecrets } from '../../../../mocks/wire/one-time-secret.js';

describe('codes and links of a message', () => {
  test.each([
    ['Votre code : 481516.', ['481516']],
    ['Code de vérification 123 456', ['123456']],
    ['Saisissez K7QX2M dans les 15 minutes', ['K7QX2M']],
    ['Réf 2026 : votre code est 9042', ['9042', '2026']],
    ['Bonjour Camille, votre nom a changé.', []],
    ['Écrivez à aide99@essai.example', []],
  ])('%s', (message, codes) => {
    expect(findOneTimeSecrets(message).codes).toEqual(codes);
  });

  test('a link is taken whole, without the point that ends its sentence, and its parts are no codes', () => {
    const { codes, links } = findOneTimeSecrets('Ouvrez https://dpi.example/v?t=AB12CD34. Merci.');
    expect([codes, links]).toEqual([[], ['https://dpi.example/v?t=AB12CD34']]);
  });

  test('masked, nothing of them stays but the origin of the link', () => {
    expect(maskOneTimeSecrets('Code 4815 ou https://dpi.example/v/AB12CD34 !')).toBe(
      'Code *** ou https://dpi.example/*** !',
    );
  });
});

test.each([
  ['valable 15 minutes', 15],
  ['expire dans 2 heures', 120],
  ['valid for 1 day', 1440],
  ['votre code', undefined],
])('the validity a message announces: %s', (message, minutes) => {
  expect(announcedValidity(message)).toBe(minutes);
});
