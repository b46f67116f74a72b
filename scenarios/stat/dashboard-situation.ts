import { joinTexts, type ScenarioContext, text } from '../harness/index.js';
import { judgePaper } from '../record/index.js';
import { showUsageDashboard } from './actions/dashboard.js';
import { checkActivity, checkDashboard, checkDimensions, type ShownPeriod } from './checks/dashboard.js';
import { requiredPeriod } from './checks/usage-export.js';
import { takeExport } from './growth.js';
import { typeWordsOf } from './read-export.js';
import { readStatisticsSettings } from './statistics-settings.js';
import { currentMonth, DMP_REFUSAL, prepareHistory, type Sender, withFault } from './usage-situation.js';

/** `N° preuve` of TBB/va1.01. */
export const TBB_PROOFS = {
  documentation: 'TBB/va1.01.01.01',
  dashboard: 'TBB/va1.01.01.02',
  extract: 'TBB/va1.01.01.03',
} as const;

/** Discharge letter and operative report (TBB/va1.01.01). */
const TYPES = ['11490-0', '34874-8'];
const PER_MONTH = 10;

/** Prepares two years of activity, adds some by every channel, then judges documentation, dashboard and extract. */
export async function judgeDashboard(t: ScenarioContext, { person, send }: Sender): Promise<void> {
  await t.step(text('Remettre la documentation de l’extraction', 'Hand over the documentation of the extract'), () =>
    judgePaper(t, {
      proof: TBB_PROOFS.documentation,
      what: text('documentation du format des extractions', 'documentation of the format of extracts'),
      mentions: [
        { label: text('FINESS', 'FINESS'), pattern: /finess/i },
        { label: text('canal', 'channel'), pattern: /canal|channel/i },
        { label: text('type de document', 'document type'), pattern: /type\s+de\s+document|document\s+type/i },
        { label: text('résultat', 'result'), pattern: /r[ée]sultat|r[ée]ussi|succ[èe]s|[ée]chec|result/i },
        { label: text('INS qualifiée', 'qualified INS'), pattern: /INS\s+qualifi|qualified\s+INS/i },
      ],
      question: text(
        'Le document décrit-il chaque colonne de l’extraction ?',
        'Does the document describe every column of the extract?',
      ),
    }),
  );
  await prepareHistory(t, TYPES, PER_MONTH);
  await t.step(text('Envoyer par chaque canal, avec un refus', 'Send by every channel, with a refusal'), async () => {
    for (const channel of ['dmp', 'mss-pro', 'mss-patient'] as const) {
      await send({ name: `tbb-${channel}`, typeCode: '34874-8', channel });
    }
    const keys = { patient: person.ins };
    const refusal = { service: 'dmp', transaction: 'td2-1a', keys, fault: DMP_REFUSAL };
    await withFault(t, refusal, () => send({ name: 'tbb-refus', typeCode: '34874-8', channel: 'dmp' }));
  });
  await t.step(
    text('Comparer le tableau de bord et l’extraction', 'Compare the dashboard and the extract'),
    async () => {
      const settings = readStatisticsSettings(t.settings);
      const { exported } = await takeExport(t, settings);
      const shown = await shownPeriods(t);
      const { exported: after } = await takeExport(t, settings);
      const due = { ...requiredPeriod(currentMonth()), typeCodes: TYPES, perMonth: PER_MONTH };
      t.check(TBB_PROOFS.extract, checkDimensions(exported), checkActivity(exported, due));
      t.check(
        TBB_PROOFS.dashboard,
        checkDashboard({ before: exported, after }, shown, { typeCodes: TYPES, words: typeWordsOf(settings) }),
      );
    },
  );
}

async function shownPeriods(t: ScenarioContext): Promise<ShownPeriod[]> {
  const now = currentMonth();
  const [year, before] = [now.slice(0, 4), String(Number(now.slice(0, 4)) - 1)];
  const asked = [
    { period: 'month', from: now, to: now, name: text('mois en cours', 'current month') },
    { period: 'year', from: `${year}-01`, to: now, name: text('année en cours', 'current year') },
    {
      period: 'previous-year',
      from: `${before}-01`,
      to: `${before}-12`,
      name: text('année précédente', 'previous year'),
    },
  ] as const;
  const shown: ShownPeriod[] = [];
  for (const { period, from, to, name } of asked) {
    const { rows } = await t.act(showUsageDashboard, { period });
    shown.push({ name: joinTexts([text('tableau de bord,', 'dashboard,'), name], ' '), from, to, rows });
  }
  return shown;
}
