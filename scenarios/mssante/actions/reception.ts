import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { documentRef, patientRef } from '../../record/index.js';

/** A version of a received document, by its title, unique in the run. */
const versionRef = documentRef.extend({ version: z.string() });
const period = z.object({
  from: z.string().meta({ fr: 'Premier jour (AAAA-MM-JJ)', en: 'First day (YYYY-MM-DD)' }),
  to: z.string().meta({ fr: 'Dernier jour (AAAA-MM-JJ)', en: 'Last day (YYYY-MM-DD)' }),
});

const recordDocuments = z
  .array(
    z.object({
      title: z.string().meta({ fr: 'Titre', en: 'Title' }),
      version: z.string().meta({ fr: 'Version', en: 'Version' }),
      /** Another version took its place, as the screen says it. */
      superseded: z.boolean().meta({ fr: 'Affiché comme remplacé', en: 'Shown as replaced' }),
    }),
  )
  .meta({ fr: 'Documents affichés dans le dossier', en: 'Documents shown in the record' });

const proposals = z
  .array(
    z.object({
      kind: z
        .enum(['replacement', 'deletion'])
        .meta({ fr: 'Ce qui est annoncé : remplacement ou suppression', en: 'What is told: replacement or deletion' }),
      title: z.string().meta({ fr: 'Titre du document', en: 'Document title' }),
      canView: z.boolean().meta({ fr: 'On peut voir le document reçu', en: 'The received document can be viewed' }),
      canValidate: z.boolean().meta({ fr: 'On peut valider', en: 'It can be validated' }),
    }),
  )
  .meta({ fr: 'Annonces sur des documents reçus par MSSanté', en: 'Notices about documents received by MSSanté' });

const record = z.object({ proposals, documents: recordDocuments });
/** What an open record shows of documents received by MSSanté. */
export type ReceptionRecord = z.infer<typeof record>;

