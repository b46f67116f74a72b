import type { VNode } from 'preact';
import { formatClock, formatDuration } from '../format.js';
import type { ExchangeView, StepResult } from '../model.js';
import { Exchange } from './exchange.js';
import type { PageContext } from './page-context.js';

interface Entry {
  at: string;
  node: VNode;
}

/** Exchanges in order of time, with the actions that surround them, so that a reader sees what triggered what. */
export function Timeline(props: {
  exchanges: readonly ExchangeView[];
  steps: readonly StepResult[];
  page: PageContext;
}): VNode {
  const { exchanges, steps, page } = props;
  const actions = steps.flatMap((step) => step.actions);
  const entries: Entry[] = [
    ...actions.map((action) => ({
      at: action.startedAt,
      node: (
        <li class="mark">
          <span class="t">{formatClock(action.startedAt, page.lang)}</span>{' '}
          <span>
            {page.labels.actionMark}
            {page.words.colon} {action.title}{' '}
            <span class="soft">
              {formatDuration(
                Math.max(0, Date.parse(action.finishedAt) - Date.parse(action.startedAt)) || 0,
                page.lang,
              )}
            </span>
          </span>
        </li>
      ),
    })),
    ...exchanges.map((exchange) => ({ at: exchange.startedAt, node: <Exchange exchange={exchange} page={page} /> })),
  ];
  return <ol class="timeline">{entries.toSorted(byTime).map((entry) => entry.node)}</ol>;
}

/** ISO instants of the same form sort as text; equal instants keep the action before its exchanges. */
function byTime(a: Entry, b: Entry): number {
  if (a.at === b.at) return 0;
  return a.at < b.at ? -1 : 1;
}
