import { patient } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { checkSentOnce } from './checks/feeding.js';
import { checkVisibility } from './checks/feeding-lot.js';
import { type Production, produce } from './feeding-situations.js';
import { feedingsOf } from './feedings.js';
import { judgeLots } from './lot-judgement.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, signInAs } from '../record/index.js';

const MASKING = 'DMP/va1.04.01.01';
const INVISIBILITY = 'DMP/va1.04.01.02';

/** Masking to professionals, then invisibility to the patient and to legal representatives, each in the lot sent. */
export const visibilityChosen = defineScenario({
  requirement: 'DMP/va1.04',
  id: 'DMP/va1.04.01',
  title: text(
    'Masquage et visibilité choisis à la rédaction partent avec le document',
    'Masking and visibility chosen when writing go with the document',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [MASKING, INVISIBILITY],
  holds: [holdPatient('feed-visibility')],
  async run(t) {
    const person = patient('feed-visibility');
    await openAuthorisedDmp(t, person, 'ps1');
    await t.step(
      text('Document masqué aux professionnels', 'Document masked to professionals'),
      async () => {
        await signInAs(t, 'ps1');
        await openRecord(t, person);
        await judge(t, MASKING, { name: 'masqué', visibility: { maskedToProfessionals: true } }, ['MASQUE_PS']);
      },
      [MASKING],
    );
    await t.step(
      text('Document non visible par le patient', 'Document not visible to the patient'),
      () =>
        judge(t, INVISIBILITY, { name: 'invisible', visibility: { invisibleToPatient: true } }, ['INVISIBLE_PATIENT']),
      [INVISIBILITY],
    );
    await t.step(
      text('Document non visible par les représentants légaux', 'Document not visible to legal representatives'),
      () =>
        judge(t, INVISIBILITY, { name: 'représentants', visibility: { invisibleToRepresentatives: true } }, [
          'INVISIBLE_REPRESENTANTS_LEGAUX',
        ]),
      [INVISIBILITY],
    );
  },
});

async function judge(
  t: ScenarioContext,
  proof: string,
  production: Production,
  codes: readonly string[],
): Promise<void> {
  const person = patient('feed-visibility');
  const document = await produce(t, person, { typeCode: '34874-8', ...production });
  const feedings = await feedingsOf(t, person, document.title, document.since);
  judgeLots(t, proof, person, feedings);
  t.check(proof, checkSentOnce(feedings, document), ...feedings.map((feeding) => checkVisibility(feeding, codes)));
}
