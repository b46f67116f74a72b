/**
 * Actions of the Pro Santé Connect theme, for adapters: one line an area.
 * @packageDocumentation
 */
export * from './actions/sign-in.js';
export * from './actions/ciba.js';
export * from './actions/providers.js';
export * from './actions/third-party.js';
