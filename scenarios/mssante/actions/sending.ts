import { z } from 'zod';
import { defineAction, type ProvidedFile, providedFile, text } from '../../harness/index.js';
import { documentRef, type PatientRef, patientRef } from '../../record/index.js';
import { mailboxRef, type MailboxRef } from './mailbox-ref.js';
import { sentMails } from './sent-mail.js';

const letter = z.object({
  patient: patientRef,
  title: z.string(),
  /** JDV_J07: `11490-0` … */
  typeCode: z.string(),
  level: z.enum(['N1', 'N3']),
  /** One sentence a line. */
  text: z.string(),
});
/** A document to write. */
export type Letter = z.infer<typeof letter>;

/** Writes and validates a document that stays out of the DMP; what is sent by MSSanté is the product's business. */
export const writeLetter = defineAction({
  name: 'writeLetter',
  theme: 'mssante',
  title: text('Rédiger et valider un document', 'Write and validate a document'),
  instructions: (input: Letter) =>
    text(
      `Dans le dossier de ${input.patient.name}, rédigez un document de type ${input.typeCode}, au format CDA ${input.level}, intitulé « ${input.title} », avec ce texte : « ${input.text} ».\nRetenez son envoi au DMP si l’écran le propose, puis validez-le.\nAffichez ensuite les messages MSSanté envoyés pour ce patient.`,
      `In the record of ${input.patient.name}, write a document of type ${input.typeCode}, CDA ${input.level}, entitled "${input.title}", with this text: "${input.text}".\nWithhold its sending to the DMP if the screen offers to, then validate it.\nThen show the MSSanté messages sent for this patient.`,
    ),
  input: letter,
  observation: z.object({
    validated: z.boolean().meta({ fr: 'Le document est validé', en: 'The document is validated' }),
    sendingOffered: z.boolean().meta({
      fr: 'L’écran propose d’envoyer ce document par MSSanté',
      en: 'The screen offers to send this document by MSSanté',
    }),
    sent: sentMails,
  }),
  requests: ['td0-2', 'td0-4'],
});

const dispatch = z.object({
  patient: patientRef,
  document: documentRef,
  mailbox: mailboxRef,
  /** Addresses of professionals or services. */
  recipients: z.array(z.string()),
  /** Send it to the patient's Mon espace santé too. */
  toPatient: z.boolean(),
  readReceipt: z.boolean(),
  /** The patient must not answer. */
  endOfConversation: z.boolean(),
});
/** A document to send. */
export type Dispatch = z.infer<typeof dispatch>;

/** Sends one document of the record by MSSanté, by an explicit action of the user. */
export const sendByMail = defineAction({
  name: 'sendByMail',
  theme: 'mssante',
  title: text('Envoyer un document par MSSanté', 'Send a document by MSSanté'),
  instructions: (input: Dispatch) =>
    text(
      [
        `Dans le dossier de ${input.patient.name}, envoyez par MSSanté « ${input.document.title} » (sa dernière version) depuis la boîte ${input.mailbox.address}.`,
        ...(input.recipients.length > 0 ? [`Destinataires : ${input.recipients.join(', ')}.`] : []),
        ...(input.toPatient ? ['Envoyez-le aussi au patient (Mon espace santé), si l’écran le permet.'] : []),
        input.readReceipt ? 'Demandez un accusé de lecture.' : 'Ne demandez pas d’accusé de lecture.',
        ...(input.endOfConversation ? ['Indiquez que vous ne souhaitez pas de réponse du patient.'] : []),
        'Affichez ensuite les messages MSSanté envoyés pour ce patient.',
      ].join('\n'),
      [
        `In the record of ${input.patient.name}, send "${input.document.title}" (its latest version) by MSSanté from mailbox ${input.mailbox.address}.`,
        ...(input.recipients.length > 0 ? [`Recipients: ${input.recipients.join(', ')}.`] : []),
        ...(input.toPatient ? ['Send it to the patient (Mon espace santé) too, if the screen allows it.'] : []),
        input.readReceipt ? 'Ask for a read receipt.' : 'Do not ask for a read receipt.',
        ...(input.endOfConversation ? ['Say that you do not want an answer from the patient.'] : []),
        'Then show the MSSanté messages sent for this patient.',
      ].join('\n'),
    ),
  input: dispatch,
  observation: z.object({
    offered: z.boolean().meta({
      fr: 'L’écran propose d’envoyer ce document par MSSanté',
      en: 'The screen offers to send this document by MSSanté',
    }),
    readReceiptOffered: z.boolean().meta({
      fr: 'L’écran permet de demander un accusé de lecture',
      en: 'The screen lets the user ask for a read receipt',
    }),
    endOfConversationOffered: z.boolean().meta({
      fr: 'L’écran permet de dire qu’on ne souhaite pas de réponse du patient',
      en: 'The screen lets the user say that no answer of the patient is wanted',
    }),
    sent: sentMails,
  }),
  requests: ['td0-2', 'td0-4'],
});

