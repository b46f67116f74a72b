import { defineScenario, text } from '../harness/index.js';
import { changeAccount, listPermissions, setAccountDisabled } from '../record/index.js';
import { extractAccounts } from './actions/account-files.js';
import { isConcerned } from './applicability.js';
import { checkExtracted, checkExtractedPermissions } from './checks/account-files.js';
import { extractOf } from './extracted-accounts.js';
import { createUser } from './users.js';

const PROOF = 'SSI/IAM.94.01.01';

/** Accounts and permissions are extracted, those of disabled accounts included. */
export const extraction = defineScenario({
  requirement: 'SSI/IAM.94',
  id: 'SSI/IAM.94.01',
  title: text('Extraire les identités et les permissions', 'Extract identities and permissions'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [],
  async run(t) {
    if (!(await isConcerned(t, PROOF, 'ownAccounts'))) return;
    await t.step(text('Extraire avant et après un changement', 'Extract before and after a change'), async () => {
      const { permissions } = await t.act(listPermissions, {});
      const one = await createUser(t, 'iam94-actif', { permissions: permissions.slice(0, 1) });
      const other = await createUser(t, 'iam94-inactif');
      await t.act(setAccountDisabled, { login: other.login, disabled: true });
      const first = (await t.act(extractAccounts, {})).file;
      await t.act(changeAccount, { login: one.login, permissions: permissions.slice(1, 2) });
      const second = (await t.act(extractAccounts, {})).file;
      t.check(
        PROOF,
        checkExtracted({ active: extractOf(first, one.login), disabled: extractOf(first, other.login) }),
        checkExtractedPermissions({ before: extractOf(first, one.login), after: extractOf(second, one.login) }),
      );
    });
  },
});
