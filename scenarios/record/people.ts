import type { Patient } from '../../fixtures/people.js';
import { patient, professional } from '../../fixtures/roster.js';
import { BancError } from '../../mocks/wire/errors.js';
import type { ScenarioContext, Tenant } from '../harness/index.js';
import type { PatientRef } from './patient-ref.js';
import { signIn } from './actions/sign-in.js';

/** A patient of the roster held by a scenario, with the exchanges that carry their INS. */
export function holdPatient(key: string): Tenant {
  return { name: `patient:${key}`, keys: { patient: patient(key).ins } };
}

/** A patient as actions name them. */
export function refOf(person: Patient): PatientRef {
  return { key: person.key, ins: person.ins, name: `${person.birthFamilyName} ${person.givenNames[0] ?? ''}`.trim() };
}

/** VIHF NameID of a professional: `8` + RPPS (dmp.md §12.4). */
export function nationalId(key: string): string {
  return `8${professional(key).rpps}`;
}

/** Signs in with the account of a professional of the roster. */
export async function signInAs(t: ScenarioContext, key: string): Promise<{ userName: string; rpps: string }> {
  const who = professional(key);
  if (!who.account) {
    throw new BancError('BANC_SCENARIO_INVALID', `Professional ${key} has no account; pick one that has.`);
  }
  const { login, password } = who.account;
  return t.act(signIn, { professional: key, login, password, name: `${who.givenName} ${who.familyName}` });
}
