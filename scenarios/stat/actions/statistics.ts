import { z } from 'zod';
import { defineAction, providedFile, text } from '../../harness/index.js';
import { type PatientRef, patientRef } from '../../record/index.js';

const month = z.string().regex(/^\d{4}-\d{2}$/);
const period = z.object({ from: month, to: month });
/** Months of an export, both included, `YYYY-MM`. */
export type Months = z.infer<typeof period>;

/** Exports the usage statistics of a period. */
export const exportUsageStatistics = defineAction({
  name: 'exportUsageStatistics',
  theme: 'stat',
  title: text('Exporter les statistiques d’usage', 'Export the usage statistics'),
  instructions: ({ from, to }: Months) =>
    text(
      `Exportez en CSV les statistiques d’usage de ${from} à ${to} (mois inclus) : alimentations du DMP et envois MSSanté par type de document, en succès et en échec.\nS’il y a un fichier par type de document, donnez-les tous.`,
      `Export the usage statistics from ${from} to ${to} (months included) as CSV: DMP feedings and MSSanté sendings per document type, successes and failures.\nIf there is one file per document type, hand over all of them.`,
    ),
  input: period,
  observation: z.object({
    files: z.array(providedFile).meta({ fr: 'Fichiers exportés (.csv)', en: 'Exported files (.csv)' }),
  }),
  requests: [],
});

const activity = z.object({
  from: month,
  to: month,
  /** JDV_J07: `11490-0` … */
  typeCodes: z.array(z.string()),
  /** Documents of each type sent each month by each channel. */
  perMonth: z.number().int().positive(),
});
/** Months of fictitious activity. */
export type PastActivity = z.infer<typeof activity>;

/** Has the product hold fictitious past activity: months nobody waits for. */
export const prepareUsageHistory = defineAction({
  name: 'prepareUsageHistory',
  theme: 'stat',
  title: text('Générer l’activité fictive des mois passés', 'Generate the fictitious activity of past months'),
  instructions: ({ from, to, typeCodes, perMonth }: PastActivity) =>
    text(
      `Si ce n’est déjà fait, générez pour chaque mois de ${from} à ${to} au moins ${perMonth} documents fictifs de chaque type (${typeCodes.join(', ')}) envoyés avec succès, sous INS qualifiée, au DMP, par MSSanté à un professionnel et au patient : jeu d’essai, reprise ou horloge de l’environnement de test.`,
      `Unless it is done already, generate for each month from ${from} to ${to} at least ${perMonth} fictitious documents of each type (${typeCodes.join(', ')}) sent successfully, under a qualified INS, to the DMP, by MSSanté to a professional and to the patient: test data, an import, or the clock of the test environment.`,
    ),
  input: activity,
  observation: z.object({ done: z.boolean().meta({ fr: 'L’activité est en place', en: 'The activity is in place' }) }),
  requests: [],
});

const dating = z.object({
  titles: z.array(z.string()),
  /** ISO 8601 with offset. */
  at: z.string(),
});

/** Has sendings bear another date, and no other: the bench's clock is shared and stays where it is. */
export const dateSendings = defineAction({
  name: 'dateSendings',
  theme: 'stat',
  title: text('Dater des envois d’un autre mois', 'Date sendings in another month'),
  instructions: ({ titles, at }: z.infer<typeof dating>) =>
    text(
      `Faites que les envois de ${titles.map((title) => `« ${title} »`).join(', ')} portent la date ${at}, dans la base de l’environnement de test. Répondez non si le logiciel ne le permet pas.`,
      `Have the sendings of ${titles.map((title) => `"${title}"`).join(', ')} bear the date ${at}, in the database of the test environment. Answer no if the software does not allow it.`,
    ),
  input: dating,
  observation: z.object({
    done: z.boolean().meta({ fr: 'Ces envois portent cette date', en: 'These sendings bear that date' }),
  }),
  requests: [],
});

const order = z.object({
  patient: patientRef,
  title: z.string(),
  /** JDV_J07: `11490-0` … */
  typeCode: z.string(),
  channel: z.enum(['dmp', 'mss-pro', 'mss-patient']),
  /** MSSanté: the mailbox it leaves from, with a token that opens it. */
  mailbox: z.object({ address: z.string(), accessToken: z.string() }),
  /** Address of the professional, `mss-pro` only. */
  recipient: z.string(),
});
/** One document to send by one channel. */
export type SendingOrder = z.infer<typeof order>;

const CHANNEL_WORDS = {
  dmp: text('au DMP', 'to the DMP'),
  'mss-pro': text('par MSSanté à un professionnel', 'by MSSanté to a professional'),
  'mss-patient': text('par MSSanté au patient', 'by MSSanté to the patient'),
} as const;

/** Sends one document by one channel and no other. */
export const sendOneDocument = defineAction({
  name: 'sendOneDocument',
  theme: 'stat',
  title: text('Envoyer un document par un seul canal', 'Send a document by one channel'),
  instructions: ({ patient, title, typeCode, channel, mailbox, recipient }: SendingOrder) => {
    const to = recipient === '' ? '' : ` (${recipient})`;
    const { address, accessToken } = mailbox;
    const from = text(
      channel === 'dmp' ? '' : `\nBoîte d’envoi : ${address}, ouverte avec le jeton ${accessToken}.`,
      channel === 'dmp' ? '' : `\nSending mailbox: ${address}, opened with token ${accessToken}.`,
    );
    return text(
      `Dans le dossier de ${patient.name}, rédigez et validez un document de type ${typeCode} intitulé « ${title} », puis envoyez-le ${CHANNEL_WORDS[channel].fr}${to}, et par aucun autre canal.${from.fr}`,
      `In the record of ${patient.name}, write and validate a document of type ${typeCode} entitled "${title}", then send it ${CHANNEL_WORDS[channel].en}${to}, and by no other channel.${from.en}`,
    );
  },
  secrets: ({ mailbox }) => (mailbox.accessToken === '' ? [] : [mailbox.accessToken]),
  input: order,
  observation: z.object({
    asked: z.boolean().meta({ fr: 'L’envoi a été demandé', en: 'The sending was asked for' }),
  }),
  requests: ['td0-2', 'td0-4', 'td2-1a', 'td2-1b', 'td3-1a'],
});

/** Has what waits for the DMP be sent again. */
export const resumeWaitingSendings = defineAction({
  name: 'resumeWaitingSendings',
  theme: 'stat',
  title: text('Faire repartir ce qui attend le DMP', 'Have what waits for the DMP go again'),
  instructions: ({ patient }: { patient: PatientRef }) =>
    text(
      `Le DMP est de nouveau joignable. Attendez que l’envoi en attente de ${patient.name} reparte, ou demandez-le si le logiciel le permet.`,
      `The DMP can be reached again. Wait for the waiting sending of ${patient.name} to go, or ask for it if the software allows.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({ done: z.boolean().meta({ fr: 'C’est fait', en: 'Done' }) }),
  requests: ['td0-2', 'td0-4', 'td2-1a', 'td2-1b', 'td3-1a', 'td3-1b'],
});
