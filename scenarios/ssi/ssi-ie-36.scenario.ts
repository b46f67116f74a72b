import { defineScenario, text } from '../harness/index.js';
import { tryToSignIn } from '../record/index.js';
import { changePassword } from './actions/passwords.js';
import { isConcerned } from './applicability.js';
import { checkDefault, checkThrottled } from './checks/passwords.js';
import { createUser, newPassword, SETTINGS } from './users.js';

const THROTTLING = 'SSI/IE.36.01.01';
const COMPLEXITY = 'SSI/IE.36.02.01';
/** No more than ten failures in a row may go unanswered (SSI/IAM.92). */
const WRONG_TRIES = 10;

/** Several wrong passwords: slowed down, locked, or a captcha. */
export const guessesLimited = defineScenario({
  requirement: 'SSI/IE.36',
  id: 'SSI/IE.36.01',
  title: text('Freiner les essais de mot de passe', 'Limit password guesses'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [THROTTLING],
  precondition: text('Configuration par défaut.', 'Default configuration.'),
  holds: [SETTINGS.passwordPolicy],
  async run(t) {
    if (!(await isConcerned(t, THROTTLING, 'ownPasswords'))) return;
    const user = await t.step(text('Créer un compte', 'Create an account'), () => createUser(t, 'ie36-1'));
    await t.step(
      text('Essayer des mots de passe faux, puis le bon', 'Try wrong passwords, then the right one'),
      async () => {
        const outcomes: string[] = [];
        while (outcomes.length < WRONG_TRIES && !outcomes.includes('slowed')) {
          outcomes.push((await t.act(tryToSignIn, { login: user.login, password: newPassword() })).outcome);
        }
        const { outcome } = await t.act(tryToSignIn, { login: user.login, password: user.password });
        t.check(THROTTLING, checkThrottled(outcomes, outcome));
      },
    );
  },
});

/** Weak passwords are refused with the configuration of the installation. */
export const weakRefused = defineScenario({
  requirement: 'SSI/IE.36',
  id: 'SSI/IE.36.02',
  title: text('Refuser les mots de passe faibles', 'Refuse weak passwords'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [COMPLEXITY],
  precondition: text('Configuration par défaut.', 'Default configuration.'),
  holds: [SETTINGS.passwordPolicy],
  async run(t) {
    if (!(await isConcerned(t, COMPLEXITY, 'ownPasswords'))) return;
    const user = await t.step(text('Créer un compte', 'Create an account'), () => createUser(t, 'ie36-2'));
    await t.step(text('Essayer quatre mots de passe faibles', 'Try four weak passwords'), async () => {
      const weak = [
        { why: text('8 lettres', '8 letters'), password: 'AbcdEfgh' },
        { why: text('8 minuscules et chiffres', '8 lower case and digits'), password: 'abcd1234' },
        { why: text('8 minuscules et spéciaux', '8 lower case and special'), password: 'abcd!?-+' },
        { why: text('14 chiffres', '14 digits'), password: '48151623428462' },
      ];
      const { tries } = await t.act(changePassword, {
        ...{ login: user.login, current: user.password },
        next: weak.map(({ password }) => password),
      });
      t.check(COMPLEXITY, checkDefault(weak, tries));
    });
  },
});
