import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { type PatientRef, patientRef } from '../../record/index.js';
import { CRITERIA, criteriaText, type SearchCriteria, searchCriteria } from './criteria.js';

/** Opens the directory search of a message being written, and says which criteria it offers (MSS/UX.10). */
export const showDirectorySearch = defineAction({
  name: 'showDirectorySearch',
  theme: 'annuaire',
  title: text('Ouvrir la recherche dans l’annuaire depuis un message', 'Open the directory search from a message'),
  instructions: ({ patient }: { patient: PatientRef }) =>
    text(
      `Commencez un message MSSanté pour le dossier de ${patient.name} (créez un document si votre produit en exige un), et ouvrez-y la recherche dans l’Annuaire Santé.\nRelevez les critères que le moteur de recherche présente. Abandonnez ensuite le message.`,
      `Start an MSSanté message about the record of ${patient.name} (create a document if your product asks for one), and open the search of the Annuaire Santé in it.\nNote the criteria the search engine offers. Then give the message up.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({
    reachable: z.boolean().meta({
      fr: 'La recherche s’ouvre depuis la rédaction du message',
      en: 'The search opens from the message being written',
    }),
    criteria: z.array(z.enum(CRITERIA)).meta({
      fr: 'Critères présents : rpps, familyName (nom), givenName (prénom), profession, specialty (spécialité), structure (raison sociale), postalCode (code postal), city (ville), mailbox (adresse MSSanté)',
      en: 'Criteria offered: rpps, familyName, givenName, profession, specialty, structure (legal name), postalCode, city, mailbox (MSSanté address)',
    }),
    street: z.boolean().meta({
      fr: 'Un critère « voie » (rue) est présent (facultatif)',
      en: 'A street criterion is offered (optional)',
    }),
  }),
  requests: [],
});

/** One line of a result list, as the screen shows it; '' for what it does not show. */
export const directoryRow = z.object({
  rpps: z.string().meta({ fr: 'RPPS (vide si absent)', en: 'RPPS (empty if none)' }),
  name: z.string().meta({ fr: 'Nom et prénom, ou nom de la structure', en: 'Names, or name of the structure' }),
  profession: z.string().meta({ fr: 'Profession', en: 'Profession' }),
  specialty: z.string().meta({ fr: 'Spécialité', en: 'Speciality' }),
  structure: z.string().meta({ fr: 'Raison sociale du lieu d’exercice', en: 'Legal name of the place of practice' }),
  postalCode: z.string().meta({ fr: 'Code postal', en: 'Postal code' }),
  city: z.string().meta({ fr: 'Ville', en: 'Town' }),
  mailboxes: z.array(z.string()).meta({ fr: 'Adresses MSSanté', en: 'MSSanté addresses' }),
});
/** See {@link directoryRow}. */
export type DirectoryRow = z.infer<typeof directoryRow>;

/** Searches the directory, and shows the whole list: every page of it. */
export const searchDirectory = defineAction({
  name: 'searchDirectory',
  theme: 'annuaire',
  title: text('Rechercher dans l’annuaire', 'Search the directory'),
  instructions: ({ criteria }: { criteria: SearchCriteria }) => {
    const asked = criteriaText(criteria);
    return text(
      `Recherchez dans l’annuaire : ${asked.fr}.\nAffichez toute la liste (chaque page) et relevez-la.\nSi votre produit demande d’autres critères, dites-le sans rien ajouter.`,
      `Search the directory: ${asked.en}.\nShow the whole list (each page) and note it.\nIf your product asks for other criteria, say so and add none.`,
    );
  },
  input: z.object({ criteria: searchCriteria }),
  observation: z.object({
    rows: z.array(directoryRow).meta({ fr: 'Lignes affichées', en: 'Lines shown' }),
    more: z.boolean().meta({
      fr: 'L’écran dit qu’il y a plus de résultats qu’il n’en montre',
      en: 'The screen says that there are more results than it shows',
    }),
    refused: z.boolean().meta({
      fr: 'Le produit n’a pas cherché : il demande d’autres critères',
      en: 'The product did not search: it asks for other criteria',
    }),
    failed: z.boolean().meta({
      fr: 'L’écran dit que la recherche a échoué (annuaire indisponible…)',
      en: 'The screen says that the search failed (directory unavailable…)',
    }),
    message: z.string().meta({ fr: 'Message affiché (vide si aucun)', en: 'Message shown (empty if none)' }),
  }),
  requests: [],
});
/** What a search showed. */
export type SearchObservation = z.infer<typeof searchDirectory.observation>;

const recipientChoice = z.object({
  patient: patientRef,
  criteria: searchCriteria,
  /** Who to write to, among the lines found: RPPS and names. */
  rpps: z.string(),
  name: z.string(),
});
/** A recipient to take from the directory. */
export type RecipientChoice = z.infer<typeof recipientChoice>;

/** From a message being written, searches the directory and chooses a professional as recipient. */
export const chooseRecipientFromDirectory = defineAction({
  name: 'chooseRecipientFromDirectory',
  theme: 'annuaire',
  title: text('Choisir un destinataire dans l’annuaire', 'Choose a recipient in the directory'),
  instructions: (input: RecipientChoice) => {
    const asked = criteriaText(input.criteria);
    return text(
      `Commencez un message MSSanté pour le dossier de ${input.patient.name} (créez un document si votre produit en exige un).\nDepuis ce message, recherchez dans l’annuaire : ${asked.fr}.\nChoisissez comme destinataire ${input.name} (RPPS ${input.rpps}), si l’écran le permet, avec la première adresse proposée.\nRelevez, puis abandonnez le message.`,
      `Start an MSSanté message about the record of ${input.patient.name} (create a document if your product asks for one).\nFrom this message, search the directory: ${asked.en}.\nChoose ${input.name} (RPPS ${input.rpps}) as recipient, if the screen allows it, with the first address offered.\nNote what you see, then give the message up.`,
    );
  },
  input: recipientChoice,
  observation: z.object({
    listed: z.boolean().meta({ fr: 'Ce professionnel est dans la liste', en: 'This professional is in the list' }),
    proposed: z.array(z.string()).meta({
      fr: 'Adresses auxquelles l’écran propose de lui écrire',
      en: 'Addresses the screen offers to write to',
    }),
    recipients: z.array(z.string()).meta({
      fr: 'Destinataires du message une fois le choix fait',
      en: 'Recipients of the message once the choice is made',
    }),
  }),
  requests: [],
});
