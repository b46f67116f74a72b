import { readFile } from 'node:fs/promises';
import { needsAttention, URGENCY } from '../attention.js';
import type { Evidence, ExchangeView, ProofResult, Report } from '../model.js';
import type { RunFiles } from './run-files.js';

/** What the page carries itself; the rest is a link to a file of the run folder. */
export interface Embedding {
  /** Path of a picture -> data URI. */
  pictures: ReadonlyMap<string, string>;
  /** Ids of the exchanges shown with their messages. */
  exchanges: ReadonlySet<string>;
}

/** Nothing embedded: what the page weighs by itself. */
export const NOTHING_EMBEDDED: Embedding = { pictures: new Map(), exchanges: new Set() };

/** A larger picture is always a file: one screenshot must not take the place of all the others. */
const LARGEST_PICTURE = 400_000;

const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

/** Something that may be embedded, cheapest description first; `rank` 0 is what a reader needs most. */
interface Candidate {
  rank: number;
  exchange?: ExchangeView;
  picture?: Evidence & { path: string; mediaType: string };
}

/**
 * Chooses what to embed within `budget` bytes: first, proof after proof, the exchanges and the first picture of what is
 * not green, then their other pieces, then one picture a proof, the exchanges attached or judged, the other pictures, at
 * last the other exchanges. What does not fit is left out and the next one tried; so is a picture that cannot be read.
 */
export async function chooseEmbedding(report: Report, files: RunFiles, budget: number): Promise<Embedding> {
  const pictures = new Map<string, string>();
  const exchanges = new Set<string>();
  let left = budget;
  for (const { exchange, picture } of candidates(report)) {
    if (exchange && !exchanges.has(exchange.id)) {
      const cost = costOf(exchange);
      if (cost > left) continue;
      exchanges.add(exchange.id);
      left -= cost;
    }
    if (picture && !pictures.has(picture.path)) {
      const uri = await dataUri(picture, files, Math.min(left, LARGEST_PICTURE));
      if (uri === undefined) continue;
      pictures.set(picture.path, uri);
      left -= uri.length;
    }
  }
  return { pictures, exchanges };
}

function candidates(report: Report): Candidate[] {
  const byId = new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
  const found: Candidate[] = [];
  const addExchange = (rank: number, id: string | undefined) => {
    const exchange = id === undefined ? undefined : byId.get(id);
    if (exchange) found.push({ rank, exchange });
  };
  for (const proof of proofsByUrgency(report)) {
    const bad = needsAttention(proof.verdict);
    for (const check of proof.checks) addExchange(needsAttention(check.verdict) ? 0 : 3, check.exchange);
    for (const one of proof.evidence) addExchange(bad ? 1 : 3, one.exchange);
    for (const [index, picture] of proof.evidence.filter(isPicture).entries()) {
      found.push({ rank: bad && index === 0 ? 0 : bad ? 1 : index === 0 ? 2 : 4, picture });
    }
  }
  for (const exchange of report.exchanges) found.push({ rank: exchange.unexpected === undefined ? 6 : 5, exchange });
  return found.sort((a, b) => a.rank - b.rank);
}

function proofsByUrgency(report: Report): ProofResult[] {
  return report.requirements
    .flatMap((requirement) => requirement.scenarios.flatMap((scenario) => scenario.proofs))
    .toSorted((a, b) => URGENCY.indexOf(a.verdict) - URGENCY.indexOf(b.verdict));
}

/** Whether an evidence is a picture the page can show. */
export function isPicture(evidence: Evidence): evidence is Evidence & { path: string; mediaType: string } {
  return evidence.path !== undefined && PICTURE_TYPES.includes(evidence.mediaType ?? '');
}

/** Bytes of an exchange's messages once escaped, with some room for the markup around. */
function costOf({ request, response, tls }: ExchangeView): number {
  const texts = [request, response].flatMap((message) =>
    message ? [message.line, ...message.headers.flat(), message.decoded ?? ''] : [],
  );
  return 400 + (tls?.length ?? 0) + texts.reduce((total, text) => total + escapedSize(text), 0);
}

function escapedSize(text: string): number {
  return Buffer.byteLength(text) + 4 * (text.match(/[&<>"\n]/g)?.length ?? 0);
}

async function dataUri(
  { path, mediaType, size }: { path: string; mediaType: string; size?: number | undefined },
  files: RunFiles,
  limit: number,
): Promise<string | undefined> {
  const place = files.locate(path);
  if (place === undefined || base64Size(size ?? 0) > limit) return undefined;
  const bytes = await readFile(place).catch(() => undefined);
  if (!bytes || base64Size(bytes.length) > limit) return undefined;
  return `data:${mediaType};base64,${bytes.toString('base64')}`;
}

const base64Size = (bytes: number) => Math.ceil(bytes / 3) * 4 + 32;
