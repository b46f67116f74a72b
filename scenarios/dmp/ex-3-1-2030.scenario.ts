import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { listDmpDocuments, viewDmpDocument, viewLocalDocument } from './actions/consultation.js';
import { checkNoneAtRest, checkNoneWhenViewingDmp, checkNoneWhenViewingLocal } from './checks/automatic-td3-1.js';
import { integrateDocuments, openAuthorisedDmp, openRecord } from './situations.js';
import { depositDocument } from './third-party.js';
import { holdPatient, refOf } from '../record/index.js';

const PROOF = 'EX_3.1-2030.01.01';

/** One automatic TD3.1 at record opening, later ones only when the user asks. */
export const automaticOnce = defineScenario({
  requirement: 'EX_3.1-2030',
  id: 'EX_3.1-2030.01',
  title: text(
    'TD3.1 automatique à la seule ouverture du dossier, puis à la demande',
    'Automatic TD3.1 at record opening only, then on request',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('td31-once')],
  precondition: text(
    'Le dossier contient un document intégré depuis le DMP.',
    'The record holds a document integrated from the DMP.',
  ),
  async run(t) {
    const person = patient('td31-once');
    const target = { patient: refOf(person) };
    await openAuthorisedDmp(t, person, 'ps1');
    const document = await depositDocument(t, person, { name: 'ouverture', typeCode: '11490-0' });
    await integrateDocuments(t, person, [document]);
    const filter = { service: 'dmp', keys: { patient: person.ins } };
    const since = await t.mark();
    await t.step(
      text('Ouvrir le dossier, puis un document intégré', 'Open the record, then an integrated document'),
      async () => {
        await openRecord(t, person);
        await t.act(viewLocalDocument, { ...target, document: { title: document.title }, version: '1' });
        t.check(PROOF, checkNoneWhenViewingLocal(await t.exchanges({ ...filter, since }), t.actions));
      },
    );
    await t.step(
      text('Demander la liste du DMP, afficher un document', 'Ask for the DMP list, display a document'),
      async () => {
        await t.act(listDmpDocuments, { ...target, filters: {} });
        await t.act(viewDmpDocument, { ...target, document: { title: document.title } });
        t.check(PROOF, checkNoneWhenViewingDmp(await t.exchanges({ ...filter, since }), t.actions));
      },
    );
    await t.step(
      text('Laisser le dossier ouvert sans rien faire', 'Leave the record open without doing anything'),
      async () => {
        await openRecord(t, person);
        await t.watchQuiet({ ...filter, transaction: ['td3-1a', 'td3-1b'], since: await t.mark() });
        const exchanges = await t.exchanges({ ...filter, since });
        t.attachExchanges(PROOF, exchanges);
        t.check(PROOF, checkNoneAtRest(exchanges, t.actions));
      },
    );
  },
});