/** Validates a new version of a document written in the product, saying that it replaces the earlier one. */
export const replaceLetter = defineAction({
  name: 'replaceLetter',
  theme: 'mssante',
  title: text('Modifier un document (annule et remplace)', 'Modify a document (cancels and replaces)'),
  instructions: (input: { patient: PatientRef; document: { title: string }; text: string }) =>
    text(
      `Dans le dossier de ${input.patient.name}, rédigez une nouvelle version de « ${input.document.title} » avec ce texte : « ${input.text} ».\nGardez la mention « annule et remplace » que l’écran propose, ou ajoutez-la par le texte prédéfini.\nValidez, puis affichez les messages MSSanté envoyés pour ce patient.`,
      `In the record of ${input.patient.name}, write a new version of "${input.document.title}" with this text: "${input.text}".\nKeep the "annule et remplace" mention the screen offers, or add it by the preset text.\nValidate it, then show the MSSanté messages sent for this patient.`,
    ),
  input: z.object({ patient: patientRef, document: documentRef, text: z.string() }),
  observation: z.object({
    version: z.string().meta({ fr: 'Numéro de version affiché', en: 'Version number shown' }),
    presetMention: z.string().meta({
      fr: 'Mention prédéfinie que l’écran propose (vide si aucune)',
      en: 'Preset mention the screen offers (empty if none)',
    }),
    sent: sentMails,
  }),
  requests: ['td0-2', 'td0-4'],
});

/** Deletes a document from the record. */
export const deleteLetter = defineAction({
  name: 'deleteLetter',
  theme: 'mssante',
  title: text('Supprimer un document du dossier', 'Delete a document from the record'),
  instructions: (input: { patient: PatientRef; document: { title: string } }) =>
    text(
      `Dans le dossier de ${input.patient.name}, supprimez « ${input.document.title} » (sa dernière version).\nAffichez ensuite les messages MSSanté envoyés pour ce patient.`,
      `In the record of ${input.patient.name}, delete "${input.document.title}" (its latest version).\nThen show the MSSanté messages sent for this patient.`,
    ),
  input: z.object({ patient: patientRef, document: documentRef }),
  observation: z.object({
    deleted: z.boolean().meta({ fr: 'Le document n’est plus dans le dossier', en: 'The document left the record' }),
    sent: sentMails,
  }),
  requests: ['td0-2', 'td0-4'],
});

/** Takes a document received by MSSanté into the record: one the product did not write. */
export const fileReceivedDocument = defineAction({
  name: 'fileReceivedDocument',
  theme: 'mssante',
  title: text('Mettre au dossier un document reçu', 'File a received document'),
  instructions: (input: { patient: PatientRef; document: { title: string }; path: string; file: ProvidedFile }) =>
    text(
      `Intégrez au dossier de ${input.patient.name} le document CDA « ${input.document.title} » comme s’il avait été reçu par MSSanté.\nLe fichier est ici : ${input.path}`,
      `Integrate into the record of ${input.patient.name} the CDA document "${input.document.title}" as if it had been received by MSSanté.\nThe file is here: ${input.path}`,
    ),
  input: z.object({ patient: patientRef, document: documentRef, path: z.string(), file: providedFile }),
  observation: z.object({
    filed: z.boolean().meta({ fr: 'Le document est dans le dossier', en: 'The document is in the record' }),
  }),
  requests: ['td0-2', 'td0-4'],
});

/** Shows the MSSanté messages sent for a patient, with what came back of each. */
export const showSentMails = defineAction({
  name: 'showSentMails',
  theme: 'mssante',
  title: text('Afficher les messages envoyés', 'Show the messages sent'),
  instructions: (input: { patient: PatientRef }) =>
    text(
      `Dans le dossier de ${input.patient.name}, affichez les messages MSSanté envoyés et leurs retours (lu, remis…).`,
      `In the record of ${input.patient.name}, show the MSSanté messages sent and what came back of them (read, delivered…).`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({ sent: sentMails }),
  requests: ['td0-2', 'td0-4'],
});

/** Records that a patient refuses to be sent documents of one type. */
export const recordMailRefusal = defineAction({
  name: 'recordMailRefusal',
  theme: 'mssante',
  title: text('Enregistrer le refus du patient', 'Record the refusal of the patient'),
  instructions: (input: { patient: PatientRef; typeCode: string }) =>
    text(
      `Dans le dossier de ${input.patient.name}, enregistrez que le patient refuse l’envoi dans Mon espace santé des documents de type ${input.typeCode}, et d’eux seuls.`,
      `In the record of ${input.patient.name}, record that the patient refuses to be sent documents of type ${input.typeCode} in Mon espace santé, and only those.`,
    ),
  input: z.object({ patient: patientRef, typeCode: z.string() }),
  observation: z.object({
    typeCodes: z
      .array(z.string())
      .meta({ fr: 'Types refusés que l’écran affiche ensuite', en: 'Refused types the screen then shows' }),
  }),
  requests: ['td0-2', 'td0-4'],
});

/** Sets which types leave by themselves at validation, from which mailbox, and to whom for a patient. */
export const configureAutomaticMail = defineAction({
  name: 'configureAutomaticMail',
  theme: 'mssante',
  title: text('Régler l’envoi automatique', 'Set the automatic sending'),
  instructions: (input: { patient: PatientRef; typeCodes: string[]; mailbox: MailboxRef; recipients: string[] }) =>
    text(
      `Réglez l’envoi automatique par MSSanté, à leur validation, des documents de type ${input.typeCodes.join(', ') || '(aucun)'}, depuis la boîte ${input.mailbox.address}.\nPour ${input.patient.name}, destinataires : ${input.recipients.join(', ') || '(aucun)'}.`,
      `Set the automatic MSSanté sending, at validation, of documents of type ${input.typeCodes.join(', ') || '(none)'}, from mailbox ${input.mailbox.address}.\nFor ${input.patient.name}, recipients: ${input.recipients.join(', ') || '(none)'}.`,
    ),
  input: z.object({
    patient: patientRef,
    typeCodes: z.array(z.string()),
    mailbox: mailboxRef,
    recipients: z.array(z.string()),
  }),
  observation: z.object({
    saved: z.boolean().meta({ fr: 'Le réglage est enregistré', en: 'The setting is saved' }),
  }),
  requests: ['td0-2', 'td0-4'],
});
