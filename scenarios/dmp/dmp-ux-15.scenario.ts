import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { configureNewDocumentsPeriod } from './actions/consultation.js';
import {
  checkCountByType,
  checkCountersShown,
  checkInvisibleCounted,
  checkNothingNew,
  checkOnlyInPeriod,
  checkOwnStructureExcluded,
  checkPeriodApplied,
} from './checks/new-documents.js';
import { emptyDmp, NEW_DOCUMENTS_SETTING, openAuthorisedDmp, openRecord } from './situations.js';
import { depositDocument } from './third-party.js';
import { holdPatient, signInAs } from '../record/index.js';

// The draft gives both scenarios the same proof id.
const PROOF = 'DMP/UX.15.01.01';
const LETTER = '11490-0';
const BIOLOGY = '11502-2';
const IMAGING = '18748-4';
const OWN = '11488-4';
const BEFORE = '34112-3';
const RECENT = '57833-6';

/** Third parties fed documents since the last visit: counted per type, without a click. */
export const newDocuments = defineScenario({
  requirement: 'DMP/UX.15',
  id: 'DMP/UX.15.01',
  title: text(
    'Nouveaux documents déposés par des tiers : annoncés à l’ouverture, comptés par type',
    'New documents fed by third parties: announced at opening, counted per type',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux15-new'), NEW_DOCUMENTS_SETTING],
  precondition: text(
    'Le patient est déjà venu ; depuis, des tiers, et la structure elle-même, ont déposé des documents.',
    'The patient has come before; since then third parties, and the structure itself, fed documents.',
  ),
  async run(t) {
    const person = patient('ux15-new');
    await openAuthorisedDmp(t, person, 'ps1');
    await emptyDmp(t, person);
    await depositDocument(t, person, { name: 'avant', typeCode: BEFORE, submittedDaysAgo: 60 });
    await depositDocument(t, person, { name: 'recent', typeCode: RECENT, submittedDaysAgo: 10 });
    await t.step(
      text(
        'Régler la période sur la dernière visite, première visite',
        'Set the period to the last visit, first visit',
      ),
      async () => {
        await signInAs(t, 'ps1');
        await t.act(configureNewDocumentsPeriod, { mode: 'last-visit' });
        await openRecord(t, person);
      },
    );
    await depositDocument(t, person, { name: 'lettre-1', typeCode: LETTER });
    await depositDocument(t, person, { name: 'lettre-2', typeCode: LETTER });
    await depositDocument(t, person, { name: 'biologie', typeCode: BIOLOGY, author: 'lab1' });
    await depositDocument(t, person, {
      name: 'imagerie-invisible',
      typeCode: IMAGING,
      author: 'radiologist1',
      confidentiality: ['INVISIBLE_PATIENT'],
    });
    await depositDocument(t, person, { name: 'structure', typeCode: OWN, author: 'ps2' });
    await t.step(text('Ouvrir le dossier', 'Open the record'), async () => {
      const since = await t.mark();
      const { newDocuments: counters } = await openRecord(t, person);
      t.attachExchanges(PROOF, await t.exchanges({ service: 'dmp', keys: { patient: person.ins }, since }));
      t.check(
        PROOF,
        checkCountersShown(counters),
        checkCountByType(counters, { [LETTER]: 2, [BIOLOGY]: 1 }),
        checkOwnStructureExcluded(counters, OWN),
        checkOnlyInPeriod(counters, BEFORE),
        checkInvisibleCounted(counters, 1),
      );
    });
    await t.step(
      text('Régler la période sur 30 jours, ouvrir le dossier', 'Set the period to 30 days, open the record'),
      async () => {
        await t.act(configureNewDocumentsPeriod, { mode: 'days', days: 30 });
        const { newDocuments: counters } = await openRecord(t, person);
        t.check(PROOF, checkPeriodApplied(counters, { [LETTER]: 2, [RECENT]: 1, [BEFORE]: 0 }));
      },
    );
    await t.step(text('Remettre la période d’origine', 'Restore the original period'), () =>
      t.act(configureNewDocumentsPeriod, { mode: 'last-visit' }),
    );
  },
});

/** Nothing was fed since the last visit: nothing is announced. */
export const noNewDocument = defineScenario({
  requirement: 'DMP/UX.15',
  id: 'DMP/UX.15.02',
  title: text('Aucun nouveau document depuis la dernière visite', 'No new document since the last visit'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux15-none'), NEW_DOCUMENTS_SETTING],
  precondition: text(
    'Le DMP contient un document antérieur à la dernière visite, et rien depuis.',
    'The DMP holds a document older than the last visit, and nothing since.',
  ),
  async run(t) {
    const person = patient('ux15-none');
    await openAuthorisedDmp(t, person, 'ps1');
    await emptyDmp(t, person);
    await depositDocument(t, person, { name: 'ancien', typeCode: LETTER, submittedDaysAgo: 60 });
    await t.step(text('Première visite', 'First visit'), async () => {
      await signInAs(t, 'ps1');
      await t.act(configureNewDocumentsPeriod, { mode: 'last-visit' });
      await openRecord(t, person);
    });
    await t.step(text('Ouvrir à nouveau le dossier', 'Open the record again'), async () => {
      t.check(PROOF, checkNothingNew((await openRecord(t, person)).newDocuments));
    });
  },
});
