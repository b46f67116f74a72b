import { z } from 'zod';
import { defineAction, providedFile, text } from '../../harness/index.js';
import { identityRef, type IdentityRef, named } from './sheet.js';

/** Traits a product may print besides those that are mandatory. */
export const EXTRA_TRAITS = ['givenNames', 'usedFamilyName', 'usedGivenName', 'birthPlace'] as const;
/** One of {@link EXTRA_TRAITS}. */
export type ExtraTrait = (typeof EXTRA_TRAITS)[number];

const choice = z.object({ printed: z.enum(['every', 'none']) });

/** Sets which extra traits printouts carry (INS/va1.10). */
export const setPrintedTraits = defineAction({
  name: 'setPrintedTraits',
  theme: 'identity',
  title: text('Régler les traits complémentaires imprimés', 'Set the extra traits printed'),
  instructions: ({ printed }: z.infer<typeof choice>) =>
    printed === 'every'
      ? text(
          'Dans le paramétrage des impressions, ajoutez tous les traits d’identité complémentaires que le produit propose (autres prénoms de naissance, nom et prénom utilisés, lieu de naissance…).',
          'In the settings of printouts, add every extra identity trait the product offers (other given names at birth, used names, birth place…).',
        )
      : text(
          'Dans le paramétrage des impressions, retirez tous les traits d’identité complémentaires.',
          'In the settings of printouts, take every extra identity trait out.',
        ),
  input: choice,
  observation: z.object({
    traits: z.array(z.enum(EXTRA_TRAITS)).meta({
      fr: 'Traits complémentaires maintenant imprimés : prénoms de naissance, nom utilisé, prénom utilisé, lieu de naissance',
      en: 'Extra traits now printed: given names at birth, used name, used given name, birth place',
    }),
  }),
  requests: [],
});

/** Prints a document of a patient's record (INS/va1.03, .10, .15). */
export const printDocument = defineAction({
  name: 'printDocument',
  theme: 'identity',
  title: text('Imprimer un document du patient', 'Print a document of the patient'),
  instructions: (input: { patient: IdentityRef }) =>
    text(
      `Imprimez, en PDF de préférence, un document du dossier de ${named(input.patient).fr} (ni ordonnance ni document reçu d’ailleurs).`,
      `Print, preferably as a PDF, a document of the record of ${named(input.patient).en} (neither a prescription nor a document from elsewhere).`,
    ),
  input: z.object({ patient: identityRef }),
  observation: z.object({ file: providedFile.meta({ fr: 'Fichier imprimé', en: 'Printed file' }) }),
  requests: [],
});
