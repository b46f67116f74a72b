import type { Patient } from '../../fixtures/people.js';
import type { ScenarioContext, Tenant } from '../harness/index.js';
import { text } from '../harness/index.js';
import { dateSendings, prepareUsageHistory } from './actions/statistics.js';
import { checkCounts, checkMonths, type Growth, monthsNotTried } from './checks/export-counts.js';
import { parisMonth, requiredPeriod } from './checks/usage-export.js';
import { LIKELY_TYPES } from './counted-types.js';
import { growthBetween, takeExport, type TakenExport } from './growth.js';
import { judgeStatistics } from './judge-statistics.js';
import { readStatisticsSettings, type StatisticsSettings } from './statistics-settings.js';

/** What the product counts, shared by all: one scenario at a time relies on it. */
export const USAGE_STATISTICS: Tenant = { name: 'setting:usage-statistics' };
/** `N° preuve` of STAT/ES.01: the bench takes the first for the DMP, the second for MSSanté [I]. */
export const STAT_PROOFS = { dmp: 'STAT/ES.01.01.01', mssante: 'STAT/ES.01.01.02' } as const;
const BOTH = [STAT_PROOFS.dmp, STAT_PROOFS.mssante];

/** A refusal for good: a registry that says it is busy would be asked again. */
export const DMP_REFUSAL = { kind: 'registry-error', code: 'XDSRepositoryMetadataError', message: 'Refus du banc' };

/** Types few other scenarios send: their cells grow by what this one sends. */
const [RCP, DISPENSATION] = ['34794-8', '60593-1'] as const;

/** One document to send by one channel. */
export interface Order {
  /** Short name; goes into the title. */
  name: string;
  typeCode: string;
  channel: Growth['channel'];
}

/** How a product is made to send: what differs between a DPI and a PFI. */
export interface Sender {
  person: Patient;
  /** Has the product send a document, and resolves with its title once the sending ended. */
  send: (order: Order) => Promise<string>;
  /** Has a sending that found the DMP down go again; undefined when the scenario does not try that. */
  resume?: () => Promise<void>;
}

/** Prepares the history, exports, sends what is known, exports again and compares: STAT/ES.01.01. */
export async function judgeUsage(t: ScenarioContext, sender: Sender): Promise<void> {
  const settings = readStatisticsSettings(t.settings);
  await prepareHistory(t, LIKELY_TYPES, 1);
  const first = await t.step(text('Exporter une première fois', 'Export a first time'), () => takeExport(t, settings));
  const sent = await sendKnown(t, sender);
  const second = await t.step(
    text('Exporter de nouveau et juger le fichier', 'Export again and judge the file'),
    async () => {
      const taken = await takeExport(t, settings);
      const likely = settings.wanted === undefined ? LIKELY_TYPES : [];
      // The list of the DSR is not published: without one of the user's, only what was just sent must be there.
      const wanted = settings.wanted ?? [RCP, DISPENSATION];
      const due = { period: requiredPeriod(currentMonth()), wanted, likely };
      t.check(BOTH, ...judgeStatistics(taken.exported, due));
      return taken;
    },
  );
  await t.step(text('Comparer nombre par nombre avec le journal', 'Compare number by number with the journal'), () =>
    compareWithJournal(t, first, second),
  );
  await judgeDates(t, { settings, second, sent });
}

/** Has the product hold activity for every month of the period, of these types. */
export async function prepareHistory(
  t: ScenarioContext,
  typeCodes: readonly string[],
  perMonth: number,
): Promise<void> {
  await t.step(text('Disposer d’une activité passée', 'Have past activity'), () =>
    t.act(prepareUsageHistory, { ...requiredPeriod(currentMonth()), typeCodes: [...typeCodes], perMonth }),
  );
}

/** Month in Paris now. */
export function currentMonth(): string {
  return parisMonth(new Date());
}

