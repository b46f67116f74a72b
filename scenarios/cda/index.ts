/**
 * Checks about documents, whatever service brings them.
 * @packageDocumentation
 */
export { checkCda, checkCdaVersion, type DocumentContext } from './checks/document.js';
export { checkCdaXds } from './checks/coherence.js';
export type { SubmittedDocument } from './checks/coherence-rules.js';
export type { ExpectedPatient } from './checks/patient-rules.js';
export type { ExpectedStructure } from './checks/people-rules.js';
