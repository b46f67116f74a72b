import type { VNode } from 'preact';
import { formatClock, formatDuration } from '../format.js';
import type { RequirementResult, ScenarioResult } from '../model.js';
import { needsAttention } from '../attention.js';
import { anchor } from './anchors.js';
import type { PageContext } from './page-context.js';
import { Proof } from './proof.js';
import { Step } from './step.js';
import { Timeline } from './timeline.js';
import { VerdictMark } from './verdict-mark.js';

/** One requirement: its text, its clarifications, its scenarios. */
export function Requirement({ requirement, page }: { requirement: RequirementResult; page: PageContext }): VNode {
  const { labels, words } = page;
  const heading = anchor('requirement', requirement.id);
  return (
    <section class="requirement" aria-labelledby={heading}>
      <h3 id={heading}>
        <span class="id">{requirement.id}</span> {requirement.title}
      </h3>
      <p class="line">
        <VerdictMark verdict={requirement.verdict} words={words} />
        {requirement.failureClass === undefined ? null : (
          <span class="tag">{words.classes[requirement.failureClass]}</span>
        )}
        <span class="tag">{requirement.obligation === 'DOIT' ? labels.must : labels.may}</span>
        {requirement.kind === 'rule' ? <span class="tag">{labels.ruleTag}</span> : null}
        {requirement.wording === 'draft' ? <span class="tag">{labels.draft}</span> : null}
        <span class="tag">{requirement.profiles.join(', ')}</span>
        <a class="back" href="#index">
          {labels.backToIndex}
        </a>
      </p>
      {requirement.text === requirement.title ? null : <p class="text">{requirement.text}</p>}
      {requirement.wording === 'draft' ? <p class="soft">{labels.draftLong}</p> : null}
      {requirement.clarifications.length === 0 ? null : (
        <details>
          <summary>{labels.clarifications}</summary>
          <ul>
            {requirement.clarifications.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        </details>
      )}
      {requirement.scenarios.map((scenario) => (
        <Scenario scenario={scenario} page={page} />
      ))}
    </section>
  );
}

function Scenario({ scenario, page }: { scenario: ScenarioResult; page: PageContext }): VNode {
  const { labels, words } = page;
  const exchanges = page.timelines.get(scenario.id) ?? [];
  const heading = anchor('scenario', scenario.id);
  return (
    <section class={`scenario ${scenario.verdict}`} aria-labelledby={heading}>
      <h4 id={heading}>
        <span class="id">{scenario.id}</span> {scenario.title}
      </h4>
      <p class="line">
        <VerdictMark verdict={scenario.verdict} words={words} />
        <span class="tag">{words.status[scenario.status]}</span>
        <span class="tag">{words.drive[scenario.drive]}</span>
        {scenario.startedAt === undefined ? null : (
          <span class="soft">
            {formatClock(scenario.startedAt, page.lang)} · {formatDuration(scenario.durationMs, page.lang)}
          </span>
        )}
      </p>
      {scenario.error === undefined ? null : <p class="notice loud">{scenario.error}</p>}
      {scenario.precondition === undefined ? null : (
        <p>
          <strong>
            {labels.precondition}
            {words.colon}
          </strong>{' '}
          {scenario.precondition}
        </p>
      )}
      {scenario.steps.length === 0 ? null : (
        <>
          <h5>{labels.steps}</h5>
          <ol class="steps">
            {scenario.steps.map((step) => (
              <Step step={step} page={page} />
            ))}
          </ol>
        </>
      )}
      {scenario.proofs.length === 0 ? <p>{labels.noProof}</p> : null}
      {scenario.proofs.map((proof) => (
        <Proof scenario={scenario} proof={proof} page={page} />
      ))}
      {exchanges.length === 0 ? null : (
        <details class="all" open={needsAttention(scenario.verdict)}>
          <summary>
            <h5>{labels.timeline(exchanges.length)}</h5>
          </summary>
          <Timeline exchanges={exchanges} steps={scenario.steps} page={page} />
        </details>
      )}
    </section>
  );
}
