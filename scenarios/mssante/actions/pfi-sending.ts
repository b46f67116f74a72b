import { z } from 'zod';
import { defineAction, providedFile, type ProvidedFile, text } from '../../harness/index.js';
import { patientRef, type PatientRef } from '../../record/index.js';
import { mailboxRef, type MailboxRef } from './mailbox-ref.js';

/** A file handed out: where the user finds it, and what is in it. */
const handedOutFile = z.object({ path: z.string(), file: providedFile });

const order = z.object({
  mailbox: mailboxRef,
  documents: z.array(handedOutFile).min(1),
  /** Addresses of professionals or services. */
  recipients: z.array(z.string()),
  /** To the patient's Mon espace santé too. */
  toPatient: z.boolean(),
  readReceipt: z.boolean(),
  deliveryReceipt: z.boolean(),
  /** No answer of the patient is wanted. */
  noReply: z.boolean(),
  /** The documents are to be deleted by those who have them. */
  deletion: z.boolean(),
});
/** Documents to send. */
export type SendingOrder = z.infer<typeof order>;

function wishes(
  input: SendingOrder,
  words: Record<'readReceipt' | 'deliveryReceipt' | 'noReply' | 'deletion', string>,
) {
  const names = ['readReceipt', 'deliveryReceipt', 'noReply', 'deletion'] as const;
  return names.filter((name) => input[name]).map((name) => words[name]);
}

/**
 * Has the PFI send documents by MSSanté. The order normally comes from a DPI; this is what a user of the PFI, or a flow
 * made by hand, does in its place.
 */
export const sendDocuments = defineAction({
  name: 'sendDocuments',
  theme: 'mssante',
  title: text('Faire envoyer des documents par la PFI', 'Have the PFI send documents'),
  instructions: (input: SendingOrder) => {
    const to = [...input.recipients, ...(input.toPatient ? ['le patient (Mon espace santé)'] : [])];
    const toEn = [...input.recipients, ...(input.toPatient ? ['the patient (Mon espace santé)'] : [])];
    const files = input.documents.map(({ path }) => path).join('\n');
    const fr = wishes(input, {
      readReceipt: 'Demandez un accusé de lecture.',
      deliveryReceipt: 'Demandez un avis de remise.',
      noReply: 'Indiquez qu’aucune réponse du patient n’est attendue.',
      deletion: 'Indiquez que ces documents sont à supprimer.',
    });
    const en = wishes(input, {
      readReceipt: 'Ask for a read receipt.',
      deliveryReceipt: 'Ask for a delivery report.',
      noReply: 'Say that no answer of the patient is expected.',
      deletion: 'Say that these documents are to be deleted.',
    });
    return text(
      [
        `Depuis la boîte ${input.mailbox.address}, faites envoyer à ${to.join(', ')} les documents CDA suivants, en une demande :\n${files}`,
        ...fr,
        'Relevez ce que l’écran en dit.',
      ].join('\n'),
      [
        `From mailbox ${input.mailbox.address}, have these CDA documents sent to ${toEn.join(', ')}, in one order:\n${files}`,
        ...en,
        'Note what the screen says of it.',
      ].join('\n'),
    );
  },
  input: order,
  observation: z.object({
    sent: z.boolean().meta({ fr: 'Tout est annoncé envoyé', en: 'Everything is said to be sent' }),
    message: z.string().meta({ fr: 'Message affiché (vide si aucun)', en: 'Message shown (empty if none)' }),
    readReceiptOffered: z.boolean().meta({
      fr: 'L’accusé de lecture peut être demandé',
      en: 'A read receipt can be asked for',
    }),
    noReplyOffered: z.boolean().meta({
      fr: 'On peut dire qu’aucune réponse du patient n’est attendue',
      en: 'One can say that no answer of the patient is expected',
    }),
  }),
  requests: ['smtp-submission'],
});

/** Deposits a PDF/A-1 of a type that goes to its patient by itself (MSS/va1.17). */
export const depositPdf = defineAction({
  name: 'depositPdf',
  theme: 'mssante',
  title: text('Déposer un PDF/A-1 à envoyer au patient', 'Deposit a PDF/A-1 to be sent to the patient'),
  instructions: (input: { patient: PatientRef; typeCode: string; title: string; path: string; file: ProvidedFile }) =>
    text(
      `Faites recevoir par la PFI, pour ${input.patient.name} (INS ${input.patient.ins}), un PDF/A-1 de type ${input.typeCode} intitulé « ${input.title} », dont l’envoi au patient est automatique.\nLe fichier est ici : ${input.path}\nRelevez ce que l’écran en dit.`,
      `Have the PFI receive, for ${input.patient.name} (INS ${input.patient.ins}), a PDF/A-1 of type ${input.typeCode} entitled "${input.title}", which it sends to the patient by itself.\nThe file is here: ${input.path}\nNote what the screen says of it.`,
    ),
  input: z.object({
    patient: patientRef,
    typeCode: z.string(),
    title: z.string(),
    path: z.string(),
    file: providedFile,
  }),
  observation: z.object({
    sent: z.boolean().meta({ fr: 'Un envoi est annoncé', en: 'A sending is announced' }),
    message: z.string().meta({ fr: 'Message affiché (vide si aucun)', en: 'Message shown (empty if none)' }),
  }),
  requests: ['smtp-submission'],
});

/** Sets the address a person answers to (MSS/va1.18). */
export const configureReplyAddress = defineAction({
  name: 'configureReplyAddress',
  theme: 'mssante',
  title: text('Régler l’adresse de réponse', 'Set the reply address'),
  instructions: (input: { mailbox: MailboxRef; address: string }) =>
    text(
      `Réglez l’adresse de réponse des messages de ${input.mailbox.address} : ${input.address}.\nAffichez ensuite l’adresse enregistrée.`,
      `Set the reply address of the messages of ${input.mailbox.address}: ${input.address}.\nThen show the address that is saved.`,
    ),
  input: z.object({ mailbox: mailboxRef, address: z.string() }),
  observation: z.object({
    address: z.string().meta({ fr: 'Adresse de réponse affichée', en: 'Reply address shown' }),
  }),
  requests: [],
});

/** Shows the texts preset for replacements and deletions (MSS/va1.13, MSS/va1.30). */
export const showPresetTexts = defineAction({
  name: 'showPresetTexts',
  theme: 'mssante',
  title: text('Afficher les textes prédéfinis', 'Show the preset texts'),
  instructions: () =>
    text(
      'Affichez les textes que le logiciel écrit de lui-même dans un message de remplacement et dans un message de suppression.',
      'Show the texts the product writes by itself in a replacement message and in a deletion message.',
    ),
  input: z.object({}),
  observation: z.object({
    replacement: z
      .string()
      .meta({ fr: 'Texte d’un remplacement (vide si aucun)', en: 'Text of a replacement (empty if none)' }),
    deletion: z
      .string()
      .meta({ fr: 'Texte d’une suppression (vide si aucun)', en: 'Text of a deletion (empty if none)' }),
  }),
  requests: [],
});
