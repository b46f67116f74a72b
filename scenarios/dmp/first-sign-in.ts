import { professional } from '../../fixtures/roster.js';
import { BancError } from '../../mocks/wire/errors.js';
import type { ScenarioContext, Tenant } from '../harness/index.js';
import { type AccountRef, prepareFirstSignIn, signInAndReadInformation } from './actions/information.js';
import type { InformationSeen } from './checks/professional-information.js';
import { signInAs } from '../record/index.js';

/** The account scenarios about a first sign-in have for themselves. */
export const NEWCOMER: Tenant = { name: 'account:newcomer' };
/** How often professionals are informed, shared by all users. */
export const INFORMATION_SETTING: Tenant = { name: 'setting:information' };

/** Puts the newcomer's account back to its first sign-in, as another user who may do so. */
export async function makeNewcomer(t: ScenarioContext): Promise<void> {
  await signInAs(t, 'ps1');
  await t.act(prepareFirstSignIn, newcomer());
}

/** Signs the newcomer in and reads what is shown. */
export function signNewcomerIn(t: ScenarioContext): Promise<InformationSeen> {
  return t.act(signInAndReadInformation, newcomer());
}

function newcomer(): AccountRef {
  const { account, givenName, familyName } = professional('newcomer');
  if (!account) throw new BancError('BANC_SCENARIO_INVALID', 'Professional newcomer must have an account.');
  return {
    professional: 'newcomer',
    login: account.login,
    password: account.password,
    name: `${givenName} ${familyName}`,
  };
}
