import { z } from 'zod';
import { defineAction, providedFile, type ProvidedFile, text } from '../../harness/index.js';
import { documentRef, type PatientRef, patientRef } from '../../record/index.js';

/** A document of the record as its list shows it. */
const listedDocument = z.object({
  title: z.string().meta({ fr: 'Titre', en: 'Title' }),
  version: z.string().meta({ fr: 'Version', en: 'Version' }),
  typeCode: z.string().meta({ fr: 'Code du type affiché', en: 'Type code shown' }),
  date: z.string().meta({ fr: 'Date de création affichée (JJ/MM/AAAA …)', en: 'Creation date shown (DD/MM/YYYY …)' }),
  origin: z.string().meta({ fr: 'Origine affichée', en: 'Origin shown' }),
  keptUntil: z.string().meta({ fr: 'Fin de conservation affichée', en: 'End of retention shown' }),
});
export type ListedDocument = z.infer<typeof listedDocument>;

/** A document on screen. */
const readDocument = z.object({
  displayed: z.boolean().meta({ fr: 'Le document s’affiche', en: 'The document is displayed' }),
  type: z.string().meta({ fr: 'Type affiché dans l’en-tête', en: 'Type shown in the header' }),
  author: z.string().meta({ fr: 'Auteur affiché dans l’en-tête', en: 'Author shown in the header' }),
  date: z.string().meta({ fr: 'Date affichée dans l’en-tête', en: 'Date shown in the header' }),
  content: z.string().meta({ fr: 'Texte du corps affiché', en: 'Text of the body shown' }),
  presentation: z.enum(['producer', 'consumer', 'none']).meta({
    fr: 'Mise en forme du narratif (feuille de style du producteur, celle du logiciel, sans objet)',
    en: 'Presentation of the narrative (producer’s stylesheet, the software’s, not applicable)',
  }),
});
export type ReadDocument = z.infer<typeof readDocument>;

/** Searches the DMP on several criteria at once. */
export const searchDmpDocuments = defineAction({
  name: 'searchDmpDocuments',
  theme: 'dmp',
  title: text('Rechercher dans le DMP sur plusieurs critères', 'Search the DMP on several criteria'),
  instructions: (input: { patient: PatientRef; criteria: { typeCode: string; createdFrom: string } }) =>
    text(
      `Dans le dossier de ${input.patient.name}, recherchez les documents du DMP de type ${input.criteria.typeCode} créés à partir du ${input.criteria.createdFrom}, les deux critères ensemble.`,
      `In the record of ${input.patient.name}, search the DMP for documents of type ${input.criteria.typeCode} created from ${input.criteria.createdFrom} on, both criteria together.`,
    ),
  input: z.object({ patient: patientRef, criteria: z.object({ typeCode: z.string(), createdFrom: z.iso.date() }) }),
  observation: z.object({
    titles: z.array(z.string()).meta({ fr: 'Titres des résultats', en: 'Titles of the results' }),
  }),
  requests: ['td0-2', 'td0-4', 'td3-1a', 'td3-1b'],
});

/** Selects several documents of the DMP list and integrates them at once. */
export const integrateSelection = defineAction({
  name: 'integrateSelection',
  theme: 'dmp',
  title: text('Intégrer plusieurs documents du DMP', 'Integrate several DMP documents'),
  instructions: (input: { patient: PatientRef; documents: { title: string }[] }) =>
    text(
      `Dans la liste des documents du DMP de ${input.patient.name}, sélectionnez ensemble ${input.documents.map(({ title }) => `« ${title} »`).join(' et ')}, puis intégrez la sélection.`,
      `In the list of DMP documents of ${input.patient.name}, select together ${input.documents.map(({ title }) => `"${title}"`).join(' and ')}, then integrate the selection.`,
    ),
  input: z.object({ patient: patientRef, documents: z.array(documentRef) }),
  observation: z.object({
    selected: z.number().int().meta({ fr: 'Documents sélectionnés ensemble', en: 'Documents selected together' }),
    titles: z
      .array(z.string())
      .meta({ fr: 'Titres des documents du dossier ensuite', en: 'Titles in the record afterwards' }),
  }),
  requests: ['td0-2', 'td0-4', 'td3-2'],
});

/** Takes a CDA received by MSSanté into the record. */
export const importReceivedDocument = defineAction({
  name: 'importReceivedDocument',
  theme: 'dmp',
  title: text('Importer un document reçu par MSSanté', 'Import a document received by MSSanté'),
  instructions: (input: { patient: PatientRef; document: { title: string }; path: string; file: ProvidedFile }) =>
    text(
      `Intégrez au dossier de ${input.patient.name} le document CDA « ${input.document.title} » comme s'il avait été reçu par MSSanté.\nLe fichier est ici : ${input.path}`,
      `Integrate into the record of ${input.patient.name} the CDA document "${input.document.title}" as if it had been received by MSSanté.\nThe file is here: ${input.path}`,
    ),
  input: z.object({ patient: patientRef, document: documentRef, path: z.string(), file: providedFile }),
  observation: z.object({
    imported: z.boolean().meta({ fr: 'Le document est dans le dossier', en: 'The document is in the record' }),
  }),
  requests: [],
});

