import { defineScenario, type Scenario, type Text, text } from '../harness/index.js';
import { closePatientClient, signInPatient } from './actions/patient-sessions.js';
import { listPatientClosings } from './actions/patients.js';
import { judgeAbsence } from './applicability.js';
import { checkClosedWithClient } from './checks/sessions.js';
import { isPatientConcerned, openPatientAccount, PORTAL_PRECONDITION } from './situations-patients.js';

/** Optional: without an object when the product does not offer it. */
export const closedWithPatientTab = closing('SSI/IE.55.01', 'tab', text('l’onglet', 'the tab'));
/** Optional: without an object when the product does not offer it. */
export const closedWithPatientBrowser = closing('SSI/IE.55.02', 'browser', text('le navigateur', 'the browser'));
/** Optional: without an object when the product does not offer it. */
export const closedWithPatientClient = closing('SSI/IE.55.03', 'client', text('le client', 'the client'));
/** Optional: without an object when the product does not offer it. */
export const closedWithPatientOs = closing(
  'SSI/IE.55.04',
  'os-session',
  text('la session du système', 'the session of the system'),
);

function closing(id: string, what: 'tab' | 'browser' | 'client' | 'os-session', name: Text): Scenario {
  const proof = `${id}.01`;
  return defineScenario({
    requirement: 'SSI/IE.55',
    id,
    title: text(
      `Déconnecter le patient avec ${name.fr} (facultatif)`,
      `Log the patient out with ${name.en} (optional)`,
    ),
    actor: 'dpi',
    drive: 'automatic',
    proofs: [proof],
    precondition: PORTAL_PRECONDITION,
    holds: [],
    async run(t) {
      if (!(await isPatientConcerned(t, proof))) return;
      const isOffered = await t.step(text('Ce qui déconnecte l’usager', 'What signs the user out'), async () => {
        const { closesWith, justification } = await t.act(listPatientClosings, {});
        const offered = closesWith.includes(what);
        if (!offered) t.check(proof, judgeAbsence(justification));
        return offered;
      });
      if (!isOffered) return;
      const { owner } = await openPatientAccount(t, `portal-close-${what}`);
      await t.step(
        text('Fermer sans se déconnecter, puis revenir', 'Close without signing out, then come back'),
        async () => {
          await t.act(signInPatient, { owner });
          t.check(proof, checkClosedWithClient((await t.act(closePatientClient, { what })).signInAsked));
        },
      );
    },
  });
}
