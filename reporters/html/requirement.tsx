import type { VNode } from 'preact';
import type {
  CheckResult,
  ExchangeView,
  ProofResult,
  RequirementResult,
  ScenarioResult,
  StepResult,
} from '../model.js';
import { anchor } from './anchors.js';
import type { Embedding } from './embedding.js';
import { EvidenceList } from './evidence-list.js';
import { Timeline } from './exchange.js';
import type { Labels } from './labels.js';
import { VerdictMark } from './verdict-mark.js';

/** What every part of a requirement needs. */
export interface Shared {
  labels: Labels;
  embedding: Embedding;
  exchanges: ReadonlyMap<string, readonly ExchangeView[]>;
  /** Pictures already shown on the page. */
  seen: Set<string>;
}

/** One requirement: text, clarifications, scenarios. */
export function Requirement({ requirement, shared }: { requirement: RequirementResult; shared: Shared }): VNode {
  const { labels } = shared;
  return (
    <section class="card" id={anchor(requirement.id)} aria-labelledby={anchor('h', requirement.id)}>
      <h2 id={anchor('h', requirement.id)}>
        {requirement.id} — {requirement.title}
      </h2>
      <p>
        <VerdictMark verdict={requirement.verdict} labels={labels} />
        {requirement.failureClass === undefined ? null : (
          <span class="tag">{labels.classes[requirement.failureClass]}</span>
        )}
        <span class="tag">{requirement.obligation}</span>
        {requirement.kind === 'rule' ? <span class="tag">{labels.rule}</span> : null}
        {requirement.wording === 'draft' ? <span class="tag">{labels.draft}</span> : null}
      </p>
      <p>{requirement.text}</p>
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
        <Scenario requirement={requirement.id} scenario={scenario} shared={shared} />
      ))}
    </section>
  );
}

function Scenario(props: { requirement: string; scenario: ScenarioResult; shared: Shared }): VNode {
  const { requirement, scenario, shared } = props;
  const { labels } = shared;
  const exchanges = shared.exchanges.get(scenario.id) ?? [];
  return (
    <section id={anchor(requirement, scenario.id)}>
      <h3>
        {scenario.id} — {scenario.title}
      </h3>
      <p>
        <VerdictMark verdict={scenario.verdict} labels={labels} />
        <span class="tag">{labels.status[scenario.status]}</span>
        <span class="soft">
          {' '}
          {Math.round(scenario.durationMs)} {labels.ms}
        </span>
      </p>
      {scenario.error === undefined ? null : <p class="notice loud">{scenario.error}</p>}
      {scenario.precondition === undefined ? null : (
        <p>
          <strong>{labels.precondition} : </strong>
          {scenario.precondition}
        </p>
      )}
      {scenario.proofs.map((proof) => (
        <Proof proof={proof} shared={shared} />
      ))}
      {scenario.steps.length === 0 ? null : (
        <>
          <h4>{labels.steps}</h4>
          <ol class="steps">
            {scenario.steps.map((step) => (
              <Step step={step} labels={labels} />
            ))}
          </ol>
        </>
      )}
      {exchanges.length === 0 ? null : (
        <details>
          <summary>
            {labels.timeline} ({exchanges.length})
          </summary>
          <Timeline exchanges={exchanges} shown={shared.embedding.exchanges} labels={labels} />
        </details>
      )}
    </section>
  );
}

function Step({ step, labels }: { step: StepResult; labels: Labels }): VNode {
  return (
    <li>
      {step.title} {step.verdict === 'not-applicable' ? null : <VerdictMark verdict={step.verdict} labels={labels} />}{' '}
      <span class="soft">
        {step.startedAt.slice(11, 23)}, {Math.round(step.durationMs)} {labels.ms}
        {step.exchanges.length === 0 ? '' : `, ${step.exchanges[0] ?? ''} → ${step.exchanges.at(-1) ?? ''}`}
      </span>
      {step.error === undefined ? null : <p class="notice loud">{step.error}</p>}
      {step.actions.map((action) => (
        <details class="actions">
          <summary>
            {action.title} <span class="soft">({labels.by[action.drivenBy]})</span>
          </summary>
          <p>
            <strong>{labels.asked} : </strong>
            {action.input}
          </p>
          <p>
            <strong>{labels.observed} : </strong>
            {action.error ?? action.observed}
          </p>
        </details>
      ))}
    </li>
  );
}

function Proof({ proof, shared }: { proof: ProofResult; shared: Shared }): VNode {
  const { labels } = shared;
  return (
    <section>
      <h4>
        {labels.proofs.replace(/s$/, '')} {proof.id} <VerdictMark verdict={proof.verdict} labels={labels} />
      </h4>
      {proof.checks.length === 0 ? (
        <p>{labels.noCheck}</p>
      ) : (
        <table class="checks">
          <caption class="soft">
            {labels.checks} {proof.id}
          </caption>
          <thead>
            <tr>
              {[labels.verdict, labels.check, labels.expected, labels.received, labels.where, labels.source].map(
                (title) => (
                  <th scope="col">{title}</th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {proof.checks.map((check) => (
              <Check check={check} labels={labels} />
            ))}
          </tbody>
        </table>
      )}
      <EvidenceList evidence={proof.evidence} {...shared} />
    </section>
  );
}

function Check({ check, labels }: { check: CheckResult; labels: Labels }): VNode {
  return (
    <tr>
      <td data-label={labels.verdict}>
        <VerdictMark verdict={check.verdict} labels={labels} />
        {check.failureClass === undefined ? null : <div class="soft">{labels.classes[check.failureClass]}</div>}
      </td>
      <td data-label={labels.check}>
        {check.title}
        {check.message === undefined ? null : <div class="soft">{check.message}</div>}
      </td>
      <td data-label={labels.expected}>{check.expected ?? '—'}</td>
      <td data-label={labels.received}>{check.received ?? '—'}</td>
      <td data-label={labels.where}>
        {check.locator ?? '—'}
        {check.exchange ? (
          <div>
            <a href={`#${anchor(check.exchange)}`}>{check.exchange}</a>
          </div>
        ) : null}
      </td>
      <td data-label={labels.source}>
        {check.source.reference}
        <div class="soft">{labels.confidence[check.source.confidence]}</div>
      </td>
    </tr>
  );
}
