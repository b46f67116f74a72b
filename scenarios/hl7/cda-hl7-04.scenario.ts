import { patient } from '../../fixtures/roster.js';
import { UNKNOWN_PATIENT } from '../../fixtures/roster-patients-pfi-in.js';
import { defineScenario, text } from '../harness/index.js';
import { holdPatient, refOf } from '../record/index.js';
import { showDocumentsFromPfi, validateDocumentFromPfi, viewDocumentFromPfi } from './actions/dpi-reception.js';
import { linkRequired } from './checks/dpi-link.js';
import {
  checkDeleted,
  checkDisplayed,
  checkIntegrated,
  checkReplaced,
  checkStrangerLeftOut,
} from './checks/dpi-reception.js';
import { judgeAnswer } from './dpi-answer.js';
import { startLink } from './dpi-situations.js';
import { lpsDocument, lpsMessage, push } from './lps-push.js';

const PROOF = 'CDA/HL7.04.01.01';

/** A document of a mail is handed over, twice; another one is of a patient nobody knows, with the same name. */
export const reception = defineScenario({
  requirement: 'CDA/HL7.04',
  id: 'CDA/HL7.04.01',
  title: text(
    'Intégrer un document reçu par MSSanté que la PFI remet',
    'Integrate a document received by MSSanté that the PFI hands over',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl7-lps')],
  async run(t) {
    const person = patient('hl7-lps');
    const ref = refOf(person);
    const document = lpsDocument(t, person, 'remis');
    const message = lpsMessage(person, document);
    if (!(await startLink(t, PROOF, linkRequired()))) return;
    await t.step(text('La PFI remet un document', 'The PFI hands a document over'), async () => {
      t.check(PROOF, ...judgeAnswer(await push(t, message), message, { codes: ['AA'] }));
      const { documents } = await t.act(showDocumentsFromPfi, { patient: ref });
      const { content } = await t.act(viewDocumentFromPfi, { patient: ref, document });
      t.check(
        PROOF,
        checkIntegrated(documents, [{ title: document.title, version: '1' }]),
        checkDisplayed(content, document.marker),
      );
    });
    await t.step(text('Elle le remet une seconde fois', 'It hands it over a second time'), async () => {
      t.check(PROOF, ...judgeAnswer(await push(t, message), message, { codes: ['AA'] }));
      const { documents } = await t.act(showDocumentsFromPfi, { patient: ref });
      t.check(PROOF, checkIntegrated(documents, [{ title: document.title, version: '1' }]));
    });
    await t.step(
      text('Un document d’un patient inconnu, de même nom', 'A document of an unknown patient of the same name'),
      async () => {
        const { birthFamilyName, givenNames } = person;
        const stranger = { ...UNKNOWN_PATIENT, birthFamilyName, givenNames };
        const other = lpsDocument(t, stranger, 'inconnu');
        const unknown = lpsMessage(stranger, other);
        const answered = await push(t, unknown);
        const { documents } = await t.act(showDocumentsFromPfi, { patient: ref });
        t.check(
          PROOF,
          ...judgeAnswer(answered, unknown, { codes: ['AE', 'AR'], error: '902' }),
          checkStrangerLeftOut(documents, other.title),
        );
      },
    );
  },
});

/** The document is then replaced, and at last deleted, as its author asks. */
export const versions = defineScenario({
  requirement: 'CDA/HL7.04',
  id: 'CDA/HL7.04.01-versions',
  title: text(
    'Remplacer puis supprimer un document que la PFI a remis',
    'Replace, then delete, a document the PFI handed over',
  ),
  actor: 'dpi',
  drive: 'automatic',
  proofs: [PROOF],
  holds: [holdPatient('hl7-lps-versions')],
  async run(t) {
    const person = patient('hl7-lps-versions');
    const first = lpsDocument(t, person, 'suivi');
    const second = lpsDocument(t, person, 'suivi', first);
    const about = { patient: refOf(person), document: { title: first.title } };
    if (!(await startLink(t, PROOF, linkRequired()))) return;
    await t.step(text('Première version', 'First version'), async () => {
      const message = lpsMessage(person, first);
      t.check(PROOF, ...judgeAnswer(await push(t, message), message, { codes: ['AA'] }));
      const { documents } = await t.act(showDocumentsFromPfi, { patient: about.patient });
      t.check(PROOF, checkIntegrated(documents, [{ title: first.title, version: '1' }]));
    });
    await t.step(text('Remplacement (T10)', 'Replacement (T10)'), async () => {
      const message = lpsMessage(person, second, { act: 'replace', parent: first.uid });
      t.check(PROOF, ...judgeAnswer(await push(t, message), message, { codes: ['AA'] }));
      const { documents } = await t.act(validateDocumentFromPfi, { ...about, asks: 'replace' });
      t.check(PROOF, checkReplaced(documents, first.title, '2'));
    });
    await t.step(text('Suppression (T04)', 'Deletion (T04)'), async () => {
      const message = lpsMessage(person, second, { act: 'delete' });
      t.check(PROOF, ...judgeAnswer(await push(t, message), message, { codes: ['AA'] }));
      const { documents } = await t.act(validateDocumentFromPfi, { ...about, asks: 'delete' });
      t.check(PROOF, checkDeleted(documents, first.title));
    });
  },
});
