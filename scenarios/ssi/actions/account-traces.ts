import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';

const shownTrace = z.object({
  at: z.string().meta({ fr: 'Date et heure affichées (vide si absentes)', en: 'Date and time shown (empty if none)' }),
  actor: z.string().meta({ fr: 'Auteur affiché (vide si absent)', en: 'Author shown (empty if none)' }),
  subject: z.string().meta({ fr: 'Compte concerné', en: 'Account concerned' }),
  nature: z.enum(['identity', 'permissions', 'sign-in', 'password', 'other']).meta({
    fr: 'Nature : attribut d’identité, permissions, connexion, changement de mot de passe, autre',
    en: 'Nature: identity attribute, permissions, sign-in, password change, other',
  }),
  wording: z.string().meta({ fr: 'Nature telle qu’affichée', en: 'Nature as shown' }),
  result: z
    .enum(['success', 'failure', 'not-shown'])
    .meta({ fr: 'Résultat : succès, échec, pas affiché', en: 'Result: success, failure, not shown' }),
});
/** One trace of an account, as shown. */
export type ShownTrace = z.infer<typeof shownTrace>;

/** Shows the traces of an account. */
export const readAccountTraces = defineAction({
  name: 'readAccountTraces',
  theme: 'ssi',
  title: text('Afficher les traces d’un compte', 'Show the traces of an account'),
  instructions: ({ login }: { login: string }) =>
    text(
      `Avec un compte d’administration, affichez les traces du compte ${login}.`,
      `With an administration account, show the traces of account ${login}.`,
    ),
  input: z.object({ login: z.string() }),
  observation: z.object({ traces: z.array(shownTrace).meta({ fr: 'Traces', en: 'Traces' }) }),
  requests: [],
});
