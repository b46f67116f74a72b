import { patient } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, type Text, text } from '../harness/index.js';
import { judgeLpsMessage } from '../hl7/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { showDeliveries } from './actions/pfi-deliveries.js';
import {
  checkDeliveredOnce,
  checkDeliveryAct,
  checkDeliveryContent,
  orderRemarks,
  type ReceivedSource,
} from './checks/pfi-delivery.js';
import { checkDeliveryShown } from './checks/pfi-delivery-returns.js';
import { awaitDeliveries, dpiFails, dpiRecovers, seenDeliveries, sourceOf } from './situations-pfi-deliveries.js';
import { PFI_ADDRESS, shownMessage } from './situations-pfi-reception.js';
import {
  deliverThirdPartyMail,
  type DeliveredMail,
  type ThirdPartyDocument,
  thirdPartyDocument,
} from './third-party-mail.js';

const PROOF = 'CDA/HL7.03.01.01';
const DPI_KNOWN = text(
  'La PFI a pour système cible le DPI que joue le banc (fiche de connexion, « dpi ») ; le patient y est connu.',
  'The target system of the PFI is the DPI the bench plays (connection sheet, "dpi"); the patient is known there.',
);

/** A document received, replaced, deleted: T02, T10, T04. */
export const lifeCycle = defineScenario({
  requirement: 'CDA/HL7.03',
  id: 'CDA/HL7.03.01',
  title: text(
    'Document reçu par MSSanté poussé au DPI en HL7 v2, puis son remplacement et sa suppression',
    'Document received by MSSanté pushed to the DPI over HL7 v2, then its replacement and its deletion',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl703-cycle')],
  precondition: DPI_KNOWN,
  async run(t) {
    const person = patient('hl703-cycle');
    const since = await t.mark();
    const first = thirdPartyDocument(t, person, { name: 'cycle' });
    const second = thirdPartyDocument(t, person, { name: 'cycle', version: 2, replaces: first.uniqueId });
    const steps = [
      { about: text('Premier envoi', 'First sending'), act: 'create', document: first },
      { about: text('Remplacement', 'Replacement'), act: 'replace', document: second, action: 'C' },
      { about: text('Suppression', 'Deletion'), act: 'delete', document: second, action: 'D' },
    ] as const;
    let from = since;
    for (const step of steps) {
      const { about, act, document } = step;
      await t.step(about, async () => {
        const mail = await deliverThirdPartyMail(t, {
          name: `cycle-${act}`,
          to: PFI_ADDRESS,
          document,
          ...('action' in step ? { action: step.action } : {}),
        });
        await judgeDelivery(t, document, from, await sourceOf(mail, document, act));
        await shownMessage(t, mail);
        from = await t.mark();
      });
    }
  },
});

/** An archive with two documents, one of which hides from some. */
export const oneMessagePerDocument = defineScenario({
  requirement: 'CDA/HL7.03',
  id: 'CDA/HL7.03.01-lot',
  title: text(
    'Deux documents dans l’archive : un message chacun, avec ses restrictions',
    'Two documents in the archive: one message each, with its restrictions',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl703-lot')],
  precondition: DPI_KNOWN,
  async run(t) {
    const person = patient('hl703-lot');
    const since = await t.mark();
    const open = thirdPartyDocument(t, person, { name: 'lot-ouvert' });
    const hidden = thirdPartyDocument(t, person, {
      name: 'lot-restreint',
      visibility: ['INVISIBLE_PATIENT', 'INVISIBLE_REPRESENTANTS_LEGAUX'],
    });
    const mail = await t.step(
      text('Recevoir une archive de deux documents', 'Receive an archive of two documents'),
      async () => {
        const sent = await deliverThirdPartyMail(t, {
          name: 'lot',
          to: PFI_ADDRESS,
          document: open,
          others: [hidden],
        });
        await shownMessage(t, sent);
        return sent;
      },
    );
    const cases: [ThirdPartyDocument, Text][] = [
      [open, text('Document sans restriction', 'Document without restriction')],
      [hidden, text('Document invisible au patient', 'Document hidden from the patient')],
    ];
    for (const [document, about] of cases) {
      await t.step(about, async () => judgeDelivery(t, document, since, await sourceOf(mail, document, 'create')));
    }
  },
});

/** The DPI is down when two versions arrive. */
export const dpiDown = defineScenario({
  requirement: 'CDA/HL7.03',
  id: 'CDA/HL7.03.01-coupure',
  title: text(
    'DPI injoignable : rien n’est perdu, rien n’arrive deux fois',
    'DPI out of reach: nothing is lost, nothing arrives twice',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl703-outage')],
  precondition: text(
    'Le DPI que joue le banc coupe la connexion sans répondre, puis revient. La PFI réessaie plus souvent que l’attente paramétrée du banc.',
    'The DPI the bench plays closes the connection without answering, then comes back. The PFI tries again more often than the wait the bench is set to.',
  ),
  async run(t) {
    const person = patient('hl703-outage');
    const since = await t.mark();
    const first = thirdPartyDocument(t, person, { name: 'coupure' });
    const second = thirdPartyDocument(t, person, { name: 'coupure', version: 2, replaces: first.uniqueId });
    const outage = await dpiFails(t, first, { kind: 'close-before-answer' }, 0);
    const mails: DeliveredMail[] = [];
    await t.step(text('Recevoir deux versions, DPI coupé', 'Receive two versions, the DPI down'), async () => {
      for (const document of [first, second]) {
        const name = `coupure-v${document.version}`;
        mails.push(
          await deliverThirdPartyMail(t, {
            name,
            to: PFI_ADDRESS,
            document,
            ...(document === second ? { action: 'C' } : {}),
          }),
        );
      }
      await awaitDeliveries(t, first, since, (seen) => seen.length > 1);
      const { deliveries } = await t.act(showDeliveries, { patient: refOf(person) });
      t.check(PROOF, checkDeliveryShown(deliveries, { title: first.title, state: 'waiting' }));
    });
    await t.step(text('Rétablir le DPI', 'Bring the DPI back'), async () => {
      await dpiRecovers(t, outage);
      for (const document of [first, second]) await awaitDeliveries(t, document, since);
      for (const mail of mails) await shownMessage(t, mail);
      await t.watchQuiet({ service: 'dpi', keys: { patient: person.ins }, since: await t.mark() });
    });
    await t.step(text('Compter ce que le DPI a accepté', 'Count what the DPI accepted'), async () => {
      const [earlier, later] = [await seenDeliveries(t, first, since), await seenDeliveries(t, second, since)];
      t.attachExchanges(
        PROOF,
        [...earlier, ...later].map(({ exchange }) => exchange),
      );
      t.check(
        PROOF,
        checkDeliveredOnce(`${first.title}, v1`, earlier),
        checkDeliveredOnce(`${second.title}, v2`, later),
        ...orderRemarks(earlier, later),
      );
    });
  },
});

/** Waits for the message of a document, then judges that it arrived once and what it says. */
async function judgeDelivery(
  t: ScenarioContext,
  document: ThirdPartyDocument,
  since: number,
  source: ReceivedSource,
): Promise<void> {
  const seen = await awaitDeliveries(t, document, since);
  t.attachExchanges(
    PROOF,
    seen.map(({ exchange }) => exchange),
  );
  t.check(PROOF, checkDeliveredOnce(document.title, seen));
  for (const one of seen.slice(0, 1)) {
    t.check(PROOF, checkDeliveryAct(one, source), checkDeliveryContent(one, source));
    t.check(PROOF, ...judgeLpsMessage(await t.body(one.exchange, 'request'), { exchange: one.exchange.id }));
  }
}
