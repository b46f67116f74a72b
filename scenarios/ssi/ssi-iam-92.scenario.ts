import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { letTimePass, tryToSignIn } from '../record/index.js';
import { changePassword, setPasswordPolicy, showPasswordPolicy, unlockAccount } from './actions/passwords.js';
import { isConcerned } from './applicability.js';
import {
  checkExpiredMustChange,
  checkLocked,
  checkPolicyApplied,
  checkPolicySaved,
  checkUnlocked,
} from './checks/passwords.js';
import { createUser, newPassword, type OwnUser, SETTINGS } from './users.js';

const PROOF = 'SSI/IAM.92.01.01';
const POLICY = {
  minLength: 15,
  uppercase: true,
  lowercase: true,
  digit: true,
  special: true,
  expiryDays: 90,
  history: 5,
  lockAfter: 5,
} as const;
const DAY_MINUTES = 24 * 60;

/** The policy of administration accounts is set by the administrator and holds: expiry, rules, lock. */
export const passwordPolicy = defineScenario({
  requirement: 'SSI/IAM.92',
  id: 'SSI/IAM.92.01',
  title: text(
    'Imposer une politique de mots de passe aux administrateurs',
    'Impose a password policy on administrators',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [SETTINGS.passwordPolicy],
  async run(t) {
    if (!(await isConcerned(t, PROOF, 'ownPasswords'))) return;
    const before = await t.step(text('Relever la politique en vigueur', 'Note the policy in force'), () =>
      t.act(showPasswordPolicy, {}),
    );
    try {
      await judge(t);
    } finally {
      await t.step(text('Remettre la politique', 'Put the policy back'), () => t.act(setPasswordPolicy, before));
    }
  },
});

async function judge(t: ScenarioContext): Promise<void> {
  await t.step(text('Régler la politique', 'Set the policy'), async () => {
    t.check(PROOF, checkPolicySaved(POLICY, await t.act(setPasswordPolicy, POLICY)));
  });
  const user = await t.step(text('Créer un compte', 'Create an account'), () => createUser(t, 'iam92'));
  const next = await t.step(
    text('Se connecter avec un mot de passe expiré', 'Sign in with an expired password'),
    async () => {
      const minutes = (POLICY.expiryDays + 1) * DAY_MINUTES;
      await t.act(letTimePass, { what: 'password-age', subject: user.login, minutes });
      const { outcome } = await t.act(tryToSignIn, credentials(user));
      t.check(PROOF, checkExpiredMustChange(outcome));
      const weak = [
        { why: text('14 caractères', '14 characters'), password: 'Aa1!-Aa1!-Aa1!' },
        { why: text('sans majuscule', 'without a capital'), password: 'aa1!-aa1!-aa1!-aa1!' },
        { why: text('sans chiffre', 'without a digit'), password: 'Aab!-Aab!-Aab!-Aab!' },
        { why: text('sans caractère spécial', 'without a special character'), password: 'Aa1bAa1bAa1bAa1bAa1b' },
        { why: text('déjà utilisé', 'used already'), password: user.password },
      ];
      const good = newPassword();
      const { tries } = await t.act(changePassword, {
        ...{ login: user.login, current: user.password },
        next: [...weak.map(({ password }) => password), good],
      });
      t.check(PROOF, checkPolicyApplied(weak, tries));
      const last = tries.findLastIndex(({ accepted }) => accepted);
      return last < 0 ? user.password : (weak[last]?.password ?? good);
    },
  );
  await t.step(text('Verrouiller, déverrouiller, se connecter', 'Lock, unlock, sign in'), async () => {
    const renewed = { ...credentials(user), password: next };
    for (let failure = 0; failure < POLICY.lockAfter; failure += 1) {
      await t.act(tryToSignIn, { ...renewed, password: newPassword() });
    }
    const { outcome: locked } = await t.act(tryToSignIn, renewed);
    t.check(PROOF, checkLocked(POLICY.lockAfter, locked));
    await t.act(unlockAccount, { login: user.login });
    const { outcome: unlocked } = await t.act(tryToSignIn, renewed);
    t.check(PROOF, checkUnlocked(unlocked));
  });
}

function credentials({ login, password }: OwnUser) {
  return { login, password };
}
