import { z } from 'zod';
import { defineAction, providedFile, text } from '../../harness/index.js';
import { documentRef, patientRef } from '../../record/index.js';

const archive = z.object({
  patient: patientRef,
  /** Where the file is, for people; its bytes, for programs. */
  path: z.string(),
  file: providedFile,
});

/** Takes an IHE_XDM.zip and integrates its documents into the record (HOP/va1.02). */
export const importArchive = defineAction({
  name: 'importArchive',
  theme: 'documents',
  title: text('Intégrer au dossier une archive IHE_XDM.zip', 'Integrate an IHE_XDM.zip into the record'),
  instructions: ({ patient, path }: z.infer<typeof archive>) =>
    text(
      `Dans le dossier de ${patient.name} (INS ${patient.ins}), intégrez le document de cette archive, comme si elle avait été reçue par MSSanté : ${path}`,
      `In the record of ${patient.name} (INS ${patient.ins}), integrate the document of this archive, as if it had been received by MSSanté: ${path}`,
    ),
  input: archive,
  observation: z.object({
    titles: z
      .array(z.string())
      .meta({ fr: 'Titres des documents intégrés au dossier', en: 'Titles of the documents integrated' }),
  }),
  requests: [],
});

/** Opens a document integrated from an archive. */
export const openImportedDocument = defineAction({
  name: 'openImportedDocument',
  theme: 'documents',
  title: text('Ouvrir un document intégré', 'Open an integrated document'),
  instructions: ({ patient, document }: { patient: z.infer<typeof patientRef>; document: { title: string } }) =>
    text(
      `Dans le dossier de ${patient.name}, ouvrez « ${document.title} ».`,
      `In the record of ${patient.name}, open "${document.title}".`,
    ),
  input: z.object({ patient: patientRef, document: documentRef }),
  observation: z.object({
    content: z.string().meta({ fr: 'Texte affiché (vide si rien)', en: 'Text displayed (empty if none)' }),
  }),
  requests: [],
});

const titles = z.array(z.string());

/** Reads how the product calls attention to results, where it does: both functions are optional (HOP/va1.10, HOP/va1.11). */
export const showResultWarnings = defineAction({
  name: 'showResultWarnings',
  theme: 'documents',
  title: text('Lire les alertes de résultats', 'Read the warnings about results'),
  instructions: ({ patient }: { patient: z.infer<typeof patientRef> }) =>
    text(
      `Dans le dossier de ${patient.name} (INS ${patient.ins}), relevez les documents signalés pour un résultat anormal.\nOuvrez ensuite les notifications de l’application et relevez les documents dont elles parlent.\nDites ce que le logiciel propose : ces fonctions sont facultatives.`,
      `In the record of ${patient.name} (INS ${patient.ins}), note the documents that are called attention to for an abnormal result.\nThen open the notifications of the application and note the documents they are about.\nTell what the software offers: these functions are optional.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({
    alertsOffered: z.boolean().meta({
      fr: 'Le logiciel lit les codes d’interprétation des résultats',
      en: 'The software reads the interpretation codes of results',
    }),
    alerts: titles.meta({ fr: 'Titres signalés dans le dossier', en: 'Titles called attention to in the record' }),
    notificationsOffered: z.boolean().meta({
      fr: 'Le logiciel notifie dans l’application',
      en: 'The software notifies inside the application',
    }),
    notifications: titles.meta({ fr: 'Titres notifiés', en: 'Titles notified' }),
  }),
  requests: [],
});

const contacts = z.object({
  /** '' for none. */
  email: z.string(),
  phone: z.string(),
});

/** Says where the signed-in user is told of abnormal results outside the application (HOP/va1.12); empty = nowhere. */
export const setResultNotices = defineAction({
  name: 'setResultNotices',
  theme: 'documents',
  title: text(
    'Régler l’avis de résultat anormal par courriel ou SMS',
    'Set the notice of abnormal results by mail or text message',
  ),
  instructions: ({ email, phone }: z.infer<typeof contacts>) =>
    text(
      email === '' && phone === ''
        ? 'Retirez tout avis de résultat anormal par courriel ou SMS de l’utilisateur connecté.'
        : `Pour l’utilisateur connecté, réglez l’avis d’un résultat anormal par courriel à ${email} et par SMS au ${phone}.\nDites lesquels le logiciel propose : chacun est facultatif.`,
      email === '' && phone === ''
        ? 'Remove every notice of abnormal results by mail or text message of the signed-in user.'
        : `For the signed-in user, set the notice of an abnormal result by mail to ${email} and by text message to ${phone}.\nTell which the software offers: each one is optional.`,
    ),
  input: contacts,
  observation: z.object({
    byMail: z.boolean().meta({ fr: 'Le courriel est proposé', en: 'Mail is offered' }),
    byPhone: z.boolean().meta({ fr: 'Le SMS est proposé', en: 'Text messages are offered' }),
  }),
  requests: [],
});
