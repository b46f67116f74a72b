import type { Patient } from '../../fixtures/people.js';
import { mailbox, patient } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { showPfiTransmissions } from './actions/dpi-sending.js';
import { linkRequired } from './checks/dpi-link.js';
import { type Answered, checkAnswered, checkReturnsShown, judgeNothingRead } from './checks/dpi-returns.js';
import { checkStateShown } from './checks/dpi-sending.js';
import { judgeAnswer } from './dpi-answer.js';
import { attachMessages, DOCUMENT_TRANSACTIONS, messagesOf, sendDocument, startLink } from './dpi-situations.js';
import { returnsAbout } from './pfi-returns.js';
import { clearAnomalies, planAnomaly } from './planned-anomalies.js';

const PROOF = 'CDA/HL7.01.01.01';

/** The PFI takes documents over, then says that the DMP and every mailbox received them, and that one was read. */
export const favourableReturns = defineScenario({
  requirement: 'CDA/HL7.01',
  id: 'CDA/HL7.01.01',
  title: text(
    'Retours favorables : prise en charge, DMP, MSSanté professionnelle et citoyenne',
    'Favourable returns: taken over, DMP, MSSanté of professionals and of the patient',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl7-receipts')],
  async run(t) {
    const person = patient('hl7-receipts');
    const recipients = [mailbox('gp1').address, mailbox('lab').address];
    if (!(await startLink(t, PROOF, linkRequired()))) return;
    const first = await t.step(text('Envoyer un document au DMP', 'Send a document to the DMP'), async () => {
      const sent = await sendDocument(t, person, 'premier');
      return { ...sent, ...(await judgeReturns(t, person, sent.since, 1)) };
    });
    const second = await t.step(text('En envoyer un autre, à tous', 'Send another one, to everybody'), async () => {
      const sent = await sendDocument(t, person, 'retours', { recipients, toPatient: true });
      t.check(PROOF, checkStateShown(sent.shown, { title: sent.title, operation: 'create', states: ['taken'] }));
      return { ...sent, ...(await judgeReturns(t, person, sent.since, recipients.length + 2)) };
    });
    await t.step(text('Afficher les retours', 'Show the returns'), async () => {
      const { transmissions } = await t.act(showPfiTransmissions, { patient: refOf(person) });
      t.check(
        PROOF,
        checkReturnsShown(transmissions, second.title, second.returns),
        checkReturnsShown(transmissions, first.title, first.returns),
      );
    });
    await t.step(text('Un destinataire a lu le message', 'A recipient read the mail'), async () => {
      const recipient = second.returns.find(({ target }) => target === recipients[0])?.target;
      if (recipient === undefined) {
        t.check(PROOF, judgeNothingRead());
        return;
      }
      const read = { message: second.message, kind: 'mss-reading', recipient };
      t.check(PROOF, checkAnswered(await t.control<Answered>('pfi', 'return', read), { codes: ['AA'] }));
    });
  },
});

/** The PFI refuses a message, then another one for now: the user sees that, and why. */
export const refusals = defineScenario({
  requirement: 'CDA/HL7.01',
  id: 'CDA/HL7.01.01-refus',
  title: text(
    'Message refusé par la PFI : l’écran le dit, et pourquoi',
    'Message refused by the PFI: the screen says so, and why',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl7-refused')],
  async run(t) {
    const person = patient('hl7-refused');
    if (!(await startLink(t, PROOF, linkRequired()))) return;
    const refused = async (name: string, fault: { kind: string; code: string }) => {
      await planAnomaly(t, person, { transactions: DOCUMENT_TRANSACTIONS, times: 1, fault });
      const sent = await sendDocument(t, person, name);
      attachMessages(t, PROOF, await messagesOf(t, person, sent.since));
      await clearAnomalies(t, person);
      return sent;
    };
    await t.step(text('Erreur : la PFI refuse (AE, 903)', 'Error: the PFI refuses (AE, 903)'), async () => {
      const { title, shown } = await refused('erreur', { kind: 'ack-ae', code: '903' });
      t.check(PROOF, checkStateShown(shown, { title, operation: 'create', states: ['refused'], reason: '903' }));
    });
    await t.step(text('Rejet de circonstance (AR)', 'Rejection for a circumstance (AR)'), async () => {
      const { title, shown } = await refused('rejet', { kind: 'ack-ar', code: '207' });
      t.check(PROOF, checkStateShown(shown, { title, operation: 'create', states: ['refused', 'waiting'] }));
    });
  },
});

/** The DMP is closed and one mailbox unknown: each return is shown where it belongs, with its code. */
export const unfavourableReturns = defineScenario({
  requirement: 'CDA/HL7.01',
  id: 'CDA/HL7.01.01-retours-defavorables',
  title: text(
    'Retours défavorables : DMP fermé, boîte MSSanté inconnue',
    'Unfavourable returns: DMP closed, unknown MSSanté mailbox',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl7-returns')],
  async run(t) {
    const person = patient('hl7-returns');
    const [known, unknown] = [mailbox('gp1').address, mailbox('lab').address];
    if (!(await startLink(t, PROOF, linkRequired()))) return;
    await planAnomaly(t, person, {
      transactions: ['zam-z01'],
      times: 1,
      fault: { kind: 'refused', code: 'DMPClosed', message: 'DMP fermé' },
    });
    await planAnomaly(t, person, {
      transactions: ['zam-z02'],
      recipient: unknown,
      times: 1,
      fault: { kind: 'refused', code: '550', message: 'Boîte inconnue' },
    });
    const sent = await t.step(
      text('Envoyer au DMP et à deux destinataires', 'Send to the DMP and to two recipients'),
      async () => {
        const asked = await sendDocument(t, person, 'défavorable', { recipients: [known, unknown] });
        return { ...asked, ...(await judgeReturns(t, person, asked.since, 3)) };
      },
    );
    await clearAnomalies(t, person);
    await t.step(text('Afficher les retours', 'Show the returns'), async () => {
      const { transmissions } = await t.act(showPfiTransmissions, { patient: refOf(person) });
      t.check(PROOF, checkReturnsShown(transmissions, sent.title, sent.returns));
    });
  },
});

/** Waits for the returns the PFI owes of what was sent since a moment, and judges what the product answers to each. */
async function judgeReturns(t: ScenarioContext, person: Patient, since: number, count: number) {
  const messages = await messagesOf(t, person, since);
  const message = messages[0]?.read.header.controlId ?? '';
  const seen = await returnsAbout(t, { message, since }, count);
  attachMessages(t, PROOF, messages);
  t.attachExchanges(
    PROOF,
    seen.map(({ exchange }) => exchange),
  );
  t.check(PROOF, ...seen.flatMap(({ answered, bytes }) => judgeAnswer(answered, bytes, { codes: ['AA'] })));
  return { message, returns: seen.map(({ sent }) => sent) };
}
