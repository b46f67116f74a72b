import { z } from 'zod';
import { defineAction, providedFile, text } from '../../harness/index.js';
import { documentRef, type PatientRef, patientRef } from '../../record/index.js';

/** What the record says of the sending of one document to the DMP. */
const sendingState = z.enum(['sent', 'waiting', 'withheld', 'refused', 'blocked', 'not-shown']).meta({
  fr: 'État d’envoi au DMP affiché (envoyé, en attente, retenu, refusé par le DMP, bloqué par l’opposition, non affiché)',
  en: 'State of the sending to the DMP as shown (sent, waiting, withheld, refused by the DMP, blocked by the opposition, not shown)',
});
export type SendingState = z.infer<typeof sendingState>;

/** A produced document with its state, as listed. */
const listedSending = z.object({
  title: z.string().meta({ fr: 'Titre', en: 'Title' }),
  actDate: z.string().meta({ fr: 'Date de l’acte affichée (AAAA-MM-JJ)', en: 'Date of the act as shown (YYYY-MM-DD)' }),
  state: sendingState,
  stateText: z.string().meta({ fr: 'Texte de l’état', en: 'Text of the state' }),
});
export type ListedSending = z.infer<typeof listedSending>;

const visibility = z.object({
  maskedToProfessionals: z.boolean(),
  invisibleToPatient: z.boolean(),
  invisibleToRepresentatives: z.boolean(),
});
/** Who must not see the document in the DMP. */
export type Visibility = z.infer<typeof visibility>;

const newDocument = z.object({
  patient: patientRef,
  title: z.string(),
  /** JDV_J07: `11490-0` … */
  typeCode: z.string(),
  level: z.enum(['N1', 'N3']),
  /** One sentence a line; the first one is searched for in what is sent. */
  text: z.string(),
  /** YYYY-MM-DD; today when left out. */
  actDate: z.string().optional(),
  /** Care unit of the stay; the user's own when left out. */
  unit: z.string().optional(),
  /** Key of a professional of the roster who left RPPS and wrote the document; the user when left out. */
  formerAuthor: z.string().optional(),
  visibility,
  /** False: the user explicitly withholds the sending of this document. */
  send: z.boolean(),
});
/** A document to write. */
export type NewDocument = z.infer<typeof newDocument>;

const VISIBILITY_WORDS: Record<keyof Visibility, { fr: string; en: string }> = {
  maskedToProfessionals: text('masqué aux professionnels', 'masked to professionals'),
  invisibleToPatient: text('non visible par le patient', 'not visible to the patient'),
  invisibleToRepresentatives: text('non visible par ses représentants légaux', 'not visible to legal representatives'),
};

function visibilityWords(wanted: Visibility, lang: 'fr' | 'en'): string {
  const names = (Object.keys(VISIBILITY_WORDS) as (keyof Visibility)[]).filter((name) => wanted[name]);
  if (names.length === 0) return lang === 'fr' ? 'visible de tous' : 'visible to everybody';
  return names.map((name) => VISIBILITY_WORDS[name][lang]).join(', ');
}

