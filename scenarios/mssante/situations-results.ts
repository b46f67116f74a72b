import { patient } from '../../fixtures/roster.js';
import type { ScenarioContext } from '../harness/index.js';
import { text } from '../harness/index.js';
import { refOf } from '../record/index.js';
import { showResultAlerts } from './actions/reception.js';
import { integrateByHand, receive, receivedVersion, startReception } from './situations-reception.js';

/** Patient of the scenarios about abnormal results. */
export const RESULTS_PATIENT = 'mail-in-abnormal';

/** A laboratory report with one potassium result and its interpretationCode. */
function withResult(value: string, interpretation: string): (cda: string) => string {
  const observation =
    '<entry><observation classCode="OBS" moodCode="EVN">' +
    '<code code="2823-3" codeSystem="2.16.840.1.113883.6.1" displayName="Potassium"/>' +
    `<statusCode code="completed"/><value xsi:type="PQ" value="${value}" unit="mmol/L"/>` +
    `<interpretationCode code="${interpretation}" codeSystem="2.16.840.1.113883.5.83"/>` +
    '</observation></entry>';
  return (cda) => cda.replace('</section>', `${observation}</section>`);
}

/** Has the SUT integrate an abnormal report and a normal one, then reads how it tells of them. */
export async function showAlertsOfResults(t: ScenarioContext, name: string) {
  const person = patient(RESULTS_PATIENT);
  const typeCode = '11502-2';
  const abnormal = receivedVersion(t, person, { name: `${name}-critique`, typeCode, change: withResult('7.1', 'HH') });
  const normal = receivedVersion(t, person, { name: `${name}-normal`, typeCode, change: withResult('4.2', 'N') });
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
