import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { feedHistory } from './actions/history-feeding.js';
import { checkSentOnce } from './checks/feeding.js';
import { checkLegalEntity } from './checks/feeding-history.js';
import { monthsAgo, produce } from './feeding-situations.js';
import { feedingsOf } from './feedings.js';
import { judgeLots } from './lot-judgement.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, nationalId, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/HISTO.04.01';

/** The author left RPPS: the structure is added as an author, besides them. */
export const legalEntityAdded = defineScenario({
  requirement: 'DMP/HISTO.04',
  id: 'DMP/HISTO.04',
  title: text(
    'L’auteur a quitté le RPPS : la personne morale est ajoutée aux auteurs',
    'The author left RPPS: the legal entity is added to the authors',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('feed-history-entity')],
  precondition: text(
    'Un document historique écrit par un professionnel de l’établissement qui n’est plus au RPPS.',
    'A historical document written by a professional of the hospital who is no longer in RPPS.',
  ),
  async run(t) {
    const person = patient('feed-history-entity');
    await openAuthorisedDmp(t, person, 'ps1');
    const document = await t.step(
      text('Le document historique est dans le dossier', 'The historical document is in the record'),
      async () => {
        await signInAs(t, 'ps1');
        await openRecord(t, person);
        return produce(t, person, { name: 'ancien', actDate: monthsAgo(36), formerAuthor: 'former1', send: false });
      },
    );
    await t.step(text('L’envoyer en tant que personne morale', 'Feed it as legal entity'), async () => {
      await t.act(feedHistory, { patient: refOf(person), titles: [document.title] });
      const feedings = await feedingsOf(t, person, document.title, document.since);
      judgeLots(t, PROOF, person, feedings);
      t.check(PROOF, checkSentOnce(feedings, document));
      const [feeding] = feedings;
      if (feeding) t.check(PROOF, checkLegalEntity(feeding, nationalId('former1')));
    });
  },
});
