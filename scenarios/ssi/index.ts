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
