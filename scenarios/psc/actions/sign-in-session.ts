import { z } from 'zod';

/** What the screen says of who is signed in. */
export const sessionShown = {
  signedIn: z
    .boolean()
    .meta({ fr: 'Une session est ouverte dans le logiciel', en: 'A session is open in the product' }),
  userName: z
    .string()
    .meta({ fr: 'Nom affiché de l’utilisateur (vide si aucun)', en: 'User name shown (empty if none)' }),
  rpps: z.string().meta({ fr: 'RPPS affiché (vide si absent)', en: 'RPPS shown (empty if none)' }),
  account: z.string().meta({
    fr: 'Identifiant du compte du logiciel qui est ouvert (vide si aucun)',
    en: 'Identifier of the product’s account that is open (empty if none)',
  }),
  message: z.string().meta({ fr: 'Message affiché (vide si aucun)', en: 'Message shown (empty if none)' }),
};

/** See {@link sessionShown}. */
export type SessionShown = { [Name in keyof typeof sessionShown]: z.infer<(typeof sessionShown)[Name]> };
