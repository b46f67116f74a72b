import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { mailboxRef, type MailboxRef } from './mailbox-ref.js';

/** One line of the functional traces, as shown. */
const shownTrace = z.object({
  author: z.string().meta({ fr: 'Identifiant de l’auteur', en: 'Author id' }),
  at: z.string().meta({ fr: 'Horodatage', en: 'Timestamp' }),
  action: z.string().meta({ fr: 'Type d’action', en: 'Type of action' }),
  request: z.string().meta({ fr: 'Requête faite à l’opérateur', en: 'Request made to the operator' }),
  answer: z.string().meta({ fr: 'Réponse de l’opérateur', en: 'Answer of the operator' }),
  text: z.string().meta({ fr: 'Toute la ligne, telle qu’affichée', en: 'The whole line, as shown' }),
});
export type ShownTrace = z.infer<typeof shownTrace>;

/** Shows the functional traces of a mailbox (MSS/CONF.17, MSS/CONF.18). */
export const showMailTraces = defineAction({
  name: 'showMailTraces',
  theme: 'mssante',
  title: text('Afficher les traces d’une boîte', 'Show the traces of a mailbox'),
  instructions: (input: { mailbox: MailboxRef }) =>
    text(
      `Affichez les traces fonctionnelles de la boîte ${input.mailbox.address}, les plus récentes d’abord.\nRelevez au moins celles de ce scénario : envoi, échec, relève, suppression.`,
      `Show the functional traces of mailbox ${input.mailbox.address}, the latest first.\nNote at least those of this scenario: sending, failure, reading, deletion.`,
    ),
  input: z.object({ mailbox: mailboxRef }),
  observation: z.object({
    traces: z.array(shownTrace).meta({ fr: 'Traces affichées', en: 'Traces shown' }),
  }),
  requests: [],
});
