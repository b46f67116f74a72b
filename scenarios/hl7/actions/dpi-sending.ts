import { z } from 'zod';
import { defineAction, joinTexts, text, type Text } from '../../harness/index.js';
import { documentRef, type PatientRef, patientRef } from '../../record/index.js';
import { transmissions } from './dpi-transmission.js';

const visibility = z.object({
  maskedToProfessionals: z.boolean(),
  invisibleToPatient: z.boolean(),
  invisibleToRepresentatives: z.boolean(),
});

const pfiSending = z.object({
  patient: patientRef,
  title: z.string(),
  /** JDV_J07: `11490-0` … */
  typeCode: z.string(),
  level: z.enum(['N1', 'N3']),
  /** One sentence a line. */
  text: z.string(),
  /** Feed the DMP. */
  toDmp: z.boolean(),
  /** MSSanté addresses of professionals and services. */
  recipients: z.array(z.string()),
  /** Send it to the patient's Mon espace santé. */
  toPatient: z.boolean(),
});
/** A document to send through the PFI. */
export type PfiSending = z.infer<typeof pfiSending>;

const shown = z.object({
  offered: z.boolean().meta({
    fr: 'Le logiciel propose cette fonction par la PFI',
    en: 'The software offers this function through the PFI',
  }),
  transmissions,
});

/** Writes, validates and sends a document through the PFI. */
export const sendThroughPfi = defineAction({
  name: 'sendThroughPfi',
  theme: 'hl7',
  title: text('Envoyer un document par la PFI', 'Send a document through the PFI'),
  instructions: (input: PfiSending) =>
    lines(
      text(
        `Dans le dossier de ${input.patient.name} (INS ${input.patient.ins}), rédigez un document de type ${input.typeCode}, au format CDA ${input.level}, intitulé « ${input.title} », avec ce texte : « ${input.text} ».`,
        `In the record of ${input.patient.name} (INS ${input.patient.ins}), write a document of type ${input.typeCode}, CDA ${input.level}, entitled "${input.title}", with this text: "${input.text}".`,
      ),
      input.toDmp
        ? text('Destinez-le au DMP.', 'Have it feed the DMP.')
        : text('Ne le destinez pas au DMP.', 'Do not have it feed the DMP.'),
      ...(input.recipients.length > 0
        ? [
            text(
              `Destinataires MSSanté : ${input.recipients.join(', ')}.`,
              `MSSanté recipients: ${input.recipients.join(', ')}.`,
            ),
          ]
        : []),
      ...(input.toPatient
        ? [text('Envoyez-le aussi au patient (Mon espace santé).', 'Send it to the patient (Mon espace santé) too.')]
        : []),
      text('Demandez les accusés de réception à la PFI.', 'Ask the PFI for acknowledgements of reception.'),
      text(
        'Validez-le et envoyez-le par la PFI, puis affichez les envois à la PFI pour ce patient.',
        'Validate it and send it through the PFI, then show the sendings to the PFI for this patient.',
      ),
    ),
  input: pfiSending,
  observation: shown,
  requests: [],
});

/** Validates a new version of a document that was sent through the PFI. */
export const replaceThroughPfi = defineAction({
  name: 'replaceThroughPfi',
  theme: 'hl7',
  title: text('Remplacer un document envoyé par la PFI', 'Replace a document that was sent through the PFI'),
  instructions: ({
    patient,
    document,
    text: words,
  }: {
    patient: PatientRef;
    document: { title: string };
    text: string;
  }) =>
    text(
      `Dans le dossier de ${patient.name}, rédigez et validez une nouvelle version de « ${document.title} » avec ce texte : « ${words} ».\nLaissez-la partir vers la PFI, puis affichez les envois à la PFI pour ce patient.`,
      `In the record of ${patient.name}, write and validate a new version of "${document.title}" with this text: "${words}".\nLet it go to the PFI, then show the sendings to the PFI for this patient.`,
    ),
  input: z.object({ patient: patientRef, document: documentRef, text: z.string() }),
  observation: shown,
  requests: [],
});

