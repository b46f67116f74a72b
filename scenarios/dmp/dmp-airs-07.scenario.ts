import { defineScenario, text } from '../harness/index.js';
import { readWelcomeScreen } from './actions/information.js';
import { checkFirstNotice, checkSplash } from './checks/professional-information.js';
import { judgePaper } from '../record/index.js';
import { PAPERS } from './papers.js';
import { INFORMATION_SETTING, makeNewcomer, NEWCOMER, signNewcomerIn } from './first-sign-in.js';

const PROOF = 'DMP/AIRS.07.01';

/** The use of the national identifier is told: welcome screen, first sign-in, compulsory tick box. */
export const identifierUseTold = defineScenario({
  requirement: 'DMP/AIRS.07',
  id: 'DMP/AIRS.07.01',
  title: text(
    'Usage de l’identifiant national : écran d’accueil, avis à la première connexion, case obligatoire',
    'Use of the national identifier: welcome screen, notice at first sign-in, compulsory box',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [NEWCOMER, INFORMATION_SETTING],
  precondition: text(
    'Le compte du nouvel utilisateur ne s’est jamais connecté.',
    'The newcomer’s account has never signed in.',
  ),
  async run(t) {
    await t.step(text('Préparer une première connexion', 'Prepare a first sign-in'), () => makeNewcomer(t));
    await t.step(text('Lire l’écran d’accueil', 'Read the welcome screen'), async () => {
      t.check(PROOF, checkSplash((await t.act(readWelcomeScreen, {})).text));
    });
    await t.step(text('Se connecter pour la première fois', 'Sign in for the first time'), async () => {
      t.check(PROOF, checkFirstNotice(await signNewcomerIn(t)));
    });
    await t.step(text('Remettre la page du manuel', 'Hand the page of the manual over'), () =>
      judgePaper(t, PAPERS.identifierManual),
    );
  },
});
