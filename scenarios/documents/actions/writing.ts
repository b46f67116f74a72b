import { z } from 'zod';
import { defineAction, providedFile, text } from '../../harness/index.js';
import { documentRef, patientRef } from '../../record/index.js';

/** Where a document stands between its first line and its validation. */
const writingStatus = z.enum(['draft', 'to-proofread', 'to-validate', 'validated', 'not-shown']).meta({
  fr: 'État affiché (en rédaction, à relire, à valider, validé, non affiché)',
  en: 'State shown (being written, to proofread, to validate, validated, not shown)',
});
/** See `status` of a draft. */
export type WritingStatus = z.infer<typeof writingStatus>;

const draft = z.object({
  fields: z
    .array(
      z.object({
        label: z.string().meta({ fr: 'Libellé', en: 'Label' }),
        value: z.string().meta({ fr: 'Contenu', en: 'Content' }),
        editable: z.boolean().meta({ fr: 'Modifiable', en: 'Can be changed' }),
      }),
    )
    .meta({
      fr: 'Rubriques affichées, identité du patient comprise',
      en: 'Fields shown, identity of the patient included',
    }),
  recipients: z
    .array(z.string())
    .meta({ fr: 'Destinataires affichés : nom de chacun', en: 'Recipients shown: name of each' }),
  status: writingStatus,
});
/** A document being written, as the screen shows it. */
export type ShownDraft = z.infer<typeof draft>;

const person = z.object({
  /** Key of the roster. */
  key: z.string(),
  name: z.string(),
  rpps: z.string(),
});
/** A professional, as actions name them. */
export type NamedProfessional = z.infer<typeof person>;

const stay = z.object({
  attendingDoctor: person,
  /** YYYY-MM-DD */
  admittedOn: z.string(),
  dischargedOn: z.string(),
  reason: z.string(),
  summary: z.string(),
  treatments: z.string(),
  awaited: z.string(),
  followUp: z.string(),
});
/** What the record holds of a stay before anything is written about it. */
export type StayFacts = z.infer<typeof stay>;

/** Enters the data of a stay into the record (HOP/va1.07). */
export const recordStayFacts = defineAction({
  name: 'recordStayFacts',
  theme: 'documents',
  title: text('Saisir les données d’un séjour dans le dossier', 'Enter the data of a stay into the record'),
  instructions: ({ patient, stay: facts }: { patient: z.infer<typeof patientRef>; stay: StayFacts }) =>
    text(
      [
        `Dans le dossier de ${patient.name} (INS ${patient.ins}), saisissez les données du séjour, hors de tout document :`,
        `médecin traitant ${facts.attendingDoctor.name} (RPPS ${facts.attendingDoctor.rpps}) ; entrée le ${facts.admittedOn}, sortie le ${facts.dischargedOn} ;`,
        `motif « ${facts.reason} » ; synthèse « ${facts.summary} » ; traitements à la sortie « ${facts.treatments} » ;`,
        `résultats attendus « ${facts.awaited} » ; suites à donner « ${facts.followUp} ».`,
      ].join('\n'),
      [
        `In the record of ${patient.name} (INS ${patient.ins}), enter the data of the stay, outside any document:`,
        `attending doctor ${facts.attendingDoctor.name} (RPPS ${facts.attendingDoctor.rpps}); admitted on ${facts.admittedOn}, discharged on ${facts.dischargedOn};`,
        `reason "${facts.reason}"; summary "${facts.summary}"; treatments at discharge "${facts.treatments}";`,
        `awaited results "${facts.awaited}"; follow-up "${facts.followUp}".`,
      ].join('\n'),
    ),
  input: z.object({ patient: patientRef, stay }),
  observation: z.object({
    recorded: z.boolean().meta({ fr: 'Les données sont enregistrées', en: 'The data are recorded' }),
  }),
  requests: [],
});

const start = z.object({
  patient: patientRef,
  title: z.string(),
  /** JDV_J07: `11490-0` … */
  typeCode: z.string(),
  /** Typed besides what the product fills in; '' for nothing. */
  text: z.string(),
});

/** Starts a document from the template of its type, without validating it. */
export const startDocument = defineAction({
  name: 'startDocument',
  theme: 'documents',
  title: text('Commencer un document à partir de son modèle', 'Start a document from its template'),
  instructions: ({ patient, title, typeCode, text: typed }: z.infer<typeof start>) =>
    text(
      [
        `Dans le dossier de ${patient.name} (INS ${patient.ins}), commencez un document de type ${typeCode}, intitulé « ${title} », à partir du modèle prévu.`,
        ...(typed === '' ? ['Ne saisissez rien d’autre.'] : [`Ajoutez-y ce texte : « ${typed} ».`]),
        'Enregistrez-le sans le valider, et relevez ce que l’écran montre.',
      ].join('\n'),
      [
        `In the record of ${patient.name} (INS ${patient.ins}), start a document of type ${typeCode}, entitled "${title}", from the template meant for it.`,
        ...(typed === '' ? ['Type nothing else.'] : [`Add this text to it: "${typed}".`]),
        'Save it without validating it, and note what the screen shows.',
      ].join('\n'),
    ),
  input: start,
  observation: draft,
  requests: [],
});

