import { patient } from '../../fixtures/roster.js';
import { buildMdn } from '../../mocks/wire/mdn.js';
import { patientAddress } from '../../mocks/wire/mssante-address.js';
import { defineScenario, text } from '../harness/index.js';
import { addressOf, composeFlow, hl7Address, patientRecipient, recipient } from '../hl7/index.js';
import { holdPatient } from '../record/index.js';
import {
  checkDmpReturn,
  checkMailboxReturns,
  checkNoReturn,
  checkReading,
  checkReasons,
  checkSentAgain,
} from './checks/flow-returns.js';
import { judgeReturns, mailsOf, RETURNS, returnsOf, sendFlow } from './flow-situations.js';

const PROOF = 'CDA/HL7.02.01.01';

/** The emitter is told what the DMP and each mailbox did with its document, when it asked to be. */
export const returnsSent = defineScenario({
  requirement: 'CDA/HL7.02',
  id: 'CDA/HL7.02.01-pfi',
  title: text(
    'Renvoyer à l’émetteur ce que deviennent ses documents',
    'Send back to the emitter what becomes of its documents',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('flow-returns'), holdPatient('flow-closed')],
  precondition: text(
    'Le système émetteur de la fiche de connexion (dpi.mllp) est paramétré dans la PFI comme destinataire des retours.',
    'The emitting system of the connection sheet (dpi.mllp) is set in the PFI as where returns go.',
  ),
  async run(t) {
    const person = patient('flow-returns');
    const closed = patient('flow-closed');
    const to = await t.step(text('Afficher l’interface HL7 v2', 'Show the HL7 v2 interface'), () => hl7Address(t));
    const targets = { DESTDMP: true, DESTMSSANTEPS: true };
    const recipients = [recipient('gp1'), recipient('lab')];

    const asked = composeFlow(t, {
      name: 'retours',
      person,
      flags: { ...targets, INVISIBLE_PATIENT: false, DESTMSSANTEPAT: true, ACK_RECEPTION: true, ACK_LECTURE_MSS: true },
      recipients: [...recipients, patientRecipient(person)],
    });
    await t.step(
      text(
        'Envoyer un document au DMP, à deux correspondants et au patient, accusés demandés',
        'Send a document to the DMP, two correspondents and the patient, receipts asked for',
      ),
      async () => {
        const since = await t.mark();
        await sendFlow(t, PROOF, asked, to);
        const returns = await returnsOf(t, PROOF, asked, 4);
        const accepted = [addressOf('gp1'), addressOf('lab'), patientAddress(person.ins)];
        t.check(PROOF, ...judgeReturns(returns, asked), checkDmpReturn(returns, asked, true));
        t.check(
          PROOF,
          checkMailboxReturns(
            returns,
            accepted.map((address) => ({ address, accepted: true })),
          ),
        );
        const mails = await mailsOf(t, PROOF, asked, { count: 2, since });
        const [letter] = mails.filter(({ to: them }) => them.includes(addressOf('gp1')));
        if (!letter) return;
        const raw = await buildMdn({
          original: letter.mail.raw,
          from: addressOf('gp1'),
          to: letter.mail.from[0]?.address ?? '',
          nil: 'BANC000000',
          reportingUa: 'banc',
        });
        await t.control('mssante', 'deliver', { to: letter.mail.from[0]?.address ?? '', raw: raw.toString('base64') });
        t.check(PROOF, checkReading(await returnsOf(t, PROOF, asked, 5), addressOf('gp1')));
      },
    );

    await t.step(
      text('DMP fermé, boîte d’un correspondant refusée', 'DMP closed, mailbox of a correspondent refused'),
      async () => {
        await t.control('dmp', 'set-record', { ins: closed.ins, status: 'closed' });
        const refused = `inconnu-${t.runKey}@banc-essai.mssante.fr`;
        const flow = composeFlow(t, {
          name: 'refus',
          person: closed,
          flags: { ...targets, ACK_RECEPTION: true },
          recipients: [recipient('gp1'), { ...recipient('lab'), address: refused }],
        });
        await sendFlow(t, PROOF, flow, to);
        const returns = await returnsOf(t, PROOF, flow, 3);
        t.check(PROOF, ...judgeReturns(returns, flow), checkDmpReturn(returns, flow, false));
        t.check(
          PROOF,
          checkMailboxReturns(returns, [
            { address: addressOf('gp1'), accepted: true },
            { address: refused, accepted: false },
          ]),
          checkReasons(returns, { dmp: 'DMPClosed', smtp: '550' }),
        );
      },
    );

    await t.step(text('Aucun accusé demandé', 'No receipt asked for'), async () => {
      const flow = composeFlow(t, { name: 'sans-accusé', person, flags: targets, recipients });
      await sendFlow(t, PROOF, flow, to);
      await t.expectExchange({ service: 'dmp', keys: { document: flow.uniqueId } });
      await t.watchQuiet({ service: 'dpi', transaction: RETURNS, keys: { acknowledges: flow.controlId } });
      const returns = await returnsOf(t, PROOF, flow, 0);
      t.check(PROOF, ...judgeReturns(returns, flow), checkNoReturn(returns));
    });

    await t.step(text('L’émetteur demande de recommencer (AR)', 'The emitter asks to start again (AR)'), async () => {
      const flow = composeFlow(t, { name: 'reprise', person, flags: { DESTDMP: true, ACK_RECEPTION: true } });
      await t.control('faults', 'add', {
        service: 'dpi',
        transaction: 'zam-z01',
        keys: { acknowledges: flow.controlId },
        times: 1,
        fault: { kind: 'ack-ar' },
      });
      await sendFlow(t, PROOF, flow, to);
      t.check(PROOF, ...checkSentAgain(await returnsOf(t, PROOF, flow, 2)));
    });
  },
});
