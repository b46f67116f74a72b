/**
 * Actions of the patient identity (INS) theme, for adapters.
 * @packageDocumentation
 */
export {};
