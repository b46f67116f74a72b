import { randomBytes } from 'node:crypto';
import { BancError } from '../../mocks/wire/errors.js';
import type { ScenarioContext, Tenant } from '../harness/index.js';
import { createAccount, type NewAccountInput } from '../record/index.js';

export { addressOf, phoneOf } from '../record/index.js';

/** A user the scenario created for itself. */
export interface OwnUser {
  login: string;
  password: string;
  /** Login of the administrator who created it. */
  administrator: string;
}

/** Settings every user of the product shares: two scenarios that change one never run at the same time. */
export const SETTINGS = {
  passwordPolicy: { name: 'setting:password-policy' },
  sessionDelays: { name: 'setting:session-delays' },
} as const satisfies Record<string, Tenant>;

/** A password nobody knows before, that keeps to any policy a scenario sets: 26 characters of four kinds. */
export function newPassword(): string {
  return `Aa1!-${randomBytes(9).toString('hex')}-Z9`;
}

/**
 * Creates an account of the scenario's own, with a password that works.
 * @throws BancError BANC_OPERATOR_REFUSED when the product did not create it.
 */
export async function createUser(
  t: ScenarioContext,
  name: string,
  more: Partial<Omit<NewAccountInput, 'login' | 'password'>> = {},
): Promise<OwnUser> {
  const login = `${t.runKey}-${name}`.toLowerCase();
  const password = newPassword();
  const identity = { familyName: 'ESSAI-COMPTE', givenName: 'Camille' };
  const { created, message, administrator } = await t.act(createAccount, { login, password, ...identity, ...more });
  if (!created) throw new BancError('BANC_OPERATOR_REFUSED', `Le compte ${login} n’a pas été créé : ${message}`);
  return { login, password, administrator };
}
