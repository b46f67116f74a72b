/**
 * Actions of the MSSanté theme, for adapters: one line an area.
 * @packageDocumentation
 */
export * from './actions/mailbox.js';
