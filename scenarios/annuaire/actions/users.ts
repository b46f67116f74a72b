import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';

const accountRef = z.object({ login: z.string() });
const agrees = z.boolean().meta({
  fr: 'L’écran dit que les données du compte sont celles de l’annuaire',
  en: 'The screen says that the data of the account are those of the directory',
});
const message = z.string().meta({ fr: 'Message affiché (vide si aucun)', en: 'Message shown (empty if none)' });

/** Checks a user of the product against the directory, by their RPPS (ANN/va1.02). */
export const checkUserAgainstDirectory = defineAction({
  name: 'checkUserAgainstDirectory',
  theme: 'annuaire',
  title: text('Contrôler un utilisateur par rapport à l’annuaire', 'Check a user against the directory'),
  instructions: ({ login }: z.infer<typeof accountRef>) =>
    text(
      `Contrôlez les données de l’utilisateur ${login} par rapport à celles de l’annuaire pour son RPPS, sans rien reprendre.`,
      `Check the data of user ${login} against those of the directory for their RPPS, taking nothing.`,
    ),
  input: accountRef,
  observation: z.object({ agrees, message }),
  requests: [],
});

/** Takes the data of the directory into a user of the product (ANN/va1.02). */
export const takeUserFromDirectory = defineAction({
  name: 'takeUserFromDirectory',
  theme: 'annuaire',
  title: text('Reprendre les données de l’annuaire pour un utilisateur', 'Take the data of the directory for a user'),
  instructions: ({ login }: z.infer<typeof accountRef>) =>
    text(
      `Reprenez dans le compte de l’utilisateur ${login} les données que l’annuaire donne pour son RPPS.`,
      `Take into the account of user ${login} the data the directory gives for their RPPS.`,
    ),
  input: accountRef,
  observation: z.object({ agrees, message }),
  requests: [],
});

/** Shows what the product says of the RPPS of an account, and the look-ups it made (SSI/IE.30). */
export const showRppsLookups = defineAction({
  name: 'showRppsLookups',
  theme: 'annuaire',
  title: text('Afficher les recherches du RPPS d’un compte', 'Show the look-ups of the RPPS of an account'),
  instructions: ({ login }: z.infer<typeof accountRef>) =>
    text(
      `Affichez ce que le produit dit du RPPS du compte ${login} et les traces de ses recherches.`,
      `Show what the product says of the RPPS of account ${login}, and the traces of its look-ups.`,
    ),
  input: accountRef,
  observation: z.object({
    problemShown: z.boolean().meta({
      fr: 'L’écran signale que le RPPS n’est pas trouvé, ou que l’annuaire ne répond pas',
      en: 'The screen tells that the RPPS is not found, or that the directory does not answer',
    }),
    message,
    lookups: z
      .array(
        z.object({
          at: z.string().meta({ fr: 'Date et heure', en: 'Date and time' }),
          result: z.string().meta({ fr: 'Résultat', en: 'Result' }),
        }),
      )
      .meta({ fr: 'Recherches tracées', en: 'Look-ups traced' }),
  }),
  requests: [],
});
