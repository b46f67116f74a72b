import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { checkNotSent, checkSentOnce, checkStateShown } from './checks/feeding.js';
import { checkNotWithheldByDefault } from './checks/withholding.js';
import { produce } from './feeding-situations.js';
import { FEEDING_TRANSACTIONS, feedingsOf, feedingsSeen } from './feedings.js';
import { judgeLots } from './lot-judgement.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, signInAs } from '../record/index.js';

const PROOF = 'DMP/ALI/PROG.03.01.01';
const WITHHELD = text('envoi retenu par l’utilisateur', 'sending withheld by the user');

/** The user withholds one document; the others go, and nothing is withheld by default. */
export const withheldOneByOne = defineScenario({
  requirement: 'DMP/ALI/PROG.03',
  id: 'DMP/ALI/PROG.03.01',
  title: text(
    'L’utilisateur retient un document, et lui seul ; rien n’est retenu par défaut',
    'The user withholds one document, and that one only; nothing is withheld by default',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('feed-withheld')],
  async run(t) {
    const person = patient('feed-withheld');
    await openAuthorisedDmp(t, person, 'ps1');
    await t.step(text('Ouvrir le dossier', 'Open the record'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
    });
    const withheld = await t.step(text('Retenir l’envoi d’un document', 'Withhold a document'), async () => {
      const document = await produce(t, person, { name: 'retenu', send: false });
      await t.watchQuiet({
        service: 'dmp',
        transaction: FEEDING_TRANSACTIONS,
        keys: { patient: person.ins },
        since: document.since,
      });
      const feedings = await feedingsSeen(t, person, document.since);
      t.check(
        PROOF,
        checkNotWithheldByDefault(document.observed),
        checkNotSent(feedings, document, WITHHELD),
        checkStateShown(document.observed, ['withheld'], document),
      );
      return document;
    });
    await t.step(
      text('Valider le suivant sans rien retenir', 'Validate the next one, withholding nothing'),
      async () => {
        const sent = await produce(t, person, { name: 'suivant' });
        const feedings = await feedingsOf(t, person, sent.title, sent.since);
        judgeLots(t, PROOF, person, feedings);
        const others = (await feedingsSeen(t, person, withheld.since)).filter(
          ({ document }) => document?.title === withheld.title,
        );
        t.check(PROOF, checkSentOnce(feedings, sent), checkNotSent(others, withheld, WITHHELD));
      },
    );
  },
});
