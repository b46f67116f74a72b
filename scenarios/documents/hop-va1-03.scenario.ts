import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { advanceDocument, changeDraftText } from './actions/writing.js';
import { checkContent } from './checks/produced-pdf.js';
import { checkEdited } from './checks/writing.js';
import { enterStay, handOver, start, titleOf } from './writing-situations.js';

const PROOF = 'HOP/va1.03.01.01';

/** A prefilled text is changed, then the document is validated: it says the new text. */
export const editedBeforeValidation = defineScenario({
  requirement: 'HOP/va1.03',
  id: 'HOP/va1.03.01',
  title: text('Un texte prérempli, modifié avant la validation', 'A prefilled text, changed before validation'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('doc-edited')],
  async run(t) {
    const person = patient('doc-edited');
    const { reason } = await enterStay(t, person);
    const replacement = `Malaise à l’effort ${t.runKey}`;
    const of = { patient: refOf(person), document: { title: titleOf(t, 'corrige') } };
    await t.step(text('Modifier un texte prérempli', 'Change a prefilled text'), async () => {
      await start(t, person, { name: 'corrige', typeCode: '11490-0' });
      const shown = await t.act(changeDraftText, { ...of, find: reason, replacement });
      t.check(PROOF, checkEdited(shown, reason, replacement));
    });
    await t.step(text('Valider et lire le document', 'Validate and read the document'), async () => {
      await t.act(advanceDocument, { ...of, step: 'validate' });
      const found = await handOver(t, person, 'corrige', PROOF);
      if (found) t.check(PROOF, checkContent(found.lines, [replacement], [reason]));
    });
  },
});
