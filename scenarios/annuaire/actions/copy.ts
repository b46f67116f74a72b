import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';

const done = z.boolean().meta({ fr: 'L’écran dit que c’est fait', en: 'The screen says that it is done' });
const message = z.string().meta({ fr: 'Message affiché (vide si aucun)', en: 'Message shown (empty if none)' });

/** Sets where searches are made, for a product that offers the choice. */
export const setDirectorySource = defineAction({
  name: 'setDirectorySource',
  theme: 'annuaire',
  title: text('Choisir où chercher : annuaire ou copie', 'Choose where to search: directory or copy'),
  instructions: ({ source }: { source: 'live' | 'copy' }) =>
    source === 'live'
      ? text(
          'Si votre produit le permet, réglez la recherche pour qu’elle interroge l’Annuaire Santé à chaque fois.',
          'If your product allows it, set the search to ask the Annuaire Santé each time.',
        )
      : text(
          'Si votre produit le permet, réglez la recherche pour qu’elle se fasse dans la copie locale de l’annuaire.',
          'If your product allows it, set the search to use the local copy of the directory.',
        ),
  input: z.object({ source: z.enum(['live', 'copy']) }),
  observation: z.object({
    before: z.enum(['live', 'copy']).meta({
      fr: 'Avant : dans l’annuaire (live) ou dans la copie (copy)',
      en: 'Before: in the directory (live) or in the copy (copy)',
    }),
    source: z.enum(['live', 'copy']).meta({
      fr: 'La recherche se fait dans l’annuaire (live) ou dans la copie (copy)',
      en: 'The search uses the directory (live) or the copy (copy)',
    }),
  }),
  requests: [],
});

/** Loads the public extracts into the product, by its automatic task (ANN/va1.01). */
export const loadDirectoryExtract = defineAction({
  name: 'loadDirectoryExtract',
  theme: 'annuaire',
  title: text('Charger l’extraction publique de l’annuaire', 'Load the public extract of the directory'),
  instructions: () =>
    text(
      'Déclenchez le chargement automatique de l’extraction publique (ou attendez son heure), puis affichez son compte rendu d’intégration.',
      'Start the automatic loading of the public extract (or wait for its time), then show its integration report.',
    ),
  input: z.object({}),
  observation: z.object({
    done,
    reportShown: z.boolean().meta({ fr: 'Un compte rendu est affiché', en: 'A report is shown' }),
    integrated: z.number().int().meta({
      fr: 'Nombre intégré que donne le compte rendu : lignes, professionnels ou situations',
      en: 'Number integrated according to the report: lines, professionals or situations',
    }),
    rejected: z.number().int().meta({ fr: 'Nombre de lignes rejetées', en: 'Number of lines rejected' }),
    message,
  }),
  requests: [],
});

/** Brings the product's copy up to date from the FHIR service. */
export const synchroniseDirectory = defineAction({
  name: 'synchroniseDirectory',
  theme: 'annuaire',
  title: text('Mettre à jour la copie de l’annuaire', 'Bring the copy of the directory up to date'),
  instructions: ({ kind }: { kind: 'full' | 'delta' }) =>
    kind === 'full'
      ? text(
          'Si votre produit tient une copie de l’annuaire, lancez sa mise à jour complète.',
          'If your product keeps a copy of the directory, start its full loading.',
        )
      : text(
          'Si votre produit tient une copie de l’annuaire, lancez sa mise à jour ordinaire (les changements).',
          'If your product keeps a copy of the directory, start its ordinary update (the changes).',
        ),
  input: z.object({ kind: z.enum(['full', 'delta']) }),
  observation: z.object({
    offered: z.boolean().meta({
      fr: 'Le produit tient une copie mise à jour ainsi',
      en: 'The product keeps a copy updated this way',
    }),
    done,
    message,
  }),
  requests: [],
});

/** Sets how often the directory is loaded, then shows the setting again (ANN/va1.04). */
export const setDirectoryFrequency = defineAction({
  name: 'setDirectoryFrequency',
  theme: 'annuaire',
  title: text('Régler la fréquence de chargement', 'Set how often the directory is loaded'),
  instructions: ({ choice }: { choice: 'another' | 'first' }) =>
    choice === 'another'
      ? text(
          'Relevez la fréquence de chargement automatique de l’annuaire, choisissez-en une autre et enregistrez-la.\nRevenez sur cet écran et relevez la fréquence qu’il montre.',
          'Note how often the directory is loaded automatically, choose another frequency and save it.\nCome back to this screen and note the frequency it shows.',
        )
      : text(
          'Remettez la fréquence de chargement de l’annuaire d’avant, et enregistrez-la.',
          'Put the earlier loading frequency of the directory back, and save it.',
        ),
  input: z.object({ choice: z.enum(['another', 'first']) }),
  observation: z.object({
    offered: z.boolean().meta({
      fr: 'Le produit a ce réglage (faux s’il appelle le service à chaque recherche)',
      en: 'The product has this setting (false if it calls the service at each search)',
    }),
    before: z.string().meta({ fr: 'Fréquence d’avant', en: 'Frequency before' }),
    chosen: z.string().meta({ fr: 'Fréquence choisie', en: 'Frequency chosen' }),
    shown: z.string().meta({ fr: 'Fréquence montrée au retour sur l’écran', en: 'Frequency shown on coming back' }),
  }),
  requests: [],
});
