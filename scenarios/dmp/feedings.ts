import type { Patient } from '../../fixtures/people.js';
import type { Exchange } from '../../mocks/core/exchange.js';
import { BancError } from '../../mocks/wire/errors.js';
import { isRegistered, readFeedingRequest } from '../../mocks/wire/feeding-request.js';
import { isMtom, readMtom } from '../../mocks/wire/mtom.js';
import { readEnvelope } from '../../mocks/wire/soap.js';
import type { ScenarioContext } from '../harness/index.js';
import type { Feeding } from './checks/feeding.js';

/** Transactions that feed the DMP: new document, replacement, by a CPE card. */
export const FEEDING_TRANSACTIONS = ['td2-1a', 'td2-1b', 'td2-2'];

/**
 * Flows by which the SUT fed the DMP for a patient, in order: today the TD2.1 the DMP received. A DPI that feeds
 * through a PFI will be read here too, from its HL7 v2 messages.
 */
export async function feedingsSeen(t: ScenarioContext, person: Patient, since: number): Promise<Feeding[]> {
  const exchanges = await t.exchanges({
    service: 'dmp',
    transaction: FEEDING_TRANSACTIONS,
    keys: { patient: person.ins },
    since,
  });
  return Promise.all(
    exchanges.map(async (exchange) =>
      readFeeding(
        exchange,
        await t.body(exchange, 'request'),
        exchange.response ? await t.body(exchange, 'response') : undefined,
      ),
    ),
  );
}

/** Waits for a first feeding of this patient, then gives those of one document, by its title. */
export async function feedingsOf(
  t: ScenarioContext,
  person: Patient,
  title: string,
  since: number,
): Promise<Feeding[]> {
  await t.expectExchange({ service: 'dmp', transaction: FEEDING_TRANSACTIONS, keys: { patient: person.ins }, since });
  return (await feedingsSeen(t, person, since)).filter(({ document }) => document?.title === title);
}

/** Reads a TD2.1 tolerantly: what cannot be read is told in `problem`. */
export async function readFeeding(exchange: Exchange, request: Buffer, response?: Buffer): Promise<Feeding> {
  const contentType = exchange.request.body?.contentType ?? headerOf(exchange, 'content-type');
  const known = { exchange, accepted: response !== undefined && isRegistered(response), mtom: isMtom(contentType) };
  try {
    const { root, parts } = known.mtom
      ? await readMtom(contentType, request)
      : { root: request, parts: new Map<string, never>() };
    const envelope = readEnvelope(root);
    return { ...known, ...readFeedingRequest(envelope, parts) };
  } catch (error) {
    if (!(error instanceof BancError)) throw error;
    return { ...known, problem: error.message };
  }
}

function headerOf(exchange: Exchange, name: string): string {
  return exchange.request.headers.find(([header]) => header.toLowerCase() === name)?.[1] ?? '';
}
