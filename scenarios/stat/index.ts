/**
 * Actions of the usage statistics theme, for adapters.
 * @packageDocumentation
 */
export {};
