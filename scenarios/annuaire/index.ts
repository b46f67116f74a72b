/**
 * Actions of the Annuaire Santé theme, for adapters: one line an area.
 * @packageDocumentation
 */
export {};
