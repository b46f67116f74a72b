import { patient } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { listDmpDocuments, viewDmpDocument } from './actions/consultation.js';
import { checkRetrieved, checkRightBeforeConsultation, checkRightForNextUser } from './checks/consultation-rights.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { type DepositedDocument, depositDocument } from './third-party.js';
import { holdPatient, nationalId, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/UX.08.01.01';

/** TD0.2 or TD0.4 before any consultation, for each patient and each user. */
export const rightsFirst = defineScenario({
  requirement: 'DMP/UX.08',
  id: 'DMP/UX.08.01',
  title: text(
    'Le droit d’accès au DMP est vérifié avant toute consultation',
    'The right of access is checked before any consultation',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux08-rights'), holdPatient('camille')],
  precondition: text(
    'Le DMP du patient contient un document ; l’utilisateur vient d’un autre dossier.',
    'The patient’s DMP holds a document; the user comes from another record.',
  ),
  async run(t) {
    const other = patient('camille');
    const person = patient('ux08-rights');
    await openAuthorisedDmp(t, other, 'ps1');
    await openAuthorisedDmp(t, person, 'ps1', 'ps2');
    const document = await depositDocument(t, person, { name: 'consulte', typeCode: '11490-0' });
    await t.step(
      text('Ouvrir d’abord le dossier d’un autre patient', 'First open another patient’s record'),
      async () => {
        await signInAs(t, 'ps1');
        await openRecord(t, other);
      },
    );
    const since = await t.mark();
    await t.step(text('Consulter un document du DMP', 'Consult a DMP document'), async () => {
      await consult(t, document);
      const exchanges = await timeline(t, 'ps1', since);
      t.attachExchanges(PROOF, exchanges);
      t.check(
        PROOF,
        checkRetrieved(
          exchanges,
          document.uniqueId,
          await t.explainMissing({ service: 'dmp', transaction: 'td3-2', since }),
        ),
        checkRightBeforeConsultation(exchanges, nationalId('ps1')),
      );
    });
    await t.step(
      text('Consulter le même document avec un second utilisateur', 'Consult the same document as a second user'),
      async () => {
        await signInAs(t, 'ps2');
        await consult(t, document);
        const exchanges = await timeline(t, 'ps2', since);
        t.attachExchanges(PROOF, exchanges);
        t.check(PROOF, checkRightForNextUser(exchanges, nationalId('ps2')));
      },
    );
  },
});

async function consult(t: ScenarioContext, document: DepositedDocument): Promise<void> {
  const target = { patient: refOf(patient('ux08-rights')) };
  await openRecord(t, patient('ux08-rights'));
  await t.act(listDmpDocuments, { ...target, filters: {} });
  await t.act(viewDmpDocument, { ...target, document: { title: document.title } });
}

/** Exchanges of one user about the patient, in order; TD0.4 names no patient and counts for its user. */
async function timeline(t: ScenarioContext, key: string, since: number) {
  const exchanges = await t.exchanges({ service: 'dmp', keys: { user: nationalId(key) }, since });
  const { ins } = patient('ux08-rights');
  return exchanges.filter((one) => one.keys['patient'] === ins || one.transaction === 'td0-4');
}
