/**
 * Actions of the Annuaire Santé theme, for adapters: one line an area.
 * @packageDocumentation
 */
export * from './actions/search.js';
export * from './actions/copy.js';
export * from './actions/correspondents.js';
export * from './actions/users.js';
