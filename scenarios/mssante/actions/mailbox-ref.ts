import { z } from 'zod';

/** A mailbox as named to the SUT: by its address. */
export const mailboxRef = z.object({ address: z.string() });
/** See {@link mailboxRef}. */
export type MailboxRef = z.infer<typeof mailboxRef>;
