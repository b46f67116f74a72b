import { z } from 'zod';
import { defineAction, joinTexts, text } from '../../harness/index.js';

const row = z.object({
  ipp: z.string().meta({ fr: 'IPP', en: 'Local identifier' }),
  birthFamilyName: z.string().meta({ fr: 'Nom de naissance', en: 'Birth name' }),
  givenNames: z.string().meta({ fr: 'Prénoms de naissance', en: 'Given names at birth' }),
  birthDate: z.string().meta({ fr: 'Date de naissance, AAAA-MM-JJ', en: 'Birth date, YYYY-MM-DD' }),
});
/** A patient among the results of a search. */
export type FoundPatient = z.infer<typeof row>;

const patients = z.array(row).meta({ fr: 'Patients trouvés', en: 'Patients found' });
const message = z.string().meta({ fr: 'Message affiché (vide si aucun)', en: 'Message shown (empty if none)' });

const criteria = z.object({
  /** YYYY-MM-DD. */
  birthDate: z.string(),
  /** First letters of a name, as typed. */
  name: z.string().optional(),
  /** First letters of a given name, as typed. */
  givenName: z.string().optional(),
});
/** What is typed to find patients. */
export type SearchCriteria = z.infer<typeof criteria>;

/** Searches the patients of the product by birth date, and first letters of a name or given name (INS/va1.02, .25). */
export const searchPatients = defineAction({
  name: 'searchPatients',
  theme: 'identity',
  title: text('Rechercher des patients', 'Search patients'),
  instructions: ({ birthDate, name, givenName }: SearchCriteria) =>
    joinTexts(
      [
        text(
          `Dans la recherche de patients du produit, cherchez la date de naissance ${birthDate} (année-mois-jour).`,
          `In the patient search of the product, search the birth date ${birthDate} (year-month-day).`,
        ),
        ...(name === undefined
          ? []
          : [
              text(`Premières lettres du nom : ${name}, telles quelles.`, `First letters of the name: ${name}, as is.`),
            ]),
        ...(givenName === undefined
          ? []
          : [
              text(
                `Premières lettres du prénom : ${givenName}, telles quelles.`,
                `First letters of the given name: ${givenName}, as is.`,
              ),
            ]),
      ],
      '\n',
    ),
  input: criteria,
  observation: z.object({ patients, message }),
  requests: [],
});

/** Searches a known patient by INS number (INS/va1.41). */
export const searchPatientByIns = defineAction({
  name: 'searchPatientByIns',
  theme: 'identity',
  title: text('Rechercher un patient par son matricule INS', 'Search a patient by INS number'),
  instructions: ({ ins }: { ins: string }) =>
    text(
      `Dans la recherche de patients du produit, par matricule INS, tapez ${ins} tel quel, et lancez la recherche si le produit le permet.`,
      `In the patient search of the product, by INS number, type ${ins} as is, and start the search if the product lets you.`,
    ),
  input: z.object({ ins: z.string() }),
  observation: z.object({
    refused: z.boolean().meta({
      fr: 'Le produit refuse ce matricule sans chercher',
      en: 'The product refuses that number without searching',
    }),
    patients,
    message,
  }),
  requests: [],
});
