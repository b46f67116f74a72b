/**
 * People and records of the SUT, as scenarios and actions of every theme name them.
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
  type AccountChange,
  type Delay,
  type NewAccountInput,
  type ShownContact,
} from './actions/accounts.js';
export { addressOf, phoneOf } from './contact-values.js';
export { providePaper } from './actions/papers.js';
export { checkInsDataMatrix } from './checks/ins-data-matrix.js';
export type { Mention, Paper } from './checks/paper.js';
export { judgePaper } from './paper.js';
export { paperFacts } from './paper-facts.js';
export { readDataMatrices } from './printed-codes.js';
export { documentRef, patientRef, type PatientRef } from './patient-ref.js';
export { holdPatient, nationalId, refOf, signInAs } from './people.js';
export { signIn } from './actions/sign-in.js';
