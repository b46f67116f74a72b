import type { VNode } from 'preact';
import { attention, URGENCY } from '../attention.js';
import type { Report } from '../model.js';
import { linkTo } from './anchors.js';
import type { PageContext } from './page-context.js';
import { VerdictMark } from './verdict-mark.js';

/** The verdict in words, the counts, and what a person must look at first. */
export function Synthesis({ report, page }: { report: Report; page: PageContext }): VNode {
  const { summary } = report;
  const { labels, words } = page;
  const total = Object.values(summary.proofs).reduce((all, count) => all + count, 0);
  return (
    <section aria-labelledby="summary">
      <h2 id="summary">{labels.synthesis}</h2>
      <div class={`verdict ${summary.verdict}`}>
        <p class="soft">{labels.globalVerdict}</p>
        <p class="big">
          <VerdictMark verdict={summary.verdict} words={words} />
        </p>
        <p>
          {[
            labels.proofsSeen(total),
            ...URGENCY.filter((verdict) => summary.proofs[verdict] > 0).map(
              (verdict) => `${words.verdicts[verdict]}${words.colon} ${summary.proofs[verdict]}`,
            ),
          ].join(' · ')}
        </p>
        <p class="soft">
          {labels.exchangesSeen(summary.exchanges, summary.unexpectedExchanges)} {labels.exitCode}
          {words.colon} {summary.exitCode}.
        </p>
      </div>
      <div class="halves">
        <div>
          <h3>{labels.look}</h3>
          <ToLookAt report={report} page={page} />
        </div>
        <Counts report={report} page={page} />
      </div>
    </section>
  );
}

function ToLookAt({ report, page }: { report: Report; page: PageContext }): VNode {
  const { labels, words } = page;
  const items = attention(report);
  if (items.length === 0) return <p>{isGreen(report) ? labels.nothingToLook : labels.noProofToLook}</p>;
  return (
    <>
      <p class="soft">{labels.lookLong}</p>
      <ul class="look">
        {items.map(({ scenario, proof, check }) => (
          <li class={proof.verdict}>
            <VerdictMark verdict={proof.verdict} words={words} />{' '}
            <a href={linkTo('proof', scenario.id, proof.id)}>
              {labels.proof} {proof.id}
            </a>{' '}
            <span class="soft">{scenario.title}</span>
            {check === undefined ? null : (
              <p>
                {check.title}
                {check.message === undefined ? null : <span class="soft"> — {check.message}</span>}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** A campaign without proofs, stopped or at fault has nothing to list either, and must not read as conform. */
function isGreen({ summary, run }: Report): boolean {
  return summary.verdict === 'pass' && run.status === 'finished' && run.errors.length === 0;
}

function Counts({ report, page }: { report: Report; page: PageContext }): VNode {
  const { requirements, scenarios, proofs, checks } = report.summary;
  const { labels, words } = page;
  const columns = [requirements, scenarios, proofs, checks];
  const used = URGENCY.filter((verdict) => columns.some((counts) => counts[verdict] > 0));
  return (
    <div class="counts" role="region" aria-label={labels.counts} tabIndex={0}>
      <table>
        <caption>{labels.counts}</caption>
        <thead>
          <tr>
            <th scope="col">{labels.verdict}</th>
            {[labels.requirements, labels.scenarios, labels.proofs, labels.checks].map((title) => (
              <th scope="col" class="num">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {used.map((verdict) => (
            <tr>
              <th scope="row">
                <VerdictMark verdict={verdict} words={words} />
              </th>
              {columns.map((counts) => (
                <td class="num">{counts[verdict]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
