import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';
import { type PatientRef, patientRef } from '../../record/index.js';

/** Filters of the automatic feeding of historical documents (DMP/HISTO.06.01). */
const filters = z.object({
  notDeceased: z.boolean().meta({ fr: 'Patients non décédés seulement', en: 'Patients not deceased only' }),
  qualifiedIns: z.boolean().meta({ fr: 'INS qualifiées seulement', en: 'Qualified INS only' }),
  notAlreadyFed: z.boolean().meta({ fr: 'Documents non encore envoyés seulement', en: 'Documents not sent yet only' }),
  noOpposition: z.boolean().meta({ fr: 'Patients non opposés seulement', en: 'Patients without opposition only' }),
});
export type HistoryFilters = z.infer<typeof filters>;

const settings = z.object({
  unit: z.string().meta({ fr: 'Unité de soins', en: 'Care unit' }),
  filters,
  /** JDV_J07 codes the local types are mapped to. */
  typeCodes: z.array(z.string()).meta({ fr: 'Types retenus (typeCode)', en: 'Types kept (typeCode)' }),
  depthMonths: z.number().int().meta({ fr: 'Profondeur d’historique, en mois', en: 'Depth of history, in months' }),
  trigger: z.string().meta({ fr: 'Événement déclencheur', en: 'Trigger event' }),
  maxPerSecond: z.number().meta({ fr: 'Débit maximal (transactions par seconde)', en: 'Maximum rate (per second)' }),
});
export type HistorySettings = z.infer<typeof settings>;

/** Selects documents of earlier episodes in a patient's record and feeds the DMP with them. */
export const feedHistory = defineAction({
  name: 'feedHistory',
  theme: 'dmp',
  title: text('Envoyer au DMP des documents d’épisodes antérieurs', 'Feed the DMP with documents of earlier episodes'),
  instructions: (input: { patient: PatientRef; titles: string[] }) =>
    text(
      `Dans le dossier de ${input.patient.name}, montrez que l’INS est qualifiée.\nSélectionnez parmi les documents d’épisodes antérieurs : ${input.titles.join(' ; ')}.\nDemandez leur envoi au DMP.`,
      `In the record of ${input.patient.name}, show that the INS is qualified.\nSelect among the documents of earlier episodes: ${input.titles.join('; ')}.\nAsk for them to be sent to the DMP.`,
    ),
  input: z.object({ patient: patientRef, titles: z.array(z.string()) }),
  observation: z.object({
    insShownQualified: z
      .boolean()
      .meta({ fr: 'L’écran dit l’INS qualifiée', en: 'The screen says the INS is qualified' }),
    offered: z
      .array(
        z.object({
          title: z.string().meta({ fr: 'Titre', en: 'Title' }),
          actDate: z
            .string()
            .meta({ fr: 'Date de l’acte affichée (AAAA-MM-JJ)', en: 'Date of the act as shown (YYYY-MM-DD)' }),
          author: z.string().meta({ fr: 'Auteur affiché', en: 'Author shown' }),
        }),
      )
      .meta({ fr: 'Documents d’épisodes antérieurs proposés', en: 'Documents of earlier episodes offered' }),
    sent: z.array(z.string()).meta({ fr: 'Titres annoncés comme envoyés', en: 'Titles said to be sent' }),
  }),
  requests: ['td0-2', 'td0-4', 'td2-1a', 'td2-1b'],
});

/** Sets the automatic feeding of historical documents of one care unit, then shows what was saved. */
export const configureHistoryFeeding = defineAction({
  name: 'configureHistoryFeeding',
  theme: 'dmp',
  title: text('Régler la reprise automatique de l’historique', 'Set the automatic feeding of historical documents'),
  instructions: (input: HistorySettings) =>
    text(
      `Réglez la reprise de l’historique de l’unité ${input.unit} : patients non décédés ${oui(input.filters.notDeceased)}, INS qualifiées ${oui(input.filters.qualifiedIns)}, documents non encore envoyés ${oui(input.filters.notAlreadyFed)}, patients non opposés ${oui(input.filters.noOpposition)}.\nTypes : ${input.typeCodes.join(', ')}. Profondeur : ${input.depthMonths} mois. Déclencheur : ${input.trigger}. Débit : ${input.maxPerSecond} transactions par seconde au plus.\nEnregistrez, puis affichez les réglages.`,
      `Set the feeding of historical documents of unit ${input.unit}: patients not deceased ${yes(input.filters.notDeceased)}, qualified INS ${yes(input.filters.qualifiedIns)}, documents not sent yet ${yes(input.filters.notAlreadyFed)}, patients without opposition ${yes(input.filters.noOpposition)}.\nTypes: ${input.typeCodes.join(', ')}. Depth: ${input.depthMonths} months. Trigger: ${input.trigger}. Rate: at most ${input.maxPerSecond} transactions per second.\nSave, then show the settings.`,
    ),
  input: settings,
  observation: z.object({
    saved: settings,
    triggersOffered: z.array(z.string()).meta({ fr: 'Déclencheurs proposés', en: 'Triggers offered' }),
    deathCheckText: z.string().meta({
      fr: 'Ce que l’écran dit de la vérification du décès (données du dossier, matchID)',
      en: 'What the screen says of the death check (system data, matchID)',
    }),
  }),
  requests: [],
});

