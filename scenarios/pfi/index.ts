/**
 * Actions of the PFI theme, for adapters.
 * @packageDocumentation
 */
export * from './actions/flows.js';
