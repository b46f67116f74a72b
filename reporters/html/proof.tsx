import type { VNode } from 'preact';
import type { CheckResult, ProofResult, ScenarioResult } from '../model.js';
import { anchor, linkTo } from './anchors.js';
import { EvidenceList } from './evidence-list.js';
import type { PageContext } from './page-context.js';
import { VerdictMark } from './verdict-mark.js';

/** One `N° preuve`: its checks, then its evidence. */
export function Proof(props: { scenario: ScenarioResult; proof: ProofResult; page: PageContext }): VNode {
  const { scenario, proof, page } = props;
  const { labels, words } = page;
  return (
    <>
      <h5 id={anchor('proof', scenario.id, proof.id)}>
        {labels.proof} <span class="id">{proof.id}</span> <VerdictMark verdict={proof.verdict} words={words} />
      </h5>
      {proof.kinds.length === 0 ? null : (
        <p class="soft">{proof.kinds.map((kind) => labels.proofKinds[kind] ?? kind).join(', ')}</p>
      )}
      {proof.checks.length === 0 ? (
        <p>{labels.noCheck}</p>
      ) : (
        <ul class="checks">
          {proof.checks.map((check) => (
            <Check check={check} page={page} />
          ))}
        </ul>
      )}
      <EvidenceList evidence={proof.evidence} page={page} />
    </>
  );
}

function Check({ check, page }: { check: CheckResult; page: PageContext }): VNode {
  const { words } = page;
  return (
    <li class={check.verdict}>
      <p class="line">
        <VerdictMark verdict={check.verdict} words={words} />
        <span>{check.title}</span>
        {check.failureClass === undefined ? null : <span class="tag">{words.classes[check.failureClass]}</span>}
      </p>
      {check.message === undefined ? null : <p>{check.message}</p>}
      <dl>
        <Fact name={words.expected} value={check.expected} />
        <Fact name={words.received} value={check.received} />
        {check.locator === undefined && check.exchange === undefined ? null : (
          <>
            <dt>{words.where}</dt>
            <dd>
              {check.locator === undefined ? null : <code>{check.locator}</code>}
              <Judged check={check} page={page} />
            </dd>
          </>
        )}
        <dt>{words.rule}</dt>
        <dd>
          {check.source.reference} <span class="soft">({words.confidence[check.source.confidence]})</span>
        </dd>
      </dl>
    </li>
  );
}

function Fact({ name, value }: { name: string; value: string | undefined }): VNode | null {
  if (value === undefined) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Judged({ check, page }: { check: CheckResult; page: PageContext }): VNode | null {
  if (check.exchange === undefined) return null;
  const name = `${page.words.exchange} ${check.exchange}`;
  return page.exchanges.has(check.exchange) ? <a href={linkTo('exchange', check.exchange)}>{name}</a> : <>{name}</>;
}
