import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { configureAutomaticIntegration, showUnreadIntegrations, viewRecordDocument } from './actions/reception.js';
import { checkUnread } from './checks/reception-follow-up.js';
import {
  aroundToday,
  AUTOMATIC_INTEGRATION,
  integrateByHand,
  LONG_AGO,
  receive,
  receivedVersion,
  startReception,
  versionOf,
} from './situations-reception.js';

const SCREEN = 'MSS/UX.40.01.01';
const EXTRACT = 'MSS/UX.40.01.02';

/** Two documents integrated automatically, one of them then read, and one integrated by hand. */
export const unread = defineScenario({
  requirement: 'MSS/UX.40',
  id: 'MSS/UX.40.01',
  title: text('Documents intégrés automatiquement et non lus', 'Documents integrated automatically and not read'),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [SCREEN, EXTRACT],
  holds: [holdPatient('mail-in-unread'), AUTOMATIC_INTEGRATION],
  async run(t) {
    const person = patient('mail-in-unread');
    const left = receivedVersion(t, person, { name: 'non-lu' });
    const read = receivedVersion(t, person, { name: 'lu' });
    const byHand = receivedVersion(t, person, { name: 'a-la-main' });
    const known = [left, read, byHand].map(({ title }) => title);
    const listed = async (period: { from: string; to: string }): Promise<string[]> =>
      (await t.act(showUnreadIntegrations, { period })).titles;
    await startReception(t, true);
    await t.step(
      text('Recevoir trois documents, dont un intégré à la main', 'Receive three documents, one integrated by hand'),
      async () => {
        await receive(t, 'non-lu', [left]);
        await receive(t, 'lu', [read]);
        await t.act(configureAutomaticIntegration, { enabled: false });
        await receive(t, 'a-la-main', [byHand]);
        await integrateByHand(t, byHand);
      },
    );
    await t.step(text('Afficher la liste, la période changée', 'Show the list, the period changed'), async () => {
      const recent = text('période d’aujourd’hui', 'period of today');
      const past = text('janvier 2001', 'January 2001');
      t.check(
        [SCREEN, EXTRACT],
        checkUnread(await listed(aroundToday()), known, [left.title, read.title], recent),
        checkUnread(await listed(LONG_AGO), known, [], past),
      );
    });
    await t.step(text('Lire l’un des documents', 'Read one of the documents'), async () => {
      await t.act(viewRecordDocument, { patient: refOf(person), document: versionOf(read) });
      const titles = await listed(aroundToday());
      t.check([SCREEN, EXTRACT], checkUnread(titles, known, [left.title], text('après lecture', 'after reading')));
      t.attachText(EXTRACT, text('Documents non lus affichés', 'Unread documents shown'), titles.join('\n'));
    });
  },
});
