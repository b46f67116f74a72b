import { patient } from '../../fixtures/roster.js';
import { defineScenario, type Scenario, text } from '../harness/index.js';
import { feedHistory, recordStay, showHistoryIndicator } from './actions/history-feeding.js';
import { checkSentOnce } from './checks/feeding.js';
import { checkIndicator } from './checks/history-indicator.js';
import { HISTORY_UNIT, monthsAgo, produce } from './feeding-situations.js';
import { feedingsOf } from './feedings.js';
import { UNIT } from './history-unit.js';
import { judgeLots } from './lot-judgement.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

/**
 * The scenario of DMP/HISTO.08, and of DMP/HISTO.09 which the draft words alike: the indicator of the month grows by the
 * stays the bench causes, one of them with a historical document fed. `alsoUnfed`: another one without.
 */
export function historyIndicatorScenario(
  requirement: 'DMP/HISTO.08' | 'DMP/HISTO.09',
  { alsoUnfed }: { alsoUnfed: boolean },
): Scenario {
  const proof = `${requirement}.01.01`;
  return defineScenario({
    requirement,
    id: `${requirement}.01`,
    title: text(
      'L’indicateur mensuel de reprise suit les séjours clos et les envois d’historique',
      'The monthly indicator follows closed stays and sendings of history',
    ),
    actor: 'dpi',
    drive: 'automatic',
    proofs: [proof],
    holds: [HISTORY_UNIT, holdPatient('indicator-fed'), holdPatient('indicator-unfed')],
    precondition: text(
      'Des patients avec un séjour l’an dernier et un séjour clos ce mois-ci ; l’historique d’un seul est envoyé au DMP.',
      'Patients with a stay last year and one closed this month; the history of only one is fed to the DMP.',
    ),
    async run(t) {
      const fed = patient('indicator-fed');
      const unfed = patient('indicator-unfed');
      const month = monthsAgo(0).slice(0, 7);
      const show = () => t.act(showHistoryIndicator, { unit: UNIT, month });
      await openAuthorisedDmp(t, fed, 'ps1');
      await openAuthorisedDmp(t, unfed, 'ps1');
      const before = await t.step(text('Relever l’indicateur', 'Read the indicator'), async () => {
        await signInAs(t, 'ps1');
        return show();
      });
      await t.step(text('Un patient dont l’historique est envoyé', 'A patient whose history is fed'), async () => {
        await openRecord(t, fed);
        const document = await produce(t, fed, { name: 'séjour', actDate: monthsAgo(13), send: false });
        await t.act(feedHistory, { patient: refOf(fed), titles: [document.title] });
        const feedings = await feedingsOf(t, fed, document.title, document.since);
        judgeLots(t, proof, fed, feedings);
        t.check(proof, checkSentOnce(feedings, document));
        for (const months of [13, 0]) await closeStay(months, fed.key);
      });
      if (alsoUnfed) {
        await t.step(
          text('Un patient dont l’historique n’est pas envoyé', 'A patient whose history is not fed'),
          async () => {
            await openRecord(t, unfed);
            await produce(t, unfed, { name: 'séjour', actDate: monthsAgo(13), send: false });
            for (const months of [13, 0]) await closeStay(months, unfed.key);
          },
        );
      }
      await t.step(text('Relever à nouveau l’indicateur', 'Read the indicator again'), async () => {
        t.check(proof, checkIndicator(before, await show(), { month, eligibleStays: alsoUnfed ? 2 : 1, fedStays: 1 }));
      });

      async function closeStay(months: number, key: string): Promise<void> {
        const day = monthsAgo(months);
        await t.act(recordStay, { patient: refOf(patient(key)), unit: UNIT, from: day, to: day });
      }
    },
  });
}
