import { readFile } from 'node:fs/promises';
import { needsAttention, URGENCY } from '../attention.js';
import type { Evidence, ExchangeView, ProofResult, Report } from '../model.js';
import type { RunFiles } from './run-files.js';

/** What the page carries itself; the rest is a link to a file of the run folder. */
export interface Embedding {
  /** Key of a picture ({@link pictureKey}) -> data URI. */
  pictures: ReadonlyMap<string, string>;
  /** Ids of the exchanges shown with their messages. */
  exchanges: ReadonlySet<string>;
}

/** Nothing embedded: what the page weighs by itself. */
export const NOTHING_EMBEDDED: Embedding = { pictures: new Map(), exchanges: new Set() };

/** A larger picture is always a file: one screenshot must not take the place of all the others. */
const LARGEST_PICTURE = 300_000;

/** Part of the room kept for messages once what is not green is embedded; pictures take the rest. */
const SHARE_OF_MESSAGES = 0.4;

const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

/** Something that may be embedded; `rank` 0 is what a reader needs most. */
type Candidate = { rank: number; exchange: ExchangeView } | { rank: number; picture: Picture };

/** An evidence the page can show. */
type Picture = Evidence & { path: string; mediaType: string };

/**
 * Chooses what to embed within `budget` bytes: first, proof after proof, the exchanges and the last picture (it shows
 * the outcome) of what is not green, then their other pieces. What is left is shared between messages and pictures, those
 * attached to a proof or judged by a check before the others. What does not fit is left out and the next one tried.
 */
export async function chooseEmbedding(report: Report, files: RunFiles, budget: number): Promise<Embedding> {
  const pictures = new Map<string, string>();
  const exchanges = new Set<string>();
  /** Embeds what fits of the list within `room` bytes; gives the bytes it took. */
  const take = async (list: readonly Candidate[], room: number): Promise<number> => {
    let taken = 0;
    for (const one of list) {
      if ('exchange' in one) {
        const cost = costOf(one.exchange);
        if (exchanges.has(one.exchange.id) || cost > room - taken) continue;
        exchanges.add(one.exchange.id);
        taken += cost;
      } else if (!pictures.has(pictureKey(one.picture))) {
        const uri = await dataUri(one.picture, files, Math.min(room - taken, LARGEST_PICTURE));
        if (uri === undefined) continue;
        pictures.set(pictureKey(one.picture), uri);
        taken += uri.length;
      }
    }
    return taken;
  };
  const all = candidates(report);
  const messages = all.filter((one) => 'exchange' in one);
  let left = budget;
  left -= await take(
    all.filter((one) => one.rank < 2),
    left,
  );
  left -= await take(messages, left * SHARE_OF_MESSAGES);
  left -= await take(
    all.filter((one) => 'picture' in one),
    left,
  );
  await take(messages, left);
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
    for (const check of proof.checks) addExchange(needsAttention(check.verdict) ? 0 : 2, check.exchange);
    for (const one of proof.evidence) addExchange(bad ? 1 : 2, one.exchange);
    const shots = proof.evidence.filter(isPicture).toReversed();
    for (const [index, picture] of shots.entries()) found.push({ rank: index + (bad ? 0 : 2), picture });
  }
  for (const exchange of report.exchanges) found.push({ rank: exchange.unexpected === undefined ? 4 : 3, exchange });
  return found.toSorted((a, b) => a.rank - b.rank);
}

function proofsByUrgency(report: Report): ProofResult[] {
  return report.requirements
    .flatMap((requirement) => requirement.scenarios.flatMap((scenario) => scenario.proofs))
    .toSorted((a, b) => URGENCY.indexOf(a.verdict) - URGENCY.indexOf(b.verdict));
}

/** Whether an evidence is a picture the page can show. */
export function isPicture(evidence: Evidence): evidence is Picture {
  return evidence.path !== undefined && PICTURE_TYPES.includes(evidence.mediaType ?? '');
}

/** What tells two pictures apart: their content when known, else their file. The same screen is embedded once. */
export function pictureKey({ sha256, path }: Evidence): string {
  return sha256 ?? path ?? '';
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

/** The preview when there is one, else the picture itself. */
async function dataUri(picture: Picture, files: RunFiles, limit: number): Promise<string | undefined> {
  const { preview } = picture;
  const shown = preview === undefined ? picture : { path: preview, mediaType: 'image/webp', size: undefined };
  const { path, mediaType, size } = shown;
  const place = files.locate(path);
  if (place === undefined || base64Size(size ?? 0) > limit) return undefined;
  const bytes = await readFile(place).catch(() => undefined);
  if (!bytes || base64Size(bytes.length) > limit) return undefined;
  return `data:${mediaType};base64,${bytes.toString('base64')}`;
}

const base64Size = (bytes: number) => Math.ceil(bytes / 3) * 4 + 32;
