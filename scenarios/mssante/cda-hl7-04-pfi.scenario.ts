import { patient } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, type Text, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { showDeliveries } from './actions/pfi-deliveries.js';
import { isAnswered, type SeenDelivery } from './checks/pfi-delivery.js';
import { checkDeliveryShown, checkReturnsAfterAnswer } from './checks/pfi-delivery-returns.js';
import { awaitDeliveries, dpiFails, seenDeliveries } from './situations-pfi-deliveries.js';
import {
  INTEGRATED,
  judgeReturns,
  type Outcome,
  PFI_ADDRESS,
  refusedWith,
  returnsAbout,
  setErrorMailboxes,
  shownMessage,
  watchReturns,
} from './situations-pfi-reception.js';
import {
  deliverThirdPartyMail,
  type DeliveredMail,
  type ThirdPartyDocument,
  thirdPartyDocument,
} from './third-party-mail.js';

const PROOF = 'CDA/HL7.04.01.01';

/** A document on its way to the DPI, with the mail it came in. */
interface Case {
  about: Text;
  mail: DeliveredMail;
  document: ThirdPartyDocument;
}

/** The DPI accepts late, or refuses. */
export const answers = defineScenario({
  requirement: 'CDA/HL7.04',
  id: 'CDA/HL7.04.01-pfi',
  title: text(
    'L’acquittement du DPI décide de l’accusé renvoyé à l’expéditeur du courriel',
    'The acknowledgement of the DPI decides what receipt goes back to the sender of the mail',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl704-answers')],
  precondition: text(
    'Le DPI que joue le banc accepte un document après un temps de réflexion, et en refuse un autre (902).',
    'The DPI the bench plays accepts one document after a while, and refuses another (902).',
  ),
  async run(t) {
    const errorMailboxes = await setErrorMailboxes(t);
    const since = await t.mark();
    const send = sender(t, 'hl704-answers');
    const accepted = await send('accepte', text('Document accepté', 'Document accepted'), {
      kind: 'delay',
      delayMs: 800,
    });
    const refused = await send('refuse', text('Document refusé', 'Document refused'), { kind: 'ack-ae', code: '902' });
    await t.step(
      text('Attendre les réponses du DPI et les retours', 'Wait for the DPI and for the returns'),
      async () => {
        await awaitDeliveries(t, accepted.document, since);
        await awaitDeliveries(t, refused.document, since, (seen) => seen.some((one) => isAnswered(one, 'AE')));
        await returnsAbout(t, accepted.mail, since, 1);
        await returnsAbout(t, refused.mail, since, 1 + errorMailboxes.length);
        await watchReturns(t);
      },
    );
    await judge(t, accepted, since, errorMailboxes);
    await judge(t, refused, since, errorMailboxes);
  },
});

/** The DPI first refuses for the moment, or acknowledges something else. */
export const secondAnswers = defineScenario({
  requirement: 'CDA/HL7.04',
  id: 'CDA/HL7.04.01-pfi-reprise',
  title: text(
    'Refus momentané ou acquittement d’un autre message : le retour suit la réponse qui compte',
    'Refusal for the moment, or acknowledgement of another message: the return follows the answer that counts',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl704-later')],
  precondition: text(
    'Le DPI que joue le banc répond une fois AR, et une fois acquitte un autre message (MSA-2), puis accepte.',
    'The DPI the bench plays once answers AR, and once acknowledges another message (MSA-2), then accepts.',
  ),
  async run(t) {
    const errorMailboxes = await setErrorMailboxes(t);
    const since = await t.mark();
    const send = sender(t, 'hl704-later');
    const cases = [
      await send('momentane', text('Refus momentané (AR)', 'Refusal for the moment (AR)'), {
        kind: 'ack-ar',
        code: '906',
      }),
      await send('autre', text('Acquittement d’un autre message', 'Acknowledgement of another message'), {
        kind: 'wrong-control-id',
      }),
    ];
    await t.step(text('Attendre que la PFI recommence', 'Wait until the PFI starts again'), async () => {
      for (const { document, mail } of cases) {
        await awaitDeliveries(t, document, since);
        await returnsAbout(t, mail, since, 1);
      }
      await watchReturns(t);
    });
    for (const one of cases) await judge(t, one, since, errorMailboxes);
  },
});

/** Sends a document of a patient that the DPI answers so, with a read receipt asked for. */
function sender(t: ScenarioContext, key: string) {
  return async (name: string, about: Text, fault: Parameters<typeof dpiFails>[2]): Promise<Case> => {
    const document = thirdPartyDocument(t, patient(key), { name });
    await dpiFails(t, document, fault);
    const mail = await deliverThirdPartyMail(t, { name, to: PFI_ADDRESS, document, receipt: 'sender' });
    return { about, mail, document };
  };
}

/** Judges what the screen says and everything returned, by what the DPI ended by answering. */
async function judge(
  t: ScenarioContext,
  { about, mail, document }: Case,
  since: number,
  errorMailboxes: readonly string[],
): Promise<void> {
  await t.step(about, async () => {
    const deliveries = await seenDeliveries(t, document, since);
    t.attachExchanges(
      PROOF,
      deliveries.map(({ exchange }) => exchange),
    );
    const outcome = outcomeOf(deliveries);
    await shownMessage(t, mail);
    const { deliveries: shown } = await t.act(showDeliveries, { patient: refOf(document.person) });
    const state = outcome.answer === 'AA' ? 'accepted' : 'refused';
    const [code] = outcome.codes;
    t.check(
      PROOF,
      checkDeliveryShown(shown, { title: document.title, state, ...(code === undefined ? {} : { code }) }),
      checkReturnsAfterAnswer(await returnsAbout(t, mail, since, 0), deliveries),
    );
    await judgeReturns(t, PROOF, mail, since, { ...outcome, errorMailboxes });
  });
}

/** What the DPI answered last to the message itself: a PFI may, or not, send again what was refused for the moment. */
function outcomeOf(deliveries: readonly SeenDelivery[]): Outcome {
  const last = deliveries.findLast(({ answer, message }) => answer?.acknowledges === message.header.controlId);
  if (!last || isAnswered(last, 'AA')) return INTEGRATED;
  const codes = last.answer?.errors.map(({ application, code }) => application?.code ?? code) ?? [];
  return refusedWith(...codes);
}
