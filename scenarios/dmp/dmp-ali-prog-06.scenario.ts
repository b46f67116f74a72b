import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { resumeSendings } from './actions/feeding.js';
import { checkSentOnce, checkStateShown, stateIn } from './checks/feeding.js';
import { produce } from './feeding-situations.js';
import { FEEDING_TRANSACTIONS, feedingsOf } from './feedings.js';
import { judgeLots } from './lot-judgement.js';
import { openAuthorisedDmp, openRecord } from './situations.js';
import { holdPatient, refOf, signInAs } from '../record/index.js';

const PROOF = 'DMP/ALI/PROG.06.01.01';

/** The DMP is down: the order waits, says so, and goes once, exactly once, when the DMP is back. */
export const queuedWhenUnreachable = defineScenario({
  requirement: 'DMP/ALI/PROG.06',
  id: 'DMP/ALI/PROG.06.01',
  title: text(
    'DMP injoignable : l’ordre d’envoi attend, puis part une seule fois',
    'DMP unreachable: the order waits, then goes exactly once',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('feed-queue')],
  precondition: text(
    'Le DMP répond « service indisponible » (HTTP 503) à l’alimentation.',
    'The DMP answers "service unavailable" (HTTP 503) to feeding.',
  ),
  async run(t) {
    const person = patient('feed-queue');
    await openAuthorisedDmp(t, person, 'ps1');
    await t.step(text('Ouvrir le dossier', 'Open the record'), async () => {
      await signInAs(t, 'ps1');
      await openRecord(t, person);
    });
    const { id } = await t.control<{ id: string }>('faults', 'add', {
      service: 'dmp',
      transaction: 'td2-1a',
      keys: { patient: person.ins },
      times: 0,
      fault: { kind: 'unavailable' },
    });
    const document = await t
      .step(text('Valider un document, DMP injoignable', 'Validate a document, DMP unreachable'), async () => {
        const produced = await produce(t, person, { name: 'attente' });
        t.attachExchanges(
          PROOF,
          await t.exchanges({ service: 'dmp', transaction: FEEDING_TRANSACTIONS, since: produced.since }),
        );
        t.check(PROOF, checkStateShown(produced.observed, ['waiting'], produced));
        return produced;
      })
      .finally(() => t.control('faults', 'remove', { id }));
    await t.step(text('Le DMP est revenu : l’envoi repart', 'The DMP is back: the sending goes'), async () => {
      const since = await t.mark();
      const { documents } = await t.act(resumeSendings, { patient: refOf(person) });
      const feedings = await feedingsOf(t, person, document.title, since);
      judgeLots(t, PROOF, person, feedings);
      t.check(
        PROOF,
        checkSentOnce(feedings, document),
        checkStateShown(stateIn(documents, document.title), ['sent'], document),
      );
    });
  },
});
