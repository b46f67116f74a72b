/**
 * Public door for vendors: configuration, adapter, and scenarios of one's own.
 * @packageDocumentation
 */
export * from './harness/index.js';
export { defineConfig, type BancConfig, type RunningSut, type SutStartContext } from './harness/config.js';
export * as dmpActions from './dmp/index.js';
export * as mssanteActions from './mssante/index.js';
export * as annuaireActions from './annuaire/index.js';
export * as pscActions from './psc/index.js';
export * as ssiActions from './ssi/index.js';
export { mailbox, patient, professional, ROSTER, structure } from '../fixtures/roster.js';
export { BancError, type BancErrorCode } from '../mocks/wire/errors.js';
