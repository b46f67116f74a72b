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
        const mail = await deliverThirdPartyMail(t, {
          name,
          to: PFI_ADDRESS,
          document,
          receipt: 'other',
          ...(handedOver ? {} : { dpiRefuses: '902' }),
        });
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

/** The history tells what the DPI answered. */
export const answeredByDpi = defineScenario({
  requirement: 'MSS/UX.37',
  id: 'MSS/UX.37.01-pfi-dpi',
  title: text('Historique d’un document que le DPI refuse', 'History of a document the DPI refuses'),
  actor: 'pfi',
  drive: 'automatic',
  proofs: [SHOWN, FLOWS],
  holds: [holdPatient('ux37-dpi')],
  precondition: text(
    'Le patient est connu ; le DPI que joue le banc refuse le document (905) par son acquittement HL7 v2.',
    'The patient is known; the DPI the bench plays refuses the document (905) in its HL7 v2 acknowledgement.',
  ),
  async run(t) {
    const errorMailboxes = await setErrorMailboxes(t);
    const since = await t.mark();
    const document = thirdPartyDocument(t, patient('ux37-dpi'), { name: 'suivi' });
    await t.step(
      text('Recevoir le document et lire son historique', 'Receive the document and read its history'),
      async () => {
        const mail = await deliverThirdPartyMail(t, { name: 'suivi', to: PFI_ADDRESS, document, dpiRefuses: '905' });
        const returns = await returnsAbout(t, mail, since, errorMailboxes.length);
        const shown = await shownMessage(t, mail);
        t.attachExchanges(
          FLOWS,
          returns.map(({ exchange }) => exchange),
        );
        t.check(SHOWN, checkHistoryComplete(shown, { code: '905' }));
        t.check(FLOWS, checkReturnsTraced(shown, returns));
      },
    );
  },
});
