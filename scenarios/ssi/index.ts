/**
 * Actions of the accounts and electronic identification (SSI) theme, for adapters: one line an area.
 * @packageDocumentation
 */
export * from '../record/actions/accounts.js';