/** Shows the documents of the record, sorted. */
export const listRecordDocuments = defineAction({
  name: 'listRecordDocuments',
  theme: 'dmp',
  title: text('Afficher et trier les documents du dossier', 'Show and sort the documents of the record'),
  instructions: (input: { patient: PatientRef; sortedBy: 'creation-date' | 'type' }) =>
    text(
      `Dans le dossier de ${input.patient.name}, affichez les documents (produits et importés) triés par ${input.sortedBy === 'type' ? 'type' : 'date de création'}.`,
      `In the record of ${input.patient.name}, show the documents (produced and imported) sorted by ${input.sortedBy === 'type' ? 'type' : 'creation date'}.`,
    ),
  input: z.object({ patient: patientRef, sortedBy: z.enum(['creation-date', 'type']) }),
  observation: z.object({
    documents: z
      .array(listedDocument)
      .meta({ fr: 'Documents, dans l’ordre affiché', en: 'Documents, in the order shown' }),
  }),
  requests: [],
});

/** Opens a document of the record and reads its header and body. */
export const readRecordDocument = defineAction({
  name: 'readRecordDocument',
  theme: 'dmp',
  title: text('Lire un document du dossier', 'Read a document of the record'),
  instructions: (input: { patient: PatientRef; document: { title: string }; version: string }) =>
    text(
      `Dans le dossier de ${input.patient.name}, ouvrez « ${input.document.title} » (version ${input.version}) : montrez l'en-tête, puis le corps.`,
      `In the record of ${input.patient.name}, open "${input.document.title}" (version ${input.version}): show the header, then the body.`,
    ),
  input: z.object({ patient: patientRef, document: documentRef, version: z.string() }),
  observation: readDocument,
  requests: [],
});

/** Opens a document of the DMP list and reads its header and body. */
export const readDmpDocument = defineAction({
  name: 'readDmpDocument',
  theme: 'dmp',
  title: text('Lire un document du DMP', 'Read a DMP document'),
  instructions: (input: { patient: PatientRef; document: { title: string } }) =>
    text(
      `Dans la liste des documents du DMP de ${input.patient.name}, ouvrez « ${input.document.title} » : montrez l'en-tête, puis le corps.`,
      `In the list of DMP documents of ${input.patient.name}, open "${input.document.title}": show the header, then the body.`,
    ),
  input: z.object({ patient: patientRef, document: documentRef }),
  observation: readDocument,
  requests: ['td0-2', 'td0-4', 'td3-1a', 'td3-2'],
});

/** Sets what is preloaded, and for how long. */
export const configurePreloading = defineAction({
  name: 'configurePreloading',
  theme: 'dmp',
  title: text('Régler le préchargement', 'Set up preloading'),
  instructions: (input: { retentionMinutes: number; typeCodes: string[]; days: number }) =>
    text(
      `Réglez le préchargement : conservation maximale ${input.retentionMinutes} minutes${input.retentionMinutes === 0 ? ' (ou la plus courte possible ; attendez qu’elle soit passée)' : ''}, types ${input.typeCodes.join(', ') || 'tous'}, actes des ${input.days} derniers jours.`,
      `Set up preloading: longest retention ${input.retentionMinutes} minutes${input.retentionMinutes === 0 ? ' (or the shortest possible; wait until it is over)' : ''}, types ${input.typeCodes.join(', ') || 'all'}, acts of the last ${input.days} days.`,
    ),
  input: z.object({ retentionMinutes: z.int().min(0), typeCodes: z.array(z.string()), days: z.int().min(1) }),
  observation: z.object({ saved: z.boolean().meta({ fr: 'Réglages enregistrés', en: 'Settings saved' }) }),
  requests: [],
});

/** Preloads the documents of several patients. */
export const preloadPatients = defineAction({
  name: 'preloadPatients',
  theme: 'dmp',
  title: text('Précharger les documents de plusieurs patients', 'Preload the documents of several patients'),
  instructions: (input: { patients: PatientRef[] }) =>
    text(
      `Lancez le préchargement des documents du DMP pour ${input.patients.map(({ name, ins }) => `${name} (INS ${ins})`).join(', ')}.`,
      `Start preloading the DMP documents of ${input.patients.map(({ name, ins }) => `${name} (INS ${ins})`).join(', ')}.`,
    ),
  input: z.object({ patients: z.array(patientRef) }),
  observation: z.object({
    titles: z
      .array(z.string())
      .meta({ fr: 'Titres des documents préchargés', en: 'Titles of the documents preloaded' }),
  }),
  requests: ['td0-2', 'td0-4', 'td3-1a', 'td3-2'],
});

/** Sets how long documents stay in the record. */
export const configureRetention = defineAction({
  name: 'configureRetention',
  theme: 'dmp',
  title: text('Régler la conservation des documents', 'Set the retention of documents'),
  instructions: (input: { years: number }) =>
    text(
      `Réglez la conservation des documents du dossier sur ${input.years} ans.`,
      `Set the retention of the documents of the record to ${input.years} years.`,
    ),
  input: z.object({ years: z.int().min(1) }),
  observation: z.object({
    years: z
      .number()
      .int()
      .meta({ fr: 'Durée affichée après enregistrement, en années', en: 'Years shown after saving' }),
  }),
  requests: [],
});
