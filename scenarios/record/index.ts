/**
 * People and records of the SUT, as scenarios and actions of every theme name them.
 * @packageDocumentation
 */
export { documentRef, patientRef, type PatientRef } from './patient-ref.js';
export { holdPatient, nationalId, refOf, signInAs } from './people.js';
export { signIn } from './sign-in.js';
