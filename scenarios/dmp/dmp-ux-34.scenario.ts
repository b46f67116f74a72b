import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { configurePreloading, preloadPatients, readDmpDocument } from './actions/reading.js';
import { checkExpired, checkOpenedAtOnce, checkPreloaded, checkRightFirst } from './checks/preloading.js';
import { PRELOADING_SETTING } from './record-situations.js';
import { emptyDmp, openAuthorisedDmp, openRecord } from './situations.js';
import { type DepositedDocument, depositDocument } from './third-party.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/UX.34.01.01';
const RULES = { retentionMinutes: 60, typeCodes: ['11490-0'], days: 365 };

/** Documents of two patients are fetched in advance, kept for a time, then dropped. */
export const preloading = defineScenario({
  requirement: 'DMP/UX.34',
  id: 'DMP/UX.34.01',
  title: text(
    'Précharger les documents de deux patients, les ouvrir, puis les laisser expirer',
    'Preload the documents of two patients, open them, then let them expire',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux34-preload-1'), holdPatient('ux34-preload-2'), PRELOADING_SETTING],
  precondition: text(
    'Chaque patient a un document du type choisi ; le premier en a un autre, d’un autre type.',
    'Each patient has a document of the type chosen; the first one has another, of another type.',
  ),
  async run(t) {
    const people = [patient('ux34-preload-1'), patient('ux34-preload-2')] as const;
    const [first] = people;
    for (const person of people) {
      await openAuthorisedDmp(t, person, 'ps1');
      await emptyDmp(t, person);
    }
    const wanted: DepositedDocument[] = [];
    for (const person of people)
      wanted.push(await depositDocument(t, person, { name: `precharge-${person.ipp}`, typeCode: '11490-0' }));
    await depositDocument(t, first, { name: 'autre-type', typeCode: '11502-2', author: 'lab1' });
    const [opened] = wanted;
    const retrievals = (since: number) =>
      t.exchanges({ service: 'dmp', transaction: 'td3-2', keys: { patient: first.ins }, since });

    await t.step(
      text('Régler, puis précharger pour deux patients', 'Set up, then preload for two patients'),
      async () => {
        await signInAs(t, 'ps1');
        await t.act(configurePreloading, RULES);
        const since = await t.mark();
        await t.act(preloadPatients, { patients: people.map(refOf) });
        const all = await t.exchanges({ service: 'dmp', since });
        // TD0.4 names no patient: it counts for each.
        const byPatient = people.map(({ ins }) =>
          all.filter(({ keys, transaction }) => keys['patient'] === ins || transaction === 'td0-4'),
        );
        t.attachExchanges(PROOF, byPatient.flat());
        t.check(
          PROOF,
          checkRightFirst(byPatient),
          checkPreloaded(
            byPatient.flat().filter(({ transaction }) => transaction === 'td3-2'),
            wanted.map(({ uniqueId }) => uniqueId),
          ),
        );
      },
    );
    const open = () => t.act(readDmpDocument, { patient: refOf(first), document: { title: opened?.title ?? '' } });
    await t.step(text('Ouvrir un document préchargé', 'Open a preloaded document'), async () => {
      await openRecord(t, first);
      const since = await t.mark();
      const shown = await open();
      t.check(PROOF, checkOpenedAtOnce(shown, await retrievals(since)));
    });
    await t.step(text('Laisser passer la durée de conservation', 'Let the retention time pass'), async () => {
      await t.act(configurePreloading, { ...RULES, retentionMinutes: 0 });
      await openRecord(t, first);
      const since = await t.mark();
      await open();
      t.check(PROOF, checkExpired(await retrievals(since)));
    });
    await t.step(text('Remettre les réglages', 'Put the settings back'), () =>
      t.act(configurePreloading, { ...RULES, typeCodes: [] }),
    );
  },
});
