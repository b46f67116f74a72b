import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';

/** Uses the session that was left, without signing in again. */
export const useSession = defineAction({
  name: 'useSession',
  theme: 'ssi',
  title: text('Reprendre la session', 'Go on with the session'),
  instructions: ({ login }: { login: string }) =>
    text(
      `Sans vous reconnecter, affichez une page dans la session de ${login}.`,
      `Without signing in again, show a page in the session of ${login}.`,
    ),
  input: z.object({ login: z.string() }),
  observation: z.object({
    open: z.boolean().meta({ fr: 'La session est encore ouverte', en: 'The session is still open' }),
    signInAsked: z.boolean().meta({ fr: 'Une authentification est demandée', en: 'Authentication is asked for' }),
  }),
  requests: [],
});

/** Closes the tab or the client without signing out, then comes back. */
export const closeAndComeBack = defineAction({
  name: 'closeAndComeBack',
  theme: 'ssi',
  title: text('Fermer sans se déconnecter, puis revenir', 'Close without signing out, then come back'),
  instructions: ({ what }: { what: 'tab' | 'client' }) =>
    what === 'tab'
      ? text(
          'Fermez l’onglet sans vous déconnecter, puis rouvrez le produit dans un nouvel onglet.',
          'Close the tab without signing out, then open the product in a new tab.',
        )
      : text(
          'Fermez le client de connexion sans vous déconnecter, puis rouvrez-le.',
          'Close the connection client without signing out, then open it again.',
        ),
  input: z.object({ what: z.enum(['tab', 'client']) }),
  observation: z.object({
    signInAsked: z
      .boolean()
      .meta({ fr: 'Une nouvelle identification est demandée', en: 'A new identification is asked for' }),
  }),
  requests: [],
});
