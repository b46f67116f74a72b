/**
 * Actions of the DMP theme, for adapters.
 * @packageDocumentation
 */
export { providePaper, signIn, type PatientRef } from '../record/index.js';
export * from './actions/consultation.js';
export * from './actions/reading.js';
export * from './actions/consent.js';
export * from './actions/information.js';
export * from './actions/feeding.js';
export * from './actions/history-feeding.js';
export * from './actions/traces.js';
