import { createHash } from 'node:crypto';
import type { VNode } from 'preact';
import type { Report } from '../model.js';
import { wordsOf } from '../words.js';
import type { Embedding } from './embedding.js';
import { Header } from './header.js';
import { labelsOf } from './labels.js';
import type { PageContext } from './page-context.js';
import { citedExchanges, firstEvidence, splitExchanges } from './page-parts.js';
import { RequirementIndex } from './requirement-index.js';
import { Requirement } from './requirement.js';
import type { RunFiles } from './run-files.js';
import { STYLE } from './style.js';
import { Synthesis } from './synthesis.js';
import { Timeline } from './timeline.js';

/** Nothing is loaded from anywhere and no script runs: only this style sheet and the pictures inside the page. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The whole report as one page. */
export function Page(props: { report: Report; files: RunFiles; embedding: Embedding }): VNode {
  const { report, files, embedding } = props;
  const { timelines, others } = splitExchanges(report);
  const labels = labelsOf(report.lang);
  const page: PageContext = {
    lang: report.lang,
    labels,
    words: wordsOf(report.lang),
    files,
    embedding,
    timelines,
    exchanges: new Map(report.exchanges.map((exchange) => [exchange.id, exchange])),
    firstShown: firstEvidence(report),
    printed: citedExchanges(report),
  };
  return (
    <html lang={report.lang}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${labels.title} — ${report.sut.product} ${report.sut.version}`}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body id="top">
        <a class="skip" href="#content">
          {labels.skip}
        </a>
        <Header report={report} page={page} />
        <nav class="contents" aria-label={labels.contents}>
          <a href="#summary">{labels.synthesis}</a>
          <a href="#index">{labels.index}</a>
          <a href="#results">{labels.results}</a>
          {others.length === 0 ? null : <a href="#others">{labels.otherExchanges}</a>}
        </nav>
        <main id="content" tabIndex={-1}>
          <Synthesis report={report} page={page} />
          <RequirementIndex report={report} page={page} />
          <section aria-labelledby="results">
            <h2 id="results">{labels.results}</h2>
            {report.requirements.map((requirement) => (
              <Requirement requirement={requirement} page={page} />
            ))}
          </section>
          {others.length === 0 ? null : (
            <section aria-labelledby="others">
              <h2 id="others">{labels.otherExchanges}</h2>
              <p class="soft">{labels.otherExchangesLong}</p>
              <Timeline exchanges={others} steps={[]} page={page} />
            </section>
          )}
        </main>
        <footer>
          <p>
            {labels.independent} {labels.fictitious}
          </p>
          <p>
            <a href="#top">{labels.top}</a>
          </p>
        </footer>
      </body>
    </html>
  );
}
