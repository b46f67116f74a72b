import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { mailboxRef, type MailboxRef } from './mailbox-ref.js';

/** What the screen says of one connection. */
const shownConnection = z.object({
  open: z.boolean().meta({ fr: 'La session est ouverte', en: 'The session is open' }),
  message: z.string().meta({
    fr: 'Résultat ou erreur affichés (vide si rien)',
    en: 'Outcome or error shown (empty if none)',
  }),
  protocol: z.string().meta({
    fr: 'Version de TLS affichée (vide si absente)',
    en: 'TLS version shown (empty if none)',
  }),
  suite: z.string().meta({
    fr: 'Suite cryptographique affichée (vide si absente)',
    en: 'Cipher suite shown (empty if none)',
  }),
});
export type ShownConnection = z.infer<typeof shownConnection>;

/** Has the product open a session with the operator by SMTP and by IMAP, and read what it says of them. */
export const connectMailbox = defineAction({
  name: 'connectMailbox',
  theme: 'mssante',
  title: text('Se connecter à l’opérateur', 'Connect to the operator'),
  instructions: (input: { mailbox: MailboxRef }) =>
    text(
      `Faites se connecter le logiciel à l’opérateur de la boîte ${input.mailbox.address}, en envoi (SMTP) et en relève (IMAP).\nSi une session est déjà ouverte, fermez-la d’abord.\nRelevez ce que l’écran ou le journal TLS en dit.`,
      `Have the product connect to the operator of mailbox ${input.mailbox.address}, to send (SMTP) and to read (IMAP).\nIf a session is already open, close it first.\nNote what the screen or the TLS log says of it.`,
    ),
  input: z.object({ mailbox: mailboxRef }),
  observation: z.object({
    smtp: shownConnection.meta({ fr: 'Connexion SMTP', en: 'SMTP connection' }),
    imap: shownConnection.meta({ fr: 'Connexion IMAP', en: 'IMAP connection' }),
  }),
  requests: [],
});

/** Sends a message without any document from a mailbox of the product. */
export const sendPlainMail = defineAction({
  name: 'sendPlainMail',
  theme: 'mssante',
  title: text('Envoyer un message sans document', 'Send a message without document'),
  instructions: (input: { mailbox: MailboxRef; to: string; subject: string; text: string }) =>
    text(
      `Depuis la boîte ${input.mailbox.address}, envoyez à ${input.to} un message d’objet « ${input.subject} », de texte « ${input.text} ».\nSi le logiciel n’envoie que des documents, envoyez celui de votre choix.\nRelevez ce que l’écran en dit.`,
      `From mailbox ${input.mailbox.address}, send ${input.to} a message whose subject is "${input.subject}" and text "${input.text}".\nIf the product only sends documents, send any one.\nNote what the screen says of it.`,
    ),
  input: z.object({ mailbox: mailboxRef, to: z.string(), subject: z.string(), text: z.string() }),
  observation: z.object({
    sent: z.boolean().meta({ fr: 'Le message est annoncé envoyé', en: 'The message is said to be sent' }),
    message: z.string().meta({ fr: 'Message affiché (vide si aucun)', en: 'Message shown (empty if none)' }),
  }),
  requests: ['smtp-submission'],
});

/** Has the product read a mailbox now. */
export const readMailbox = defineAction({
  name: 'readMailbox',
  theme: 'mssante',
  title: text('Relever une boîte maintenant', 'Read a mailbox now'),
  instructions: (input: { mailbox: MailboxRef }) =>
    text(
      `Faites relever au logiciel la boîte ${input.mailbox.address}, sans la rouvrir avec un jeton.\nRelevez ce que l’écran en dit.`,
      `Have the product read mailbox ${input.mailbox.address}, without opening it again with a token.\nNote what the screen says of it.`,
    ),
  input: z.object({ mailbox: mailboxRef }),
  observation: z.object({
    done: z.boolean().meta({ fr: 'La boîte est relevée', en: 'The mailbox is read' }),
    message: z.string().meta({ fr: 'Message affiché (vide si aucun)', en: 'Message shown (empty if none)' }),
  }),
  requests: ['imap-authenticate', 'imap-fetch'],
});

/** Deletes the messages of a mailbox that were dealt with. */
export const purgeMailbox = defineAction({
  name: 'purgeMailbox',
  theme: 'mssante',
  title: text('Supprimer les messages traités d’une boîte', 'Delete the messages of a mailbox that were dealt with'),
  instructions: (input: { mailbox: MailboxRef }) =>
    text(
      `Supprimez de la boîte ${input.mailbox.address} les messages déjà traités, si le logiciel le permet ou le fait de lui-même.`,
      `Delete from mailbox ${input.mailbox.address} the messages already dealt with, if the product allows it or does it by itself.`,
    ),
  input: z.object({ mailbox: mailboxRef }),
  observation: z.object({
    offered: z.boolean().meta({
      fr: 'Le logiciel permet de supprimer, ou supprime de lui-même',
      en: 'The product lets messages be deleted, or deletes them by itself',
    }),
    message: z.string().meta({ fr: 'Message affiché (vide si aucun)', en: 'Message shown (empty if none)' }),
  }),
  requests: ['imap-store'],
});

/** Shows the settings of connections to the operator. */
export const showConnectionSettings = defineAction({
  name: 'showConnectionSettings',
  theme: 'mssante',
  title: text('Afficher les réglages des connexions', 'Show the connection settings'),
  instructions: (input: { mailbox: MailboxRef }) =>
    text(
      `Affichez les réglages TLS des connexions à l’opérateur de la boîte ${input.mailbox.address}, les autorités prises en charge et la liste de révocation conservée.\nÀ défaut d’écran, lisez le fichier de configuration.`,
      `Show the TLS settings of the connections to the operator of mailbox ${input.mailbox.address}, the supported authorities and the revocation list that is kept.\nFailing a screen, read the configuration file.`,
    ),
  input: z.object({ mailbox: mailboxRef }),
  observation: z.object({
    versions: z.array(z.string()).meta({
      fr: 'Versions de TLS permises (TLSv1.2, TLSv1.3 …)',
      en: 'TLS versions allowed (TLSv1.2, TLSv1.3 …)',
    }),
    authorities: z.array(z.string()).meta({
      fr: 'Noms (CN) des autorités prises en charge',
      en: 'Names (CN) of the supported authorities',
    }),
    revocationList: z.string().meta({
      fr: 'Liste de révocation conservée, avec sa fin de validité (vide si aucune)',
      en: 'Revocation list kept, with its end of validity (empty if none)',
    }),
  }),
  requests: [],
});
