import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { identityRef, type IdentityRef, named } from './sheet.js';

const field = z.object({
  label: z.string().meta({ fr: 'Libellé, tel qu’affiché', en: 'Label, as shown' }),
  value: z.string().meta({ fr: 'Valeur, telle qu’affichée', en: 'Value, as shown' }),
});
/** A field of the identity banner. */
export type BannerField = z.infer<typeof field>;

/** Shows the identity banner, the one above a patient's record for instance (INS/va1.36). */
export const showIdentityBanner = defineAction({
  name: 'showIdentityBanner',
  theme: 'identity',
  title: text('Afficher le bandeau d’identité', 'Show the identity banner'),
  instructions: (input: { patient: IdentityRef }) =>
    text(
      `Affichez le bandeau d’identité de ${named(input.patient).fr}, et relevez chaque libellé avec sa valeur. Un champ sans libellé : laissez le libellé vide.`,
      `Show the identity banner of ${named(input.patient).en}, and note each label with its value. A field without label: leave the label empty.`,
    ),
  input: z.object({ patient: identityRef }),
  observation: z.object({ fields: z.array(field).meta({ fr: 'Champs affichés', en: 'Fields shown' }) }),
  requests: [],
});

const choice = z.object({ shown: z.enum(['every', 'fewest']) });

/** Sets the identity banner to every field the product offers, or to the fewest. */
export const setBannerFields = defineAction({
  name: 'setBannerFields',
  theme: 'identity',
  title: text('Régler les champs du bandeau d’identité', 'Set the fields of the identity banner'),
  instructions: ({ shown }: z.infer<typeof choice>) =>
    shown === 'every'
      ? text(
          'Dans le paramétrage, faites afficher par le bandeau d’identité tous les champs que le produit propose, dont le nom et le prénom utilisés.',
          'In the settings, have the identity banner show every field the product offers, used name and used given name included.',
        )
      : text(
          'Dans le paramétrage, retirez du bandeau d’identité tous les champs que le produit permet de retirer.',
          'In the settings, take out of the identity banner every field the product lets you take out.',
        ),
  input: choice,
  observation: z.object({
    configurable: z.boolean().meta({
      fr: 'Le produit permet de choisir des champs affichés',
      en: 'The product lets people choose fields shown',
    }),
  }),
  requests: [],
});
