import { patient } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { addressOf, holdPatient, phoneOf, signInAs } from '../record/index.js';
import { setResultNotices } from './actions/results.js';
import { checkTold } from './checks/results.js';
import { integrate, reportWith } from './result-situations.js';

const PROOF = 'HOP/va1.02.01.01';
/** How long a message may take. */
const ARRIVAL_MS = 5_000;

/** A critical report is told by mail and by text message, without anything of the patient or the result. */
export const toldOutside = defineScenario({
  requirement: 'HOP/va1.12',
  id: 'HOP/va1.02.01-avis',
  title: text(
    'Aviser d’un résultat anormal par courriel ou SMS (facultatif)',
    'Tell of an abnormal result by mail or text message (optional)',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('doc-messages'), { name: 'setting:result-notices' }],
  async run(t) {
    const person = patient('doc-messages');
    const report = reportWith(t, person, 'HH', '7.4');
    const email = addressOf(t, 'hop12');
    const phone = phoneOf(t, 'hop12');
    const { byMail, byPhone } = await t.step(text('Régler les avis', 'Set the notices'), async () => {
      await signInAs(t, 'ps1');
      return t.act(setResultNotices, { email, phone });
    });
    try {
      await t.step(text('Intégrer un compte rendu critique', 'Integrate a critical report'), () =>
        integrate(t, person, report),
      );
      await t.step(text('Lire ce qui est parti', 'Read what left'), async () => {
        const { birthFamilyName, givenNames, ins } = person;
        const health = [birthFamilyName, ...givenNames, ins, report.title, 'potassium', '7.4', '7,4'];
        const mails = byMail ? await messagesTo(t, email) : [];
        const texts = byPhone ? await messagesTo(t, phone) : [];
        t.check(
          PROOF,
          checkTold(byMail, mails, health, text('courriel', 'mail')),
          checkTold(byPhone, texts, health, text('SMS', 'text message')),
        );
      });
    } finally {
      await t.step(text('Retirer les avis', 'Remove the notices'), () =>
        t.act(setResultNotices, { email: '', phone: '' }),
      );
    }
  },
});

function messagesTo(t: ScenarioContext, to: string): Promise<{ subject: string; text: string }[]> {
  return t.control('sinks', 'wait', { to, count: 1, timeoutMs: ARRIVAL_MS });
}