/** Opens a record and reads what it says, without any search, of documents received by MSSanté (MSS/UX.05). */
export const openRecordWithMail = defineAction({
  name: 'openRecordWithMail',
  theme: 'mssante',
  title: text('Ouvrir le dossier et lire les annonces MSSanté', 'Open the record and read the MSSanté notices'),
  instructions: ({ patient }: { patient: z.infer<typeof patientRef> }) =>
    text(
      `Ouvrez le dossier de ${patient.name} (INS ${patient.ins}), sans rien chercher.\nRelevez les annonces de documents MSSanté à remplacer ou à supprimer, et les documents du dossier.`,
      `Open the record of ${patient.name} (INS ${patient.ins}), without any search.\nNote the notices of MSSanté documents to replace or delete, and the documents of the record.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: record,
  requests: [],
});

const decision = z.object({
  patient: patientRef,
  document: documentRef,
  kind: z.enum(['replacement', 'deletion']),
  decision: z.enum(['validate', 'refuse']),
});

/** From the record, views what was received, then validates or refuses it. */
export const decideOnProposal = defineAction({
  name: 'decideOnProposal',
  theme: 'mssante',
  title: text(
    'Voir le document reçu, puis valider ou refuser',
    'View the received document, then validate or refuse it',
  ),
  instructions: ({ patient, document, kind, decision: chosen }: z.infer<typeof decision>) =>
    text(
      `Dans le dossier de ${patient.name}, sur l’annonce de ${kind === 'deletion' ? 'suppression' : 'remplacement'} de « ${document.title} », ouvrez le document reçu.\nPuis ${chosen === 'validate' ? 'validez' : 'refusez (ou, si ce n’est pas proposé, ne validez pas)'}, et relevez les documents du dossier.`,
      `In the record of ${patient.name}, on the ${kind} notice of "${document.title}", open the received document.\nThen ${chosen === 'validate' ? 'validate' : 'refuse (or, when that is not offered, do not validate)'}, and note the documents of the record.`,
    ),
  input: decision,
  observation: record.extend({
    viewedContent: z.string().meta({
      fr: 'Texte du document reçu, tel qu’affiché (vide s’il ne s’affiche pas)',
      en: 'Text of the received document as displayed (empty if none)',
    }),
  }),
  requests: [],
});

/** Opens a document of the record. */
export const viewRecordDocument = defineAction({
  name: 'viewRecordDocument',
  theme: 'mssante',
  title: text('Ouvrir un document du dossier', 'Open a document of the record'),
  instructions: (input: { patient: z.infer<typeof patientRef>; document: z.infer<typeof versionRef> }) =>
    text(
      `Dans le dossier de ${input.patient.name}, ouvrez « ${input.document.title} », version ${input.document.version}.`,
      `In the record of ${input.patient.name}, open "${input.document.title}", version ${input.document.version}.`,
    ),
  input: z.object({ patient: patientRef, document: versionRef }),
  observation: z.object({
    content: z.string().meta({ fr: 'Texte affiché (vide si rien)', en: 'Text displayed (empty if none)' }),
  }),
  requests: [],
});

const workItem = z.object({
  title: z.string().meta({ fr: 'Titre', en: 'Title' }),
  version: z.string().meta({ fr: 'Version', en: 'Version' }),
  /** As people read it: `déjà dans le dossier`, `version dépassée` … */
  situation: z.string().meta({ fr: 'Situation affichée', en: 'Situation shown' }),
  proposedPatients: z
    .array(z.string())
    .meta({ fr: 'Patients proposés : INS de chacun', en: 'Patients proposed: INS of each' }),
  offers: z.array(z.enum(['integrate', 'replace', 'delete', 'leave-out'])).meta({
    fr: 'Actions proposées (intégrer, remplacer, supprimer, classer)',
    en: 'Actions offered (integrate, replace, delete, leave out)',
  }),
});
/** A line of the work list. */
export type WorkItem = z.infer<typeof workItem>;
const workList = z.array(workItem).meta({ fr: 'Documents de la liste de travail', en: 'Documents of the work list' });

/** Shows the received documents that wait for a user (MSS/UX.09). */
export const showWorkList = defineAction({
  name: 'showWorkList',
  theme: 'mssante',
  title: text('Afficher la liste de travail des documents reçus', 'Show the work list of received documents'),
  instructions: () =>
    text(
      'Affichez la liste des documents reçus par MSSanté qui restent à traiter.',
      'Show the list of documents received by MSSanté that are still to be treated.',
    ),
  input: z.object({}),
  observation: z.object({ items: workList }),
  requests: [],
});

const treatment = z.object({
  document: versionRef,
  patient: patientRef,
  treatment: z.enum(['integrate', 'replace', 'delete', 'leave-out']),
});
const TREATMENTS: Readonly<Record<z.infer<typeof treatment>['treatment'], { fr: string; en: string }>> = {
  integrate: text('intégrez-le au dossier de', 'integrate it into the record of'),
  replace: text('validez le remplacement dans le dossier de', 'validate the replacement in the record of'),
  delete: text('validez la suppression dans le dossier de', 'validate the deletion in the record of'),
  'leave-out': text('classez-le sans l’intégrer ; patient :', 'leave it out; patient:'),
};

/** From the work list, treats one received document. */
export const treatReceivedDocument = defineAction({
  name: 'treatReceivedDocument',
  theme: 'mssante',
  title: text('Traiter un document de la liste de travail', 'Treat a document of the work list'),
  instructions: ({ document, patient, treatment: chosen }: z.infer<typeof treatment>) =>
    text(
      `Dans la liste de travail, choisissez « ${document.title} », version ${document.version}, et ${TREATMENTS[chosen].fr} ${patient.name} (INS ${patient.ins}).\nRelevez la liste de travail.`,
      `In the work list, choose "${document.title}", version ${document.version}, and ${TREATMENTS[chosen].en} ${patient.name} (INS ${patient.ins}).\nNote the work list.`,
    ),
  input: treatment,
  observation: z.object({
    offered: z.boolean().meta({ fr: 'L’action est proposée', en: 'The action is offered' }),
    items: workList,
  }),
  requests: [],
});

/** Turns automatic integration on or off (MSS/UX.07). */
export const configureAutomaticIntegration = defineAction({
  name: 'configureAutomaticIntegration',
  theme: 'mssante',
  title: text('Régler l’intégration automatique', 'Set automatic integration'),
  instructions: ({ enabled }: { enabled: boolean }) =>
    text(
      `${enabled ? 'Activez' : 'Désactivez'} l’intégration automatique des documents reçus par MSSanté.`,
      `Turn automatic integration of documents received by MSSanté ${enabled ? 'on' : 'off'}.`,
    ),
  input: z.object({ enabled: z.boolean() }),
  observation: z.object({
    enabled: z.boolean().meta({
      fr: 'L’écran dit que l’intégration automatique est activée',
      en: 'The screen says that automatic integration is on',
    }),
  }),
  requests: [],
});

/** Shows the numbers of received documents over a period (MSS/UX.16). */
export const showReceptionStatistics = defineAction({
  name: 'showReceptionStatistics',
  theme: 'mssante',
  title: text('Afficher les statistiques des documents reçus', 'Show the statistics of received documents'),
  instructions: ({ period: { from, to } }: { period: z.infer<typeof period> }) =>
    text(
      `Affichez les statistiques des documents reçus par MSSanté du ${from} au ${to}.`,
      `Show the statistics of documents received by MSSanté from ${from} to ${to}.`,
    ),
  input: z.object({ period }),
  observation: z.object({
    counts: z
      .array(
        z.object({
          typeCode: z.string().meta({ fr: 'Code du type', en: 'Type code' }),
          automatic: z.number().int().meta({ fr: 'Intégrés automatiquement', en: 'Integrated automatically' }),
          manual: z.number().int().meta({ fr: 'Intégrés manuellement', en: 'Integrated manually' }),
          notIntegrated: z.number().int().meta({ fr: 'Non intégrés', en: 'Not integrated' }),
        }),
      )
      .meta({ fr: 'Nombres affichés, par type', en: 'Numbers shown, by type' }),
  }),
  requests: [],
});

/** Lists what was integrated automatically and nobody has read, over a period (MSS/UX.40). */
export const showUnreadIntegrations = defineAction({
  name: 'showUnreadIntegrations',
  theme: 'mssante',
  title: text(
    'Afficher les documents intégrés automatiquement et non lus',
    'Show documents integrated automatically and not yet read',
  ),
  instructions: ({ period: { from, to } }: { period: z.infer<typeof period> }) =>
    text(
      `Affichez les documents intégrés automatiquement et non lus, du ${from} au ${to}.`,
      `Show the documents integrated automatically and not yet read, from ${from} to ${to}.`,
    ),
  input: z.object({ period }),
  observation: z.object({ titles: z.array(z.string()).meta({ fr: 'Titres affichés', en: 'Titles shown' }) }),
  requests: [],
});

const receptionEvent = z.object({
  at: z.string().meta({ fr: 'Date et heure', en: 'Date and time' }),
  version: z.string().meta({ fr: 'Version du document', en: 'Document version' }),
  who: z.string().meta({ fr: 'Auteur de l’action', en: 'Who acted' }),
  what: z.string().meta({ fr: 'Action', en: 'Action' }),
});
/** A line of the history of a received document. */
export type ReceptionEvent = z.infer<typeof receptionEvent>;

/** Shows everything that happened to a received document (MSS/UX.37). */
export const showReceptionHistory = defineAction({
  name: 'showReceptionHistory',
  theme: 'mssante',
  title: text('Afficher l’historique d’un document reçu', 'Show the history of a received document'),
  instructions: ({ document }: { document: z.infer<typeof documentRef> }) =>
    text(
      `Affichez l’historique complet de « ${document.title} », toutes versions confondues.`,
      `Show the complete history of "${document.title}", every version.`,
    ),
  input: z.object({ document: documentRef }),
  observation: z.object({ events: z.array(receptionEvent).meta({ fr: 'Lignes affichées', en: 'Lines shown' }) }),
  requests: [],
});

const alerts = z.array(z.string()).meta({ fr: 'Titres des documents signalés', en: 'Titles of the documents told' });

/** Shows how the product tells of abnormal results, where it does (MSS/UX.18, UX.19, UX.20: each one optional). */
export const showResultAlerts = defineAction({
  name: 'showResultAlerts',
  theme: 'mssante',
  title: text('Afficher les alertes de résultats anormaux', 'Show the alerts of abnormal results'),
  instructions: ({ patient }: { patient: z.infer<typeof patientRef> }) =>
    text(
      `Ouvrez le dossier de ${patient.name} (INS ${patient.ins}) et relevez les alertes de résultats anormaux.\nOuvrez ensuite les notifications de l’application.\nDites ce que le logiciel propose : chacune de ces fonctions est facultative.`,
      `Open the record of ${patient.name} (INS ${patient.ins}) and note the alerts of abnormal results.\nThen open the notifications of the application.\nTell what the software offers: each of these functions is optional.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({
    alertsOffered: z
      .boolean()
      .meta({ fr: 'Le logiciel lit interpretationCode', en: 'The software reads interpretationCode' }),
    alerts,
    notificationsOffered: z.boolean().meta({
      fr: 'Le logiciel notifie dans l’application',
      en: 'The software notifies inside the application',
    }),
    notifications: alerts,
    secondChannelOffered: z.boolean().meta({
      fr: 'Le logiciel notifie par un second canal (SMS, courriel …)',
      en: 'The software notifies through a second channel (text message, mail …)',
    }),
    secondChannelSecured: z.boolean().meta({ fr: 'Ce canal est sécurisé', en: 'That channel is secured' }),
    secondChannelText: z.string().meta({
      fr: 'Texte envoyé par ce canal (vide si aucun)',
      en: 'Text sent through that channel (empty if none)',
    }),
  }),
  requests: [],
});
