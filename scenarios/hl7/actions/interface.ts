import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';

const hl7Interface = z
  .object({
    offered: z.boolean().meta({ fr: 'Le logiciel a une liaison HL7 v2', en: 'The product has an HL7 v2 link' }),
    host: z.string().meta({
      fr: 'Nom ou adresse où le logiciel écoute (vide s’il n’a pas de liaison)',
      en: 'Name or address the product listens on (empty if it has no link)',
    }),
    port: z.number().int().min(0).max(65_535).meta({
      fr: 'Port (0 s’il n’a pas de liaison)',
      en: 'Port (0 if it has no link)',
    }),
    tls: z.boolean().meta({ fr: 'TLS est demandé', en: 'TLS is asked for' }),
  })
  .refine(({ offered, host, port }) => !offered || (host !== '' && port > 0), {
    error: 'host, port: needed when the product has an HL7 v2 link',
  });
/** What the product says of its HL7 v2 link. */
export type Hl7Interface = z.infer<typeof hl7Interface>;

/** Shows where the product listens for HL7 v2 messages over MLLP, if it does: settings page of a DPI or of a PFI. */
export const openHl7Interface = defineAction({
  name: 'openHl7Interface',
  theme: 'hl7',
  title: text('Afficher l’interface HL7 v2 du logiciel', 'Show the HL7 v2 interface of the product'),
  instructions: () =>
    text(
      'Ouvrez le paramétrage des interfaces HL7 v2 (MLLP) du logiciel. S’il n’a pas de liaison HL7 v2, dites-le.\nSinon relevez le nom ou l’adresse et le port où il reçoit les messages HL7 v2, et si TLS y est demandé.',
      'Open the settings of the HL7 v2 (MLLP) interfaces of the product. If it has no HL7 v2 link, say so.\nElse note the name or address and the port it receives HL7 v2 messages on, and whether it asks for TLS there.',
    ),
  input: z.object({}),
  observation: hl7Interface,
  requests: [],
});
