import type { VNode } from 'preact';
import { needsAttention } from '../attention.js';
import { formatClock, formatDuration } from '../format.js';
import type { ActionResult, StepResult } from '../model.js';
import { linkTo } from './anchors.js';
import { Observation } from './observation.js';
import type { PageContext } from './page-context.js';
import { VerdictMark } from './verdict-mark.js';

/** One step: what was asked of the product, what came back, and the exchanges seen meanwhile. */
export function Step({ step, page }: { step: StepResult; page: PageContext }): VNode {
  const { words } = page;
  return (
    <li>
      <p class="line">
        <strong>{step.title}</strong>
        {step.verdict === 'not-applicable' ? null : <VerdictMark verdict={step.verdict} words={words} />}
        <span class="soft">
          {formatClock(step.startedAt, page.lang)} · {formatDuration(step.durationMs, page.lang)}
        </span>
        {step.exchanges.map((id) =>
          page.exchanges.has(id) ? <a href={linkTo('exchange', id)}>{id}</a> : <span>{id}</span>,
        )}
      </p>
      {step.error === undefined ? null : <p class="notice loud">{step.error}</p>}
      {step.actions.map((action) => (
        <Action action={action} open={needsAttention(step.verdict)} page={page} />
      ))}
    </li>
  );
}

function Action(props: { action: ActionResult; open: boolean; page: PageContext }): VNode {
  const { action, open, page } = props;
  const { labels, words } = page;
  const lasted = Date.parse(action.finishedAt) - Date.parse(action.startedAt);
  return (
    <div class="action">
      <p>
        {action.title} <span class="soft">{labels.drivenBy[action.drivenBy]}</span> <code>{action.name}</code>{' '}
        <span class="soft t">{Number.isFinite(lasted) ? formatDuration(lasted, page.lang) : null}</span>
      </p>
      <p>
        <strong>
          {labels.asked}
          {words.colon}
        </strong>{' '}
        {action.input}
      </p>
      {action.error === undefined ? null : (
        <p class="notice loud">
          {labels.actionFailed}
          {words.colon} {action.error}
        </p>
      )}
      {action.observed === undefined ? (
        <p class="soft">
          {labels.observed}
          {words.colon} {labels.nothingObserved}
        </p>
      ) : (
        <details open={open}>
          <summary>
            {labels.observed} <span class="soft">{words.declaredBy[action.drivenBy]}</span>
          </summary>
          <Observation json={action.observed} labels={labels} />
        </details>
      )}
    </div>
  );
}
