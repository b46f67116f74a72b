import type { VNode } from 'preact';
import type { Report, Verdict } from '../model.js';
import { anchor } from './anchors.js';
import type { Labels } from './labels.js';
import { VerdictMark } from './verdict-mark.js';

const ORDER: readonly Verdict[] = ['error', 'fail', 'not-observed', 'review', 'warning', 'pass', 'not-applicable'];

/** The verdict, the counts, and what a reader must look at first. */
export function Synthesis({ report, labels }: { report: Report; labels: Labels }): VNode {
  const { summary } = report;
  const rows = [
    [labels.requirements, summary.requirements],
    [labels.scenarios, summary.scenarios],
    [labels.proofs, summary.proofs],
    [labels.checks, summary.checks],
  ] as const;
  const used = ORDER.filter((verdict) => rows.some(([, counts]) => (counts[verdict] ?? 0) > 0));
  return (
    <section aria-labelledby="synthese">
      <h2 id="synthese">{labels.synthesis}</h2>
      <p class="verdict-big">
        <VerdictMark verdict={summary.verdict} labels={labels} />
      </p>
      <table>
        <caption>{labels.counts}</caption>
        <thead>
          <tr>
            <td />
            {used.map((verdict) => (
              <th scope="col">
                <VerdictMark verdict={verdict} labels={labels} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, counts]) => (
            <tr>
              <th scope="row">{name}</th>
              {used.map((verdict) => (
                <td class="num">{counts[verdict] ?? 0}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="soft">
        {labels.exchanges} : {summary.exchanges}
        {summary.unexpectedExchanges === 0 ? '' : `, ${labels.unexpected} : ${summary.unexpectedExchanges}`}
      </p>
      <h3>{labels.look}</h3>
      <ToLookAt report={report} labels={labels} />
    </section>
  );
}

function ToLookAt({ report, labels }: { report: Report; labels: Labels }): VNode {
  const proofs = report.requirements
    .flatMap((requirement) =>
      requirement.scenarios.flatMap((scenario) => scenario.proofs.map((proof) => ({ requirement, scenario, proof }))),
    )
    .filter(({ proof }) => proof.verdict !== 'pass' && proof.verdict !== 'not-applicable')
    .toSorted((a, b) => ORDER.indexOf(a.proof.verdict) - ORDER.indexOf(b.proof.verdict));
  if (proofs.length === 0) return <p>{labels.nothingToLook}</p>;
  return (
    <ul>
      {proofs.map(({ requirement, scenario, proof }) => {
        const check = proof.checks.find((one) => one.verdict === proof.verdict);
        return (
          <li>
            <VerdictMark verdict={proof.verdict} labels={labels} />{' '}
            <a href={`#${anchor(requirement.id, scenario.id)}`}>
              {proof.id} ({scenario.id})
            </a>{' '}
            {check === undefined ? '' : `— ${check.title}${check.message === undefined ? '' : ` : ${check.message}`}`}
          </li>
        );
      })}
    </ul>
  );
}

/** Index of the requirements; the filter is plain radio buttons and CSS. */
export function RequirementIndex({ report, labels }: { report: Report; labels: Labels }): VNode {
  const used = ORDER.filter((verdict) => report.requirements.some((requirement) => requirement.verdict === verdict));
  return (
    <nav aria-labelledby="index">
      <h2 id="index">{labels.index}</h2>
      <fieldset class="filter">
        <legend>{labels.filter}</legend>
        <label>
          <input type="radio" name="filter" id="filter-all" checked /> {labels.all}
        </label>
        {used.map((verdict) => (
          <label>
            <input type="radio" name="filter" id={`filter-${verdict}`} /> {labels.verdicts[verdict]}
          </label>
        ))}
      </fieldset>
      <table class="index">
        <caption class="soft">{labels.index}</caption>
        <thead>
          <tr>
            <th scope="col">{labels.requirement}</th>
            <th scope="col">{labels.verdict}</th>
            <th scope="col">{labels.proofs}</th>
          </tr>
        </thead>
        <tbody>
          {report.requirements.map((requirement) => (
            <tr data-verdict={requirement.verdict}>
              <td>
                <a href={`#${anchor(requirement.id)}`}>{requirement.id}</a> {requirement.title}
                {requirement.wording === 'draft' ? <span class="tag">{labels.draft}</span> : null}
              </td>
              <td>
                <VerdictMark verdict={requirement.verdict} labels={labels} />
              </td>
              <td>
                {[...new Set(requirement.scenarios.flatMap((one) => one.proofs.map((proof) => proof.id)))].join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </nav>
  );
}

/** CSS of the filter: a checked verdict hides the rows of the others. */
export const FILTER_STYLE = ORDER.map(
  (verdict) =>
    `body:has(#filter-${verdict}:checked) .index tr[data-verdict]:not([data-verdict="${verdict}"]){display:none}`,
).join('\n');
