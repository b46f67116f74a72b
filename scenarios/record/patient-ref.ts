import { z } from 'zod';

/** A patient as named to the SUT: by key for adapters, by INS and traits for people. */
export const patientRef = z.object({ key: z.string(), ins: z.string(), name: z.string() });
/** See {@link patientRef}. */
export type PatientRef = z.infer<typeof patientRef>;

/** A document as shown on screen: its title is unique in the run. */
export const documentRef = z.object({ title: z.string() });
