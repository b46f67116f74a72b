import type { VNode } from 'preact';
import { URGENCY } from '../attention.js';
import type { Report, RequirementResult } from '../model.js';
import { linkTo } from './anchors.js';
import type { PageContext } from './page-context.js';
import { VerdictMark } from './verdict-mark.js';

/** Every requirement of the run with its proofs. The filter is radio buttons and style, so that no script is needed. */
export function RequirementIndex({ report, page }: { report: Report; page: PageContext }): VNode {
  const { labels, words } = page;
  const used = URGENCY.filter((verdict) => report.requirements.some((requirement) => requirement.verdict === verdict));
  const countOf = (verdict: RequirementResult['verdict']) =>
    report.requirements.filter((requirement) => requirement.verdict === verdict).length;
  return (
    <nav class="index" aria-labelledby="index">
      <h2 id="index">{labels.index}</h2>
      <fieldset class="filter">
        <legend>{labels.filter}</legend>
        <label>
          <input type="radio" name="filter" id="filter-all" checked /> {labels.all} ({report.requirements.length})
        </label>
        {used.map((verdict) => (
          <label>
            <input type="radio" name="filter" id={`filter-${verdict}`} />{' '}
            <VerdictMark verdict={verdict} words={words} /> ({countOf(verdict)})
          </label>
        ))}
      </fieldset>
      <table>
        <thead>
          <tr>
            <th scope="col">{labels.requirement}</th>
            <th scope="col">{labels.titleColumn}</th>
            <th scope="col">{labels.verdict}</th>
            <th scope="col">{labels.proofs}</th>
          </tr>
        </thead>
        <tbody>
          {report.requirements.map((requirement) => (
            <Row requirement={requirement} page={page} />
          ))}
        </tbody>
      </table>
    </nav>
  );
}

function Row({ requirement, page }: { requirement: RequirementResult; page: PageContext }): VNode {
  const { labels, words } = page;
  const proofs = requirement.scenarios.flatMap((scenario) => scenario.proofs.map((proof) => ({ scenario, proof })));
  return (
    <tr class={requirement.verdict}>
      <td class="id">
        <a href={linkTo('requirement', requirement.id)}>{requirement.id}</a>
      </td>
      <td>
        {requirement.title} {requirement.wording === 'draft' ? <span class="tag">{labels.draft}</span> : null}
      </td>
      <td>
        <VerdictMark verdict={requirement.verdict} words={words} />
      </td>
      <td class="links">
        {proofs.map(({ scenario, proof }) => (
          <>
            <a href={linkTo('proof', scenario.id, proof.id)}>
              {proof.id}
              {proofs.filter((other) => other.proof.id === proof.id).length > 1 ? ` (${scenario.id})` : null}
            </a>{' '}
          </>
        ))}
      </td>
    </tr>
  );
}
