import { withPotassium } from '../../fixtures/documents/laboratory-result.js';
import { patient } from '../../fixtures/roster.js';
import type { ScenarioContext } from '../harness/index.js';
import { text } from '../harness/index.js';
import { refOf } from '../record/index.js';
import { showResultAlerts } from './actions/reception.js';
import { integrateByHand, receive, receivedVersion, startReception } from './situations-reception.js';

/** Patient of the scenarios about abnormal results. */
export const RESULTS_PATIENT = 'mail-in-abnormal';

/** Has the SUT integrate an abnormal report and a normal one, then reads how it tells of them. */
export async function showAlertsOfResults(t: ScenarioContext, name: string) {
  const person = patient(RESULTS_PATIENT);
  const typeCode = '11502-2';
  const abnormal = receivedVersion(t, person, {
    name: `${name}-critique`,
    typeCode,
    change: withPotassium('7.1', 'HH'),
  });
  const normal = receivedVersion(t, person, { name: `${name}-normal`, typeCode, change: withPotassium('4.2', 'N') });
  await startReception(t, false);
  await t.step(text('Intégrer deux comptes rendus de biologie', 'Integrate two laboratory reports'), async () => {
    for (const document of [abnormal, normal]) {
      await receive(t, document.title.split(' ')[1] ?? name, [document]);
      await integrateByHand(t, document);
    }
  });
  const seen = await t.step(text('Lire les alertes', 'Read the alerts'), () =>
    t.act(showResultAlerts, { patient: refOf(person) }),
  );
  return { seen, person, abnormal: abnormal.title, normal: normal.title };
}
