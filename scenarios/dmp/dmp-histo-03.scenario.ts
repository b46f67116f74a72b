import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { feedHistory } from './actions/history-feeding.js';
import { checkSentOnce } from './checks/feeding.js';
import { checkActDate } from './checks/feeding-history.js';
import { monthsAgo, produce } from './feeding-situations.js';
import { feedingsOf } from './feedings.js';
import { judgeLots } from './lot-judgement.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/HISTO.03.01';

/** A historical document keeps the date of its act, even when its N1 is made again at sending. */
export const actDateKept = defineScenario({
  requirement: 'DMP/HISTO.03',
  id: 'DMP/HISTO.03',
  title: text(
    'Un document historique envoyé au DMP porte la date de l’acte',
    'A historical document fed to the DMP carries the date of the act',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('feed-history-date')],
  precondition: text(
    'Un document (CDA N1) d’un acte d’il y a deux ans, jamais envoyé.',
    'A document (CDA N1) of an act of two years ago, never sent.',
  ),
  async run(t) {
    const person = patient('feed-history-date');
    const actDate = monthsAgo(24);
    await openAuthorisedDmp(t, person, 'ps1');
    const document = await t.step(
      text('Le document historique est dans le dossier', 'The historical document is in the record'),
      async () => {
        await signInAs(t, 'ps1');
        await openRecord(t, person);
        return produce(t, person, { name: 'historique', actDate, send: false });
      },
    );
    await t.step(text('Montrer ses métadonnées, puis l’envoyer', 'Show its metadata, then feed it'), async () => {
      const shown = await t.act(feedHistory, { patient: refOf(person), titles: [document.title] });
      const feedings = await feedingsOf(t, person, document.title, document.since);
      judgeLots(t, PROOF, person, feedings);
      t.check(PROOF, checkSentOnce(feedings, document));
      const [feeding] = feedings;
      const listed = shown.offered.find((one) => one.title === document.title);
      if (feeding) t.check(PROOF, checkActDate(feeding, actDate, listed?.actDate ?? ''));
    });
  },
});
