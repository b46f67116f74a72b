import { UNKNOWN_PATIENT } from '../../fixtures/roster-patients-pfi-in.js';
import { patient } from '../../fixtures/roster.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { showHandedOverDocuments } from './actions/pfi-reception.js';
import { checkHistoryComplete, checkReturnsTraced } from './checks/pfi-reception-history.js';
import { checkHandedOverOnce, checkOutcomeShown } from './checks/pfi-reception-screen.js';
import { PFI_ADDRESS, returnsAbout, setErrorMailboxes, shownMessage } from './situations-pfi-reception.js';
import { deliverThirdPartyMail, thirdPartyDocument } from './third-party-mail.js';

const SHOWN = 'MSS/UX.37.01.01';
const FLOWS = 'MSS/UX.37.01.02';

/** The history of a message handed over and of one refused. */
export const history = defineScenario({
  requirement: 'MSS/UX.37',
  id: 'MSS/UX.37.01-pfi',
  title: text(
    'Historique complet d’un document remis et d’un document refusé',
    'Complete history of a document handed over and of one refused',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [SHOWN, FLOWS],
  holds: [holdPatient('ux37-pfi')],
  async run(t) {
    const errorMailboxes = await setErrorMailboxes(t);
    const since = await t.mark();
    const cases = [
      {
        about: text('Document remis au DPI', 'Document handed over to the DPI'),
        document: thirdPartyDocument(t, patient('ux37-pfi'), { name: 'parcours' }),
        returns: 1,
      },
      {
        about: text('Document refusé', 'Refused document'),
        document: thirdPartyDocument(t, UNKNOWN_PATIENT, { name: 'impasse' }),
        returns: 1 + errorMailboxes.length,
      },
    ];
    for (const { about, document, returns } of cases) {
      await t.step(about, async () => {
        const handedOver = returns === 1;
        const name = handedOver ? 'parcours' : 'impasse';
        const mail = await deliverThirdPartyMail(t, { name, to: PFI_ADDRESS, document, receipt: 'other' });
        await shownMessage(t, mail);
        const sent = await returnsAbout(t, mail, since, returns);
        // The last return may have been sent after the message was shown as treated.
        const shown = await shownMessage(t, mail);
        t.attachExchanges(
          FLOWS,
          sent.map(({ exchange }) => exchange),
        );
        t.check(SHOWN, checkHistoryComplete(shown, handedOver ? { title: document.title } : { code: '902' }));
        t.check(FLOWS, checkReturnsTraced(shown, sent));
      });
    }
  },
});

/** A document received twice: handed over once, and told. */
export const duplicate = defineScenario({
  requirement: 'MSS/UX.37',
  id: 'MSS/UX.37.01-pfi-doublon',
  title: text(
    'Document reçu deux fois : remis une fois, signalé',
    'Document received twice: handed over once, and told',
  ),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [SHOWN],
  holds: [holdPatient('ux37-duplicate')],
  async run(t) {
    const person = patient('ux37-duplicate');
    const document = thirdPartyDocument(t, person, { name: 'repetee' });
    const about = text('second courriel avec le même document', 'second mail with the same document');
    await t.step(text('Recevoir deux fois le même document', 'Receive the same document twice'), async () => {
      await shownMessage(t, await deliverThirdPartyMail(t, { name: 'repetee-un', to: PFI_ADDRESS, document }));
      const again = await deliverThirdPartyMail(t, { name: 'repetee-deux', to: PFI_ADDRESS, document });
      t.check(SHOWN, checkOutcomeShown(await shownMessage(t, again), ['already-received', 'refused'], about));
    });
    await t.step(text('Afficher les documents remis', 'Show the documents handed over'), async () => {
      const { documents } = await t.act(showHandedOverDocuments, { patient: refOf(person) });
      t.check(SHOWN, checkHandedOverOnce(documents, document.title));
    });
  },
});
