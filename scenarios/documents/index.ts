/**
 * Actions of the documents, hospital workflow and portability theme, for adapters.
 * @packageDocumentation
 */
export * from './actions/writing.js';
export * from './actions/workflow.js';
export * from './actions/results.js';
