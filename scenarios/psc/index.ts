/**
 * Actions of the Pro Santé Connect theme, for adapters: one line an area.
 * @packageDocumentation
 */
export {};
