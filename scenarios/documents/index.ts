/**
 * Actions of the documents, hospital workflow and portability theme, for adapters.
 * @packageDocumentation
 */
export {};
