/**
 * Checks about documents, whatever service brings them.
 * @packageDocumentation
 */
export { broken, judgement, remarked, type Breach, type Judgement } from './checks/breach.js';
export { checkCda, checkCdaVersion, type DocumentContext } from './checks/document.js';
export { checkCdaXds, coherenceBreaches } from './checks/coherence.js';
export { pdfABreaches } from './checks/pdf-a-rules.js';
export type { SubmittedDocument } from './checks/coherence-rules.js';
export type { ExpectedPatient } from './checks/patient-rules.js';
export type { ExpectedStructure } from './checks/people-rules.js';
export { cdaFile } from './cda-file.js';
export { judgeCda, type JudgeOptions } from './judge-cda.js';
export { checkCdaXsd, loadCdaSchema, type CdaSchema, type XsdError } from './cda-xsd.js';
export { openCiSis, type CiSisFolder } from './ci-sis-folder.js';
export { checkSchematrons } from './schematron/schematron-check.js';
