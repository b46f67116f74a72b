import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { listDmpDocuments, viewDmpDocument } from './actions/consultation.js';
import { checkRetrieved } from './checks/consultation-rights.js';
import {
  checkDocumentOpens,
  checkFilterApplied,
  checkFiltersOffered,
  checkListComplete,
  checkMetadataShown,
} from './checks/document-list.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { depositDocument } from './third-party.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/UX.14.01.01';

/** The list of DMP documents, its filters, and documents that open. */
export const documentList = defineScenario({
  requirement: 'DMP/UX.14',
  id: 'DMP/UX.14.01',
  title: text(
    'Liste des documents du DMP avec filtres, chacun consultable',
    'List of DMP documents with filters, each viewable',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux14-list')],
  precondition: text(
    'INS qualifiée, DMP ouvert et autorisé, trois documents de deux types déposés par des tiers.',
    'Qualified INS, DMP open and authorised, three documents of two types fed by third parties.',
  ),
  async run(t) {
    const person = patient('ux14-list');
    const target = { patient: refOf(person) };
    await openAuthorisedDmp(t, person, 'ps1');
    const letter = await depositDocument(t, person, { name: 'lettre', typeCode: '11490-0' });
    const pdf = await depositDocument(t, person, { name: 'pdf', typeCode: '11490-0', level: 'N1' });
    const biology = await depositDocument(t, person, { name: 'biologie', typeCode: '11502-2', author: 'lab1' });
    const all = [letter, pdf, biology];
    await t.step(text('Ouvrir le dossier', 'Open the record'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
    });
    await t.step(text('Afficher la liste et ses filtres', 'Show the list and its filters'), async () => {
      const list = await t.act(listDmpDocuments, { ...target, filters: {} });
      t.check(
        PROOF,
        checkListComplete(
          list,
          all.map((document) => document.title),
        ),
        checkMetadataShown(list, all),
        checkFiltersOffered(list),
      );
    });
    await t.step(text('Filtrer la liste', 'Filter the list'), async () => {
      const filtered = await t.act(listDmpDocuments, { ...target, filters: { typeCode: biology.typeCode } });
      t.check(PROOF, checkFilterApplied(filtered, [biology.title], [letter.title, pdf.title]));
    });
    for (const document of [letter, pdf]) {
      const kind = document === pdf ? 'PDF (CDA N1)' : 'CDA N3';
      await t.step(text(`Ouvrir un document ${kind}`, `Open a ${kind} document`), async () => {
        await t.act(listDmpDocuments, { ...target, filters: {} });
        const since = await t.mark();
        const shown = await t.act(viewDmpDocument, { ...target, document: { title: document.title } });
        const filter = { service: 'dmp', transaction: 'td3-2', keys: { patient: person.ins }, since };
        const retrieved = await t.exchanges(filter);
        t.attachExchanges(PROOF, retrieved);
        t.check(
          PROOF,
          // The text inside a PDF is not on the page: its title is.
          checkDocumentOpens(shown, document === pdf ? document.title : document.marker),
          checkRetrieved(retrieved, document.uniqueId, await t.explainMissing(filter)),
        );
      });
    }
  },
});