/** What is sent: successes, refusals and a retry, by every channel. Titles of two that went. */
async function sendKnown(t: ScenarioContext, { send, resume, person }: Sender): Promise<{ dmp: string; mail: string }> {
  const dmp = await t.step(text('Alimenter le DMP', 'Feed the DMP'), async () => {
    await send({ name: 'stat-dmp-1', typeCode: RCP, channel: 'dmp' });
    await send({ name: 'stat-dmp-2', typeCode: DISPENSATION, channel: 'dmp' });
    return send({ name: 'stat-dmp-3', typeCode: RCP, channel: 'dmp' });
  });
  const mail = await t.step(text('Envoyer par MSSanté', 'Send by MSSanté'), async () => {
    await send({ name: 'stat-patient', typeCode: DISPENSATION, channel: 'mss-patient' });
    return send({ name: 'stat-pro', typeCode: RCP, channel: 'mss-pro' });
  });
  const keys = { patient: person.ins };
  await t.step(text('Faire refuser un envoi par le DMP', 'Have the DMP refuse a sending'), () =>
    withFault(t, { service: 'dmp', transaction: 'td2-1a', keys, fault: DMP_REFUSAL }, () =>
      send({ name: 'stat-dmp-refus', typeCode: RCP, channel: 'dmp' }),
    ),
  );
  const refusal = { kind: 'smtp-reply', status: 550, code: '5.7.1', message: 'Message refused' };
  await t.step(text('Faire refuser un message par l’opérateur', 'Have the operator refuse a message'), () =>
    withFault(t, { service: 'mssante', transaction: 'smtp-submission', keys, fault: refusal }, () =>
      send({ name: 'stat-pro-refus', typeCode: RCP, channel: 'mss-pro' }),
    ),
  );
  if (resume) {
    await t.step(
      text(
        'Envoyer quand le DMP ne répond pas, puis quand il répond',
        'Send while the DMP is down, then when it is up',
      ),
      async () => {
        await withFault(t, { service: 'dmp', transaction: 'td2-1a', keys, fault: { kind: 'unavailable' } }, () =>
          send({ name: 'stat-dmp-reprise', typeCode: RCP, channel: 'dmp' }),
        );
        await resume();
      },
    );
  }
  return { dmp, mail };
}

/** Runs something while the bench plays an anomaly. */
export async function withFault(t: ScenarioContext, rule: object, body: () => Promise<string>): Promise<void> {
  const { id } = await t.control<{ id: string }>('faults', 'add', { ...rule, times: 0 });
  await body().finally(() => t.control('faults', 'remove', { id }));
}

async function compareWithJournal(t: ScenarioContext, first: TakenExport, second: TakenExport): Promise<void> {
  const { due, seen } = await growthBetween(t, first, second, [RCP, DISPENSATION]);
  const around = { before: first.exported, after: second.exported };
  const [dmp, mssante] = [true, false].map((wanted) => due.filter(({ channel }) => (channel === 'dmp') === wanted));
  const exchanges = (wanted: boolean) =>
    seen.filter(({ channel }) => (channel === 'dmp') === wanted).map((one) => one.exchange);
  t.attachExchanges(STAT_PROOFS.dmp, exchanges(true));
  t.attachExchanges(STAT_PROOFS.mssante, exchanges(false));
  t.check(STAT_PROOFS.dmp, ...checkCounts({ ...around, due: dmp ?? [] }));
  t.check(STAT_PROOFS.mssante, ...checkCounts({ ...around, due: mssante ?? [] }));
}

/** One minute past a month's beginning in Paris is still the month before in UTC. */
async function judgeDates(
  t: ScenarioContext,
  {
    settings,
    second,
    sent,
  }: { settings: StatisticsSettings; second: TakenExport; sent: { dmp: string; mail: string } },
): Promise<void> {
  await t.step(
    text('Dater deux envois du 1er janvier, juste après minuit', 'Date two sendings on 1 January, just after midnight'),
    async () => {
      const month = currentMonth();
      const january = `${month.slice(0, 4)}-01`;
      const { done } = await t.act(dateSendings, {
        titles: [sent.dmp, sent.mail],
        at: `${january}-01T00:01:00+01:00`,
      });
      if (!done) {
        t.check(BOTH, monthsNotTried());
        return;
      }
      const third = await takeExport(t, settings);
      const { due: meanwhile } = await growthBetween(t, second, third, [RCP]);
      const moved = (channel: Growth['channel']): Growth[] => {
        const none = { least: 0, most: 0 };
        const now = meanwhile.find((one) => one.channel === channel)?.success ?? none;
        const cell = { channel, type: RCP, failure: none };
        // In January the sendings do not change months.
        if (month === january) return [{ ...cell, month, success: now }];
        return [
          { ...cell, month: january, success: { least: 1, most: 1 } },
          { ...cell, month, success: { least: now.least - 1, most: now.most - 1 } },
        ];
      };
      const around = { before: second.exported, after: third.exported };
      t.check(STAT_PROOFS.dmp, checkMonths({ ...around, due: moved('dmp') }));
      t.check(STAT_PROOFS.mssante, checkMonths({ ...around, due: moved('mss-pro') }));
    },
  );
}
