import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { patientRef } from '../../record/index.js';

/** A correspondent, or a user, as its page shows it; '' for what it does not show. */
const identityShown = {
  found: z.boolean().meta({ fr: 'La fiche existe', en: 'The page exists' }),
  rpps: z.string().meta({ fr: 'RPPS (vide si absent)', en: 'RPPS (empty if none)' }),
  familyName: z.string().meta({ fr: 'Nom d’exercice', en: 'Practice name' }),
  givenName: z.string().meta({ fr: 'Prénom d’exercice', en: 'Given name' }),
  profession: z.string().meta({ fr: 'Profession', en: 'Profession' }),
  structure: z.string().meta({ fr: 'Lieu d’exercice', en: 'Place of practice' }),
  city: z.string().meta({ fr: 'Ville', en: 'Town' }),
  mailboxes: z.array(z.string()).meta({ fr: 'Adresses MSSanté', en: 'MSSanté addresses' }),
  /** Whether it says that the data are those of the directory for that RPPS. */
  validated: z.boolean().meta({
    fr: 'La fiche dit que ses données sont celles de l’annuaire',
    en: 'The page says that its data are those of the directory',
  }),
};

const shown = z.object(identityShown);
/** See {@link identityShown}. */
export type IdentityShown = z.infer<typeof shown>;

const correspondentRef = z.object({ patient: patientRef, rpps: z.string(), name: z.string() });
/** A correspondent of a patient, as named to the product. */
export type CorrespondentRef = z.infer<typeof correspondentRef>;

/** Creates a correspondent in a record with the data of the directory (ANN/va1.03). */
export const addCorrespondentFromDirectory = defineAction({
  name: 'addCorrespondentFromDirectory',
  theme: 'annuaire',
  title: text('Créer un correspondant avec les données de l’annuaire', 'Create a correspondent from the directory'),
  instructions: (input: CorrespondentRef) =>
    text(
      `Dans le dossier de ${input.patient.name}, créez le correspondant ${input.name} (RPPS ${input.rpps}) avec les données de l’annuaire, puis affichez sa fiche.`,
      `In the record of ${input.patient.name}, create correspondent ${input.name} (RPPS ${input.rpps}) with the data of the directory, then show their page.`,
    ),
  input: correspondentRef,
  observation: shown,
  requests: [],
});

/** Changes the name of a correspondent by hand. */
export const changeCorrespondent = defineAction({
  name: 'changeCorrespondent',
  theme: 'annuaire',
  title: text('Modifier un correspondant', 'Change a correspondent'),
  instructions: (input: CorrespondentRef & { familyName: string }) =>
    text(
      `Dans le dossier de ${input.patient.name}, remplacez le nom du correspondant ${input.name} (RPPS ${input.rpps}) par ${input.familyName}, puis affichez sa fiche.`,
      `In the record of ${input.patient.name}, replace the name of correspondent ${input.name} (RPPS ${input.rpps}) by ${input.familyName}, then show their page.`,
    ),
  input: correspondentRef.extend({ familyName: z.string() }),
  observation: shown,
  requests: [],
});

/** Compares a correspondent with the directory, and takes its data again. */
export const refreshCorrespondent = defineAction({
  name: 'refreshCorrespondent',
  theme: 'annuaire',
  title: text('Contrôler un correspondant par rapport à l’annuaire', 'Check a correspondent against the directory'),
  instructions: (input: CorrespondentRef) =>
    text(
      `Dans le dossier de ${input.patient.name}, contrôlez le correspondant ${input.name} (RPPS ${input.rpps}) par rapport à l’annuaire, reprenez les données de l’annuaire, puis affichez sa fiche.`,
      `In the record of ${input.patient.name}, check correspondent ${input.name} (RPPS ${input.rpps}) against the directory, take its data again, then show their page.`,
    ),
  input: correspondentRef,
  observation: shown,
  requests: [],
});
