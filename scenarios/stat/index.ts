/**
 * Actions of the usage statistics theme, for adapters.
 * @packageDocumentation
 */
export * from './actions/statistics.js';
export * from './actions/dashboard.js';
