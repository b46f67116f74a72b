import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { patientRef, type PatientRef } from '../../record/index.js';

const target = z.object({
  /** Where the document goes. */
  to: z.enum(['dmp', 'professionals', 'patient']),
  state: z.enum(['waiting', 'done', 'failed']),
  /** Words of the product about it; '' when none. */
  answer: z.string(),
});
/** What the product shows of one transmission of a document. */
export type ShownTarget = z.infer<typeof target>;

const shownFlow = z.object({
  shown: z.boolean().meta({ fr: 'Le message est affiché', en: 'The message is shown' }),
  taken: z.boolean().meta({ fr: 'Il est annoncé pris en charge', en: 'It is said to be taken over' }),
  ins: z
    .string()
    .meta({ fr: 'INS du patient affichée (vide si aucune)', en: 'INS of the patient shown (empty if none)' }),
  identityStatus: z.string().meta({
    fr: 'Statut de l’identité affiché (vide si aucun)',
    en: 'Status of the identity shown (empty if none)',
  }),
  title: z.string().meta({ fr: 'Titre du document affiché', en: 'Title of the document shown' }),
  targets: z.array(target).meta({
    fr: 'Transmissions affichées : DMP, professionnels, patient, avec leur état',
    en: 'Transmissions shown: DMP, professionals, patient, with their state',
  }),
  trace: z.array(z.string()).meta({
    fr: 'Lignes de la trace d’intégration affichée',
    en: 'Lines of the integration trace shown',
  }),
  content: z.string().meta({
    fr: 'Contenu du message HL7 affiché (vide si aucun)',
    en: 'Content of the HL7 message shown (empty if none)',
  }),
});
/** What the product shows of a message it received. */
export type ShownFlow = z.infer<typeof shownFlow>;

/** Shows what the PFI did with an HL7 v2 message it received: integration trace, transmissions, content. */
export const showFlow = defineAction({
  name: 'showFlow',
  theme: 'pfi',
  title: text('Afficher la trace d’un message reçu', 'Show the trace of a message received'),
  instructions: (input: { message: { controlId: string; title: string }; patient: PatientRef; settled: boolean }) =>
    text(
      [
        `Affichez ce que la PFI a fait du message HL7 v2 numéro ${input.message.controlId} (document « ${input.message.title} », patient ${input.patient.name}) : sa trace d’intégration, ses transmissions vers le DMP et MSSanté, son contenu.`,
        ...(input.settled ? ['Attendez que ses transmissions soient terminées.'] : []),
        'Relevez ce que l’écran en dit.',
      ].join('\n'),
      [
        `Show what the PFI did with HL7 v2 message number ${input.message.controlId} (document "${input.message.title}", patient ${input.patient.name}): its integration trace, its transmissions to the DMP and MSSanté, its content.`,
        ...(input.settled ? ['Wait until its transmissions are over.'] : []),
        'Note what the screen says of it.',
      ].join('\n'),
    ),
  input: z.object({
    message: z.object({ controlId: z.string(), title: z.string() }),
    patient: patientRef,
    /** Whether to wait until its transmissions are over. */
    settled: z.boolean(),
  }),
  observation: shownFlow,
  requests: [],
});
