import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';

/** Signs a professional in with a local account. Does nothing more than show who is signed in when already so. */
export const signIn = defineAction({
  name: 'signIn',
  theme: 'dmp',
  title: text('Se connecter au DPI', 'Sign in to the DPI'),
  instructions: (input: { professional: string; login: string; password: string; name: string }) =>
    text(
      `Déconnectez-vous si besoin, puis connectez-vous avec le compte ${input.login} (${input.name}).\nAffichez l'identité de l'utilisateur connecté et son numéro RPPS.`,
      `Sign out if needed, then sign in with account ${input.login} (${input.name}).\nShow the signed-in user and their RPPS number.`,
    ),
  input: z.object({ professional: z.string(), login: z.string(), password: z.string(), name: z.string() }),
  observation: z.object({
    userName: z.string().meta({ fr: 'Nom affiché de l’utilisateur', en: 'User name shown' }),
    rpps: z.string().meta({ fr: 'RPPS affiché (vide si absent)', en: 'RPPS shown (empty if none)' }),
  }),
  requests: [],
});
