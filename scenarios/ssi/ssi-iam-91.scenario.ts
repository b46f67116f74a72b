import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { changeAccount, listPermissions, tryToSignIn } from '../record/index.js';
import { readAccountTraces } from './actions/account-traces.js';
import { changePassword } from './actions/passwords.js';
import { type Managed, isConcerned } from './applicability.js';
import { checkTraced, type TracedOperation } from './checks/account-traces.js';
import { createUser, newPassword, type OwnUser } from './users.js';

/** What one of the four scenarios does, and what must be traced of it. */
interface Traced {
  id: string;
  proof: string;
  name: string;
  title: ReturnType<typeof text>;
  needs: Managed;
  /** Does it; tells what of it must be traced, in any order. */
  perform: (t: ScenarioContext, user: OwnUser) => Promise<Pick<TracedOperation, 'nature' | 'result' | 'actor'>[]>;
}

function tracedScenario({ id, proof, name, title, needs, perform }: Traced) {
  return defineScenario({
    requirement: 'SSI/IAM.91',
    id,
    title,
    actor: 'dpi',
    drive: 'automatic',
    proofs: [proof],
    holds: [],
    async run(t) {
      if (!(await isConcerned(t, proof, needs))) return;
      const user = await t.step(text('Créer un compte', 'Create an account'), () => createUser(t, name));
      const start = new Date().toISOString();
      const done = await t.step(title, () => perform(t, user));
      await t.step(text('Lire les traces', 'Read the traces'), async () => {
        const between = [start, new Date().toISOString()] as const;
        const { traces } = await t.act(readAccountTraces, { login: user.login });
        for (const operation of done)
          t.check(proof, ...checkTraced(traces, { ...operation, subject: user.login, between }));
      });
    },
  });
}

/** The change of an identity attribute is traced. */
export const identityTraced = tracedScenario({
  id: 'SSI/IAM.91.01',
  proof: 'SSI/IAM.91.01.01',
  name: 'iam91-1',
  title: text('Tracer la modification d’un attribut d’identité', 'Trace the change of an identity attribute'),
  needs: 'ownAccounts',
  async perform(t, { login }) {
    const { administrator } = await t.act(changeAccount, { login, familyName: 'ESSAI-TRACE' });
    return [{ nature: 'identity', result: 'success', actor: administrator }];
  },
});

/** The change of permissions is traced. */
export const permissionsTraced = tracedScenario({
  id: 'SSI/IAM.91.02',
  proof: 'SSI/IAM.91.02.01',
  name: 'iam91-2',
  title: text('Tracer la modification des permissions', 'Trace the change of permissions'),
  needs: 'ownAccounts',
  async perform(t, { login }) {
    const { permissions } = await t.act(listPermissions, {});
    await t.act(changeAccount, { login, permissions: permissions.slice(0, 1) });
    const { administrator } = await t.act(changeAccount, { login, permissions: permissions.slice(1, 2) });
    return [{ nature: 'permissions', result: 'success', actor: administrator }];
  },
});

/** Sign-ins are traced, failed and successful. */
export const signInTraced = tracedScenario({
  id: 'SSI/IAM.91.03',
  proof: 'SSI/IAM.91.03.01',
  name: 'iam91-3',
  title: text('Tracer les connexions, en échec et réussies', 'Trace sign-ins, failed and successful'),
  needs: 'ownAccounts',
  async perform(t, { login, password }) {
    await t.act(tryToSignIn, { login, password: newPassword() });
    await t.act(tryToSignIn, { login, password });
    return [
      { nature: 'sign-in', result: 'failure', actor: login },
      { nature: 'sign-in', result: 'success', actor: login },
    ];
  },
});

/** Changes of password are traced, refused and done. */
export const passwordTraced = tracedScenario({
  id: 'SSI/IAM.91.04',
  proof: 'SSI/IAM.91.04.01',
  name: 'iam91-4',
  title: text('Tracer les changements de mot de passe, refusés et faits', 'Trace password changes, refused and done'),
  needs: 'ownPasswords',
  async perform(t, { login, password }) {
    await t.act(changePassword, { login, current: password, next: ['court', newPassword()] });
    return [
      { nature: 'password', result: 'failure', actor: login },
      { nature: 'password', result: 'success', actor: login },
    ];
  },
});
