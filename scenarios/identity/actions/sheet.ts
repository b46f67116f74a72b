import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';

/** A patient as identity scenarios name them: some came by a flow, and are in no roster. */
export const identityRef = z.object({
  /** Local identifier of the patient in the product. */
  ipp: z.string(),
  /** Birth name, first given name. */
  name: z.string(),
  /** YYYY-MM-DD. */
  birthDate: z.string(),
});
/** See {@link identityRef}. */
export type IdentityRef = z.infer<typeof identityRef>;

/** A patient for people to find: `VALSEGUR ODETTE (IPP BS001102, né(e) le 1931-05-07)`. */
export function named({ ipp, name, birthDate }: IdentityRef): { fr: string; en: string } {
  return text(`${name} (IPP ${ipp}, né(e) le ${birthDate})`, `${name} (local id ${ipp}, born ${birthDate})`);
}

const shownIdentity = z.object({
  found: z.boolean().meta({ fr: 'Le patient existe dans le produit', en: 'The patient is in the product' }),
  ins: z.string().meta({ fr: 'Matricule INS affiché (vide si absent)', en: 'INS number shown (empty if none)' }),
  insOid: z.string().meta({ fr: 'OID du matricule affiché (vide si absent)', en: 'OID of it shown (empty if none)' }),
  birthFamilyName: z.string().meta({ fr: 'Nom de naissance affiché', en: 'Birth name shown' }),
  usedFamilyName: z
    .string()
    .meta({ fr: 'Nom utilisé affiché (vide si absent)', en: 'Used name shown (empty if none)' }),
  givenNames: z.string().meta({ fr: 'Prénoms de naissance affichés', en: 'Given names at birth shown' }),
  firstGivenName: z.string().meta({ fr: 'Premier prénom de naissance affiché', en: 'First given name at birth shown' }),
  usedGivenName: z
    .string()
    .meta({ fr: 'Prénom utilisé affiché (vide si absent)', en: 'Used given name shown (empty if none)' }),
  birthDate: z.string().meta({ fr: 'Date de naissance affichée, AAAA-MM-JJ', en: 'Birth date shown, YYYY-MM-DD' }),
  gender: z.enum(['M', 'F', '']).meta({ fr: 'Sexe affiché', en: 'Sex shown' }),
  birthPlace: z.string().meta({
    fr: 'Code INSEE du lieu de naissance affiché (vide si absent)',
    en: 'INSEE code of the birth place shown (empty if none)',
  }),
});
/** An identity as the screen shows it; '' for what it does not show. */
export type ShownIdentity = z.infer<typeof shownIdentity>;

/** Shows every identity field the product keeps of a patient (INS/va1.01). */
export const showIdentitySheet = defineAction({
  name: 'showIdentitySheet',
  theme: 'identity',
  title: text('Afficher la fiche d’identité d’un patient', 'Show the identity sheet of a patient'),
  instructions: (input: { patient: IdentityRef }) =>
    text(
      `Affichez la fiche d’identité complète de ${named(input.patient).fr}, et relevez-en chaque champ tel qu’il est affiché.`,
      `Show the whole identity sheet of ${named(input.patient).en}, and note each field as it is shown.`,
    ),
  input: z.object({ patient: identityRef }),
  observation: shownIdentity,
  requests: [],
});

const entry = z.object({
  birthFamilyName: z.string(),
  givenName: z.string(),
  gender: z.enum(['M', 'F']),
  /** What is typed: day, month and year, 2, 2 and 4 digits, whether they are a date or not. */
  day: z.string(),
  month: z.string(),
  year: z.string(),
});
/** An identity somebody types in. */
export type IdentityEntry = z.infer<typeof entry>;

/** Types in the identity of a new patient (INS/va1.01.03). */
export const enterIdentity = defineAction({
  name: 'enterIdentity',
  theme: 'identity',
  title: text('Saisir l’identité d’un nouveau patient', 'Enter the identity of a new patient'),
  instructions: ({ birthFamilyName, givenName, gender, day, month, year }: IdentityEntry) =>
    text(
      `Créez le patient ${birthFamilyName} ${givenName}, sexe ${gender}, en saisissant la date de naissance ${day}/${month}/${year} telle quelle, puis enregistrez.`,
      `Create patient ${birthFamilyName} ${givenName}, sex ${gender}, typing the birth date ${day}/${month}/${year} (day/month/year) as it is, then save.`,
    ),
  input: entry,
  observation: z.object({
    saved: z.boolean().meta({
      fr: 'Le produit a accepté la date et enregistré le patient',
      en: 'The product took the date and saved the patient',
    }),
    message: z.string().meta({ fr: 'Message affiché', en: 'Message shown' }),
  }),
  requests: [],
});
