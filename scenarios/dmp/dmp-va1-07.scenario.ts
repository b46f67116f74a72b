import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { openWebPs } from './actions/information.js';
import { checkWebPsFunctions } from './checks/web-ps.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/va1.07.01.01';

/** Dashboard and patient record functions of the Web-PS (TD0.9). */
export const webPsFunctions = defineScenario({
  requirement: 'DMP/va1.07',
  id: 'DMP/va1.07.01',
  title: text(
    'Tableau de bord et dossier patient du Web-PS (TD0.9)',
    'Dashboard and patient record of the Web-PS (TD0.9)',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('web-ps')],
  async run(t) {
    const target = { patient: refOf(patient('web-ps')) };
    await openAuthorisedDmp(t, patient('web-ps'), 'ps1');
    await t.step(
      text('Ouvrir le tableau de bord, puis le dossier patient', 'Open the dashboard, then the patient record'),
      async () => {
        await signInAs(t, 'ps1');
        await openRecord(t, patient('web-ps'));
        const since = await t.mark();
        await t.act(openWebPs, { target: 'dashboard', ...target });
        const { address } = await t.act(openWebPs, { target: 'record', ...target });
        const exchanges = await t.exchanges({ service: 'dmp', transaction: 'td0-9', since });
        t.attachExchanges(PROOF, exchanges);
        t.check(PROOF, checkWebPsFunctions(exchanges, address));
      },
    );
  },
});