/** Runs the automatic feeding of historical documents of one care unit with its settings. */
export const runHistoryFeeding = defineAction({
  name: 'runHistoryFeeding',
  theme: 'dmp',
  title: text('Lancer la reprise de l’historique', 'Run the feeding of historical documents'),
  instructions: (input: { unit: string }) =>
    text(
      `Lancez la reprise de l’historique de l’unité ${input.unit} (ou provoquez son déclencheur) et attendez sa fin.\nAffichez le résultat document par document.`,
      `Run the feeding of historical documents of unit ${input.unit} (or cause its trigger) and wait for its end.\nShow the result document by document.`,
    ),
  input: z.object({ unit: z.string() }),
  observation: z.object({
    results: z
      .array(
        z.object({
          title: z.string().meta({ fr: 'Titre', en: 'Title' }),
          outcome: z
            .enum(['sent', 'excluded', 'refused', 'waiting'])
            .meta({ fr: 'Résultat (envoyé, écarté, refusé, en attente)', en: 'Outcome' }),
          reason: z.string().meta({ fr: 'Motif affiché', en: 'Reason shown' }),
        }),
      )
      .meta({ fr: 'Résultat affiché', en: 'Result shown' }),
  }),
  requests: ['td2-1a', 'td2-1b'],
});

/** Records a closed stay of a patient: the indicator of DMP/HISTO.08 counts them. */
export const recordStay = defineAction({
  name: 'recordStay',
  theme: 'dmp',
  title: text('Enregistrer un séjour clos', 'Record a closed stay'),
  instructions: (input: { patient: PatientRef; unit: string; from: string; to: string }) =>
    text(
      `Dans le dossier de ${input.patient.name}, enregistrez un séjour dans l’unité ${input.unit} du ${input.from} au ${input.to}.`,
      `In the record of ${input.patient.name}, record a stay in unit ${input.unit} from ${input.from} to ${input.to}.`,
    ),
  input: z.object({ patient: patientRef, unit: z.string(), from: z.string(), to: z.string() }),
  observation: z.object({ listed: z.boolean().meta({ fr: 'Le séjour est affiché', en: 'The stay is shown' }) }),
  requests: [],
});

/** Shows the indicator of the feeding of historical documents for one unit and one month. */
export const showHistoryIndicator = defineAction({
  name: 'showHistoryIndicator',
  theme: 'dmp',
  title: text('Afficher l’indicateur de reprise de l’historique', 'Show the indicator of historical feeding'),
  instructions: (input: { unit: string; month: string }) =>
    text(
      `Affichez l’indicateur de reprise de l’historique de l’unité ${input.unit} pour le mois ${input.month}.`,
      `Show the indicator of historical feeding of unit ${input.unit} for month ${input.month}.`,
    ),
  input: z.object({ unit: z.string(), month: z.string() }),
  observation: z.object({
    period: z.string().meta({ fr: 'Période affichée (AAAA-MM)', en: 'Period shown (YYYY-MM)' }),
    eligibleStays: z.number().int().meta({
      fr: 'Séjours clos de patients ayant eu un séjour dans les 5 années précédentes',
      en: 'Closed stays of patients with a stay in the 5 previous years',
    }),
    fedStays: z.number().int().meta({
      fr: 'Parmi eux, ceux dont au moins un document historique a été envoyé',
      en: 'Among them, those with at least one historical document sent',
    }),
    sharePercent: z.number().meta({ fr: 'Part affichée, en %', en: 'Share shown, in %' }),
  }),
  requests: [],
});

function oui(value: boolean): string {
  return value ? 'oui' : 'non';
}

function yes(value: boolean): string {
  return value ? 'yes' : 'no';
}
