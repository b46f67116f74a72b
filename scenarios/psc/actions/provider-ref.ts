import { z } from 'zod';

/** A provider as named to the SUT: `id` for adapters, the words of its button for people. */
export const providerRef = z.object({ id: z.string(), name: z.string() });
/** See {@link providerRef}. */
export type ProviderRef = z.infer<typeof providerRef>;

/** A person as the page of a provider lists them: `key` for adapters, name and identifier for people. */
export const personRef = z.object({ key: z.string(), nationalId: z.string(), name: z.string() });
/** See {@link personRef}. */
export type PersonRef = z.infer<typeof personRef>;
