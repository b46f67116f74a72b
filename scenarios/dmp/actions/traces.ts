import { z } from 'zod';
import { defineAction, providedFile, type Text, text } from '../../harness/index.js';
import { documentRef, type PatientRef, patientRef } from '../../record/index.js';

/** What the screen shows when something is done to a document that is in the DMP. */
const documentFunction = z.object({
  offered: z.boolean().meta({ fr: 'L’écran propose l’action', en: 'The screen offers the action' }),
  confirmationAsked: z.boolean().meta({
    fr: 'Une confirmation a été demandée avant l’envoi',
    en: 'A confirmation was asked before sending',
  }),
  confirmationText: z.string().meta({ fr: 'Texte de la confirmation', en: 'Text of the confirmation' }),
  message: z.string().meta({ fr: 'Message affiché ensuite', en: 'Message shown afterwards' }),
  stateText: z.string().meta({
    fr: 'État du document dans le DMP, affiché ensuite',
    en: 'State of the document in the DMP, shown afterwards',
  }),
  offers: z.array(z.string()).meta({
    fr: 'Actions sur le document proposées ensuite',
    en: 'Actions on the document offered afterwards',
  }),
});
/** See {@link documentFunction}. */
export type DocumentFunctionObservation = z.infer<typeof documentFunction>;

interface Target {
  patient: PatientRef;
  document: { title: string };
}

const target = z.object({ patient: patientRef, document: documentRef });
const REQUESTS = ['td0-2', 'td0-4', 'td3-1a', 'td3-1b'];

/** Deletes from the DMP the current version of a document of the record. */
export const deleteFromDmp = onDocument(
  'deleteFromDmp',
  text('Supprimer un document du DMP', 'Delete a document from the DMP'),
  text('supprimez-le du DMP', 'delete it from the DMP'),
  ['td3-3c'],
);

/** Masks to professionals a document that is in the DMP. */
export const maskDocument = onDocument(
  'maskDocument',
  text('Masquer un document aux professionnels', 'Mask a document to professionals'),
  text('masquez-le aux professionnels dans le DMP', 'mask it to professionals in the DMP'),
  ['td3-3a'],
);

/** Unmasks to professionals a document that is in the DMP. */
export const unmaskDocument = onDocument(
  'unmaskDocument',
  text('Démasquer un document aux professionnels', 'Unmask a document to professionals'),
  text('démasquez-le aux professionnels dans le DMP', 'unmask it to professionals in the DMP'),
  ['td3-3a'],
);

/** Makes visible to the patient a document that is in the DMP, which cannot be undone. */
export const makeVisible = onDocument(
  'makeVisible',
  text('Rendre un document visible au patient', 'Make a document visible to the patient'),
  text('rendez-le visible au patient dans le DMP', 'make it visible to the patient in the DMP'),
  ['td3-3b'],
);

function onDocument(name: string, title: Text, what: Text, updates: readonly string[]) {
  return defineAction({
    name,
    theme: 'dmp',
    title,
    instructions: (input: Target) =>
      text(
        `Dans le dossier de ${input.patient.name}, sur la version courante de « ${input.document.title} » : ${what.fr}.\nConfirmez si le logiciel le demande.\nAffichez ensuite l’état du document dans le DMP.`,
        `In the record of ${input.patient.name}, on the current version of "${input.document.title}": ${what.en}.\nConfirm if the software asks.\nThen show the state of the document in the DMP.`,
      ),
    input: target,
    observation: documentFunction,
    requests: [...REQUESTS, ...updates],
  });
}

/** Exports the traces of the accesses to documents of the DMP, of every user. */
export const exportAccessTraces = defineAction({
  name: 'exportAccessTraces',
  theme: 'dmp',
  title: text('Exporter les traces d’accès au DMP', 'Export the traces of DMP accesses'),
  instructions: (input: { patient: PatientRef }) =>
    text(
      `Exportez les traces d’accès aux documents du DMP de ${input.patient.name}, de tous les utilisateurs (fichier CSV si possible).`,
      `Export the traces of the accesses to DMP documents of ${input.patient.name}, for every user (a CSV file if possible).`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({ file: providedFile.meta({ fr: 'Extraction des traces', en: 'Extract of the traces' }) }),
  requests: [],
});