/** Changes who may see a document that was sent through the PFI. */
export const changeVisibilityThroughPfi = defineAction({
  name: 'changeVisibilityThroughPfi',
  theme: 'hl7',
  title: text(
    'Changer la visibilité d’un document envoyé par la PFI',
    'Change the visibility of a document that was sent through the PFI',
  ),
  instructions: (input: { patient: PatientRef; document: { title: string } } & z.infer<typeof visibility>) => {
    const yes = (wanted: boolean) => (wanted ? text('oui', 'yes') : text('non', 'no'));
    const [masked, patient, representatives] = [
      yes(input.maskedToProfessionals),
      yes(input.invisibleToPatient),
      yes(input.invisibleToRepresentatives),
    ];
    return text(
      `Dans le dossier de ${input.patient.name}, changez la visibilité de « ${input.document.title} » : masqué aux professionnels : ${masked.fr} ; invisible au patient : ${patient.fr} ; invisible aux représentants légaux : ${representatives.fr}.\nSi le logiciel ne le propose pas par la PFI, dites-le. Sinon, affichez les envois à la PFI pour ce patient.`,
      `In the record of ${input.patient.name}, change the visibility of "${input.document.title}": masked to professionals: ${masked.en}; invisible to the patient: ${patient.en}; invisible to legal representatives: ${representatives.en}.\nIf the software does not offer it through the PFI, say so. Else show the sendings to the PFI for this patient.`,
    );
  },
  input: z.object({ patient: patientRef, document: documentRef }).extend(visibility.shape),
  observation: shown,
  requests: [],
});

/** Deletes a document that was sent through the PFI. */
export const deleteThroughPfi = defineAction({
  name: 'deleteThroughPfi',
  theme: 'hl7',
  title: text('Supprimer un document envoyé par la PFI', 'Delete a document that was sent through the PFI'),
  instructions: ({ patient, document }: { patient: PatientRef; document: { title: string } }) =>
    text(
      `Dans le dossier de ${patient.name}, supprimez « ${document.title} » (sa dernière version), partout où la PFI l’a envoyé.\nAffichez ensuite les envois à la PFI pour ce patient.`,
      `In the record of ${patient.name}, delete "${document.title}" (its latest version), wherever the PFI sent it.\nThen show the sendings to the PFI for this patient.`,
    ),
  input: z.object({ patient: patientRef, document: documentRef }),
  observation: shown,
  requests: [],
});

/** Shows the sendings to the PFI for a patient, with what came back of each. */
export const showPfiTransmissions = defineAction({
  name: 'showPfiTransmissions',
  theme: 'hl7',
  title: text('Afficher les envois à la PFI', 'Show the sendings to the PFI'),
  instructions: ({ patient }: { patient: PatientRef }) =>
    text(
      `Dans le dossier de ${patient.name}, affichez les envois à la PFI, leur état et leurs retours (DMP, MSSanté).`,
      `In the record of ${patient.name}, show the sendings to the PFI, their state and what came back of them (DMP, MSSanté).`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({ transmissions }),
  requests: [],
});

/** Has what waits for the PFI go again, when the product does not do it by itself. */
export const resumePfiTransmissions = defineAction({
  name: 'resumePfiTransmissions',
  theme: 'hl7',
  title: text('Reprendre les envois en attente de la PFI', 'Resume the sendings that wait for the PFI'),
  instructions: ({ patient }: { patient: PatientRef }) =>
    text(
      `La PFI répond de nouveau. Attendez que le logiciel reprenne par lui-même les envois en attente de ${patient.name}, ou demandez-le.\nAffichez ensuite les envois à la PFI pour ce patient.`,
      `The PFI answers again. Wait until the software resumes the waiting sendings of ${patient.name} by itself, or ask for it.\nThen show the sendings to the PFI for this patient.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({ transmissions }),
  requests: [],
});

const logged = z.object({
  at: z.string().meta({ fr: 'Date et heure affichées', en: 'Date and time shown' }),
  sender: z.string().meta({ fr: 'Émetteur', en: 'Sender' }),
  recipient: z.string().meta({ fr: 'Destinataire', en: 'Recipient' }),
  ins: z.string().meta({ fr: 'INS du patient (vide si absent)', en: 'INS of the patient (empty if none)' }),
  reference: z.string().meta({
    fr: 'Identifiant du message ou du document (vide si absent)',
    en: 'Identifier of the message or document (empty if none)',
  }),
});
/** A line of the log of exchanges. */
export type LoggedExchange = z.infer<typeof logged>;

/** Shows the log of exchanges that carry the INS of a patient (INS/va1.46). */
export const showExchangeLog = defineAction({
  name: 'showExchangeLog',
  theme: 'hl7',
  title: text('Afficher le journal des échanges avec INS', 'Show the log of exchanges with INS'),
  instructions: ({ patient }: { patient: PatientRef }) =>
    text(
      `Affichez le journal des échanges de l’identité de ${patient.name} (INS ${patient.ins}) avec d’autres systèmes.`,
      `Show the log of exchanges of the identity of ${patient.name} (INS ${patient.ins}) with other systems.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: z.object({ lines: z.array(logged).meta({ fr: 'Lignes affichées', en: 'Lines shown' }) }),
  requests: [],
});

function lines(...parts: readonly Text[]): Text {
  return joinTexts(parts, '\n');
}
