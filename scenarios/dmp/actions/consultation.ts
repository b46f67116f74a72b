import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { documentRef, type PatientRef, patientRef } from '../../record/index.js';

const dmpStatus = z.enum(['open-authorised', 'open-not-authorised', 'closed', 'none', 'unknown', 'not-shown']).meta({
  fr: 'État du DMP affiché sans clic (ouvert et autorisé, ouvert non autorisé, fermé, inexistant, inconnu, non affiché)',
  en: 'DMP status shown without a click (open and authorised, open not authorised, closed, none, unknown, not shown)',
});

/** A notice about an integrated document, shown at record opening. */
const notice = z.object({
  kind: z.enum(['newer-version', 'no-longer-accessible', 'metadata-changed']).meta({
    fr: 'Ce que l’avis annonce (nouvelle version, plus accessible, métadonnées modifiées)',
    en: 'What the notice announces',
  }),
  documentTitle: z.string().meta({ fr: 'Titre du document', en: 'Document title' }),
  offers: z
    .array(z.enum(['view', 'integrate', 'delete-local']))
    .meta({ fr: 'Ce que l’avis propose (voir, intégrer, supprimer la copie)', en: 'What the notice offers' }),
  text: z.string().meta({ fr: 'Texte de l’avis', en: 'Text of the notice' }),
});
export type DmpNotice = z.infer<typeof notice>;

const newDocumentsByType = z.object({
  typeCode: z.string().meta({ fr: 'Code du type (typeCode)', en: 'Type code' }),
  label: z.string().meta({ fr: 'Libellé affiché', en: 'Label shown' }),
  count: z.number().int().meta({ fr: 'Nombre', en: 'Count' }),
});

/** A document of the local record, as listed on screen. */
const localDocument = z.object({
  title: z.string().meta({ fr: 'Titre', en: 'Title' }),
  version: z.string().meta({ fr: 'Version affichée', en: 'Version shown' }),
});
export type LocalDocument = z.infer<typeof localDocument>;

const recordObservation = z.object({
  dmpStatus,
  notices: z.array(notice).meta({
    fr: 'Avis affichés sur des documents déjà intégrés',
    en: 'Notices shown about documents already integrated',
  }),
  newDocuments: z
    .object({
      /** False when the screen shows nothing at all about new documents. */
      shown: z.boolean().meta({ fr: 'Un compteur est affiché', en: 'A counter is shown' }),
      byType: z.array(newDocumentsByType).meta({ fr: 'Nombre par type', en: 'Count per type' }),
      /** Documents not visible to the patient, always counted. */
      invisibleToPatient: z
        .number()
        .int()
        .meta({ fr: 'Documents non visibles par le patient', en: 'Documents not visible to the patient' }),
      /** What the screen says of the period, e.g. `depuis la dernière visite`. */
      period: z.string().meta({ fr: 'Période affichée', en: 'Period shown' }),
    })
    .meta({ fr: 'Compteur de nouveaux documents, par type', en: 'Counter of new documents, by type' }),
  localDocuments: z.array(localDocument).meta({
    fr: 'Documents intégrés affichés dans le dossier',
    en: 'Integrated documents shown in the record',
  }),
});
export type RecordObservation = z.infer<typeof recordObservation>;

