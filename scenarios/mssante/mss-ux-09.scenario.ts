import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { openRecordWithMail, treatReceivedDocument } from './actions/reception.js';
import { checkListed, checkTreated, holds } from './checks/reception-integration.js';
import { versionsOf } from './checks/reception-lifecycle.js';
import {
  AUTOMATIC_INTEGRATION,
  receive,
  receivedVersion,
  type ReceivedVersion,
  startReception,
  versionOf,
  workItemsOf,
} from './situations-reception.js';

const PROOF = 'MSS/UX.09.01.01';

/** A document nobody matches is integrated by hand, then replaced, then deleted, all from the work list. */
export const workList = defineScenario({
  requirement: 'MSS/UX.09',
  id: 'MSS/UX.09.01',
  title: text('Liste de travail : intégrer, remplacer, supprimer', 'Work list: integrate, replace, delete'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('mail-in-list'), AUTOMATIC_INTEGRATION],
  async run(t) {
    const person = patient('mail-in-list');
    const ref = { patient: refOf(person) };
    const stranger = { ...person, key: 'stranger', ins: '', birthFamilyName: 'ESSAI-SANSDOSSIER' };
    const unmatched = receivedVersion(t, stranger, { name: 'liste-sans-patient' });
    const first = receivedVersion(t, person, { name: 'liste' });
    const second = receivedVersion(t, person, { name: 'liste', version: 2, replaces: first });
    const treat = async (
      document: ReceivedVersion,
      treatment: 'integrate' | 'replace' | 'delete',
    ): Promise<{ versions: string[]; items: Parameters<typeof checkTreated>[0]; integrated: boolean }> => {
      t.check(PROOF, checkListed(await workItemsOf(t, document), treatment, document.title));
      const { items } = await t.act(treatReceivedDocument, { document: versionOf(document), ...ref, treatment });
      const record = await t.act(openRecordWithMail, ref);
      return {
        items,
        versions: versionsOf(record.documents, document.title),
        integrated: holds(record, document.title),
      };
    };
    await startReception(t, false);
    await t.step(
      text('Intégrer un document sans patient proposé', 'Integrate a document without a proposed patient'),
      async () => {
        await receive(t, 'liste-sans-patient', [unmatched]);
        const { items, integrated } = await treat(unmatched, 'integrate');
        const about = text('document dans le dossier', 'document in the record');
        t.check(PROOF, checkTreated(items, versionOf(unmatched), { holds: integrated, about }));
      },
    );
    await t.step(text('Intégrer, puis remplacer', 'Integrate, then replace'), async () => {
      await receive(t, 'liste-1', [first]);
      const { items, integrated } = await treat(first, 'integrate');
      const about = text('document dans le dossier', 'document in the record');
      t.check(PROOF, checkTreated(items, versionOf(first), { holds: integrated, about }));
      await receive(t, 'liste-2', [second], 'C');
      const replaced = await treat(second, 'replace');
      const newer = text('version 2 en vigueur', 'version 2 current');
      t.check(
        PROOF,
        checkTreated(replaced.items, versionOf(second), { holds: replaced.versions.includes('v2'), about: newer }),
      );
    });
    await t.step(text('Supprimer', 'Delete'), async () => {
      await receive(t, 'liste-d', [second], 'D');
      const { items, versions } = await treat(second, 'delete');
      const about = text('version 2 supprimée', 'version 2 deleted');
      t.check(PROOF, checkTreated(items, versionOf(second), { holds: !versions.includes('v2'), about }));
    });
  },
});
