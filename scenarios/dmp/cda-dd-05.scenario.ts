import type { Patient } from '../../fixtures/people.js';
import { patient } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, type Text, text } from '../harness/index.js';
import {
  deleteLocalCopy,
  integrateNewVersion,
  type RecordObservation,
  viewLocalDocument,
} from './actions/consultation.js';
import { checkRetrieved } from './checks/consultation-rights.js';
import { checkDocumentOpens } from './checks/document-list.js';
import {
  checkBothVersionsKept,
  checkEveryDocumentAnnounced,
  checkLocalCopyDeleted,
  checkLocalCopyStillThere,
  checkNewerVersionAnnounced,
  checkNewerVersionViewed,
  checkNoLongerAccessibleAnnounced,
  checkOffersLocalDeletion,
  checkOffersViewAndIntegrate,
  checkStored,
  checkVersionChainFollowed,
} from './checks/integrated-documents.js';
import { checkUsableDuringRequests } from './checks/usability.js';
import { integrateDocuments, openAuthorisedDmp, openRecord } from './situations.js';
import { workDuringSlowRequests } from './slow-dmp.js';
import { type DepositedDocument, depositDocument, replaceDocument } from './third-party.js';
import { holdPatient, nationalId, refOf, signInAs } from '../record/index.js';

const PROOF = 'CDA/DD.05.01.01';

/** A newer version of an integrated document: announced, viewed, integrated, the old one kept. */
export const newerVersion = defineScenario({
  requirement: 'CDA/DD.05',
  id: 'CDA/DD.05.01',
  title: text(
    'Nouvelle version d’un document intégré : annoncée à l’ouverture, vue, intégrée en gardant l’ancienne',
    'Newer version of an integrated document: announced at opening, viewed, integrated keeping the old one',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('dd05-version')],
  precondition: text(
    'Le dossier contient la version 1 d’un document intégré depuis le DMP ; un tiers dépose ensuite la version 2.',
    'The record holds version 1 of a document integrated from the DMP; a third party then feeds version 2.',
  ),
  async run(t) {
    const person = patient('dd05-version');
    await openAuthorisedDmp(t, person, 'ps1');
    const first = await depositDocument(t, person, { name: 'version', typeCode: '11490-0' });
    await integrateDocuments(t, person, [first]);
    const second = await replaceDocument(t, person, first);

    await t.step(
      text('Ouvrir le dossier pendant que le DMP répond lentement', 'Open the record while the DMP answers slowly'),
      async () => {
        const { observed, slow } = await workDuringSlowRequests(t, person);
        t.check(PROOF, checkUsableDuringRequests(observed, slow));
      },
    );
    const observed = await t.step(text('Ouvrir le dossier du patient', 'Open the patient record'), async () => {
      const record = await openRecord(t, person);
      t.check(
        PROOF,
        checkStored(record.localDocuments, first.title),
        checkNewerVersionAnnounced(record, first.title),
        checkOffersViewAndIntegrate(record, first.title),
      );
      return record;
    });
    if (!announces(observed, first)) return;
    await t.step(text('Voir puis intégrer la nouvelle version', 'View, then integrate the newer version'), async () => {
      const since = await t.mark();
      const shown = await t.act(integrateNewVersion, { patient: refOf(person), document: { title: first.title } });
      const filter = {
        service: 'dmp',
        transaction: 'td3-2',
        keys: { patient: person.ins, document: second.uniqueId },
        since,
      };
      const retrieved = await t.exchanges(filter);
      t.attachExchanges(PROOF, retrieved);
      t.check(
        PROOF,
        checkNewerVersionViewed(shown.viewedContent, second.marker),
        checkRetrieved(retrieved, second.uniqueId, await t.explainMissing(filter)),
        checkBothVersionsKept(shown.localDocuments, first.title),
      );
    });
    await t.step(text('Ouvrir l’ancienne version dans le dossier', 'Open the old version in the record'), async () => {
      const shown = await t.act(viewLocalDocument, {
        patient: refOf(person),
        document: { title: first.title },
        version: '1',
      });
      t.check(PROOF, checkDocumentOpens(shown, first.marker));
    });
  },
});

