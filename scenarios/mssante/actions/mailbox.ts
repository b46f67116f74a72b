import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { mailboxRef, type MailboxRef } from './mailbox-ref.js';

/**
 * Opens a PER or ORG mailbox with an access token of the signed-in user (MSS/CONF.07). The bench issues the token; a
 * product that signs in with a Pro Santé Connect gets one of its own.
 */
export const openMailbox = defineAction({
  name: 'openMailbox',
  theme: 'mssante',
  title: text('Ouvrir une boîte aux lettres MSSanté', 'Open an MSSanté mailbox'),
  instructions: (input: { mailbox: MailboxRef; accessToken: string }) =>
    text(
      `Ouvrez la boîte aux lettres ${input.mailbox.address} avec le jeton d’accès ${input.accessToken}.\nRelevez ce que l’écran en dit.`,
      `Open the mailbox ${input.mailbox.address} with the access token ${input.accessToken}.\nNote what the screen says of it.`,
    ),
  input: z.object({ mailbox: mailboxRef, accessToken: z.string() }),
  observation: z.object({
    opened: z.boolean().meta({ fr: 'La boîte est ouverte', en: 'The mailbox is open' }),
    message: z.string().meta({ fr: 'Message affiché (vide si aucun)', en: 'Message shown (empty if none)' }),
  }),
  requests: [],
});

/** Shows which mailboxes are open at the same time (MSS/UX.36). */
export const showOpenMailboxes = defineAction({
  name: 'showOpenMailboxes',
  theme: 'mssante',
  title: text('Afficher les boîtes ouvertes', 'Show the open mailboxes'),
  instructions: () =>
    text('Affichez les boîtes aux lettres MSSanté ouvertes.', 'Show the MSSanté mailboxes that are open.'),
  input: z.object({}),
  observation: z.object({
    addresses: z.array(z.string()).meta({ fr: 'Adresses affichées', en: 'Addresses shown' }),
  }),
  requests: [],
});

/** Fetches what came into a mailbox and lists it. */
export const fetchMessages = defineAction({
  name: 'fetchMessages',
  theme: 'mssante',
  title: text('Relever une boîte aux lettres', 'Fetch the messages of a mailbox'),
  instructions: (input: { mailbox: MailboxRef }) =>
    text(
      `Relevez la boîte ${input.mailbox.address}, puis affichez ses messages reçus.`,
      `Fetch the messages of ${input.mailbox.address}, then show them.`,
    ),
  input: z.object({ mailbox: mailboxRef }),
  observation: z.object({
    subjects: z.array(z.string()).meta({ fr: 'Objets affichés', en: 'Subjects shown' }),
  }),
  requests: [],
});

const receivedMessage = z.object({ mailbox: mailboxRef, subject: z.string() });

/** Opens one received message, by its subject. Does nothing about the receipt it may ask for. */
export const readMessage = defineAction({
  name: 'readMessage',
  theme: 'mssante',
  title: text('Lire un message reçu', 'Read a received message'),
  instructions: (input: z.infer<typeof receivedMessage>) =>
    text(
      `Dans la boîte ${input.mailbox.address}, ouvrez le message « ${input.subject} ».\nN’envoyez pas encore d’accusé de lecture si l’écran le propose.`,
      `In mailbox ${input.mailbox.address}, open the message "${input.subject}".\nDo not return a read receipt yet if the screen offers to.`,
    ),
  input: receivedMessage,
  observation: z.object({
    displayed: z.boolean().meta({ fr: 'Le message s’affiche', en: 'The message is displayed' }),
    receiptAsked: z.boolean().meta({
      fr: 'L’écran dit que l’expéditeur demande un accusé de lecture',
      en: 'The screen says that the sender asks for a read receipt',
    }),
  }),
  requests: [],
});

/** Returns the read receipt a received message asks for, by whatever the product needs for it. */
export const returnReceipt = defineAction({
  name: 'returnReceipt',
  theme: 'mssante',
  title: text('Envoyer l’accusé de lecture demandé', 'Return the read receipt asked for'),
  instructions: (input: z.infer<typeof receivedMessage>) =>
    text(
      `Ouvrez le message « ${input.subject} » de la boîte ${input.mailbox.address}.\nAcceptez d’envoyer l’accusé de lecture si l’écran le propose ; s’il part seul, relevez ce que l’écran en dit.`,
      `Open the message "${input.subject}" of mailbox ${input.mailbox.address}.\nAccept to return the read receipt if the screen offers to; if it leaves by itself, note what the screen says.`,
    ),
  input: receivedMessage,
  observation: z.object({
    returned: z.boolean().meta({
      fr: 'L’écran dit que l’accusé de lecture est envoyé',
      en: 'The screen says that the read receipt was returned',
    }),
  }),
  requests: [],
});
