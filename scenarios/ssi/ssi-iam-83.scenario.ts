import { defineScenario, text } from '../harness/index.js';
import { listPermissions, showAccount } from '../record/index.js';
import { synchroniseAccount } from './actions/account-files.js';
import { isConcerned } from './applicability.js';
import { checkSynchronisedIdentity, checkSynchronisedPermissions } from './checks/account-files.js';
import { createUser } from './users.js';

const IDENTITY = 'SSI/IAM.83.01.01';
const PERMISSIONS = 'SSI/IAM.83.01';

/** The identity of an account follows the directory of the structure. */
export const synchronisedIdentity = defineScenario({
  requirement: 'SSI/IAM.83',
  id: 'SSI/IAM.83.01',
  title: text('Synchroniser l’identité avec l’annuaire', 'Synchronise the identity with the directory'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [IDENTITY],
  holds: [],
  async run(t) {
    if (!(await isConcerned(t, IDENTITY, 'synchronised'))) return;
    await t.step(
      text('Changer l’identité dans l’annuaire, synchroniser', 'Change the identity in the directory, synchronise'),
      async () => {
        const { permissions } = await t.act(listPermissions, {});
        const { login } = await createUser(t, 'iam83-1', { permissions: permissions.slice(0, 1) });
        const wanted = { familyName: 'ESSAI-SYNCHRO', givenName: 'Dominique' };
        await t.act(synchroniseAccount, { login, ...wanted, permissions: permissions.slice(0, 1) });
        t.check(IDENTITY, checkSynchronisedIdentity(await t.act(showAccount, { login }), wanted));
      },
    );
  },
});

/** The permissions of an account follow the directory of the structure, those taken away included. */
export const synchronisedPermissions = defineScenario({
  requirement: 'SSI/IAM.83',
  id: 'SSI/IAM.83.02',
  title: text('Synchroniser les permissions avec l’annuaire', 'Synchronise permissions with the directory'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PERMISSIONS],
  holds: [],
  async run(t) {
    if (!(await isConcerned(t, PERMISSIONS, 'synchronised'))) return;
    await t.step(
      text('Changer les permissions dans l’annuaire, synchroniser', 'Change permissions in the directory, synchronise'),
      async () => {
        const { permissions } = await t.act(listPermissions, {});
        const identity = { familyName: 'ESSAI-SYNCHRO', givenName: 'Camille' };
        const { login } = await createUser(t, 'iam83-2', { ...identity, permissions: permissions.slice(0, 1) });
        // One goes, one comes.
        const wanted = permissions.slice(1, 2);
        await t.act(synchroniseAccount, { login, ...identity, permissions: wanted });
        const shown = await t.act(showAccount, { login });
        t.check(PERMISSIONS, checkSynchronisedPermissions(shown.permissions, wanted));
      },
    );
  },
});
