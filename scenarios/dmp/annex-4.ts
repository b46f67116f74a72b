/** A type of document and the formats it must be produced in. */
export interface TypeAndFormats {
  /** JDV_J07 */
  typeCode: string;
  formats: readonly ('N1' | 'N3')[];
}

/**
 * Types and formats judged for CDA/DD.08. Annex 4 of the DSR, which lists them, was not available: this is a default,
 * after the CI-SIS guide "transmission de documents" (laboratory report, medical synthesis and prescription of health
 * products structured, others in N1) and the types of the wave-1 annex 3 and of the usage programme. To be replaced by
 * the annex when it is known; the scenario asks the reviewer to compare.
 */
export const DEFAULT_TYPES_AND_FORMATS: readonly TypeAndFormats[] = [
  { typeCode: '11490-0', formats: ['N1'] },
  { typeCode: '34112-3', formats: ['N1'] },
  { typeCode: '34874-8', formats: ['N1'] },
  { typeCode: '15507-7', formats: ['N1'] },
  { typeCode: '11488-4', formats: ['N1'] },
  { typeCode: '18748-4', formats: ['N1'] },
  { typeCode: '11502-2', formats: ['N3'] },
  { typeCode: '60591-5', formats: ['N3'] },
  { typeCode: '57833-6', formats: ['N3'] },
];