const change = z.object({ patient: patientRef, document: documentRef, find: z.string(), replacement: z.string() });

/** Changes a text of a document that is not validated yet (HOP/va1.03). */
export const changeDraftText = defineAction({
  name: 'changeDraftText',
  theme: 'documents',
  title: text('Modifier un texte d’un document à valider', 'Change a text of a document to validate'),
  instructions: ({ patient, document, find, replacement }: z.infer<typeof change>) =>
    text(
      `Dans le dossier de ${patient.name}, ouvrez « ${document.title} », à valider.\nRemplacez « ${find} » par « ${replacement} » et enregistrez (si ce n’est pas possible, laissez tel quel).\nRelevez ce que l’écran montre.`,
      `In the record of ${patient.name}, open "${document.title}", not validated yet.\nReplace "${find}" by "${replacement}" and save (if that is not possible, leave it).\nNote what the screen shows.`,
    ),
  input: change,
  observation: draft,
  requests: [],
});

const addressing = z.object({ patient: patientRef, document: documentRef, recipients: z.array(person) });

/** Sets who a document that is not validated yet is meant for (HOP/va1.05). */
export const setDraftRecipients = defineAction({
  name: 'setDraftRecipients',
  theme: 'documents',
  title: text('Modifier les destinataires d’un document', 'Change the recipients of a document'),
  instructions: ({ patient, document, recipients }: z.infer<typeof addressing>) => {
    const names = recipients.map(({ name, rpps }) => `${name} (RPPS ${rpps})`).join(', ');
    return text(
      `Dans le dossier de ${patient.name}, ouvrez « ${document.title} », à valider.\nAjoutez et retirez des destinataires pour qu’il n’y ait plus que : ${names}.\nEnregistrez, et relevez ce que l’écran montre.`,
      `In the record of ${patient.name}, open "${document.title}", not validated yet.\nAdd and remove recipients so that there are only: ${names}.\nSave, and note what the screen shows.`,
    );
  },
  input: addressing,
  observation: draft,
  requests: [],
});

const STEPS = {
  'ask-proofreading': text('demandez sa relecture', 'ask for it to be proofread'),
  proofread: text('déclarez-le relu', 'say that it is proofread'),
  validate: text('validez-le', 'validate it'),
} as const;
const advance = z.object({
  patient: patientRef,
  document: documentRef,
  step: z.enum(['ask-proofreading', 'proofread', 'validate']),
});

/** Takes a document one step further: asks for its proofreading, proofreads it, validates it (HOP/va1.04, HOP/va1.06). */
export const advanceDocument = defineAction({
  name: 'advanceDocument',
  theme: 'documents',
  title: text('Faire avancer un document dans son circuit', 'Take a document one step further'),
  instructions: ({ patient, document, step }: z.infer<typeof advance>) =>
    text(
      `Dans le dossier de ${patient.name}, ouvrez « ${document.title} » et ${STEPS[step].fr}.\nRelevez ce que l’écran montre.`,
      `In the record of ${patient.name}, open "${document.title}" and ${STEPS[step].en}.\nNote what the screen shows.`,
    ),
  input: advance,
  observation: z.object({
    offered: z.boolean().meta({ fr: 'L’écran le propose', en: 'The screen offers it' }),
    status: writingStatus,
  }),
  requests: ['td0-2', 'td0-4', 'td2-1a', 'td2-1b'],
});

/** Hands over a validated document: its CDA, its PDF under the name the product gives it. */
export const handOverDocument = defineAction({
  name: 'handOverDocument',
  theme: 'documents',
  title: text('Remettre un document validé, en CDA et en PDF', 'Hand over a validated document, as CDA and PDF'),
  instructions: ({ patient, document }: { patient: z.infer<typeof patientRef>; document: { title: string } }) =>
    text(
      `Dans le dossier de ${patient.name}, exportez « ${document.title} », validé, en CDA R2 N1 et en PDF/A-1, sans changer les noms des fichiers.\nRelevez le statut de l’identité du patient affiché à côté du document.`,
      `In the record of ${patient.name}, export "${document.title}", validated, as CDA R2 N1 and PDF/A-1, keeping the names of the files.\nNote the status of the patient's identity shown beside the document.`,
    ),
  input: z.object({ patient: patientRef, document: documentRef }),
  observation: z.object({
    cda: providedFile.meta({ fr: 'CDA R2 N1 (.xml)', en: 'CDA R2 N1 (.xml)' }),
    pdf: providedFile.meta({ fr: 'PDF/A-1, sous son nom (.pdf)', en: 'PDF/A-1, under its name (.pdf)' }),
    identityStatus: z.string().meta({
      fr: 'Statut de l’identité affiché (vide si absent)',
      en: 'Identity status shown (empty if none)',
    }),
  }),
  requests: [],
});
