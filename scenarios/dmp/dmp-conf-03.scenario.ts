import type { Patient } from '../../fixtures/people.js';
import { patient } from '../../fixtures/roster.js';
import { defineScenario, type ScenarioContext, text } from '../harness/index.js';
import { FORBIDDEN_DELETIONS, registeredDocument, updatesSeen } from './accesses.js';
import { produceNewVersion } from './actions/feeding.js';
import { deleteFromDmp } from './actions/traces.js';
import { checkDeletion } from './checks/document-function.js';
import { feedDocument } from './feeding-situations.js';
import { feedingsOf } from './feedings.js';
import { PAPERS } from './papers.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, refOf, signInAs, judgePaper } from '../record/index.js';

const PROOF = 'DMP/CONF.03.01.01';
const PRECONDITION = text(
  'Le document a été produit par le logiciel, qui en alimente le DMP directement. La suppression par flux HL7, pour un DPI relié à une PFI, est jugée par DMP/CONF.03.01-hl7.',
  'The document was produced by the software, which feeds the DMP directly. Deletion by HL7 flow, for a DPI with a PFI, is judged by DMP/CONF.03.01-hl7.',
);

/** A document fed by mistake, deleted. */
export const deletion = defineScenario({
  requirement: 'DMP/CONF.03',
  id: 'DMP/CONF.03.01',
  title: text('Supprimer du DMP un document envoyé par erreur', 'Delete from the DMP a document fed by mistake'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('conf03-delete')],
  precondition: PRECONDITION,
  async run(t) {
    const person = patient('conf03-delete');
    await openAuthorisedDmp(t, person, 'ps1');
    const { title, uniqueId } = await feedDocument(t, person, { name: 'erreur' });
    await judgeDeletion(t, person, title, uniqueId);
  },
});

/** The same after a replacement: the current version is deleted. */
export const deletionAfterReplacement = defineScenario({
  requirement: 'DMP/CONF.03',
  id: 'DMP/CONF.03.01-remplace',
  title: text('Supprimer du DMP un document déjà remplacé', 'Delete from the DMP a document already replaced'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('conf03-version')],
  precondition: PRECONDITION,
  async run(t) {
    const person = patient('conf03-version');
    await openAuthorisedDmp(t, person, 'ps1');
    const { title } = await feedDocument(t, person, { name: 'remplacé' });
    const since = await t.mark();
    await t.step(text('Valider une nouvelle version', 'Validate a new version'), async () => {
      await t.act(produceNewVersion, {
        patient: refOf(person),
        document: { title },
        text: `Repère remplacé-v2-${t.runKey}`,
      });
    });
    const [feeding] = await feedingsOf(t, person, title, since);
    await judgeDeletion(t, person, title, feeding?.document?.uniqueId ?? '');
  },
});

/** The same after somebody changed the metadata: the entryUUID is no longer that of the feeding. */
export const deletionAfterAttributeChange = defineScenario({
  requirement: 'DMP/CONF.03',
  id: 'DMP/CONF.03.01-attribut',
  title: text(
    'Supprimer du DMP un document dont la visibilité a changé',
    'Delete from the DMP a document whose visibility changed',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('conf03-attribute')],
  precondition: PRECONDITION,
  async run(t) {
    const person = patient('conf03-attribute');
    await openAuthorisedDmp(t, person, 'ps1');
    const { title, uniqueId } = await feedDocument(t, person, { name: 'masqué' });
    await t.control('dmp', 'update-confidentiality', { uniqueId, confidentiality: ['N', 'MASQUE_PS'] });
    await judgeDeletion(t, person, title, uniqueId);
  },
});

/** How to delete is documented. */
export const deletionDocumented = defineScenario({
  requirement: 'DMP/CONF.03',
  id: 'DMP/CONF.03.01-documentation',
  title: text('La documentation décrit la suppression du DMP', 'The documentation describes deletion from the DMP'),
  actor: 'dpi',
  drive: 'document',
  proofs: [PAPERS.deletionManual.proof],
  holds: [],
  async run(t) {
    await t.step(text('Remettre la documentation', 'Hand the documentation over'), () =>
      judgePaper(t, PAPERS.deletionManual),
    );
  },
});

/** Has the user delete the current version, `uniqueId`, and judges it. A step of its own. */
async function judgeDeletion(t: ScenarioContext, person: Patient, title: string, uniqueId: string): Promise<void> {
  await t.step(text('Supprimer le document du DMP', 'Delete the document from the DMP'), async () => {
    await signInAs(t, 'ps1');
    await openRecord(t, person);
    const before = await registeredDocument(t, person, uniqueId);
    const since = await t.mark();
    const shown = await t.act(deleteFromDmp, { patient: refOf(person), document: { title } });
    const seen = { service: 'dmp', keys: { patient: person.ins }, since };
    const updates = await updatesSeen(t, person, since);
    const forbidden = await t.exchanges({ ...seen, transaction: FORBIDDEN_DELETIONS });
    const lookups = await t.exchanges({ ...seen, transaction: ['td3-1a', 'td3-1b'] });
    const after = await registeredDocument(t, person, uniqueId);
    t.attachExchanges(PROOF, [...lookups, ...updates.map(({ exchange }) => exchange), ...forbidden]);
    t.check(PROOF, ...checkDeletion({ shown, updates, forbidden, lookups, before, after }));
  });
}
