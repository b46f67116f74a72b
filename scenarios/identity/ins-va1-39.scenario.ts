import { patient, professional } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, signInAs } from '../record/index.js';
import { listInsAccesses } from './actions/ins-accesses.js';
import { showIdentitySheet } from './actions/sheet.js';
import { checkAccessTraced } from './checks/ins-accesses.js';
import { identityRefOf } from './people.js';

const PROOF = 'INS/va1.39.01.01';

/** Looking at the INS of a patient leaves a line in a dedicated log. */
export const insAccess = defineScenario({
  requirement: 'INS/va1.39',
  id: 'INS/va1.39.01',
  title: text('Tracer un accès à l’INS', 'Trace an access to the INS'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  precondition: text('Un patient à l’identité qualifiée.', 'A patient with a qualified identity.'),
  holds: [holdPatient('identity-access')],
  async run(t) {
    const person = { patient: identityRefOf(patient('identity-access')) };
    const { familyName, account } = professional('ps1');
    const before = await t.step(text('Relever le journal', 'Note the log'), async () => {
      await signInAs(t, 'ps1');
      return (await t.act(listInsAccesses, person)).accesses;
    });
    await t.step(text('Afficher l’INS du patient', 'Show the INS of the patient'), () =>
      t.act(showIdentitySheet, person),
    );
    const { startedAt = '', finishedAt = '' } = t.actions.at(-1) ?? {};
    await t.step(text('Retrouver cet accès dans le journal', 'Find that access in the log'), async () => {
      const { accesses } = await t.act(listInsAccesses, person);
      const made = { familyName, login: account?.login ?? '', between: [startedAt, finishedAt] } as const;
      t.check(PROOF, checkAccessTraced(before, accesses, made));
    });
  },
});
