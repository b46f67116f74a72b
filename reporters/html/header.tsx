import type { ComponentChildren, VNode } from 'preact';
import { formatDate, formatDuration } from '../format.js';
import type { Report } from '../model.js';
import type { PageContext } from './page-context.js';

/** What was tested, by what, when, and every warning that changes how the report must be read. */
export function Header({ report, page }: { report: Report; page: PageContext }): VNode {
  const { run, sut } = report;
  const { labels, words } = page;
  return (
    <header>
      <p class="over">{labels.title} · Banc Ségur</p>
      <h1>
        {sut.product} <span class="version">{sut.version}</span>
      </h1>
      <p class="lead">
        {sut.vendor} · {words.actor[sut.actor]} · {formatDate(run.startedAt, page.lang)}
      </p>
      <Toggles title={labels.defects} ids={run.defects} meaning={labels.defectsLong} loud />
      <Toggles title={labels.variants} ids={run.variants} meaning={labels.variantsLong} />
      {run.status === 'finished' ? null : (
        <p class="notice loud">{run.status === 'failed' ? labels.failed : labels.interrupted}</p>
      )}
      {run.errors.length === 0 ? null : (
        <div class="notice loud">
          <strong>{labels.benchErrors}</strong>
          <ul>
            {run.errors.map((error) => (
              <li>{error}</li>
            ))}
          </ul>
        </div>
      )}
      <div class="notice">
        <p>
          <strong>{labels.independent}</strong> {run.catalogue.warning} {labels.fictitious}
        </p>
      </div>
      <Facts report={report} page={page} />
    </header>
  );
}

function Toggles(props: { title: string; ids: readonly string[]; meaning: string; loud?: boolean }): VNode | null {
  const { title, ids, meaning, loud } = props;
  if (ids.length === 0) return null;
  return (
    <div class={loud === true ? 'notice loud' : 'notice'}>
      <strong>{title}</strong>
      <ul>
        {ids.map((id) => (
          <li>
            <code>{id}</code>
          </li>
        ))}
      </ul>
      <p>{meaning}</p>
    </div>
  );
}

function Facts({ report, page }: { report: Report; page: PageContext }): VNode {
  const { run, sut } = report;
  const { labels } = page;
  const lasted = run.finishedAt === undefined ? undefined : Date.parse(run.finishedAt) - Date.parse(run.startedAt);
  const hash = (value: string | undefined) => (value === undefined ? labels.noFile : <code>{value}</code>);
  const facts: [string, ComponentChildren][] = [
    [labels.profiles, sut.profiles.join(', ')],
    [labels.selection, run.selection.length === 0 ? labels.everything : run.selection.join(' ')],
    [labels.run, <code>{run.id}</code>],
    ...(lasted === undefined ? [] : [[labels.duration, formatDuration(lasted, page.lang)] as [string, string]]),
    [labels.bench, `${run.bench.name} ${run.bench.version}, Node.js ${run.bench.node}, ${run.bench.platform}`],
    [labels.catalogue, run.catalogue.version],
    [labels.adapter, run.adapter],
    [labels.attended, run.attended ? labels.yes : labels.no],
    [labels.clock, labels.paris],
  ];
  const hashes: [string, ComponentChildren][] = [
    [labels.adapterHash, hash(run.adapterSha256)],
    [labels.configHash, hash(run.configSha256)],
  ];
  return (
    <>
      <FactList facts={facts} />
      <FactList facts={hashes} wide />
    </>
  );
}

function FactList({ facts, wide }: { facts: readonly [string, ComponentChildren][]; wide?: boolean }): VNode {
  return (
    <dl class={wide === true ? 'facts wide' : 'facts'}>
      {facts.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
