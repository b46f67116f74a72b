import { patient } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import {
  configureAutomaticIntegration,
  decideOnProposal,
  openRecordWithMail,
  type ReceptionRecord,
} from './actions/reception.js';
import {
  checkDeleted,
  checkOlderNotProposed,
  checkOneCopy,
  checkOtherPatientUntouched,
  checkProposalAnnounced,
  checkReceivedViewed,
  checkRefusalKeeps,
  checkReplaced,
  checkUnchanged,
  checkUnknownDeletion,
  noteOrphan,
} from './checks/reception-lifecycle.js';
import {
  attachPair,
  AUTOMATIC_INTEGRATION,
  integrateByHand,
  receive,
  receivedVersion,
  type ReceivedVersion,
  startReception,
  workItemsOf,
} from './situations-reception.js';

const REQUIREMENT = 'MSS/UX.05';
const PROOF = 'MSS/UX.05.BIS.01.01';
const RECEIVE_FIRST = text(
  'Intégrer la version 1 reçue dans un courriel IHE_XDM',
  'Integrate version 1 received in an IHE_XDM mail',
);

/** Version 1, then version 2: told, viewed, validated. It stays manual even with automatic integration on. */
export const replacement = defineScenario({
  requirement: REQUIREMENT,
  id: 'MSS/UX.05.BIS.01',
  title: text(
    'Nouvelle version reçue par MSSanté : annoncée, vue, validée',
    'Newer version received by MSSanté: told, viewed, validated',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('mail-in-replace'), AUTOMATIC_INTEGRATION],
  async run(t) {
    const person = patient('mail-in-replace');
    const first = receivedVersion(t, person, { name: 'remplacement' });
    const second = receivedVersion(t, person, { name: 'remplacement', version: 2, replaces: first });
    await integrateFirst(t, first);
    await t.step(
      text(
        'Recevoir la version 2 (action C), l’intégration automatique activée',
        'Receive version 2 (action C), automatic integration on',
      ),
      async () => {
        attachPair(t, PROOF, first, second);
        await t.act(configureAutomaticIntegration, { enabled: true });
        await receive(t, 'remplacement-2', [second], 'C');
      },
    );
    await announced(t, first, 'replacement');
    await t.step(text('Voir puis valider', 'View, then validate'), async () => {
      const after = await decide(t, first, 'replacement', 'validate');
      t.check(PROOF, checkReceivedViewed(after.viewedContent, second.marker), checkReplaced(after, first.title));
    });
  },
});

/** The deletion of an integrated document: told, viewed, validated. */
export const deletion = defineScenario({
  requirement: REQUIREMENT,
  id: 'MSS/UX.05.BIS.01-suppression',
  title: text(
    'Suppression demandée par MSSanté : annoncée, vue, validée',
    'Deletion asked by MSSanté: told, viewed, validated',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('mail-in-delete'), AUTOMATIC_INTEGRATION],
  async run(t) {
    const first = receivedVersion(t, patient('mail-in-delete'), { name: 'suppression' });
    await integrateFirst(t, first);
    await t.step(text('Recevoir la suppression (action D)', 'Receive the deletion (action D)'), () =>
      receive(t, 'suppression-d', [first], 'D'),
    );
    await announced(t, first, 'deletion');
    await t.step(text('Voir puis valider', 'View, then validate'), async () => {
      const after = await decide(t, first, 'deletion', 'validate');
      t.check(PROOF, checkReceivedViewed(after.viewedContent, first.marker), checkDeleted(after, first.title));
    });
  },
});

/** Refusing a replacement keeps version 1. */
export const refusal = defineScenario({
  requirement: REQUIREMENT,
  id: 'MSS/UX.05.BIS.01-refus',
  title: text('Remplacement refusé : la version 1 reste', 'Replacement refused: version 1 stays'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('mail-in-refuse'), AUTOMATIC_INTEGRATION],
  async run(t) {
    const person = patient('mail-in-refuse');
    const first = receivedVersion(t, person, { name: 'refus' });
    const second = receivedVersion(t, person, { name: 'refus', version: 2, replaces: first });
    await integrateFirst(t, first);
    await t.step(text('Recevoir la version 2', 'Receive version 2'), () => receive(t, 'refus-2', [second], 'C'));
    await announced(t, first, 'replacement');
    await t.step(text('Refuser', 'Refuse'), async () => {
      t.check(PROOF, checkRefusalKeeps(await decide(t, first, 'replacement', 'refuse'), first.title));
    });
  },
});

