import type { Patient } from '../../fixtures/people.js';
import { patient, professional } from '../../fixtures/roster.js';
import type { DocumentEntry } from '../../mocks/wire/ebrim-objects.js';
import {
  type Action,
  type CheckDeclaration,
  defineScenario,
  fileBytes,
  notApplicable,
  type ScenarioContext,
  text,
} from '../harness/index.js';
import { accessesSeen, registeredDocument, updatesSeen } from './accesses.js';
import { produceNewVersion } from './actions/feeding.js';
import { listDmpDocuments, integrateDmpDocument } from './actions/consultation.js';
import {
  deleteFromDmp,
  type DocumentFunctionObservation,
  exportAccessTraces,
  makeVisible,
  maskDocument,
  unmaskDocument,
} from './actions/traces.js';
import { readTraceExport } from './checks/access-trace.js';
import { checkAccessesPerformed, compareTraces } from './checks/access-trace-comparison.js';
import { accessTraceSettings } from './checks/access-trace-file.js';
import { checkAttributeChange } from './checks/document-function.js';
import { feedDocument, produce } from './feeding-situations.js';
import { FEEDING_TRANSACTIONS } from './feedings.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { depositDocument } from './third-party.js';
import { holdPatient, nationalId, type PatientRef, refOf, signInAs } from '../record/index.js';

const TRACES = 'DMP/CONF.14.01.01';
const ATTRIBUTES = 'DMP/CONF.14.02.01';
const USERS = ['ps1', 'ps2'];

const STEP_5: CheckDeclaration = {
  id: 'dmp.access-trace.step-5',
  title: text('Étape 5 : rendre invisible un document visible', 'Step 5: hide a visible document'),
  rule: { reference: 'AMA 09/09/2025, DMP/CONF.14', confidence: 'stated' },
};

type OnDocument = Action<{ patient: PatientRef; document: { title: string } }, DocumentFunctionObservation>;

