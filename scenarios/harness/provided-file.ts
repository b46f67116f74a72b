import { z } from 'zod';

/**
 * A file the software under test or its vendor hands over: an export, a certificate, a page of the manual. An adapter
 * gives its bytes; the operator gives its path. In an observation, use it as it is and describe it with `.meta`.
 */
export const providedFile = z.object({
  /** File name with its extension: `traces.csv`. */
  name: z.string().min(1),
  contentBase64: z.base64(),
});

/** See {@link providedFile}. */
export type ProvidedFile = z.infer<typeof providedFile>;

/** Its bytes. */
export function fileBytes(file: ProvidedFile): Buffer {
  return Buffer.from(file.contentBase64, 'base64');
}