/** The same document again, then a version older than the one of the record. */
export const again = defineScenario({
  requirement: REQUIREMENT,
  id: 'MSS/UX.05.BIS.01-doublon',
  title: text('Document reçu deux fois, puis version plus ancienne', 'Document received twice, then an older version'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('mail-in-again'), AUTOMATIC_INTEGRATION],
  async run(t) {
    const person = patient('mail-in-again');
    const first = receivedVersion(t, person, { name: 'doublon' });
    await integrateFirst(t, first);
    await t.step(text('Recevoir le même document', 'Receive the same document'), async () => {
      await receive(t, 'doublon-encore', [first]);
      t.check(PROOF, checkOneCopy(await opened(t, first), first.title));
    });
    const recent = receivedVersion(t, person, { name: 'ancienne', version: 2 });
    const older = receivedVersion(t, person, { name: 'ancienne' });
    await t.step(text('Intégrer une version 2', 'Integrate a version 2'), async () => {
      await receive(t, 'ancienne-2', [recent]);
      await integrateByHand(t, recent);
    });
    await t.step(text('Recevoir la version 1 après coup', 'Receive version 1 afterwards'), async () => {
      await receive(t, 'ancienne-1', [older]);
      const items = await workItemsOf(t, older);
      t.check(PROOF, checkOlderNotProposed(await opened(t, older), items, older.title));
    });
  },
});

/** Version 2 of the same set, for another patient. */
export const otherPatient = defineScenario({
  requirement: REQUIREMENT,
  id: 'MSS/UX.05.BIS.01-autre-patient',
  title: text(
    'Version 2 destinée à un autre patient : rien n’est remplacé',
    'Version 2 meant for another patient: nothing is replaced',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('mail-in-mine'), holdPatient('mail-in-other'), AUTOMATIC_INTEGRATION],
  async run(t) {
    const first = receivedVersion(t, patient('mail-in-mine'), { name: 'autre-patient' });
    const foreign = receivedVersion(t, patient('mail-in-other'), {
      name: 'autre-patient',
      version: 2,
      replaces: first,
    });
    await integrateFirst(t, first);
    await t.step(text('Recevoir la version 2 d’un autre patient', 'Receive version 2 for another patient'), () =>
      receive(t, 'autre-patient-2', [foreign], 'C'),
    );
    await t.step(text('Ouvrir les deux dossiers', 'Open both records'), async () => {
      const other = await opened(t, foreign);
      t.check(PROOF, checkOtherPatientUntouched(await opened(t, first), other, first.title));
    });
  },
});

/** A replacement and a deletion of documents nobody knows: noted, not judged (mssante.md §6.2). */
export const orphans = defineScenario({
  requirement: REQUIREMENT,
  id: 'MSS/UX.05.BIS.01-orphelin',
  title: text(
    'Remplacement et suppression de documents inconnus : relevés',
    'Replacement and deletion of unknown documents: noted',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('mail-in-orphan'), AUTOMATIC_INTEGRATION],
  async run(t) {
    const person = patient('mail-in-orphan');
    const unknown = receivedVersion(t, person, { name: 'orphelin' });
    const orphan = receivedVersion(t, person, { name: 'orphelin', version: 2, replaces: unknown });
    const neverSent = receivedVersion(t, person, { name: 'jamais-envoye' });
    await startReception(t, false);
    await t.step(
      text('Recevoir le remplacement d’un document inconnu', 'Receive the replacement of an unknown document'),
      async () => {
        await receive(t, 'orphelin-2', [orphan], 'C');
        await note(t, orphan);
      },
    );
    await t.step(
      text('Recevoir la suppression d’un document inconnu', 'Receive the deletion of an unknown document'),
      async () => {
        await receive(t, 'jamais-envoye-d', [neverSent], 'D');
        const record = await note(t, neverSent);
        t.check(PROOF, ...checkUnknownDeletion(record, neverSent.title));
      },
    );
  },
});

function integrateFirst(t: ScenarioContext, first: ReceivedVersion): Promise<void> {
  return startReception(t, false).then(() =>
    t.step(RECEIVE_FIRST, async () => {
      await receive(t, `premiere-${first.person.key}`, [first]);
      await integrateByHand(t, first);
      t.check(PROOF, checkUnchanged(await opened(t, first), first.title));
    }),
  );
}

function announced(t: ScenarioContext, first: ReceivedVersion, kind: 'replacement' | 'deletion'): Promise<void> {
  return t.step(text('Ouvrir le dossier', 'Open the record'), async () => {
    const record = await opened(t, first);
    t.check(PROOF, checkProposalAnnounced(record, kind, first.title), checkUnchanged(record, first.title));
  });
}

function opened(t: ScenarioContext, { person }: ReceivedVersion): Promise<ReceptionRecord> {
  return t.act(openRecordWithMail, { patient: refOf(person) });
}

function decide(
  t: ScenarioContext,
  { person, title }: ReceivedVersion,
  kind: 'replacement' | 'deletion',
  decision: 'validate' | 'refuse',
): Promise<ReceptionRecord & { viewedContent: string }> {
  return t.act(decideOnProposal, { patient: refOf(person), document: { title }, kind, decision });
}

/** Reports what the screen says: no published rule covers the case. */
async function note(t: ScenarioContext, document: ReceivedVersion): Promise<ReceptionRecord> {
  const items = await workItemsOf(t, document);
  const record = await opened(t, document);
  t.check(PROOF, noteOrphan(record, items, document.title));
  return record;
}
