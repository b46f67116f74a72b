import { z } from 'zod';

/** How the bench's PFI behaves where the volet leaves it free (hl7v2-pfi-cda.md §15). */
export const pfiOptions = z.strictObject({
  incoherence: z
    .enum(['AE', 'AR'])
    .meta({ description: 'Code de l’accusé d’un message dont ORC-1, OBX-11 et l’événement ne vont pas ensemble' }),
  returns: z.enum(['automatic', 'on-command']).meta({
    description: 'Accusés métier de réception envoyés d’eux-mêmes quand ils sont demandés, ou par return seulement',
  }),
});
/** See {@link pfiOptions}. */
export type PfiOptions = z.infer<typeof pfiOptions>;

/** AE; returns leave by themselves. */
export const DEFAULT_PFI_OPTIONS: Readonly<PfiOptions> = { incoherence: 'AE', returns: 'automatic' };
