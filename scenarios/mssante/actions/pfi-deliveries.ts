import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { type PatientRef, patientRef } from '../../record/index.js';

/** What the screen says of a received document on its way to the DPI. */
const delivery = z.object({
  title: z.string().meta({ fr: 'Titre du document', en: 'Title of the document' }),
  state: z.enum(['waiting', 'accepted', 'refused']).meta({
    fr: 'État affiché (en attente du DPI, accepté, refusé)',
    en: 'State shown (waiting for the DPI, accepted, refused)',
  }),
  code: z.string().meta({
    fr: 'Code d’erreur du DPI affiché (vide si aucun)',
    en: 'Error code of the DPI shown (empty if none)',
  }),
});
export type DeliveryShown = z.infer<typeof delivery>;

/** Shows the documents received by MSSanté that the SUT pushes to the DPI for a patient, and what the DPI answered. */
export const showDeliveries = defineAction({
  name: 'showDeliveries',
  theme: 'mssante',
  title: text('Afficher les livraisons au DPI', 'Show the deliveries to the DPI'),
  instructions: (input: { patient: PatientRef }) =>
    text(
      `Affichez les documents reçus par MSSanté que la PFI pousse vers le DPI en HL7 v2 pour ${input.patient.name} (INS ${input.patient.ins}), les plus récents d’abord.\nRelevez ce que l’écran dit de chacun : en attente, accepté ou refusé par le DPI, avec le code d’erreur.`,
      `Show the documents received by MSSanté that the PFI pushes to the DPI over HL7 v2 for ${input.patient.name} (INS ${input.patient.ins}), the latest first.\nNote what the screen says of each: waiting, accepted or refused by the DPI, with the error code.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({
    deliveries: z.array(delivery).meta({
      fr: 'Livraisons affichées, les plus récentes d’abord',
      en: 'Deliveries shown, the latest first',
    }),
  }),
  requests: [],
});
