import { z } from 'zod';
import { defineAction, type Text, text } from '../../harness/index.js';
import { type PatientRef, patientRef } from '../../record/index.js';

/** What a patient may be recorded to have said of one use of their DMP. */
const choice = z.enum(['not-recorded', 'no-opposition', 'opposition']);
export type ConsentChoice = z.infer<typeof choice>;

/** What the record shows of the patient's choices. */
const consentObservation = z.object({
  consultation: choice.meta({
    fr: 'Choix affiché pour la consultation du DMP (non recueilli, non-opposition, opposition)',
    en: 'Choice shown for DMP consultation (not recorded, no opposition, opposition)',
  }),
  feeding: choice.meta({
    fr: 'Choix affiché pour l’alimentation du DMP (non recueilli, non-opposition, opposition)',
    en: 'Choice shown for DMP feeding (not recorded, no opposition, opposition)',
  }),
  history: z
    .array(
      z.object({
        recorded: z.string().meta({ fr: 'Ce qui a été enregistré', en: 'What was recorded' }),
        by: z.string().meta({ fr: 'Par qui', en: 'By whom' }),
        at: z.string().meta({ fr: 'Quand', en: 'When' }),
      }),
    )
    .meta({ fr: 'Historique affiché des choix', en: 'History of the choices as shown' }),
});
export type ConsentObservation = z.infer<typeof consentObservation>;

const USES = {
  consultation: text('la consultation de son DMP', 'the consultation of their DMP'),
  feeding: text('l’alimentation de son DMP', 'the feeding of their DMP'),
};

const CHOICES: Record<ConsentChoice, Text> = {
  'not-recorded': text('non recueilli', 'not recorded'),
  'no-opposition': text('non-opposition', 'no opposition'),
  opposition: text('opposition', 'opposition'),
};

/** Records what the patient says of one use of their DMP (DMP/UX.06, DMP/CONF.09), then shows the choices. */
export const recordConsent = defineAction({
  name: 'recordConsent',
  theme: 'dmp',
  title: text('Enregistrer le choix du patient', 'Record the patient’s choice'),
  instructions: (input: { patient: PatientRef; choice: 'consultation' | 'feeding'; value: ConsentChoice }) =>
    text(
      `Dans le dossier de ${input.patient.name}, enregistrez pour ${USES[input.choice].fr} : ${CHOICES[input.value].fr}.\nAffichez ensuite les choix enregistrés et leur historique.`,
      `In the record of ${input.patient.name}, record for ${USES[input.choice].en}: ${CHOICES[input.value].en}.\nThen show the recorded choices and their history.`,
    ),
  input: z.object({ patient: patientRef, choice: z.enum(['consultation', 'feeding']), value: choice }),
  observation: consentObservation,
  requests: ['td0-2', 'td0-4', 'td3-1a', 'td3-1b', 'td0-3', 'td1-6'],
});

