import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { type PatientRef, patientRef } from '../../record/index.js';
import { type DeliveredRef, deliveredRef } from './delivered-ref.js';
import { mailboxRef, type MailboxRef } from './mailbox-ref.js';

/** What the screen says of a received message. */
const receivedMessage = z.object({
  listed: z.boolean().meta({ fr: 'Le message est affiché', en: 'The message is shown' }),
  messageId: z.string().meta({ fr: 'Message-ID affiché (vide si absent)', en: 'Message-ID shown (empty if none)' }),
  sender: z.string().meta({ fr: 'Expéditeur affiché (vide si absent)', en: 'Sender shown (empty if none)' }),
  receivedAt: z.string().meta({
    fr: 'Date et heure de réception affichées (vide si absentes)',
    en: 'Date and time of reception shown (empty if none)',
  }),
  recognised: z.boolean().meta({
    fr: 'Le message est reconnu comme portant une archive IHE_XDM',
    en: 'The message is recognised as carrying an IHE_XDM archive',
  }),
  state: z.enum(['handed-over', 'already-received', 'refused', 'left-alone', 'pending', 'not-shown']).meta({
    fr: 'État affiché (remis au DPI, déjà reçu, refusé, non concerné, en cours, non affiché)',
    en: 'State shown (handed over to the DPI, already received, refused, left alone, pending, not shown)',
  }),
  patientId: z.string().meta({
    fr: 'Identifiant du patient lu dans l’archive, tel qu’affiché (vide si absent)',
    en: 'Patient identifier read in the archive, as shown (empty if none)',
  }),
  patientName: z.string().meta({ fr: 'Patient retrouvé (vide si aucun)', en: 'Patient found (empty if none)' }),
  patientIns: z.string().meta({
    fr: 'INS du patient retrouvé (vide si absent)',
    en: 'INS of the patient found (empty if none)',
  }),
  history: z
    .array(
      z.object({
        at: z.string().meta({ fr: 'Date et heure', en: 'Date and time' }),
        what: z.string().meta({ fr: 'Ce qui a été fait', en: 'What was done' }),
        detail: z.string().meta({ fr: 'Précisions', en: 'Details' }),
      }),
    )
    .meta({ fr: 'Historique affiché, dans l’ordre', en: 'History shown, in order' }),
});
export type ReceivedMessageShown = z.infer<typeof receivedMessage>;

/** Shows a message received by the SUT, once it has been read and treated, with its history. */
export const showReceivedMessage = defineAction({
  name: 'showReceivedMessage',
  theme: 'mssante',
  title: text('Afficher un message reçu', 'Show a received message'),
  instructions: (input: { mailbox: MailboxRef; message: DeliveredRef }) =>
    text(
      `Faites relever la boîte ${input.mailbox.address} et attendez que le message « ${input.message.subject} » (Message-ID ${input.message.messageId}) soit traité.\nAffichez ce message, son état et l’historique de son traitement.`,
      `Have mailbox ${input.mailbox.address} read and wait until message "${input.message.subject}" (Message-ID ${input.message.messageId}) is treated.\nShow this message, its state and the history of its treatment.`,
    ),
  input: z.object({ mailbox: mailboxRef, message: deliveredRef }),
  observation: receivedMessage,
  requests: ['imap-fetch', 'smtp-submission'],
});

/** Shows what was handed over to the patient record (DPI) for a patient. */
export const showHandedOverDocuments = defineAction({
  name: 'showHandedOverDocuments',
  theme: 'mssante',
  title: text('Afficher les documents remis au DPI', 'Show the documents handed over to the DPI'),
  instructions: (input: { patient: PatientRef }) =>
    text(
      `Affichez les documents que la PFI a remis au DPI pour ${input.patient.name} (INS ${input.patient.ins}), dans la PFI ou dans le DPI.`,
      `Show the documents the PFI handed over to the DPI for ${input.patient.name} (INS ${input.patient.ins}), in the PFI or in the DPI.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({
    documents: z
      .array(
        z.object({
          title: z.string().meta({ fr: 'Titre du document', en: 'Title of the document' }),
          version: z.string().meta({ fr: 'Version (vide si absente)', en: 'Version (empty if none)' }),
          state: z.enum(['current', 'superseded', 'deleted']).meta({
            fr: 'État (en vigueur, remplacé, supprimé)',
            en: 'State (current, superseded, deleted)',
          }),
        }),
      )
      .meta({ fr: 'Documents affichés', en: 'Documents shown' }),
  }),
  requests: [],
});

/** Sets the local mailboxes that integration errors are sent to (MSS/UX.12). */
export const configureErrorMailboxes = defineAction({
  name: 'configureErrorMailboxes',
  theme: 'mssante',
  title: text('Paramétrer les boîtes des erreurs d’intégration', 'Configure the mailboxes of integration errors'),
  instructions: (input: { addresses: readonly string[] }) =>
    text(
      `Paramétrez les boîtes locales qui reçoivent les erreurs d’intégration : ${input.addresses.join(', ')} (la première, si la PFI n’en admet qu’une).\nAffichez les boîtes paramétrées.`,
      `Configure the local mailboxes that receive integration errors: ${input.addresses.join(', ')} (the first one, if the PFI allows only one).\nShow the configured mailboxes.`,
    ),
  input: z.object({ addresses: z.array(z.string()) }),
  observation: z.object({
    addresses: z.array(z.string()).meta({ fr: 'Adresses paramétrées affichées', en: 'Configured addresses shown' }),
  }),
  requests: [],
});

/** Restarts the SUT, or the part of it that reads its mailboxes. */
export const restartReception = defineAction({
  name: 'restartReception',
  theme: 'mssante',
  title: text('Redémarrer la réception', 'Restart the reception'),
  instructions: () =>
    text(
      'Redémarrez la PFI, ou son connecteur MSSanté, puis attendez qu’elle relève à nouveau ses boîtes.',
      'Restart the PFI, or its MSSanté connector, then wait until it reads its mailboxes again.',
    ),
  input: z.object({}),
  observation: z.object({
    restarted: z.boolean().meta({ fr: 'La réception a redémarré', en: 'The reception has restarted' }),
  }),
  requests: ['imap-authenticate', 'imap-fetch'],
});

/** Answers a received message with a few words. */
export const replyToMessage = defineAction({
  name: 'replyToMessage',
  theme: 'mssante',
  title: text('Répondre à un message reçu', 'Reply to a received message'),
  instructions: (input: { mailbox: MailboxRef; message: DeliveredRef; text: string }) =>
    text(
      `Dans la boîte ${input.mailbox.address}, répondez au message « ${input.message.subject} » (Message-ID ${input.message.messageId}) : « ${input.text} ».`,
      `In mailbox ${input.mailbox.address}, reply to message "${input.message.subject}" (Message-ID ${input.message.messageId}): "${input.text}".`,
    ),
  input: z.object({ mailbox: mailboxRef, message: deliveredRef, text: z.string() }),
  observation: z.object({
    sent: z.boolean().meta({ fr: 'La réponse est annoncée envoyée', en: 'The reply is said to be sent' }),
    message: z.string().meta({ fr: 'Message affiché (vide si aucun)', en: 'Message shown (empty if none)' }),
  }),
  requests: ['smtp-submission'],
});
