import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';

const STATUSES = {
  draft: text('en rédaction', 'being written'),
  'to-proofread': text('à relire', 'to proofread'),
  'to-validate': text('à valider', 'to validate'),
} as const;

const filter = z.object({
  /** Name of a professional, a service, a state; '' for all. */
  professional: z.string(),
  service: z.string(),
  status: z.enum(['', 'draft', 'to-proofread', 'to-validate']),
});
/** How the list of documents waiting is narrowed. */
export type WaitingFilter = z.infer<typeof filter>;

const waiting = z.object({
  title: z.string().meta({ fr: 'Titre', en: 'Title' }),
  professional: z.string().meta({ fr: 'Professionnel', en: 'Professional' }),
  service: z.string().meta({ fr: 'Service', en: 'Service' }),
  statusText: z.string().meta({ fr: 'État affiché', en: 'State shown' }),
});
/** A line of the list of documents waiting. */
export type WaitingDocument = z.infer<typeof waiting>;

/** Lists the documents waiting for validation, by professional, service and state (HOP/va1.08). */
export const listWaitingDocuments = defineAction({
  name: 'listWaitingDocuments',
  theme: 'documents',
  title: text('Afficher les documents en attente de validation', 'Show the documents waiting for validation'),
  instructions: ({ filter: { professional, service, status } }: { filter: WaitingFilter }) => {
    const state = status === '' ? undefined : STATUSES[status];
    return text(
      `Affichez la liste de travail des documents en attente de validation : professionnel ${professional || 'tous'}, service ${service || 'tous'}, état ${state?.fr ?? 'tous'}.`,
      `Show the work list of documents waiting for validation: professional ${professional || 'all'}, service ${service || 'all'}, state ${state?.en ?? 'all'}.`,
    );
  },
  input: z.object({ filter }),
  observation: z.object({ documents: z.array(waiting).meta({ fr: 'Lignes affichées', en: 'Lines shown' }) }),
  requests: [],
});

/** Sets the GDPR notice at the bottom of documents (DOC/va1.03). */
export const configureDocumentNotice = defineAction({
  name: 'configureDocumentNotice',
  theme: 'documents',
  title: text('Régler la mention RGPD en bas des documents', 'Set the GDPR notice at the bottom of documents'),
  instructions: ({ notice }: { notice: string }) =>
    text(
      `Relevez la mention RGPD réglée pour le bas des documents, puis réglez celle-ci : « ${notice} » (si elle est vide, videz le réglage).`,
      `Note the GDPR notice set for the bottom of documents, then set this one: "${notice}" (if it is empty, empty the setting).`,
    ),
  input: z.object({ notice: z.string() }),
  observation: z.object({
    before: z.string().meta({ fr: 'Mention réglée avant', en: 'Notice set before' }),
    notice: z.string().meta({ fr: 'Mention réglée maintenant', en: 'Notice set now' }),
  }),
  requests: [],
});

const WORKFLOWS = {
  'without-proofreading': text('création et validation sans relecture', 'creation and validation without proofreading'),
  'with-proofreading': text('relecture, validation et envoi', 'proofreading, validation and sending'),
} as const;
const help = z.object({ workflow: z.enum(['without-proofreading', 'with-proofreading']) });

/** Reaches, from the product, the documentation of a workflow (HOP/va1.04, HOP/va1.06). */
export const openWorkflowHelp = defineAction({
  name: 'openWorkflowHelp',
  theme: 'documents',
  title: text('Ouvrir la documentation d’un circuit', 'Open the documentation of a workflow'),
  instructions: ({ workflow }: z.infer<typeof help>) =>
    text(
      `Depuis le logiciel, ouvrez la documentation du circuit : ${WORKFLOWS[workflow].fr}.`,
      `From the software, open the documentation of the workflow: ${WORKFLOWS[workflow].en}.`,
    ),
  input: help,
  observation: z.object({
    shown: z.string().meta({
      fr: 'Texte affiché (vide si la documentation ne s’ouvre pas)',
      en: 'Text shown (empty if the documentation does not open)',
    }),
  }),
  requests: [],
});
