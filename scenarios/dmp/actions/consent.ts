import { z } from 'zod';
import { defineAction, type Text, text } from '../../harness/index.js';
import { patientRef, type PatientRef } from './patient-ref.js';

/** What a patient may be recorded to have said of one use of their DMP. */
const choice = z.enum(['not-recorded', 'no-opposition', 'opposition']);
export type ConsentChoice = z.infer<typeof choice>;

/** What the record shows of the patient's choices. */
const consentObservation = z.object({
  consultation: choice.meta({
    fr: 'Choix affiché pour la consultation du DMP (non recueilli, non-opposition, opposition)',
    en: 'Choice shown for DMP consultation (not recorded, no opposition, opposition)',
  }),
  feeding: choice.meta({
    fr: 'Choix affiché pour l’alimentation du DMP (non recueilli, non-opposition, opposition)',
    en: 'Choice shown for DMP feeding (not recorded, no opposition, opposition)',
  }),
  history: z
    .array(
      z.object({
        recorded: z.string().meta({ fr: 'Ce qui a été enregistré', en: 'What was recorded' }),
        by: z.string().meta({ fr: 'Par qui', en: 'By whom' }),
        at: z.string().meta({ fr: 'Quand', en: 'When' }),
      }),
    )
    .meta({ fr: 'Historique affiché des choix', en: 'History of the choices as shown' }),
});
export type ConsentObservation = z.infer<typeof consentObservation>;

const USES = {
  consultation: text('la consultation de son DMP', 'the consultation of their DMP'),
  feeding: text('l’alimentation de son DMP', 'the feeding of their DMP'),
};

const CHOICES: Record<ConsentChoice, Text> = {
  'not-recorded': text('non recueilli', 'not recorded'),
  'no-opposition': text('non-opposition', 'no opposition'),
  opposition: text('opposition', 'opposition'),
};

/** Records what the patient says of one use of their DMP (DMP/UX.06, DMP/CONF.09), then shows the choices. */
export const recordConsent = defineAction({
  name: 'recordConsent',
  theme: 'dmp',
  title: text('Enregistrer le choix du patient', 'Record the patient’s choice'),
  instructions: (input: { patient: PatientRef; choice: 'consultation' | 'feeding'; value: ConsentChoice }) =>
    text(
      `Dans le dossier de ${input.patient.name}, enregistrez pour ${USES[input.choice].fr} : ${CHOICES[input.value].fr}.\nAffichez ensuite les choix enregistrés et leur historique.`,
      `In the record of ${input.patient.name}, record for ${USES[input.choice].en}: ${CHOICES[input.value].en}.\nThen show the recorded choices and their history.`,
    ),
  input: z.object({ patient: patientRef, choice: z.enum(['consultation', 'feeding']), value: choice }),
  observation: consentObservation,
  requests: ['td0-2', 'td0-4', 'td3-1a', 'td3-1b', 'td0-3', 'td1-6'],
});

/** Shows the choices of a patient as recorded, changing nothing. */
export const showConsent = defineAction({
  name: 'showConsent',
  theme: 'dmp',
  title: text('Afficher les choix du patient', 'Show the patient’s choices'),
  instructions: (input: { patient: PatientRef }) =>
    text(
      `Dans le dossier de ${input.patient.name}, affichez les choix enregistrés sur son DMP, sans rien changer.`,
      `In the record of ${input.patient.name}, show the choices recorded about their DMP, without changing anything.`,
    ),
  input: z.object({ patient: patientRef }),
  observation: consentObservation,
  requests: [],
});
