import type { Patient } from '../../fixtures/people.js';
import { mailbox, patient } from '../../fixtures/roster.js';
import { patientAddress } from '../../mocks/wire/mssante-address.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { showPfiTransmissions } from './actions/dpi-sending.js';
import { type Answered, checkAnswered, checkReturnsShown } from './checks/dpi-returns.js';
import { checkStateShown } from './checks/dpi-sending.js';
import { attachMessages, DOCUMENT_TRANSACTIONS, messagesOf, sendDocument, startLink } from './dpi-situations.js';
import { returnsAbout } from './pfi-returns.js';

const PROOF = 'CDA/HL7.01.01.01';

/** The PFI takes a document over, then says that the DMP and every mailbox received it, and that one was read. */
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
    const targets = ['dmp', ...recipients, patientAddress(person.ins)];
    await startLink(t);
    const sent = await t.step(text('Envoyer deux documents', 'Send two documents'), async () => {
      const first = await sendDocument(t, person, 'premier');
      t.check(PROOF, ...(await judgeReturns(t, person, first.since, 1)).findings);
      const second = await sendDocument(t, person, 'retours', { recipients, toPatient: true });
      t.check(PROOF, checkStateShown(second.shown, { title: second.title, operation: 'create', states: ['taken'] }));
      return { ...second, first: first.title };
    });
    const message = await t.step(
      text('Attendre les retours de la PFI', 'Wait for the returns of the PFI'),
      async () => {
        const { findings, message: about } = await judgeReturns(t, person, sent.since, targets.length);
        t.check(PROOF, ...findings);
        return about;
      },
    );
    await t.step(text('Afficher les retours', 'Show the returns'), async () => {
      const { transmissions } = await t.act(showPfiTransmissions, { patient: refOf(person) });
      t.check(
        PROOF,
        checkReturnsShown(transmissions, sent.title, targets.map(accepted)),
        checkReturnsShown(transmissions, sent.first, [accepted('dmp')]),
      );
    });
    await t.step(text('Un destinataire a lu le message', 'A recipient read the mail'), async () => {
      const [recipient = ''] = recipients;
      const answered = await t.control<Answered>('pfi', 'return', { message, kind: 'mss-reading', recipient });
      t.check(PROOF, checkAnswered(answered, { codes: ['AA'] }));
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
    await startLink(t);
    const refused = async (name: string, fault: { kind: string; code: string }) => {
      for (const transaction of DOCUMENT_TRANSACTIONS.slice(0, 2)) {
        await t.control('faults', 'add', {
          service: 'pfi',
          transaction,
          keys: { patient: person.ins },
          times: 1,
          fault,
        });
      }
      const sent = await sendDocument(t, person, name);
      attachMessages(t, PROOF, await messagesOf(t, person, sent.since));
      await clearFaults(t, person.ins);
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
    const own = { patient: person.ins };
    await startLink(t);
    await t.control('faults', 'add', {
      service: 'pfi',
      transaction: 'zam-z01',
      keys: own,
      times: 1,
      fault: { kind: 'refused', code: 'DMPClosed', message: 'DMP fermé' },
    });
    await t.control('faults', 'add', {
      service: 'pfi',
      transaction: 'zam-z02',
      keys: { ...own, recipient: unknown },
      times: 1,
      fault: { kind: 'refused', code: '550', message: 'Boîte inconnue' },
    });
    const sent = await t.step(
      text('Envoyer au DMP et à deux médecins', 'Send to the DMP and two physicians'),
      async () => {
        const asked = await sendDocument(t, person, 'défavorable', { recipients: [known, unknown] });

        return asked;
      },
    );
    await clearFaults(t, person.ins);
    await t.step(text('Afficher les retours', 'Show the returns'), async () => {
      const { transmissions } = await t.act(showPfiTransmissions, { patient: refOf(person) });
      t.check(
        PROOF,
        checkReturnsShown(transmissions, sent.title, [
          { target: 'dmp', accepted: false, code: 'DMPClosed' },
          accepted(known),
          { target: unknown, accepted: false, code: '550' },
        ]),
      );
    });
  },
});

/** Waits for the returns the PFI owes of what was sent since a moment, and judges what the product answered to each. */
async function judgeReturns(t: ScenarioContext, person: Patient, since: number, count: number) {
  const messages = await messagesOf(t, person, since);
  const message = messages[0]?.read.header.controlId ?? '';
  const returns = await returnsAbout(t, { message, since }, count);
  attachMessages(t, PROOF, messages);
  t.attachExchanges(
    PROOF,
    returns.map(({ seen }) => seen),
  );
  return { message, findings: returns.map((one) => checkAnswered(one, { codes: ['AA'] })) };
}

function accepted(target: string) {
  return { target, accepted: true, code: '' };
}

/** Leaves no anomaly of this patient behind. */
function clearFaults(t: ScenarioContext, ins: string): Promise<unknown> {
  return t.control('faults', 'clear', { keys: { patient: ins } });
}
