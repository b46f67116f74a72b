import { defineScenario, text } from '../harness/index.js';
import { changePatientPassword, tryPatientPassword } from './actions/patient-sessions.js';
import { checkDefault, checkThrottled } from './checks/passwords.js';
import { isPatientConcerned, openPatientAccount, PORTAL_PRECONDITION } from './situations-patients.js';
import { newPassword } from './users.js';

const THROTTLING = 'SSI/IE.52.01.01';
const COMPLEXITY = 'SSI/IE.52.02.01';
/** As for professionals (SSI/IE.36). */
const WRONG_TRIES = 10;

/** Several wrong passwords: slowed down, locked, or a captcha. */
export const patientGuessesLimited = defineScenario({
  requirement: 'SSI/IE.52',
  id: 'SSI/IE.52.01',
  title: text('Freiner les essais de mot de passe des patients', 'Limit guesses of patients’ passwords'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [THROTTLING],
  precondition: PORTAL_PRECONDITION,
  holds: [],
  async run(t) {
    if (!(await isPatientConcerned(t, THROTTLING))) return;
    const { owner } = await openPatientAccount(t, 'portal-guesses');
    await t.step(
      text('Essayer des mots de passe faux, puis le bon', 'Try wrong passwords, then the right one'),
      async () => {
        const outcomes: string[] = [];
        while (outcomes.length < WRONG_TRIES && !outcomes.includes('slowed')) {
          outcomes.push((await t.act(tryPatientPassword, { ...owner, password: newPassword() })).outcome);
        }
        t.check(THROTTLING, checkThrottled(outcomes, (await t.act(tryPatientPassword, owner)).outcome));
      },
    );
  },
});

/** Weak passwords are refused to patients. */
export const patientWeakRefused = defineScenario({
  requirement: 'SSI/IE.52',
  id: 'SSI/IE.52.02',
  title: text('Refuser les mots de passe faibles des patients', 'Refuse weak passwords of patients'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [COMPLEXITY],
  precondition: PORTAL_PRECONDITION,
  holds: [],
  async run(t) {
    if (!(await isPatientConcerned(t, COMPLEXITY))) return;
    const { owner } = await openPatientAccount(t, 'portal-weak');
    await t.step(text('Essayer deux mots de passe faibles', 'Try two weak passwords'), async () => {
      const weak = [
        { why: text('5 caractères alphanumériques', '5 alphanumeric characters'), password: 'Ab3d9' },
        { why: text('7 chiffres', '7 digits'), password: '4815162' },
      ];
      const next = weak.map(({ password }) => password);
      t.check(COMPLEXITY, checkDefault(weak, (await t.act(changePatientPassword, { owner, next })).tries));
    });
  },
});
