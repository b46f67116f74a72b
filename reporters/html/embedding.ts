import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evidence, Report, Verdict } from '../model.js';

/** Bytes of pictures put into the page itself, as base64; beyond, the page points to the file of the run folder. */
const PICTURES_BUDGET = 900_000;
/** Characters of decoded messages put into the page; beyond, the page points to the raw bytes. */
const MESSAGES_BUDGET = 700_000;
/** What a reader needs first is embedded first. */
const URGENCY: readonly Verdict[] = ['error', 'fail', 'not-observed', 'review', 'warning', 'pass', 'not-applicable'];

/** What fits into the page. */
export interface Embedding {
  /** Path of a picture -> data URI. */
  pictures: ReadonlyMap<string, string>;
  /** Ids of the exchanges shown with their messages. */
  exchanges: ReadonlySet<string>;
}

/**
 * Chooses what the page carries itself, the most useful first: evidence of proofs that are not green, then the rest in
 * order. A picture missing from disk is left out.
 */
export async function chooseEmbedding(report: Report, runDir: string): Promise<Embedding> {
  const proofs = report.requirements
    .flatMap((requirement) => requirement.scenarios.flatMap((scenario) => scenario.proofs))
    .toSorted((a, b) => URGENCY.indexOf(a.verdict) - URGENCY.indexOf(b.verdict));
  const pictures = await embedPictures(
    proofs.flatMap((proof) => proof.evidence),
    runDir,
  );
  const named = [
    ...proofs.flatMap((proof) =>
      proof.checks.filter((check) => check.verdict !== 'pass').map((check) => check.exchange),
    ),
    ...report.exchanges.filter((exchange) => exchange.unexpected).map((exchange) => exchange.id),
    ...proofs.flatMap((proof) => proof.evidence.map((evidence) => evidence.exchange)),
  ];
  return { pictures, exchanges: chooseExchanges(report, named) };
}

async function embedPictures(evidence: readonly Evidence[], runDir: string): Promise<Map<string, string>> {
  const pictures = new Map<string, string>();
  let left = PICTURES_BUDGET;
  for (const { path, kind, mediaType, size } of evidence) {
    if (kind !== 'screenshot' || path === undefined || pictures.has(path)) continue;
    const length = Math.ceil((size ?? 0) / 3) * 4;
    if (length > left) continue;
    const bytes = await readFile(join(runDir, path)).catch(() => undefined);
    if (!bytes) continue;
    const uri = `data:${mediaType === 'image/jpeg' ? 'image/jpeg' : 'image/png'};base64,${bytes.toString('base64')}`;
    pictures.set(path, uri);
    left -= uri.length;
  }
  return pictures;
}

function chooseExchanges(report: Report, named: readonly (string | undefined)[]): Set<string> {
  const sizes = new Map(
    report.exchanges.map(({ id, request, response }) => [
      id,
      (request.decoded?.length ?? 0) + (response?.decoded?.length ?? 0),
    ]),
  );
  const chosen = new Set<string>();
  let left = MESSAGES_BUDGET;
  for (const id of [...named, ...sizes.keys()]) {
    const size = id === undefined ? undefined : sizes.get(id);
    if (id === undefined || size === undefined || chosen.has(id) || size > left) continue;
    chosen.add(id);
    left -= size;
  }
  return chosen;
}
