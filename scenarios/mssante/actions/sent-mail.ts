import { z } from 'zod';

/** A message the product says it sent, or should have sent, about a patient. */
export const sentMail = z.object({
  subject: z.string().meta({ fr: 'Objet affiché', en: 'Subject shown' }),
  document: z.string().meta({ fr: 'Titre du document joint', en: 'Title of the attached document' }),
  version: z.string().meta({ fr: 'Version du document', en: 'Version of the document' }),
  kind: z.enum(['sending', 'replacement', 'deletion', 'not-shown']).meta({
    fr: 'Nature affichée : envoi, remplacement, suppression, ou non affichée',
    en: 'Kind shown: sending, replacement, deletion, or not shown',
  }),
  recipients: z.array(z.string()).meta({ fr: 'Adresses des destinataires', en: 'Addresses of the recipients' }),
  readReceiptAsked: z.boolean().meta({
    fr: 'L’écran dit qu’un accusé de lecture est demandé',
    en: 'The screen says that a read receipt is asked for',
  }),
  endOfConversation: z.boolean().meta({
    fr: 'L’écran dit que le patient ne peut pas répondre',
    en: 'The screen says that the patient cannot answer',
  }),
  state: z.enum(['sent', 'waiting', 'refused', 'blocked', 'not-shown']).meta({
    fr: 'État affiché : envoyé, en attente, refusé par l’opérateur, non envoyé, ou non affiché',
    en: 'State shown: sent, waiting, refused by the operator, not sent, or not shown',
  }),
  stateText: z.string().meta({ fr: 'Texte de l’état', en: 'Text of the state' }),
  receipts: z.array(z.string()).meta({ fr: 'Retours affichés (lu, remis…)', en: 'Returns shown (read, delivered…)' }),
});
/** See {@link sentMail}. */
export type SentMail = z.infer<typeof sentMail>;

/** Every message the screen shows about a patient, in its order. */
export const sentMails = z
  .array(sentMail)
  .meta({ fr: 'Messages MSSanté affichés pour ce patient', en: 'MSSanté messages shown for this patient' });
