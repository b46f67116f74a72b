import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { checkRequestsCompleted, checkUsableDuringRequests } from './checks/usability.js';
import { openAuthorisedDmp } from './situations.js';
import { workDuringSlowRequests } from './slow-dmp.js';
import { depositDocument } from './third-party.js';
import { holdPatient, signInAs } from '../record/index.js';

const PROOF = 'DMP/UX.10.01.01';

/** The product stays usable while the DMP is slow. */
export const usableDuringRequests = defineScenario({
  requirement: 'DMP/UX.10',
  id: 'DMP/UX.10.01',
  title: text('Travailler ailleurs pendant les requêtes DMP', 'Work elsewhere during DMP requests'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux10-usable')],
  precondition: text('Le DMP répond lentement à la première requête.', 'The DMP answers the first request slowly.'),
  async run(t) {
    const person = patient('ux10-usable');
    await openAuthorisedDmp(t, person, 'ps1');
    await depositDocument(t, person, { name: 'lent', typeCode: '11490-0' });
    await t.step(text('Se connecter', 'Sign in'), () => signInAs(t, 'ps1'));
    await t.step(
      text('Lancer les requêtes DMP, naviguer ailleurs, revenir', 'Start DMP requests, navigate elsewhere, come back'),
      async () => {
        const { observed, exchanges, slow } = await workDuringSlowRequests(t, person);
        t.attachExchanges(PROOF, exchanges);
        t.check(PROOF, checkUsableDuringRequests(observed, slow), checkRequestsCompleted(observed, exchanges));
      },
    );
  },
});
