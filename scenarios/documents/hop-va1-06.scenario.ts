import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, judgePaper, refOf, signInAs } from '../record/index.js';
import { openWorkflowHelp } from './actions/workflow.js';
import { advanceDocument } from './actions/writing.js';
import { checkHelp, checkStep } from './checks/writing.js';
import { PAPERS, PROOFREAD_MENTIONS } from './papers.js';
import { sentenceOf, start, titleOf } from './writing-situations.js';

const SCREEN = 'HOP/va1.06.01.02';
const STEPS = [
  {
    who: 'ps1',
    step: 'ask-proofreading',
    then: 'to-proofread',
    name: text('demande de relecture', 'proofreading asked'),
  },
  { who: 'ps2', step: 'proofread', then: 'to-validate', name: text('relecture', 'proofreading') },
  { who: 'ps1', step: 'validate', then: 'validated', name: text('validation', 'validation') },
] as const;

/** A document goes from one professional to another and back, as the documentation says. */
export const withProofreading = defineScenario({
  requirement: 'HOP/va1.06',
  id: 'HOP/va1.06.01',
  title: text(
    'Faire relire puis valider un document, et la documentation du circuit',
    'Have a document proofread then validate it, and the documentation of the workflow',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PAPERS.proofread.proof, SCREEN],
  holds: [holdPatient('doc-proofread')],
  async run(t) {
    const person = patient('doc-proofread');
    const of = { patient: refOf(person), document: { title: titleOf(t, 'relu') } };
    await t.step(
      text('Créer un document, le faire relire, le valider', 'Create a document, have it proofread, validate it'),
      async () => {
        await signInAs(t, 'ps1');
        await start(t, person, { name: 'relu', typeCode: '34874-8', text: sentenceOf(t, 'relu') });
        for (const { who, step, then, name } of STEPS) {
          await signInAs(t, who);
          t.check(SCREEN, checkStep(await t.act(advanceDocument, { ...of, step }), then, name));
        }
      },
      [SCREEN],
    );
    await t.step(
      text('Ouvrir la documentation depuis le logiciel', 'Open the documentation from the software'),
      async () => {
        const { shown } = await t.act(openWorkflowHelp, { workflow: 'with-proofreading' });
        t.check(SCREEN, checkHelp(shown, PROOFREAD_MENTIONS));
      },
      [SCREEN],
    );
    await t.step(
      text('Remettre la documentation', 'Hand over the documentation'),
      () => judgePaper(t, PAPERS.proofread),
      [PAPERS.proofread.proof],
    );
  },
});
