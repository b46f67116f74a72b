import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { feedHistory } from './actions/history-feeding.js';
import { checkNotSent, checkSentOnce } from './checks/feeding.js';
import { checkInsShownQualified, checkOfferedInHistory, checkSaidSent } from './checks/history-selection.js';
import { monthsAgo, produce } from './feeding-situations.js';
import { feedingsOf, feedingsSeen } from './feedings.js';
import { judgeLots } from './lot-judgement.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/HISTO.05.01.01';
const NOT_CHOSEN = text('non choisi', 'not chosen');

/** From a record with a qualified INS, the user picks documents of earlier episodes and feeds the DMP with those. */
export const earlierEpisodesChosen = defineScenario({
  requirement: 'DMP/HISTO.05',
  id: 'DMP/HISTO.05.01',
  title: text(
    'L’utilisateur choisit des documents d’épisodes antérieurs et les envoie au DMP',
    'The user chooses documents of earlier episodes and feeds the DMP with them',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('feed-history-choice')],
  precondition: text(
    'Deux documents d’épisodes antérieurs, jamais envoyés ; un seul est choisi.',
    'Two documents of earlier episodes, never sent; only one is chosen.',
  ),
  async run(t) {
    const person = patient('feed-history-choice');
    await openAuthorisedDmp(t, person, 'ps1');
    const [chosen, left] = await t.step(
      text('Les documents antérieurs sont dans le dossier', 'The earlier documents are in the record'),
      async () => {
        await signInAs(t, 'ps1');
        await openRecord(t, person);
        return [
          await produce(t, person, { name: 'choisi', level: 'N3', actDate: monthsAgo(14), send: false }),
          await produce(t, person, { name: 'laissé', actDate: monthsAgo(20), send: false }),
        ] as const;
      },
    );
    await t.step(text('Choisir un document et l’envoyer', 'Choose a document and feed it'), async () => {
      const shown = await t.act(feedHistory, { patient: refOf(person), titles: [chosen.title] });
      const feedings = await feedingsOf(t, person, chosen.title, chosen.since);
      const others = (await feedingsSeen(t, person, left.since)).filter(
        ({ document }) => document?.title === left.title,
      );
      judgeLots(t, PROOF, person, feedings);
      t.check(
        PROOF,
        checkInsShownQualified(shown),
        checkOfferedInHistory(shown, [chosen.title, left.title]),
        checkSentOnce(feedings, chosen),
        checkNotSent(others, left, NOT_CHOSEN),
        checkSaidSent(shown, chosen.title),
      );
    });
  },
});
