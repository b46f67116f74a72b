import { type CheckDeclaration, type Finding, joinTexts, text, verify, warn } from '../../harness/index.js';
import type { ShownTrace } from '../actions/account-traces.js';

const RULE = { reference: 'REM SSI/IAM.91', confidence: 'stated' } as const;
const TRACED: CheckDeclaration = {
  id: 'ssi.traces.traced',
  title: text('L’opération est tracée', 'The operation is traced'),
  rule: RULE,
};
const COMPLETE: CheckDeclaration = {
  id: 'ssi.traces.complete',
  title: text(
    'La trace dit quand, qui, quoi et avec quel résultat',
    'The trace tells when, who, what and with which result',
  ),
  rule: RULE,
};

/** Clocks of the bench and of the product, and traces to the minute, may differ by this much. */
const TOLERANCE_MS = 2 * 60_000;

/** What was done, and must be traced. */
export interface TracedOperation {
  nature: ShownTrace['nature'];
  result: 'success' | 'failure';
  /** Login of who acted. */
  actor: string;
  /** Login of the account. */
  subject: string;
  /** When, at most: ISO 8601. */
  between: readonly [start: string, end: string];
}

/** An operation is among the traces of its account, and its trace is complete. */
export function checkTraced(traces: readonly ShownTrace[], done: TracedOperation): Finding[] {
  const candidates = traces.filter(
    ({ nature, result, at }) =>
      nature === done.nature && (result === done.result || result === 'not-shown') && mayBeAt(at, done.between),
  );
  const [trace] = candidates;
  const traced = verify(TRACED, trace !== undefined, {
    expected: `${done.nature}, ${done.result}, ${done.between.join(' – ')}`,
    received: joinTexts(
      traces.map(({ nature, result, at }) => `${nature}, ${result}, ${at}`),
      ' ; ',
      text('aucune trace', 'no trace'),
    ),
    locator: done.subject,
  });
  return trace === undefined ? [traced] : [traced, completeness(trace, done)];
}

function completeness(trace: ShownTrace, { actor, subject }: TracedOperation): Finding {
  const { at, actor: shown, result } = trace;
  const wrongActor = actor !== subject && names(shown, subject);
  const missing = [
    ...(at === '' ? [text('date et heure', 'date and time')] : []),
    ...(shown === '' ? [text('auteur', 'author')] : []),
    ...(wrongActor ? [text(`auteur : ${shown} à la place de ${actor}`, `author: ${shown} instead of ${actor}`)] : []),
    ...(result === 'not-shown' ? [text('résultat', 'result')] : []),
  ];
  const finding = verify(COMPLETE, missing.length === 0, {
    expected: text(
      `date et heure, auteur ${actor}, nature, résultat`,
      `date and time, author ${actor}, nature, result`,
    ),
    received: joinTexts(missing, ', ', text('tout y est', 'all there')),
    locator: trace.wording,
  });
  if (finding.verdict !== 'pass' || names(shown, actor)) return finding;
  return warn(COMPLETE, { received: text(`auteur affiché : ${shown}`, `author shown: ${shown}`) });
}

function names(shown: string, login: string): boolean {
  return shown.toLowerCase().includes(login.toLowerCase());
}

/** A time that cannot be read says nothing against the trace. */
function mayBeAt(shown: string, [start, end]: readonly [string, string]): boolean {
  const at = readTime(shown);
  if (at === undefined) return true;
  return at >= Date.parse(start) - TOLERANCE_MS && at <= Date.parse(end) + TOLERANCE_MS;
}

/** ISO 8601 with its offset; undefined for anything else: a local time without offset would need the product's zone. */
function readTime(shown: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(shown)) return undefined;
  const at = Date.parse(shown);
  return Number.isNaN(at) ? undefined : at;
}
