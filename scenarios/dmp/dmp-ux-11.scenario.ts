import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { glanceAtRecord } from './actions/consent.js';
import { checkIdentityStatus } from './checks/identity-status.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/UX.11.01.01';

/** The identity status is on screen as soon as the record opens. */
export const identityStatus = defineScenario({
  requirement: 'DMP/UX.11',
  id: 'DMP/UX.11.01',
  title: text('Statut de l’identité visible sans clic', 'Identity status visible without a click'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux11-qualified'), holdPatient('ux11-provisional')],
  precondition: text(
    'Un patient à l’identité qualifiée, un autre à l’identité provisoire.',
    'One patient with a qualified identity, another with a provisional one.',
  ),
  async run(t) {
    for (const key of ['ux11-qualified', 'ux11-provisional']) {
      const person = patient(key);
      await t.step(
        key === 'ux11-qualified'
          ? text('Ouvrir un dossier dont l’INS est qualifiée', 'Open a record with a qualified INS')
          : text('Ouvrir un dossier dont l’INS ne l’est pas', 'Open one without'),
        async () => {
          await signInAs(t, 'ps1');
          t.check(PROOF, checkIdentityStatus(await t.act(glanceAtRecord, { patient: refOf(person) }), person));
        },
      );
    }
  },
});