/** Writes a document for a patient and validates it. */
export const produceDocument = defineAction({
  name: 'produceDocument',
  theme: 'dmp',
  title: text('Rédiger et valider un document', 'Write and validate a document'),
  instructions: (input: NewDocument) => {
    const { patient, title, typeCode, level, actDate, unit, formerAuthor } = input;
    return text(
      [
        `Dans le dossier de ${patient.name}, rédigez un document de type ${typeCode}, au format CDA ${level}, intitulé « ${title} », avec ce texte : « ${input.text} ».`,
        ...(actDate === undefined ? [] : [`Date de l’acte : ${actDate}.`]),
        ...(unit === undefined ? [] : [`Unité de soins : ${unit}.`]),
        ...(formerAuthor === undefined
          ? []
          : [`Auteur : le professionnel ${formerAuthor} de la liste, qui n’est plus au RPPS.`]),
        `Visibilité dans le DMP : ${visibilityWords(input.visibility, 'fr')}.`,
        input.send
          ? 'Laissez l’envoi au DMP prévu (si l’écran propose de le retenir, ne le retenez pas).'
          : 'Retenez l’envoi de ce document au DMP par l’action prévue pour cela.',
        'Validez le document, puis affichez son état d’envoi dans le dossier.',
      ].join('\n'),
      [
        `In the record of ${patient.name}, write a document of type ${typeCode}, CDA ${level}, entitled "${title}", with this text: "${input.text}".`,
        ...(actDate === undefined ? [] : [`Date of the act: ${actDate}.`]),
        ...(unit === undefined ? [] : [`Care unit: ${unit}.`]),
        ...(formerAuthor === undefined
          ? []
          : [`Author: professional ${formerAuthor} of the list, who is no longer in RPPS.`]),
        `Visibility in the DMP: ${visibilityWords(input.visibility, 'en')}.`,
        input.send
          ? 'Leave the sending to the DMP on (if the screen offers to withhold it, do not).'
          : 'Withhold the sending of this document to the DMP by the action meant for it.',
        'Validate the document, then show its sending state in the record.',
      ].join('\n'),
    );
  },
  input: newDocument,
  observation: z.object({
    withheldByDefault: z.boolean().meta({
      fr: 'Avant tout choix, l’écran proposait de retenir l’envoi',
      en: 'Before any choice, the screen offered to withhold the sending',
    }),
    validated: z.boolean().meta({ fr: 'Le document est validé dans le dossier', en: 'The document is validated' }),
    state: sendingState,
    stateText: z.string().meta({ fr: 'Texte de l’état', en: 'Text of the state' }),
  }),
  requests: ['td0-2', 'td0-4', 'td2-1a', 'td2-1b'],
});

/** Writes and validates a new version of a document of the record that was produced here. */
export const produceNewVersion = defineAction({
  name: 'produceNewVersion',
  theme: 'dmp',
  title: text('Valider une nouvelle version d’un document', 'Validate a new version of a document'),
  instructions: (input: { patient: PatientRef; document: { title: string }; text: string }) =>
    text(
      `Dans le dossier de ${input.patient.name}, rédigez une nouvelle version de « ${input.document.title} » avec ce texte : « ${input.text} ».\nValidez-la, puis affichez son état d’envoi au DMP.`,
      `In the record of ${input.patient.name}, write a new version of "${input.document.title}" with this text: "${input.text}".\nValidate it, then show its sending state.`,
    ),
  input: z.object({ patient: patientRef, document: documentRef, text: z.string() }),
  observation: z.object({
    version: z.string().meta({ fr: 'Numéro de version affiché', en: 'Version number shown' }),
    state: sendingState,
    stateText: z.string().meta({ fr: 'Texte de l’état', en: 'Text of the state' }),
  }),
  requests: ['td0-2', 'td0-4', 'td2-1a', 'td2-1b', 'td3-1b'],
});

/** Sends one document to the DMP by an explicit action of the user. */
export const feedManually = defineAction({
  name: 'feedManually',
  theme: 'dmp',
  title: text('Envoyer un document au DMP à la main', 'Send a document to the DMP by hand'),
  instructions: (input: { patient: PatientRef; document: { title: string } }) =>
    text(
      `Dans le dossier de ${input.patient.name}, demandez l’envoi au DMP de « ${input.document.title} ».`,
      `In the record of ${input.patient.name}, ask for "${input.document.title}" to be sent to the DMP.`,
    ),
  input: z.object({ patient: patientRef, document: documentRef }),
  observation: z.object({
    offered: z.boolean().meta({ fr: 'L’écran propose l’envoi au DMP', en: 'The screen offers to send to the DMP' }),
    state: sendingState,
    stateText: z.string().meta({ fr: 'Texte de l’état', en: 'Text of the state' }),
  }),
  requests: ['td0-2', 'td0-4', 'td2-1a', 'td2-1b', 'td3-1b'],
});

