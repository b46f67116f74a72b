import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { showProducibleTypes } from './actions/feeding.js';
import { DEFAULT_TYPES_AND_FORMATS } from './annex-4.js';
import { checkFormatsOffered, checkProduced, reviewAnnex } from './checks/document-formats.js';
import { checkSentOnce } from './checks/feeding.js';
import { produce } from './feeding-situations.js';
import { feedingsOf } from './feedings.js';
import { judgeLots } from './lot-judgement.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'CDA/DD.08.01.01';

/** The types and formats of the list are offered; one of each format is produced and sent. */
export const typesAndFormats = defineScenario({
  requirement: 'CDA/DD.08',
  id: 'CDA/DD.08.01',
  title: text(
    'Produire les types de documents dans les formats demandés',
    'Produce the document types in the formats asked',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('formats-types')],
  async run(t) {
    const person = patient('formats-types');
    await openAuthorisedDmp(t, person, 'ps1');
    await t.step(text('Afficher les types et formats proposés', 'Show the types and formats offered'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
      const { types } = await t.act(showProducibleTypes, { patient: refOf(person) });
      t.check(PROOF, checkFormatsOffered(types, DEFAULT_TYPES_AND_FORMATS), reviewAnnex(DEFAULT_TYPES_AND_FORMATS));
    });
    for (const [typeCode, level] of [
      ['15507-7', 'N1'],
      ['11502-2', 'N3'],
    ] as const) {
      await t.step(text(`Produire ${typeCode} en ${level}`, `Produce ${typeCode} as ${level}`), async () => {
        const document = await produce(t, person, { name: level, typeCode, level });
        const feedings = await feedingsOf(t, person, document.title, document.since);
        judgeLots(t, PROOF, person, feedings);
        t.check(
          PROOF,
          checkSentOnce(feedings, document),
          ...feedings.map((feeding) => checkProduced(feeding, { typeCode, level })),
        );
      });
    }
  },
});
