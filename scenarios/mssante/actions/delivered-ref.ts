import { z } from 'zod';

/** A message delivered to a mailbox of the SUT, as people and programs find it. */
export const deliveredRef = z.object({ messageId: z.string(), subject: z.string() });
/** See {@link deliveredRef}. */
export type DeliveredRef = z.infer<typeof deliveredRef>;