/** Every listed access by two users, then the exported traces against the journal. */
export const accessTraces = defineScenario({
  requirement: 'DMP/CONF.14',
  id: 'DMP/CONF.14.01',
  title: text(
    'Chaque accès à un document du DMP est tracé, et les traces s’exportent',
    'Each access to a DMP document is traced, and traces can be exported',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [TRACES],
  holds: [holdPatient('traces-accesses')],
  precondition: text(
    'DMP ouvert, deux utilisateurs autorisés, un document déposé par un tiers. Une alimentation par une PFI sera comparée à son message HL7 avec les flux HL7.',
    'Open DMP, two authorised users, a document fed by a third party. A feeding through a PFI will be compared with its HL7 message with the HL7 flows.',
  ),
  async run(t) {
    const person = patient('traces-accesses');
    const startedAt = new Date().toISOString();
    const since = await t.mark();
    await openAuthorisedDmp(t, person, ...USERS);
    const other = await depositDocument(t, person, { name: 'externe', typeCode: '11490-0' });
    const first = await feedDocument(t, person, { name: 'remplacé' });
    const act = async (action: OnDocument, title: string): Promise<void> => {
      await t.act(action, { patient: refOf(person), document: { title } });
    };
    await t.step(text('Alimenter, remplacer, supprimer', 'Feed, replace, delete'), async () => {
      const words = `Repère remplacé-v2-${t.runKey}`;
      await t.act(produceNewVersion, { patient: refOf(person), document: { title: first.title }, text: words });
      const mistake = await produce(t, person, { name: 'supprimé' });
      await act(deleteFromDmp, mistake.title);
    });
    await t.step(text('Masquer, démasquer, rendre visible', 'Mask, unmask, make visible'), async () => {
      const hidden = await produce(t, person, { name: 'caché', visibility: { invisibleToPatient: true } });
      await act(maskDocument, first.title);
      await act(unmaskDocument, first.title);
      await act(makeVisible, hidden.title);
    });
    await t.step(text('Une demande que le DMP refuse', 'A request the DMP refuses'), async () => {
      const { id } = await t.control<{ id: string }>('faults', 'add', {
        service: 'dmp',
        transaction: 'td3-3a',
        keys: { patient: person.ins },
        times: 1,
        fault: { kind: 'registry-error' },
      });
      await act(maskDocument, first.title).finally(() => t.control('faults', 'remove', { id }));
    });
    await t.step(text('Télécharger, par deux utilisateurs', 'Download, by two users'), async () => {
      for (const user of USERS) {
        await signInAs(t, user);
        await openRecord(t, person);
        await t.act(listDmpDocuments, { patient: refOf(person), filters: {} });
        await t.act(integrateDmpDocument, { patient: refOf(person), document: { title: other.title } });
      }
    });
    await t.step(
      text('Exporter les traces et les comparer au journal', 'Export the traces and compare them with the journal'),
      async () => {
        await signInAs(t, 'ps1');
        const { file: exported } = await t.act(exportAccessTraces, { patient: refOf(person) });
        const settings = accessTraceSettings.parse(t.settings['accessTrace'] ?? {});
        const accesses = await accessesSeen(t, person, since);
        const { file, finding } = readTraceExport(fileBytes(exported), settings);
        t.check(TRACES, finding, checkAccessesPerformed(accesses));
        if (file) {
          const localIds = new Map(USERS.map((key) => [nationalId(key), localIdsOf(key)]));
          const comparison = { file, accesses, patient: person.ins, since: startedAt, localIds, settings };
          t.check(TRACES, ...compareTraces(comparison));
        }
        t.check(
          TRACES,
          notApplicable(STEP_5, {
            message: text(
              'Ne peut pas être réalisée : non évaluée (AMA). La remise en visibilité, elle, est tracée.',
              'Cannot be done: not assessed (AMA). Making visible, for its part, is traced.',
            ),
          }),
        );
      },
    );
  },
});

/** Masking, unmasking and making visible change the attributes of the same version. */
export const attributeChanges = defineScenario({
  requirement: 'DMP/CONF.14',
  id: 'DMP/CONF.14.02',
  title: text(
    'Masquer, démasquer, rendre visible : les attributs changent, pas la version',
    'Mask, unmask, make visible: attributes change, not the version',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [ATTRIBUTES],
  holds: [holdPatient('traces-attributes')],
  async run(t) {
    const person = patient('traces-attributes');
    await openAuthorisedDmp(t, person, 'ps1');
    const fed = await feedDocument(t, person, { name: 'attributs', visibility: { invisibleToPatient: true } });
    const entry = fed.feeding.document;
    if (!entry) return;
    const hidden = ['N', 'INVISIBLE_PATIENT'];
    await change(t, person, entry, fed.title, { action: maskDocument, wanted: [...hidden, 'MASQUE_PS'] });
    await change(t, person, entry, fed.title, { action: unmaskDocument, wanted: hidden });
    await change(t, person, entry, fed.title, { action: maskDocument, wanted: [...hidden, 'MASQUE_PS'] });
    await change(t, person, entry, fed.title, { action: makeVisible, wanted: ['N', 'MASQUE_PS'] });
  },
});

async function change(
  t: ScenarioContext,
  person: Patient,
  fed: DocumentEntry,
  title: string,
  { action, wanted }: { action: OnDocument; wanted: string[] },
): Promise<void> {
  await t.step(action.title, async () => {
    const before = await registeredDocument(t, person, fed.uniqueId);
    const since = await t.mark();
    const shown = await t.act(action, { patient: refOf(person), document: { title } });
    const updates = await updatesSeen(t, person, since);
    const keys = { patient: person.ins };
    const feedings = await t.exchanges({ service: 'dmp', transaction: FEEDING_TRANSACTIONS, keys, since });
    const after = await registeredDocument(t, person, fed.uniqueId);
    t.attachExchanges(ATTRIBUTES, [...updates.map(({ exchange }) => exchange), ...feedings]);
    t.check(ATTRIBUTES, ...checkAttributeChange({ shown, updates, feedings, fed, wanted, before, after }));
  });
}

function localIdsOf(key: string): string[] {
  const { account, familyName } = professional(key);
  return [...(account ? [account.login] : []), familyName];
}