/** Lists the documents produced for a patient with the state of their sending. */
export const showSendingStates = defineAction({
  name: 'showSendingStates',
  theme: 'dmp',
  title: text('Afficher l’état d’envoi des documents', 'Show the sending state of documents'),
  instructions: (input: { patient: PatientRef }) =>
    text(
      `Dans le dossier de ${input.patient.name}, affichez la liste des documents avec leur état d’envoi au DMP.`,
      `In the record of ${input.patient.name}, show the list of documents with their sending state.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({
    documents: z.array(listedSending).meta({ fr: 'Documents affichés', en: 'Documents shown' }),
  }),
  requests: ['td0-2', 'td0-4', 'td3-1a', 'td3-1b'],
});

/** Has what waits be sent again, by whatever the product needs for it (a button, a wait). */
export const resumeSendings = defineAction({
  name: 'resumeSendings',
  theme: 'dmp',
  title: text('Faire repartir les envois en attente', 'Have waiting sendings go again'),
  instructions: (input: { patient: PatientRef }) =>
    text(
      `Le DMP est de nouveau joignable. Attendez que les envois en attente de ${input.patient.name} repartent, ou demandez-le si le logiciel le permet.\nAffichez ensuite leur état.`,
      `The DMP can be reached again. Wait for the sendings of ${input.patient.name} to go, or ask for it if the software allows.\nThen show their state.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({
    documents: z.array(listedSending).meta({ fr: 'Documents affichés', en: 'Documents shown' }),
  }),
  requests: ['td0-2', 'td0-4', 'td2-1a', 'td2-1b', 'td3-1a', 'td3-1b'],
});

/** Hands over the three formats the product makes of one act: CDA N1, CDA N3, PDF. */
export const exportFormats = defineAction({
  name: 'exportFormats',
  theme: 'dmp',
  title: text('Exporter un document dans ses trois formats', 'Export a document in its three formats'),
  instructions: (input: { patient: PatientRef; document: { title: string } }) =>
    text(
      `Dans le dossier de ${input.patient.name}, exportez « ${input.document.title} » en CDA R2 N1, en CDA R2 N3 et en PDF/A-1.`,
      `In the record of ${input.patient.name}, export "${input.document.title}" as CDA R2 N1, CDA R2 N3 and PDF/A-1.`,
    ),
  input: z.object({ patient: patientRef, document: documentRef }),
  observation: z.object({
    n1: providedFile.meta({ fr: 'CDA R2 N1 (.xml)', en: 'CDA R2 N1 (.xml)' }),
    n3: providedFile.meta({ fr: 'CDA R2 N3 (.xml)', en: 'CDA R2 N3 (.xml)' }),
    pdf: providedFile.meta({ fr: 'PDF/A-1 (.pdf)', en: 'PDF/A-1 (.pdf)' }),
  }),
  requests: [],
});

/** Shows which types of documents can be written, and in which formats. */
export const showProducibleTypes = defineAction({
  name: 'showProducibleTypes',
  theme: 'dmp',
  title: text('Afficher les types de documents proposés', 'Show the document types offered'),
  instructions: (input: { patient: PatientRef }) =>
    text(
      `Dans le dossier de ${input.patient.name}, affichez les types de documents qu’on peut rédiger et leurs formats.`,
      `In the record of ${input.patient.name}, show the types of documents that can be written and their formats.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({
    types: z
      .array(
        z.object({
          typeCode: z.string().meta({ fr: 'Code du type', en: 'Type code' }),
          label: z.string().meta({ fr: 'Libellé', en: 'Label' }),
          formats: z.array(z.enum(['N1', 'N3'])).meta({ fr: 'Formats proposés', en: 'Formats offered' }),
        }),
      )
      .meta({ fr: 'Types affichés', en: 'Types shown' }),
  }),
  requests: [],
});