/** Every integrated document counts, and an attribute change before the replacement does not hide it. */
export const everyIntegratedDocument = defineScenario({
  requirement: 'CDA/DD.05',
  id: 'CDA/DD.05.01-tous',
  title: text(
    'Nouvelles versions de plusieurs documents intégrés, dont un aux attributs modifiés entre-temps',
    'Newer versions of several integrated documents, one of them with attributes changed meanwhile',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('dd05-undisplayed')],
  precondition: text(
    'Le dossier contient deux documents intégrés ; un tiers remplace les deux, le second après un changement de confidentialité.',
    'The record holds two integrated documents; a third party replaces both, the second after a confidentiality change.',
  ),
  async run(t) {
    const person = patient('dd05-undisplayed');
    await openAuthorisedDmp(t, person, 'ps1');
    const plain = await depositDocument(t, person, { name: 'simple', typeCode: '11490-0' });
    const changed = await depositDocument(t, person, { name: 'attribut', typeCode: '11502-2', author: 'lab1' });
    await integrateDocuments(t, person, [plain, changed]);
    await replaceDocument(t, person, plain);
    await t.control('dmp', 'update-confidentiality', {
      uniqueId: changed.uniqueId,
      confidentiality: ['N', 'INVISIBLE_PATIENT'],
    });
    await replaceDocument(t, person, changed);
    await t.step(text('Ouvrir le dossier du patient', 'Open the patient record'), async () => {
      const record = await openRecord(t, person);
      t.check(
        PROOF,
        checkEveryDocumentAnnounced(record, [plain.title, changed.title]),
        checkVersionChainFollowed(record, changed.title),
      );
    });
  },
});

/** Deleted from the DMP by its author. */
export const deleted = noLongerAccessible({
  id: 'CDA/DD.05.01-supprime',
  patientKey: 'dd05-deleted',
  title: text('Document intégré puis supprimé du DMP', 'Document integrated, then deleted from the DMP'),
  happens: (t, _person, document) => t.control('dmp', 'delete-document', { uniqueId: document.uniqueId }),
});

/** Masked to professionals other than its author and the médecin traitant. */
export const masked = noLongerAccessible({
  id: 'CDA/DD.05.01-masque',
  patientKey: 'dd05-masked',
  title: text('Document intégré puis masqué aux professionnels', 'Document integrated, then masked to professionals'),
  happens: (t, _person, document) =>
    t.control('dmp', 'update-confidentiality', { uniqueId: document.uniqueId, confidentiality: ['N', 'MASQUE_PS'] }),
});

/** The user lost the right to read this DMP. */
export const notEntitled = noLongerAccessible({
  id: 'CDA/DD.05.01-non-habilite',
  patientKey: 'dd05-not-entitled',
  title: text('Document intégré, utilisateur qui n’est plus habilité', 'Document integrated, user no longer entitled'),
  happens: (t, person) =>
    t.control('dmp', 'set-authorization', { ins: person.ins, professional: nationalId('ps1'), state: 'forbidden' }),
});

function noLongerAccessible(cause: {
  id: string;
  patientKey: string;
  title: Text;
  happens(t: ScenarioContext, person: Patient, document: DepositedDocument): Promise<unknown>;
}) {
  return defineScenario({
    requirement: 'CDA/DD.05',
    id: cause.id,
    title: cause.title,
    actor: 'dpi',
    drive: 'automatic',
    proofs: [PROOF],
    holds: [holdPatient(cause.patientKey)],
    async run(t) {
      const person = patient(cause.patientKey);
      await openAuthorisedDmp(t, person, 'ps1');
      const document = await depositDocument(t, person, { name: 'accessible', typeCode: '11490-0' });
      await integrateDocuments(t, person, [document]);
      await cause.happens(t, person, document);
      const observed = await t.step(text('Ouvrir le dossier du patient', 'Open the patient record'), async () => {
        await signInAs(t, 'ps1');
        const record = await openRecord(t, person);
        t.check(
          PROOF,
          checkLocalCopyStillThere(record, document.title),
          checkNoLongerAccessibleAnnounced(record, document.title),
          checkOffersLocalDeletion(record, document.title),
        );
        return record;
      });
      const offered = observed.notices.some(
        (notice) => notice.documentTitle === document.title && notice.offers.includes('delete-local'),
      );
      if (!offered) return;
      await t.step(
        text('Supprimer la copie locale depuis l’avis', 'Delete the local copy from the notice'),
        async () => {
          const after = await t.act(deleteLocalCopy, { patient: refOf(person), document: { title: document.title } });
          t.check(PROOF, checkLocalCopyDeleted(after.localDocuments, document.title));
        },
      );
    },
  });
}

/** The steps that act on the notice have no object when it is not there: its absence is already judged. */
function announces(observed: RecordObservation, document: DepositedDocument): boolean {
  return observed.notices.some(
    (notice) => notice.documentTitle === document.title && notice.offers.includes('integrate'),
  );
}
