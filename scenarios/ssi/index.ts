/**
 * Actions of the accounts and electronic identification (SSI) theme, for adapters: one line an area.
 * @packageDocumentation
 */
export {
  changeAccount,
  createAccount,
  letTimePass,
  listPermissions,
  setAccountDisabled,
  showAccount,
  signOut,
  tryToSignIn,
} from '../record/index.js';
export * from './actions/identification.js';
export * from './actions/contacts.js';
export * from './actions/passwords.js';
export * from './actions/devices.js';
export * from './actions/sessions.js';
export * from './actions/account-traces.js';
export * from './actions/account-files.js';
export * from './actions/patients.js';
export * from './actions/patient-sessions.js';
export * from './actions/third-parties.js';
