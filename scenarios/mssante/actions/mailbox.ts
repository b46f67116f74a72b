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