/** Opens a patient's record and waits until the DPI has finished what it does by itself at opening. */
export const openPatientRecord = defineAction({
  name: 'openPatientRecord',
  theme: 'dmp',
  title: text('Ouvrir le dossier du patient', 'Open the patient record'),
  instructions: (input: { patient: PatientRef }) =>
    text(
      `Fermez le dossier s'il est ouvert, puis ouvrez le dossier de ${input.patient.name} (INS ${input.patient.ins}).\nNe cliquez sur rien d'autre. Attendez que l'écran ne change plus.`,
      `Close the record if it is open, then open the record of ${input.patient.name} (INS ${input.patient.ins}).\nDo not click anything else. Wait until the screen no longer changes.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: recordObservation,
  requests: ['td0-2', 'td0-4', 'td3-1a', 'td3-1b'],
});

/**
 * Opens a record and, while the DMP requests of the opening are still running, works elsewhere in the product
 * (another page of the record or of the DPI), then comes back when they are completed.
 */
export const keepWorkingDuringDmpRequests = defineAction({
  name: 'keepWorkingDuringDmpRequests',
  theme: 'dmp',
  title: text('Travailler pendant les requêtes DMP', 'Keep working during DMP requests'),
  instructions: (input: { patient: PatientRef }) =>
    text(
      `Ouvrez le dossier de ${input.patient.name} (INS ${input.patient.ins}).\nSans attendre la fin des requêtes DMP, ouvrez un autre écran et utilisez-le.\nRevenez au dossier quand les requêtes sont terminées.`,
      `Open the record of ${input.patient.name} (INS ${input.patient.ins}).\nWithout waiting for the DMP requests, open another screen and use it.\nCome back to the record when the requests are completed.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({
    usedElsewhereWhilePending: z.boolean().meta({
      fr: 'Un autre écran a pu être utilisé pendant que les requêtes DMP étaient en cours',
      en: 'Another screen could be used while the DMP requests were running',
    }),
    elsewhere: z.string().meta({ fr: 'Écran utilisé', en: 'Screen used' }),
    completed: z.boolean().meta({
      fr: 'Au retour, les requêtes sont affichées comme terminées',
      en: 'On return, the requests are shown as completed',
    }),
  }),
  requests: ['td0-2', 'td0-4', 'td3-1a', 'td3-1b'],
});

/** Explicitly asks the DPI for the list of DMP documents (metadata), with filters. */
export const listDmpDocuments = defineAction({
  name: 'listDmpDocuments',
  theme: 'dmp',
  title: text('Afficher la liste des documents du DMP', 'Show the list of DMP documents'),
  instructions: (input: { patient: PatientRef; filters: { typeCode?: string } }) =>
    text(
      `Dans le dossier de ${input.patient.name}, demandez la liste des documents du DMP${input.filters.typeCode ? ` en filtrant sur le type ${input.filters.typeCode}` : ''}.`,
      `In the record of ${input.patient.name}, ask for the list of DMP documents${input.filters.typeCode ? ` filtered on type ${input.filters.typeCode}` : ''}.`,
    ),
  input: z.object({ patient: patientRef, filters: z.object({ typeCode: z.string().optional() }) }),
  observation: z.object({
    availableFilters: z.array(z.string()).meta({ fr: 'Filtres proposés à l’écran', en: 'Filters offered on screen' }),
    rows: z
      .array(
        z.object({
          title: z.string().meta({ fr: 'Titre', en: 'Title' }),
          typeLabel: z.string().meta({ fr: 'Type', en: 'Type' }),
          author: z.string().meta({ fr: 'Auteur', en: 'Author' }),
          date: z.string().meta({ fr: 'Date', en: 'Date' }),
          /** `visible`, `masqué aux professionnels`, `non visible par le patient` … as shown. */
          state: z.string().meta({ fr: 'État affiché', en: 'State shown' }),
        }),
      )
      .meta({ fr: 'Lignes affichées', en: 'Rows shown' }),
  }),
  requests: ['td0-2', 'td0-4', 'td3-1a', 'td3-1b'],
});

/** Opens one document of the DMP list, without integrating it. */
export const viewDmpDocument = defineAction({
  name: 'viewDmpDocument',
  theme: 'dmp',
  title: text('Visualiser un document du DMP', 'View a DMP document'),
  instructions: (input: { patient: PatientRef; document: { title: string } }) =>
    text(
      `Dans la liste des documents du DMP de ${input.patient.name}, ouvrez « ${input.document.title} ».`,
      `In the list of DMP documents of ${input.patient.name}, open "${input.document.title}".`,
    ),
  input: z.object({ patient: patientRef, document: documentRef }),
  observation: z.object({
    displayed: z.boolean().meta({ fr: 'Le document s’affiche', en: 'The document is displayed' }),
    content: z.string().meta({ fr: 'Une phrase du contenu affiché', en: 'A sentence of the content shown' }),
  }),
  requests: ['td0-2', 'td0-4', 'td3-2'],
});

/** Integrates one document of the DMP list into the local record. */
export const integrateDmpDocument = defineAction({
  name: 'integrateDmpDocument',
  theme: 'dmp',
  title: text('Intégrer un document du DMP', 'Integrate a DMP document'),
  instructions: (input: { patient: PatientRef; document: { title: string } }) =>
    text(
      `Intégrez au dossier de ${input.patient.name} le document du DMP « ${input.document.title} ».`,
      `Integrate the DMP document "${input.document.title}" into the record of ${input.patient.name}.`,
    ),
  input: z.object({ patient: patientRef, document: documentRef }),
  observation: z.object({
    message: z.string().meta({ fr: 'Message affiché', en: 'Message shown' }),
    /** True when the screen says the document is already in the record. */
    saidAlreadyPresent: z.boolean().meta({
      fr: 'Le DPI annonce que le document est déjà dans le dossier',
      en: 'The DPI says the document is already in the record',
    }),
    localDocuments: z.array(localDocument).meta({
      fr: 'Documents intégrés affichés ensuite',
      en: 'Integrated documents shown afterwards',
    }),
  }),
  requests: ['td0-2', 'td0-4', 'td3-2'],
});

/** From the notice of the record just opened: views the newer version, then integrates it keeping the old one. */
export const integrateNewVersion = defineAction({
  name: 'integrateNewVersion',
  theme: 'dmp',
  title: text('Intégrer la nouvelle version en gardant l’ancienne', 'Integrate the newer version, keeping the old one'),
  instructions: (input: { patient: PatientRef; document: { title: string } }) =>
    text(
      `Depuis l'avis affiché pour « ${input.document.title} », visualisez la nouvelle version puis intégrez-la en conservant l'ancienne.`,
      `From the notice about "${input.document.title}", view the newer version, then integrate it keeping the old one.`,
    ),
  input: z.object({ patient: patientRef, document: documentRef }),
  observation: z.object({
    viewedContent: z
      .string()
      .meta({ fr: 'Une phrase de la nouvelle version affichée', en: 'A sentence of the newer version shown' }),
    localDocuments: z.array(localDocument).meta({
      fr: 'Documents intégrés affichés ensuite',
      en: 'Integrated documents shown afterwards',
    }),
  }),
  requests: ['td0-2', 'td0-4', 'td3-2'],
});

/** From the notice of the record just opened: deletes the local copy of a document no longer accessible. */
export const deleteLocalCopy = defineAction({
  name: 'deleteLocalCopy',
  theme: 'dmp',
  title: text('Supprimer la copie locale', 'Delete the local copy'),
  instructions: (input: { patient: PatientRef; document: { title: string } }) =>
    text(
      `Depuis l'avis affiché pour « ${input.document.title} », supprimez la copie locale du document.`,
      `From the notice about "${input.document.title}", delete the local copy of the document.`,
    ),
  input: z.object({ patient: patientRef, document: documentRef }),
  observation: z.object({
    localDocuments: z.array(localDocument).meta({
      fr: 'Documents intégrés affichés ensuite',
      en: 'Integrated documents shown afterwards',
    }),
  }),
  requests: [],
});

/** Opens a document of the local record. */
export const viewLocalDocument = defineAction({
  name: 'viewLocalDocument',
  theme: 'dmp',
  title: text('Ouvrir un document du dossier local', 'Open a document of the local record'),
  instructions: (input: { patient: PatientRef; document: { title: string }; version: string }) =>
    text(
      `Dans le dossier de ${input.patient.name}, ouvrez le document intégré « ${input.document.title} » (version ${input.version}).`,
      `In the record of ${input.patient.name}, open the integrated document "${input.document.title}" (version ${input.version}).`,
    ),
  input: z.object({ patient: patientRef, document: documentRef, version: z.string() }),
  observation: z.object({
    displayed: z.boolean().meta({ fr: 'Le document s’affiche', en: 'The document is displayed' }),
    content: z.string().meta({ fr: 'Une phrase du contenu affiché', en: 'A sentence of the content shown' }),
  }),
  requests: [],
});

/** Sets the period used by the counter of new documents. */
export const configureNewDocumentsPeriod = defineAction({
  name: 'configureNewDocumentsPeriod',
  theme: 'dmp',
  title: text('Paramétrer la période des nouveaux documents', 'Configure the period of new documents'),
  instructions: (input: { mode: 'last-visit' | 'days'; days?: number }) =>
    input.mode === 'days'
      ? text(
          `Réglez la période du compteur de nouveaux documents sur ${input.days ?? 0} jours.`,
          `Set the period of the new-documents counter to ${input.days ?? 0} days.`,
        )
      : text(
          'Réglez la période du compteur de nouveaux documents sur « depuis la dernière visite du patient ».',
          'Set the period of the new-documents counter to "since the patient’s last visit".',
        ),
  input: z.object({ mode: z.enum(['last-visit', 'days']), days: z.number().int().optional() }),
  observation: z.object({
    savedPeriod: z.string().meta({ fr: 'Période affichée après enregistrement', en: 'Period shown after saving' }),
  }),
  requests: [],
});

const LEVELS = {
  structure: text('structure', 'structure'),
  service: text('service', 'service'),
  speciality: text('spécialité', 'speciality'),
};

/** Chooses the document types counted, at one level. The most specific level that is set applies. */
export const configureCountedTypes = defineAction({
  name: 'configureCountedTypes',
  theme: 'dmp',
  title: text('Paramétrer les types de documents comptés', 'Configure the document types counted'),
  instructions: (input: {
    level: 'structure' | 'service' | 'speciality';
    target: string;
    categories: string[] | null;
  }) =>
    text(
      input.categories
        ? `Au niveau ${LEVELS[input.level].fr} (${input.target}), ne retenez que : ${input.categories.join(', ')}.`
        : `Au niveau ${LEVELS[input.level].fr} (${input.target}), retirez le paramétrage propre à ce niveau.`,
      input.categories
        ? `At ${input.level} level (${input.target}), keep only: ${input.categories.join(', ')}.`
        : `At ${input.level} level (${input.target}), remove the setting of that level.`,
    ),
  input: z.object({
    level: z.enum(['structure', 'service', 'speciality']),
    /** FINESS, service name or speciality code. */
    target: z.string(),
    /** Categories of DMP/UX.17 to count; null removes the setting. */
    categories: z.array(z.string()).nullable(),
  }),
  observation: z.object({
    availableCategories: z.array(z.string()).meta({ fr: 'Types proposés au paramétrage', en: 'Types offered' }),
    saved: z.array(z.string()).meta({ fr: 'Types retenus après enregistrement', en: 'Types kept after saving' }),
  }),
  requests: [],
});
