/**
 * Actions of the MSSanté theme, for adapters: one line an area.
 * @packageDocumentation
 */
export * from './actions/mailbox.js';
export * from './actions/sending.js';
export * from './actions/reception.js';
export * from './actions/pfi-connection.js';
export * from './actions/pfi-deliveries.js';
export * from './actions/pfi-reception.js';
export * from './actions/pfi-sending.js';
export * from './actions/pfi-traces.js';
