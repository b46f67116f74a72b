import type { VNode } from 'preact';
import type { ExchangeView, Report } from '../model.js';
import type { Embedding } from './embedding.js';
import { Timeline } from './exchange.js';
import { type Labels, labelsOf } from './labels.js';
import { Requirement, type Shared } from './requirement.js';
import { STYLE } from './style.js';
import { FILTER_STYLE, RequirementIndex, Synthesis } from './synthesis.js';

/** Nothing is loaded from anywhere, no script runs; pictures come from the page or from the run folder beside it. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data: 'self' file:; base-uri 'none'; form-action 'none'";

/** The whole report as one page. */
export function Page({ report, embedding }: { report: Report; embedding: Embedding }): VNode {
  const labels = labelsOf(report.lang);
  const byScenario = new Map<string, ExchangeView[]>();
  const others: ExchangeView[] = [];
  for (const exchange of report.exchanges) {
    if (exchange.scenario === undefined) others.push(exchange);
    else byScenario.set(exchange.scenario, [...(byScenario.get(exchange.scenario) ?? []), exchange]);
  }
  const shared: Shared = { labels, embedding, exchanges: byScenario, seen: new Set() };
  return (
    <html lang={report.lang}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${report.sut.product} ${report.sut.version} — ${labels.title}`}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE + FILTER_STYLE }} />
      </head>
      <body id="haut">
        <a class="skip" href="#contenu">
          {labels.skip}
        </a>
        <Header report={report} labels={labels} />
        <main id="contenu">
          <Synthesis report={report} labels={labels} />
          <RequirementIndex report={report} labels={labels} />
          {report.requirements.map((requirement) => (
            <Requirement requirement={requirement} shared={shared} />
          ))}
          {others.length === 0 ? null : (
            <section class="card">
              <h2>{labels.otherExchanges}</h2>
              <Timeline exchanges={others} shown={embedding.exchanges} labels={labels} />
            </section>
          )}
        </main>
        <footer>
          <p>{labels.independent}</p>
          <p>
            <a href="#haut">{labels.top}</a>
          </p>
        </footer>
      </body>
    </html>
  );
}

function Header({ report, labels }: { report: Report; labels: Labels }): VNode {
  const { run, sut } = report;
  const facts: [string, string][] = [
    [labels.product, `${sut.vendor}, ${sut.product} ${sut.version}`],
    [labels.actor, sut.actor.toUpperCase()],
    [labels.profiles, sut.profiles.join(', ')],
    [labels.run, run.id],
    [
      labels.date,
      new Date(run.startedAt).toLocaleString(report.lang === 'fr' ? 'fr-FR' : 'en-GB', { timeZone: 'Europe/Paris' }),
    ],
    [labels.bench, `${run.bench.name} ${run.bench.version}, Node.js ${run.bench.node}, ${run.bench.platform}`],
    [labels.catalogue, run.catalogue.version],
    [labels.adapter, run.adapter],
    [labels.adapterHash, run.adapterSha256 ?? '—'],
    [labels.configHash, run.configSha256 ?? '—'],
    [labels.attended, run.attended ? labels.yes : labels.no],
  ];
  return (
    <header>
      <h1>{sut.product}</h1>
      <p class="sub">{labels.title}</p>
      <p class="notice">{labels.independent}</p>
      <p class="notice">{run.catalogue.warning}</p>
      <Toggles name={labels.defects} ids={run.defects} labels={labels} />
      <Toggles name={labels.variants} ids={run.variants} labels={labels} />
      {run.status === 'interrupted' ? <p class="notice loud">{labels.interrupted}</p> : null}
      {run.errors.length === 0 ? null : (
        <div class="notice loud">
          {labels.benchErrors} : {run.errors.join(' ; ')}
        </div>
      )}
      <dl class="meta">
        {facts.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

function Toggles({ name, ids, labels }: { name: string; ids: readonly string[]; labels: Labels }): VNode | null {
  if (ids.length === 0) return null;
  return (
    <p class="notice loud">
      {labels.reference} {name} — {ids.join(', ')}
    </p>
  );
}
