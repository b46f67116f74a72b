import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { documentRef, type PatientRef, patientRef } from '../../record/index.js';

const fromPfi = z.object({
  title: z.string().meta({ fr: 'Titre', en: 'Title' }),
  version: z.string().meta({ fr: 'Version', en: 'Version' }),
  asks: z.enum(['create', 'replace', 'delete']).meta({
    fr: 'Ce qui est demandé : nouveau document (create), remplacement (replace), suppression (delete)',
    en: 'What is asked for: new document, replacement, deletion',
  }),
  state: z.enum(['integrated', 'to-validate', 'superseded', 'deleted', 'left-aside', 'not-shown']).meta({
    fr: 'Dans le dossier (integrated), à valider (to-validate), remplacé (superseded), supprimé (deleted), écarté (left-aside)',
    en: 'In the record, to validate, superseded, deleted, left aside',
  }),
});
/** What a screen shows of a document the PFI handed over. */
export type ShownFromPfi = z.infer<typeof fromPfi>;
const documents = z.array(fromPfi).meta({
  fr: 'Documents remis par la PFI pour ce patient',
  en: 'Documents handed over by the PFI for this patient',
});

/** Shows the documents the PFI handed over for a patient. */
export const showDocumentsFromPfi = defineAction({
  name: 'showDocumentsFromPfi',
  theme: 'hl7',
  title: text('Afficher les documents remis par la PFI', 'Show the documents handed over by the PFI'),
  instructions: ({ patient }: { patient: PatientRef }) =>
    text(
      `Dans le dossier de ${patient.name} (INS ${patient.ins}), affichez les documents reçus par MSSanté que la PFI a remis, chaque version, et leur état.`,
      `In the record of ${patient.name} (INS ${patient.ins}), show the documents received by MSSanté that the PFI handed over, every version, and their state.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({ documents }),
  requests: [],
});

/** Validates a replacement or a deletion the PFI handed over, when the product asks for it. */
export const validateDocumentFromPfi = defineAction({
  name: 'validateDocumentFromPfi',
  theme: 'hl7',
  title: text('Valider ce qu’un document remis demande', 'Validate what a document handed over asks for'),
  instructions: (input: { patient: PatientRef; document: { title: string }; asks: 'replace' | 'delete' }) => {
    const asked =
      input.asks === 'replace' ? text('le remplacement', 'replacement') : text('la suppression', 'deletion');
    return text(
      `Dans le dossier de ${input.patient.name}, validez ${asked.fr} de « ${input.document.title} » demandé(e) par la PFI, si le logiciel attend une validation.\nAffichez ensuite les documents remis par la PFI et leur état.`,
      `In the record of ${input.patient.name}, validate the ${asked.en} of "${input.document.title}" that the PFI asks for, if the software waits for a validation.\nThen show the documents handed over by the PFI and their state.`,
    );
  },
  input: z.object({ patient: patientRef, document: documentRef, asks: z.enum(['replace', 'delete']) }),
  observation: z.object({ documents }),
  requests: [],
});

/** Opens the current version of a document the PFI handed over. */
export const viewDocumentFromPfi = defineAction({
  name: 'viewDocumentFromPfi',
  theme: 'hl7',
  title: text('Ouvrir un document remis par la PFI', 'Open a document handed over by the PFI'),
  instructions: ({ patient, document }: { patient: PatientRef; document: { title: string } }) =>
    text(
      `Dans le dossier de ${patient.name}, ouvrez la version en cours de « ${document.title} ».`,
      `In the record of ${patient.name}, open the current version of "${document.title}".`,
    ),
  input: z.object({ patient: patientRef, document: documentRef }),
  observation: z.object({
    content: z.string().meta({ fr: 'Texte affiché (vide si rien)', en: 'Text displayed (empty if none)' }),
  }),
  requests: [],
});

/** Removes from the record a document the PFI handed over: one the product did not write. */
export const removeDocumentFromPfi = defineAction({
  name: 'removeDocumentFromPfi',
  theme: 'hl7',
  title: text('Retirer du dossier un document remis par la PFI', 'Remove a document handed over by the PFI'),
  instructions: ({ patient, document }: { patient: PatientRef; document: { title: string } }) =>
    text(
      `Dans le dossier de ${patient.name}, supprimez « ${document.title} », reçu d’un tiers.\nAffichez ensuite les documents remis par la PFI et leur état.`,
      `In the record of ${patient.name}, delete "${document.title}", received from a third party.\nThen show the documents handed over by the PFI and their state.`,
    ),
  input: z.object({ patient: patientRef, document: documentRef }),
  observation: z.object({ documents }),
  requests: [],
});
