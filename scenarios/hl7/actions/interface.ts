import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';

/** Shows where the product listens for HL7 v2 messages over MLLP: settings page of a DPI or of a PFI. */
export const openHl7Interface = defineAction({
  name: 'openHl7Interface',
  theme: 'hl7',
  title: text('Afficher l’interface HL7 v2 du logiciel', 'Show the HL7 v2 interface of the product'),
  instructions: () =>
    text(
      'Ouvrez le paramétrage des interfaces HL7 v2 (MLLP) du logiciel.\nRelevez le nom ou l’adresse et le port où il reçoit les messages HL7 v2, et si TLS y est demandé.',
      'Open the settings of the HL7 v2 (MLLP) interfaces of the product.\nNote the name or address and the port it receives HL7 v2 messages on, and whether it asks for TLS there.',
    ),
  input: z.object({}),
  observation: z.object({
    host: z
      .string()
      .min(1)
      .meta({ fr: 'Nom ou adresse où le logiciel écoute', en: 'Name or address the product listens on' }),
    port: z.number().int().min(1).max(65_535).meta({ fr: 'Port', en: 'Port' }),
    tls: z.boolean().meta({ fr: 'TLS est demandé', en: 'TLS is asked for' }),
  }),
  requests: [],
});
