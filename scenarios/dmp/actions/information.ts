import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { type PatientRef, patientRef } from '../../record/index.js';

/** An account of the roster. */
const account = z.object({ professional: z.string(), login: z.string(), password: z.string(), name: z.string() });
/** See {@link account}. */
export type AccountRef = z.infer<typeof account>;

/** Puts an account back to its first sign-in, for the scenarios about what is shown then. */
export const prepareFirstSignIn = defineAction({
  name: 'prepareFirstSignIn',
  theme: 'dmp',
  title: text('Préparer une première connexion', 'Prepare a first sign-in'),
  instructions: (input: AccountRef) =>
    text(
      `Faites que la prochaine connexion du compte ${input.login} (${input.name}) soit la première : recréez le compte, ou effacez sa prise de connaissance.\nDéconnectez-vous.`,
      `Make the next sign-in of account ${input.login} (${input.name}) the first one: create the account again, or erase its acknowledgement.\nSign out.`,
    ),
  input: account,
  observation: z.object({ done: z.boolean().meta({ fr: 'C’est fait', en: 'It is done' }) }),
  requests: [],
});

/** Signs in, reads the information when it is shown, tries to go on without acknowledging it, then acknowledges it. */
export const signInAndReadInformation = defineAction({
  name: 'signInAndReadInformation',
  theme: 'dmp',
  title: text('Se connecter et lire l’information', 'Sign in and read the information'),
  instructions: (input: AccountRef) =>
    text(
      `Déconnectez-vous si besoin, puis connectez-vous avec le compte ${input.login} (${input.name}).\nSi une information sur l’usage du RPPS s’affiche, essayez de continuer sans cocher ni confirmer, puis prenez-en connaissance.`,
      `Sign out if needed, then sign in with account ${input.login} (${input.name}).\nIf an information on the use of the RPPS is shown, try to go on without ticking or confirming, then acknowledge it.`,
    ),
  input: account,
  observation: z.object({
    text: z.string().meta({
      fr: 'Information affichée sur l’usage du RPPS (vide si aucune)',
      en: 'Information shown on the use of the RPPS (empty if none)',
    }),
    acknowledgement: z.string().meta({
      fr: 'Texte du bouton ou de la case de prise de connaissance (vide si aucun)',
      en: 'Text of the acknowledgement button or box (empty if none)',
    }),
    refusedWithoutTick: z.boolean().meta({
      fr: 'Impossible de continuer sans cocher la case',
      en: 'One cannot go on without ticking the box',
    }),
  }),
  requests: ['td0-3'],
});

/** Sets how often professionals are informed again; 0 = at each sign-in. */
export const configureInformationPeriod = defineAction({
  name: 'configureInformationPeriod',
  theme: 'dmp',
  title: text('Paramétrer la période de l’information', 'Configure the period of the information'),
  instructions: (input: { days: number }) =>
    text(
      `Réglez la période de rappel de l’information sur ${input.days} jours${input.days === 0 ? ' (à chaque connexion). Si le logiciel ne l’accepte pas, placez-vous après l’échéance, par exemple en avançant sa date' : ''}.`,
      `Set the period after which the information is shown again to ${input.days} days${input.days === 0 ? ' (at each sign-in). If the product does not accept it, place yourself after the due date, for example by moving its date forward' : ''}.`,
    ),
  input: z.object({ days: z.number().int().min(0) }),
  observation: z.object({
    savedPeriod: z.string().meta({ fr: 'Période affichée après enregistrement', en: 'Period shown after saving' }),
  }),
  requests: [],
});

/** Reads the product's welcome (splash) screen, before any sign-in. */
export const readWelcomeScreen = defineAction({
  name: 'readWelcomeScreen',
  theme: 'dmp',
  title: text('Lire l’écran d’accueil', 'Read the welcome screen'),
  instructions: () =>
    text(
      'Déconnectez-vous, relancez le logiciel et lisez son écran d’accueil.',
      'Sign out, start the product again and read its welcome screen.',
    ),
  input: z.object({}),
  observation: z.object({
    text: z.string().meta({ fr: 'Texte de l’écran d’accueil', en: 'Text of the welcome screen' }),
  }),
  requests: [],
});

/** Opens the product's help on one topic. */
export const openHelp = defineAction({
  name: 'openHelp',
  theme: 'dmp',
  title: text('Ouvrir l’aide', 'Open the help'),
  instructions: (input: { topic: 'consultation' | 'search' }) =>
    input.topic === 'search'
      ? text('Ouvrez l’aide sur la recherche dans le DMP.', 'Open the help on DMP search.')
      : text('Ouvrez l’aide sur la consultation du DMP.', 'Open the help on DMP consultation.'),
  input: z.object({ topic: z.enum(['consultation', 'search']) }),
  observation: z.object({
    text: z.string().meta({
      fr: 'Texte de l’aide sur ce sujet (vide si aucune)',
      en: 'Text of the help on this topic (empty if none)',
    }),
  }),
  requests: [],
});

/** Opens the Web-PS from the product: its dashboard, or the DMP of the patient whose record is open. */
export const openWebPs = defineAction({
  name: 'openWebPs',
  theme: 'dmp',
  title: text('Ouvrir le Web-PS DMP', 'Open the DMP Web-PS'),
  instructions: (input: { target: 'dashboard' | 'record'; patient: PatientRef }) =>
    input.target === 'dashboard'
      ? text(
          'Depuis le logiciel, ouvrez le tableau de bord du Web-PS DMP.',
          'From the product, open the dashboard of the DMP Web-PS.',
        )
      : text(
          `Depuis le dossier de ${input.patient.name}, ouvrez son DMP dans le Web-PS.`,
          `From the record of ${input.patient.name}, open their DMP in the Web-PS.`,
        ),
  input: z.object({ target: z.enum(['dashboard', 'record']), patient: patientRef }),
  observation: z.object({
    address: z.string().meta({ fr: 'Adresse de la page ouverte', en: 'Address of the page opened' }),
    title: z.string().meta({ fr: 'Titre de la page ouverte', en: 'Title of the page opened' }),
  }),
  requests: ['td0-9'],
});
