import { mailbox, patient } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text, type Text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { changeVisibilityThroughPfi, deleteThroughPfi, replaceThroughPfi } from './actions/dpi-sending.js';
import type { ShownTransmission } from './actions/dpi-transmission.js';
import { linkRequired } from './checks/dpi-link.js';
import { checkOperationSent, checkStateShown, checkVisibilitySent } from './checks/dpi-sending.js';
import { attachMessages, messagesOf, sendDocument, type SentMessage, startLink } from './dpi-situations.js';
import { judgeDocumentMessage, judgeDocumentVersions } from './judge-document.js';

const PROOF = 'CDA/HL7.02.01.01';

/** A document is sent to the DMP, a physician and the patient, then replaced, then deleted. */
export const lifeCycle = defineScenario({
  requirement: 'CDA/HL7.02',
  id: 'CDA/HL7.02.01',
  title: text(
    'Envoyer, remplacer et supprimer un document par la PFI',
    'Send, replace and delete a document through the PFI',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl7-lifecycle')],
  async run(t) {
    const person = patient('hl7-lifecycle');
    if (!(await startLink(t, PROOF, linkRequired()))) return;
    const { title, first } = await t.step(
      text('Envoyer au DMP, à un médecin et au patient', 'Send to the DMP, a physician and the patient'),
      async () => {
        const sent = await sendDocument(t, person, 'cycle', {
          recipients: [mailbox('gp1').address],
          toPatient: true,
        });
        const messages = await messagesOf(t, person, sent.since);
        judge(t, messages, 'create', sent);
        return { title: sent.title, first: messages };
      },
    );
    const second = await changed(t, 'replace', text('Le remplacer', 'Replace it'), title, async () =>
      t.act(replaceThroughPfi, {
        patient: refOf(person),
        document: { title },
        text: `Repère cycle-v2-${t.runKey}\nTexte corrigé.`,
      }),
    );
    const last = await changed(t, 'delete', text('Le supprimer', 'Delete it'), title, async () =>
      t.act(deleteThroughPfi, { patient: refOf(person), document: { title } }),
    );
    await t.step(text('Relire le cycle de vie', 'Read the life cycle again'), () => {
      const chain = [...first, ...second, ...last].map(({ bytes }) => bytes);
      if (chain.length > 0) t.check(PROOF, judgeDocumentVersions(chain));
    });

    async function changed(
      context: ScenarioContext,
      act: 'replace' | 'delete',
      words: Text,
      about: string,
      change: () => Promise<{ transmissions: readonly ShownTransmission[] }>,
    ): Promise<SentMessage[]> {
      return context.step(words, async () => {
        const since = await context.mark();
        const { transmissions } = await change();
        const messages = await messagesOf(context, person, since);
        judge(context, messages, act, { title: about, shown: transmissions });
        return messages;
      });
    }
  },
});

/** Who may see a document changes: a new version, said to be one, with the same mail recipients. */
export const visibilityChange = defineScenario({
  requirement: 'CDA/HL7.02',
  id: 'CDA/HL7.02.01-visibilite',
  title: text(
    'Changer la visibilité d’un document envoyé par la PFI',
    'Change the visibility of a document sent through the PFI',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl7-visibility')],
  async run(t) {
    const person = patient('hl7-visibility');
    if (!(await startLink(t, PROOF, linkRequired()))) return;
    const sent = await t.step(text('Envoyer un document au DMP', 'Send a document to the DMP'), async () => {
      const asked = await sendDocument(t, person, 'visibilité', { typeCode: '11502-2', level: 'N3' });
      const messages = await messagesOf(t, person, asked.since);
      judge(t, messages, 'create', asked);
      return asked;
    });
    await t.step(text('Le masquer aux professionnels', 'Mask it to professionals'), async () => {
      const since = await t.mark();
      const { offered, transmissions } = await t.act(changeVisibilityThroughPfi, {
        patient: refOf(person),
        document: { title: sent.title },
        maskedToProfessionals: true,
        invisibleToPatient: false,
        invisibleToRepresentatives: false,
      });
      // Advice of the AMA only: a product may have no such function through the PFI (requirements.md R9b).
      if (!offered) return;
      const messages = await messagesOf(t, person, since);
      judge(t, messages, 'replace', { title: sent.title, shown: transmissions });
      t.check(PROOF, checkVisibilitySent(messages));
    });
  },
});

/** Judges what an operation of the user made the product send, and what the screen then says. */
function judge(
  t: ScenarioContext,
  messages: readonly SentMessage[],
  act: 'create' | 'replace' | 'delete',
  { title, shown }: { title: string; shown: readonly ShownTransmission[] },
): void {
  attachMessages(t, PROOF, messages);
  t.check(
    PROOF,
    checkOperationSent(messages, act),
    ...messages.flatMap(({ bytes, exchange }) =>
      judgeDocumentMessage(bytes, { exchange: exchange.id, benchStructures: true }),
    ),
    checkStateShown(shown, { title, operation: act, states: ['taken'] }),
  );
}
