import { UNKNOWN_PATIENT } from '../../fixtures/roster-patients-pfi-in.js';
import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient } from '../record/index.js';
import { restartReception } from './actions/pfi-reception.js';
import { checkOutcomeShown } from './checks/pfi-reception-screen.js';
import {
  INTEGRATED,
  judgeAll,
  judgeReturns,
  PFI_ADDRESS,
  refusedWith,
  returnsAbout,
  setErrorMailboxes,
  shownMessage,
  watchReturns,
} from './situations-pfi-reception.js';
import { deliverThirdPartyMail, thirdPartyDocument } from './third-party-mail.js';

const PROOF = 'MSS/UX.12.01.01';

/** Truth table: refused or integrated, read receipt asked for or not. */
export const truthTable = defineScenario({
  requirement: 'MSS/UX.12',
  id: 'MSS/UX.12.01',
  title: text(
    'Erreur aux boîtes paramétrées dans tous les cas, accusé à l’expéditeur seulement s’il l’a demandé',
    'Error to the configured mailboxes in every case, receipt to the sender only when asked for',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux12-known')],
  precondition: text(
    'Un patient est connu du DPI, un autre ne l’est pas ; deux boîtes locales reçoivent les erreurs d’intégration.',
    'One patient is known to the DPI, another is not; two local mailboxes receive integration errors.',
  ),
  async run(t) {
    const errorMailboxes = await setErrorMailboxes(t);
    const since = await t.mark();
    const send = (name: string, known: boolean, receipt?: 'sender' | 'other') => {
      const person = known ? patient('ux12-known') : UNKNOWN_PATIENT;
      const document = thirdPartyDocument(t, person, { name });
      return deliverThirdPartyMail(t, {
        name,
        to: PFI_ADDRESS,
        document,
        ...(known ? {} : { dpiRefuses: '902' }),
        ...(receipt ? { receipt } : {}),
      });
    };
    await judgeAll(t, PROOF, { since, errorMailboxes }, [
      {
        about: text('document refusé, accusé demandé', 'document refused, receipt asked for'),
        mail: await send('refuse-accuse', false, 'other'),
        outcome: refusedWith('902'),
      },
      {
        about: text('document refusé, aucun accusé demandé', 'document refused, no receipt asked for'),
        mail: await send('refuse-simple', false),
        outcome: refusedWith('902'),
      },
      {
        about: text('document intégré, accusé demandé', 'document integrated, receipt asked for'),
        mail: await send('integre-accuse', true, 'sender'),
        outcome: INTEGRATED,
      },
      {
        about: text('document intégré, aucun accusé demandé', 'document integrated, no receipt asked for'),
        mail: await send('integre-simple', true),
        outcome: INTEGRATED,
      },
    ]);
  },
});

/** An archive nobody can read: by its purpose, the local mailboxes are told. */
export const unreadableArchive = defineScenario({
  requirement: 'MSS/UX.12',
  id: 'MSS/UX.12.01-archive',
  title: text(
    'Archive illisible : les boîtes paramétrées sont prévenues',
    'Unreadable archive: the configured mailboxes are told',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux12-again')],
  async run(t) {
    const errorMailboxes = await setErrorMailboxes(t);
    const since = await t.mark();
    const document = thirdPartyDocument(t, patient('ux12-again'), { name: 'illisible' });
    const damaged = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(2_000, 0x2a)]);
    await judgeAll(t, PROOF, { since, errorMailboxes }, [
      {
        about: text('archive illisible', 'unreadable archive'),
        mail: await deliverThirdPartyMail(t, {
          name: 'illisible',
          to: PFI_ADDRESS,
          document,
          archive: { content: damaged },
        }),
        outcome: { answer: 'unreadable', codes: [] },
      },
    ]);
  },
});

/** A message is answered once, whatever the number of times its mailbox is read. */
export const answeredOnce = defineScenario({
  requirement: 'MSS/UX.12',
  id: 'MSS/UX.12.01-redemarrage',
  title: text(
    'Aucun second retour après un redémarrage ni après une nouvelle relève',
    'No second return after a restart nor after another reading',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('ux12-again')],
  async run(t) {
    const errorMailboxes = await setErrorMailboxes(t);
    const since = await t.mark();
    const send = (name: string) =>
      deliverThirdPartyMail(t, {
        name,
        to: PFI_ADDRESS,
        document: thirdPartyDocument(t, UNKNOWN_PATIENT, { name }),
        dpiRefuses: '902',
        receipt: 'sender',
      });
    const about = text('message déjà traité', 'message already treated');
    const mail = await t.step(text('Traiter un message refusé', 'Treat a refused message'), async () => {
      const sent = await send('encore-premier');
      t.check(PROOF, checkOutcomeShown(await shownMessage(t, sent), ['refused'], about));
      await returnsAbout(t, sent, since, 1 + errorMailboxes.length);
      return sent;
    });
    await t.step(
      text('Redémarrer, puis recevoir un autre message', 'Restart, then receive another message'),
      async () => {
        await t.act(restartReception, {});
        const other = await send('encore-second');
        await shownMessage(t, other);
        await returnsAbout(t, other, since, 1 + errorMailboxes.length);
        await watchReturns(t);
        await judgeReturns(t, PROOF, mail, since, { ...refusedWith('902'), errorMailboxes });
      },
    );
  },
});
