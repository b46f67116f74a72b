import { z } from 'zod';

const pfiReturn = z.object({
  /** `dmp`, or the MSSanté address. */
  target: z.string().meta({
    fr: '« dmp », ou l’adresse MSSanté du destinataire',
    en: '"dmp", or the MSSanté address of the recipient',
  }),
  kind: z.enum(['reception', 'reading']).meta({
    fr: 'Réception (reception) ou lecture (reading)',
    en: 'Reception or reading',
  }),
  accepted: z.boolean().meta({ fr: 'Le retour est favorable', en: 'The return is favourable' }),
  text: z.string().meta({ fr: 'Texte affiché du retour', en: 'Text shown of the return' }),
});
/** What a screen shows of a return of the PFI. */
export type ShownReturn = z.infer<typeof pfiReturn>;

const transmission = z.object({
  title: z.string().meta({ fr: 'Titre du document', en: 'Title of the document' }),
  version: z.string().meta({ fr: 'Version', en: 'Version' }),
  operation: z.enum(['create', 'replace', 'delete', 'not-shown']).meta({
    fr: 'Envoi (create), remplacement (replace), suppression (delete)',
    en: 'First sending, replacement, deletion',
  }),
  state: z.enum(['waiting', 'taken', 'refused', 'blocked', 'not-shown']).meta({
    fr: 'En attente de la PFI (waiting), pris en charge par la PFI (taken), refusé par la PFI (refused), non envoyé (blocked)',
    en: 'Waiting for the PFI, taken over by the PFI, refused by the PFI, not sent (blocked)',
  }),
  stateText: z.string().meta({ fr: 'État affiché, mot pour mot', en: 'State shown, word for word' }),
  returns: z.array(pfiReturn).meta({ fr: 'Retours affichés', en: 'Returns shown' }),
});
/** What a screen shows of one sending to the PFI. */
export type ShownTransmission = z.infer<typeof transmission>;

/** Sendings to the PFI a screen shows for one patient, in the order they were made. */
export const transmissions = z
  .array(transmission)
  .meta({ fr: 'Envois à la PFI affichés pour ce patient', en: 'Sendings to the PFI shown for this patient' });
