import { defineScenario, text } from '../harness/index.js';
import { listPermissions, showAccount } from '../record/index.js';
import { applyAccountsFile, extractAccounts } from './actions/account-files.js';
import { isConcerned } from './applicability.js';
import { checkFileApplied, checkFilePermissions } from './checks/account-files.js';
import { extractOf } from './extracted-accounts.js';
import { createUser } from './users.js';

const ACCOUNTS = 'SSI/IAM.88.01.01';
const PERMISSIONS = 'SSI/IAM.88.02.01';

/** Extract, edit, apply, extract again, compare: one creation, one change, one deletion. */
export const bulkAccounts = defineScenario({
  requirement: 'SSI/IAM.88',
  id: 'SSI/IAM.88.01',
  title: text('Mettre à jour les comptes en masse', 'Update accounts in bulk'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [ACCOUNTS],
  holds: [],
  async run(t) {
    if (!(await isConcerned(t, ACCOUNTS, 'ownAccounts'))) return;
    const created = `${t.runKey}-iam88-neuf`.toLowerCase();
    const [changed, removed] = await t.step(
      text('Créer deux comptes, extraire', 'Create two accounts, extract'),
      async () => {
        const made = [await createUser(t, 'iam88-change'), await createUser(t, 'iam88-supprime')];
        await t.act(extractAccounts, {});
        return made.map(({ login }) => login);
      },
    );
    if (changed === undefined || removed === undefined) return;
    await t.step(text('Appliquer le fichier modifié', 'Apply the edited file'), () =>
      t.act(applyAccountsFile, {
        create: [{ login: created, familyName: 'ESSAI-NEUF', givenName: 'Claude' }],
        change: [{ login: changed, familyName: 'ESSAI-MODIFIE' }],
        remove: [removed],
      }),
    );
    await t.step(text('Extraire à nouveau et comparer', 'Extract again and compare'), async () => {
      const { file } = await t.act(extractAccounts, {});
      const of = async (what: 'created' | 'changed' | 'removed', login: string, familyName: string) => ({
        what,
        familyName,
        extracted: extractOf(file, login),
        shown: await t.act(showAccount, { login }),
      });
      const accounts = [
        await of('created', created, 'ESSAI-NEUF'),
        await of('changed', changed, 'ESSAI-MODIFIE'),
        await of('removed', removed, ''),
      ];
      t.check(ACCOUNTS, checkFileApplied(accounts));
    });
  },
});

/** The same for permissions. */
export const bulkPermissions = defineScenario({
  requirement: 'SSI/IAM.88',
  id: 'SSI/IAM.88.02',
  title: text('Mettre à jour les permissions en masse', 'Update permissions in bulk'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PERMISSIONS],
  holds: [],
  async run(t) {
    if (!(await isConcerned(t, PERMISSIONS, 'ownAccounts'))) return;
    await t.step(
      text('Extraire, changer une permission, extraire', 'Extract, change a permission, extract'),
      async () => {
        const { permissions } = await t.act(listPermissions, {});
        const { login } = await createUser(t, 'iam88-droits', { permissions: permissions.slice(0, 1) });
        const before = extractOf((await t.act(extractAccounts, {})).file, login);
        const wanted = permissions.slice(1, 2);
        await t.act(applyAccountsFile, { create: [], change: [{ login, permissions: wanted }], remove: [] });
        const after = extractOf((await t.act(extractAccounts, {})).file, login);
        const shown = await t.act(showAccount, { login });
        t.check(PERMISSIONS, checkFilePermissions(shown.permissions, wanted, { before, after }));
      },
    );
  },
});
