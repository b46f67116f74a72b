import type { StatisticsKey, StatisticsTable } from '../../../mocks/wire/statistics-table.js';
import { type CheckDeclaration, type Finding, joinTexts, notApplicable, text, verify } from '../../harness/index.js';
import { countsOfExport, type UsageExport } from './usage-export.js';

const RULE = { reference: 'REM STAT/ES.01', confidence: 'stated' } as const;

const SUCCESS: CheckDeclaration = {
  id: 'stat.count.success',
  title: text(
    'Les envois réussis comptés sont ceux que le banc a vus',
    'The successes counted are those the bench saw',
  ),
  rule: RULE,
};

const FAILURE: CheckDeclaration = {
  id: 'stat.count.failure',
  title: text(
    'Les envois en échec comptés sont ceux que le banc a vus',
    'The failures counted are those the bench saw',
  ),
  rule: RULE,
};

const MONTHS: CheckDeclaration = {
  id: 'stat.count.month',
  title: text(
    'Un envoi compte dans le mois de sa date, à l’heure de Paris',
    'A sending counts in the month of its date, in Paris time',
  ),
  rule: RULE,
};

/** How many of something: exactly, or at least and at most when a retry may or may not count. */
export interface Range {
  least: number;
  most: number;
}

/** By how much one cell of the export must have grown. */
export interface Growth {
  month: string;
  channel: 'dmp' | 'mss-pro' | 'mss-patient';
  type: string;
  success: Range;
  failure: Range;
}

/** Two exports, around what happened between them. */
export interface GrowthCase {
  before: UsageExport;
  after: UsageExport;
  /** Every cell that must be compared, those that must not move included. */
  due: readonly Growth[];
}

/** Compares the growth of each cell with what the bench saw. */
export function checkCounts(around: GrowthCase): Finding[] {
  return [compare(SUCCESS, around, 'success'), compare(FAILURE, around, 'failure')];
}

/** Compares where sendings that were given another date are now counted. */
export function checkMonths(around: GrowthCase): Finding {
  return compare(MONTHS, around, 'success');
}

/** The product lets nobody date a sending: months are then told by what the file says of past activity alone. */
export function monthsNotTried(): Finding {
  return notApplicable(MONTHS, {
    message: text(
      'Le logiciel ne permet pas de dater un envoi d’un autre mois, même en test.',
      'The software lets nobody date a sending in another month, even in a test.',
    ),
  });
}

function compare(check: CheckDeclaration, { before, after, due }: GrowthCase, measure: 'success' | 'failure'): Finding {
  const [first, second] = [countsOfExport(before), countsOfExport(after)];
  const cells = merged(due, second);
  const wrong = cells.flatMap((cell) => {
    const key = { month: cell.month, finess: '', channel: cell.channel, type: cell.type };
    const grown = countOf(second, key, measure) - countOf(first, key, measure);
    const { least, most } = cell[measure];
    return grown >= least && grown <= most ? [] : [{ cell, grown }];
  });
  const name = ({ month, channel, type }: Cell): string => [month, channel, type].join(' / ');
  const told = (of: { cell: Cell; words: string }[]) =>
    joinTexts(
      of.map(({ cell, words }) => `${name(cell)} : ${words}`),
      ' ; ',
    );
  const compared = cells.map((cell) => ({ cell, words: rangeText(cell[measure]) }));
  const shown = wrong.length > 0 ? compared.filter(({ cell }) => wrong.some((one) => one.cell === cell)) : compared;
  return verify(check, wrong.length === 0, {
    expected: told(shown),
    received:
      wrong.length > 0
        ? told(wrong.map(({ cell, grown }) => ({ cell, words: signed(grown) })))
        : text('les mêmes nombres', 'the same numbers'),
    locator: joinTexts(
      (wrong[0] ? [wrong[0].cell] : []).map(({ month, channel, type }) =>
        text(`mois ${month}, canal ${channel}, type ${type}`, `month ${month}, channel ${channel}, type ${type}`),
      ),
      ', ',
      joinTexts(after.files.map(({ name: file }) => file)),
    ),
  });
}

type Cell = Omit<Growth, 'channel'> & { channel: string };

/** What is due, in the channels the export tells apart. */
function merged(due: readonly Growth[], table: StatisticsTable): Cell[] {
  const known = table.values('channel');
  const cells = new Map<string, Cell>();
  for (const one of due) {
    const channel = channelIn(known, one.channel);
    const key = [one.month, channel, one.type].join('|');
    const cell = cells.get(key);
    cells.set(key, {
      ...one,
      channel,
      success: added(one.success, cell?.success),
      failure: added(one.failure, cell?.failure),
    });
  }
  return [...cells.values()];
}

/** An export may count MSSanté together, or tell no channel. */
function channelIn(known: readonly string[], wanted: Growth['channel']): string {
  if (known.includes(wanted)) return wanted;
  if (wanted !== 'dmp' && known.includes('mss')) return 'mss';
  return known.includes('any') ? 'any' : wanted;
}

function countOf(table: StatisticsTable, key: StatisticsKey, measure: 'success' | 'failure'): number {
  const { attempts, success, failure } = table.of(key);
  if (measure === 'success') return success === 0 && attempts > failure ? attempts - failure : success;
  return failure === 0 && attempts > success ? attempts - success : failure;
}

function added(a: Range, b: Range | undefined): Range {
  return { least: a.least + (b?.least ?? 0), most: a.most + (b?.most ?? 0) };
}

function rangeText({ least, most }: Range): string {
  return least === most ? signed(least) : `${signed(least)} … ${signed(most)}`;
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0';
}
