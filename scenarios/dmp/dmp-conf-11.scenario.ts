import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { glanceAtRecord } from './actions/consent.js';
import { configureInformationPeriod } from './actions/information.js';
import {
  checkInformedFirst,
  checkNotOtherwise,
  checkShownAgain,
  reviewWording,
} from './checks/professional-information.js';
import { INFORMATION_SETTING, makeNewcomer, NEWCOMER, signNewcomerIn } from './first-sign-in.js';
import { holdPatient, refOf } from '../record/index.js';

const PROOF = 'DMP/CONF.11.01.01';
/** The period of the FAQ's example, put back at the end. */
const PERIOD_DAYS = 180;

/** Professionals are informed at their first sign-in, then periodically, never per patient. */
export const informedPeriodically = defineScenario({
  requirement: 'DMP/CONF.11',
  id: 'DMP/CONF.11.01',
  title: text(
    'Usage du RPPS : information à la première connexion, puis périodique, jamais par patient',
    'Use of the RPPS: information at the first sign-in, then periodic, never per patient',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [NEWCOMER, INFORMATION_SETTING, holdPatient('conf11-first'), holdPatient('conf11-second')],
  precondition: text(
    'Le compte du nouvel utilisateur ne s’est jamais connecté. Pour passer l’échéance, la période est réglée à 0 jour, puis remise à 180.',
    'The newcomer’s account has never signed in. To get past the due date the period is set to 0 days, then back to 180.',
  ),
  async run(t) {
    await t.step(text('Préparer une première connexion', 'Prepare a first sign-in'), async () => {
      await makeNewcomer(t);
      await t.act(configureInformationPeriod, { days: PERIOD_DAYS });
    });
    await t.step(text('Se connecter pour la première fois', 'Sign in for the first time'), async () => {
      const seen = await signNewcomerIn(t);
      t.check(PROOF, checkInformedFirst(seen), reviewWording(seen));
    });
    await t.step(
      text('Ouvrir deux dossiers, puis se reconnecter', 'Open two records, then sign in again'),
      async () => {
        const shown: boolean[] = [];
        for (const key of ['conf11-first', 'conf11-second']) {
          shown.push((await t.act(glanceAtRecord, { patient: refOf(patient(key)) })).informationShown);
        }
        t.check(PROOF, checkNotOtherwise(shown, await signNewcomerIn(t)));
      },
    );
    await t.step(text('Se reconnecter, la période échue', 'Sign in again, the period being over'), async () => {
      await t.act(configureInformationPeriod, { days: 0 });
      try {
        t.check(PROOF, checkShownAgain(await signNewcomerIn(t)));
      } finally {
        await t.act(configureInformationPeriod, { days: PERIOD_DAYS });
      }
    });
  },
});
