import { z } from 'zod';
import { defineAction, text } from '../../harness/index.js';

const PERIODS = {
  month: text('le mois en cours', 'the current month'),
  year: text('l’année en cours', 'the current year'),
  'previous-year': text('l’année précédente', 'the previous year'),
} as const;

const shownRow = z.object({
  finess: z.string().meta({ fr: 'FINESS géographique', en: 'Geographic FINESS' }),
  channel: z.string().meta({ fr: 'Canal', en: 'Channel' }),
  type: z.string().meta({ fr: 'Type de document', en: 'Document type' }),
  success: z.string().meta({ fr: 'Envois réussis', en: 'Successful sendings' }),
  failure: z.string().meta({ fr: 'Envois en échec', en: 'Failed sendings' }),
  qualified: z.string().meta({ fr: 'Avec INS qualifiée', en: 'With a qualified INS' }),
});
/** A row of the dashboard, as shown. */
export type DashboardRow = z.infer<typeof shownRow>;

/** Shows the dashboard of sendings over one of the periods TBB/va1.01 asks for. */
export const showUsageDashboard = defineAction({
  name: 'showUsageDashboard',
  theme: 'stat',
  title: text('Afficher le tableau de bord des envois', 'Show the dashboard of sendings'),
  instructions: ({ period }: { period: keyof typeof PERIODS }) =>
    text(
      `Affichez le tableau de bord des envois sur ${PERIODS[period].fr}, par FINESS géographique, canal, type de document et résultat.`,
      `Show the dashboard of sendings over ${PERIODS[period].en}, per geographic FINESS, channel, document type and result.`,
    ),
  input: z.object({ period: z.enum(['month', 'year', 'previous-year']) }),
  observation: z.object({ rows: z.array(shownRow).meta({ fr: 'Lignes affichées', en: 'Rows shown' }) }),
  requests: [],
});

/** Shows what the flows of one type hold this month (TBB/va1.04, optional). */
export const showFlowContent = defineAction({
  name: 'showFlowContent',
  theme: 'stat',
  title: text('Afficher le détail du contenu des flux', 'Show the details of the content of flows'),
  instructions: ({ typeCode }: { typeCode: string }) =>
    text(
      `Affichez le détail du contenu des flux du mois en cours pour le type de document ${typeCode} : nombre d’envois, nombre et part de documents masqués.`,
      `Show the details of the content of this month's flows for document type ${typeCode}: sendings, number and share of masked documents.`,
    ),
  input: z.object({ typeCode: z.string() }),
  observation: z.object({
    offered: z.boolean().meta({ fr: 'Le logiciel offre ce détail', en: 'The software offers these details' }),
    sent: z.number().meta({ fr: 'Envois affichés (0 si aucun)', en: 'Sendings shown (0 if none)' }),
    masked: z.number().meta({ fr: 'Dont masqués', en: 'Masked among them' }),
    maskedPercent: z.number().meta({ fr: 'Part masquée affichée (%)', en: 'Share masked as shown (%)' }),
  }),
  requests: [],
});