/** Shows the choices of a patient as recorded, changing nothing. */
export const showConsent = defineAction({
  name: 'showConsent',
  theme: 'dmp',
  title: text('Afficher les choix du patient', 'Show the patient’s choices'),
  instructions: (input: { patient: PatientRef }) =>
    text(
      `Dans le dossier de ${input.patient.name}, affichez les choix enregistrés sur son DMP, sans rien changer.`,
      `In the record of ${input.patient.name}, show the choices recorded about their DMP, without changing anything.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: consentObservation,
  requests: [],
});

/** From the record just opened, asks to consult the DMP. Confirms nothing: what the product asks is the observation. */
export const startDmpConsultation = defineAction({
  name: 'startDmpConsultation',
  theme: 'dmp',
  title: text('Démarrer une consultation du DMP', 'Start a DMP consultation'),
  instructions: (input: { patient: PatientRef }) =>
    text(
      `Dans le dossier de ${input.patient.name}, démarrez une consultation du DMP.\nSi le logiciel pose une question, lisez-la sans y répondre.`,
      `In the record of ${input.patient.name}, start a consultation of the DMP.\nIf the product asks a question, read it without answering.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({
    asked: z.boolean().meta({
      fr: 'Le logiciel demande de confirmer l’accord du patient',
      en: 'The product asks to confirm the patient’s agreement',
    }),
    question: z.string().meta({ fr: 'Question affichée (vide si aucune)', en: 'Question shown (empty if none)' }),
    opened: z.boolean().meta({
      fr: 'La consultation du DMP s’ouvre sans rien demander',
      en: 'The DMP consultation opens without asking anything',
    }),
  }),
  requests: ['td0-2', 'td0-3', 'td0-4', 'td1-6', 'td3-1a', 'td3-1b'],
});

/** Answers that the patient agrees, when it is asked, then asks for the list of DMP documents. */
export const confirmPatientAgreement = defineAction({
  name: 'confirmPatientAgreement',
  theme: 'dmp',
  title: text('Confirmer l’accord du patient', 'Confirm the patient’s agreement'),
  instructions: (input: { patient: PatientRef }) =>
    text(
      `Si l’accord de ${input.patient.name} est demandé, confirmez-le.\nDemandez la liste des documents de son DMP.`,
      `If the agreement of ${input.patient.name} is asked for, confirm it.\nAsk for the list of their DMP documents.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({
    titles: z.array(z.string()).meta({ fr: 'Titres affichés dans la liste', en: 'Titles shown in the list' }),
    message: z.string().meta({ fr: 'Message d’erreur affiché (vide si aucun)', en: 'Error shown (empty if none)' }),
  }),
  requests: ['td0-2', 'td0-3', 'td0-4', 'td1-6', 'td3-1a', 'td3-1b'],
});

/** Shows who of this structure accessed the patient's DMP. */
export const showDmpAccesses = defineAction({
  name: 'showDmpAccesses',
  theme: 'dmp',
  title: text('Afficher les professionnels ayant accédé au DMP', 'Show the professionals who accessed the DMP'),
  instructions: (input: { patient: PatientRef }) =>
    text(
      `Affichez la liste des professionnels ayant accédé au DMP de ${input.patient.name}.`,
      `Show the list of professionals who accessed the DMP of ${input.patient.name}.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({
    professionals: z
      .array(
        z.object({
          name: z.string().meta({ fr: 'Nom', en: 'Name' }),
          rpps: z.string().meta({ fr: 'RPPS affiché (vide si absent)', en: 'RPPS shown (empty if none)' }),
        }),
      )
      .meta({ fr: 'Professionnels affichés', en: 'Professionals shown' }),
  }),
  requests: [],
});

const recordGlance = z.object({
  identityStatus: z.enum(['provisoire', 'validee', 'recuperee', 'qualifiee', 'not-shown']).meta({
    fr: 'Statut de l’identité affiché (provisoire, validée, récupérée, qualifiée, non affiché)',
    en: 'Identity status shown (provisoire, validée, récupérée, qualifiée, not shown)',
  }),
  secretShown: z.boolean().meta({ fr: 'Une connexion secrète est signalée', en: 'A secret connection is signalled' }),
  secretAsked: z.boolean().meta({
    fr: 'Le logiciel invite à demander au mineur s’il veut une connexion secrète',
    en: 'The product prompts to ask the minor whether they want a secret connection',
  }),
  informationShown: z.boolean().meta({
    fr: 'L’information sur l’usage du RPPS s’affiche',
    en: 'The information on the use of the RPPS is shown',
  }),
});
export type RecordGlance = z.infer<typeof recordGlance>;

/** Opens a record and reads, without a click, what it says of the identity and of a secret connection. */
export const glanceAtRecord = defineAction({
  name: 'glanceAtRecord',
  theme: 'dmp',
  title: text('Ouvrir le dossier et le lire sans cliquer', 'Open the record and read it without a click'),
  instructions: (input: { patient: PatientRef }) =>
    text(
      `Fermez le dossier s’il est ouvert, puis ouvrez le dossier de ${input.patient.name}.\nNe cliquez sur rien d’autre. Attendez que l’écran ne change plus, puis lisez-le.`,
      `Close the record if it is open, then open the record of ${input.patient.name}.\nDo not click anything else. Wait until the screen no longer changes, then read it.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: recordGlance,
  requests: ['td0-2', 'td0-4', 'td3-1a', 'td3-1b', 'param-lps'],
});

/** Records, for the episode under way, that a minor asks for a secret connection. */
export const recordSecretConnection = defineAction({
  name: 'recordSecretConnection',
  theme: 'dmp',
  title: text('Enregistrer la connexion secrète du mineur', 'Record the minor’s secret connection'),
  instructions: (input: { patient: PatientRef }) =>
    text(
      `Dans le dossier de ${input.patient.name}, enregistrez que le patient mineur demande une connexion secrète.`,
      `In the record of ${input.patient.name}, record that the minor asks for a secret connection.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({
    offered: z.boolean().meta({
      fr: 'Le logiciel permet d’enregistrer une connexion secrète',
      en: 'The product lets a secret connection be recorded',
    }),
  }),
  requests: [],
});

/** Ends the care episode (discharge), or starts the next one (admission). */
export const changeCareEpisode = defineAction({
  name: 'changeCareEpisode',
  theme: 'dmp',
  title: text('Enregistrer une sortie ou une admission', 'Record a discharge or an admission'),
  instructions: (input: { patient: PatientRef; change: 'discharge' | 'admission' }) =>
    input.change === 'discharge'
      ? text(
          `Enregistrez la sortie de ${input.patient.name} (fin de l’épisode de soins), si elle ne l’est pas déjà.`,
          `Record the discharge of ${input.patient.name} (end of the care episode), if not already done.`,
        )
      : text(
          `Enregistrez l’admission de ${input.patient.name} (nouvel épisode de soins), si elle ne l’est pas déjà.`,
          `Record the admission of ${input.patient.name} (new care episode), if not already done.`,
        ),
  input: z.object({ patient: patientRef, change: z.enum(['discharge', 'admission']) }),
  observation: z.object({
    done: z.boolean().meta({ fr: 'C’est enregistré', en: 'It is recorded' }),
  }),
  requests: [],
});
