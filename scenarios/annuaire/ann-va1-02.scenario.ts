import { defineScenario, text } from '../harness/index.js';
import { changeAccount, createAccount, showAccount } from '../record/index.js';
import { checkUserAgainstDirectory, takeUserFromDirectory } from './actions/users.js';
import { checkUserDifference, checkUserTaken } from './checks/identity.js';
import { DIRECTORY } from './directory-search.js';
import { imagined, insertProfessional, removeProfessionals } from './inserted-professionals.js';
import { servedDirectory } from './served-directory.js';

const PROOF = 'ANN/va1.02.01.01';

/** A user is created, checked against the directory, changed, checked again, then takes its data. */
export const user = defineScenario({
  requirement: 'ANN/va1.02',
  id: 'ANN/va1.02.01',
  title: text('Alimenter un utilisateur depuis l’annuaire', 'Load a user from the directory'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [DIRECTORY],
  async run(t) {
    const directory = await servedDirectory(t);
    const login = `annuaire-${t.runKey}`.toLowerCase();
    const wanted = imagined(t, directory, { name: 'utilisateur' });
    const { rpps, familyName, givenName } = wanted;
    const known = await t.step(
      text('Le professionnel est dans l’annuaire', 'The professional is in the directory'),
      () => insertProfessional(t, wanted),
    );
    try {
      await t.step(text('Créer l’utilisateur, le contrôler', 'Create the user, check them'), async () => {
        await t.act(createAccount, { login, familyName, givenName, rpps, profession: 'Médecin' });
        t.check(PROOF, checkUserDifference(await t.act(checkUserAgainstDirectory, { login }), true));
      });
      await t.step(text('Modifier l’utilisateur, le contrôler', 'Change the user, check them'), async () => {
        await t.act(changeAccount, { login, familyName: 'AUTREMENT' });
        t.check(PROOF, checkUserDifference(await t.act(checkUserAgainstDirectory, { login }), false));
      });
      await t.step(text('Reprendre les données de l’annuaire', 'Take the data of the directory'), async () => {
        await t.act(takeUserFromDirectory, { login });
        t.check(PROOF, checkUserTaken(await t.act(showAccount, { login }), known));
      });
    } finally {
      await t.step(text('Remettre l’annuaire comme avant', 'Leave the directory as it was'), () =>
        removeProfessionals(t, [known]),
      );
    }
  },
});
