/**
 * Patient identity (INS): the actions adapters do.
 * @packageDocumentation
 */
export { setBannerFields, showIdentityBanner } from './actions/banner.js';
export { listInsAccesses } from './actions/ins-accesses.js';
export { printDocument, setPrintedTraits } from './actions/printing.js';
export { searchPatientByIns, searchPatients } from './actions/search.js';
export { enterIdentity, showIdentitySheet } from './actions/sheet.js';
