import { z } from 'zod';

/** Where a product listens for HL7 v2, as commands take it. */
export const hl7Target = z.strictObject({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535),
  tls: z.boolean().default(false),
});

/** One message as commands take it: the bytes of its ER7, without MLLP framing. */
export const hl7Bytes = z.base64().min(1).meta({ description: 'Octets du message ER7, sans les caractères de MLLP' });

/** How long a command waits for an acknowledgement. */
export const answerMs = z.number().int().min(1).max(120_000).default(15_000);
