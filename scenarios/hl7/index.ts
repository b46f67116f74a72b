/**
 * HL7 v2 messages between a DPI and a PFI: how they are judged, for other themes, and the actions of a DPI.
 * @packageDocumentation
 */
export { openHl7Interface } from './actions/interface.js';
export * from './actions/dpi-sending.js';
export * from './actions/dpi-reception.js';
export { hl7Address, type Hl7Address } from './hl7-interface.js';
export { judgeDocumentMessage, judgeDocumentVersions } from './judge-document.js';
export type { MessageContext } from './message-context.js';
export { judgeAcknowledgement, judgeBusinessAcknowledgement, type AnswerContext } from './judge-answer.js';
export { judgeLpsMessage } from './judge-lps.js';
export { judgeAdmission } from './judge-admission.js';
export { judgeMessages, messageFamily, type MessageFamily } from './judge-message.js';
export { addressOf, composeFlow, patientRecipient, recipient, type Flow, type FlowWanted } from './flow-messages.js';
