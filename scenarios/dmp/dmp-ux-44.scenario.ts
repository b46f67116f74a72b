import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { configureRetention, listRecordDocuments } from './actions/reading.js';
import { checkRetention } from './checks/record-documents.js';
import { PAPERS } from './papers.js';
import { parisIsoDay, RETENTION_SETTING } from './record-situations.js';
import { integrateDocuments, openAuthorisedDmp } from './situations.js';
import { depositDocument } from './third-party.js';
import { holdPatient, refOf, judgePaper } from '../record/index.js';

const PROOF = 'DMP/UX.44.01.02';

/** The retention rule of the product applies to what comes from the DMP. */
export const retention = defineScenario({
  requirement: 'DMP/UX.44',
  id: 'DMP/UX.44.01',
  title: text(
    'Règles de conservation appliquées à un document intégré du DMP',
    'Retention rules applied to a document integrated from the DMP',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PAPERS.retentionManual.proof, PROOF],
  holds: [holdPatient('ux44-retention'), RETENTION_SETTING],
  async run(t) {
    const person = patient('ux44-retention');
    await openAuthorisedDmp(t, person, 'ps1');
    const document = await depositDocument(t, person, { name: 'conserve', typeCode: '11490-0' });
    await integrateDocuments(t, person, [document]);
    for (const years of [12, 20]) {
      await t.step(
        text(
          `Régler la conservation sur ${years} ans et voir qu’elle s’applique`,
          `Set the retention to ${years} years and see that it applies`,
        ),
        async () => {
          await t.act(configureRetention, { years });
          const { documents } = await t.act(listRecordDocuments, { patient: refOf(person), sortedBy: 'creation-date' });
          const shown = documents.find(({ title }) => title === document.title);
          t.check(PROOF, checkRetention(shown, years, parisIsoDay(0)));
        },
        [PROOF],
      );
    }
    await t.step(
      text('Remettre la documentation des règles', 'Hand over the documentation of the rules'),
      () => judgePaper(t, PAPERS.retentionManual),
      [PAPERS.retentionManual.proof],
    );
  },
});
