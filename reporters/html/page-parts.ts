import { needsAttention } from '../attention.js';
import { pictureKey } from './embedding.js';
import type { Evidence, ExchangeView, Report } from '../model.js';

/** Exchanges of each scenario of the report, and those that belong to none. */
export function splitExchanges(report: Report): { timelines: Map<string, ExchangeView[]>; others: ExchangeView[] } {
  const timelines = new Map<string, ExchangeView[]>(
    report.requirements.flatMap((requirement) => requirement.scenarios.map((scenario) => [scenario.id, []])),
  );
  const others: ExchangeView[] = [];
  for (const exchange of report.exchanges) (timelines.get(exchange.scenario ?? '') ?? others).push(exchange);
  return { timelines, others };
}

/** The first evidence of each file or picture, in reading order: a picture stands only once on the page. */
export function firstEvidence(report: Report): Set<Evidence> {
  const byKey = new Map<string, Evidence>();
  for (const proof of allProofs(report)) {
    for (const one of proof.evidence) {
      const key = pictureKey(one);
      if (one.path !== undefined && !byKey.has(key)) byKey.set(key, one);
    }
  }
  return new Set(byKey.values());
}

/** Exchanges cited by a check that is not green. */
export function citedExchanges(report: Report): Set<string> {
  return new Set(
    allProofs(report).flatMap((proof) =>
      proof.checks.flatMap((check) =>
        check.exchange !== undefined && needsAttention(check.verdict) ? [check.exchange] : [],
      ),
    ),
  );
}

function allProofs(report: Report) {
  return report.requirements.flatMap((requirement) => requirement.scenarios.flatMap((scenario) => scenario.proofs));
}
