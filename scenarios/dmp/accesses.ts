import type { Patient } from '../../fixtures/people.js';
import type { Exchange } from '../../mocks/core/exchange.js';
import { BancError } from '../../mocks/wire/errors.js';
import { isMtom, readMtom } from '../../mocks/wire/mtom.js';
import { readRegistryResponse, RESPONSE_STATUS } from '../../mocks/wire/registry-errors.js';
import { readRetrieveRequest, readRetrieveResponse } from '../../mocks/wire/retrieve-document-set.js';
import { readEnvelope } from '../../mocks/wire/soap.js';
import type { Submission } from '../../mocks/wire/submit-objects.js';
import { readUpdateDocumentSet } from '../../mocks/wire/update-document-set.js';
import type { XmlNodeData } from '../../mocks/wire/xml.js';
import type { ScenarioContext } from '../harness/index.js';
import type { AccessKind } from './checks/access-trace-file.js';
import type { DmpAccess } from './checks/access-trace-comparison.js';

/** Transactions by which documents that are in the DMP are changed: ITI-57. */
export const UPDATES = ['td3-3a', 'td3-3b', 'td3-3c', 'td3-3d'];
/** Transactions that delete in IHE but not in the DMP (dmp.md Annex A6). */
export const FORBIDDEN_DELETIONS = ['iti-62', 'iti-86'];

const KINDS: Record<string, AccessKind> = {
  'td2-1a': 'alimentation',
  'td2-1b': 'remplacement',
  'td2-2': 'alimentation',
  'td3-2': 'téléchargement',
  'td3-3b': 'remise en visibilité',
  'td3-3c': 'suppression',
  'td3-3d': 'archivage',
};

/** A change of a document that the SUT asked for, read; `submission` is left out when it could not be. */
export interface SeenUpdate {
  exchange: Exchange;
  /** The DMP said Success. */
  accepted: boolean;
  submission?: Submission;
}

/** Changes the SUT asked the DMP for about a patient, in order. */
export async function updatesSeen(t: ScenarioContext, person: Patient, since: number): Promise<SeenUpdate[]> {
  const filter = { service: 'dmp', transaction: UPDATES, keys: { patient: person.ins }, since };
  return Promise.all(
    (await t.exchanges(filter)).map(async (exchange) => {
      const body = await soapBody(t, exchange, 'request');
      return {
        exchange,
        accepted: await isAccepted(t, exchange),
        ...(body ? readable(() => ({ submission: readUpdateDocumentSet(body) })) : {}),
      };
    }),
  );
}

/** Accesses to documents of the patient's DMP, accepted or not, in order (DMP/CONF.14). */
export async function accessesSeen(t: ScenarioContext, person: Patient, since: number): Promise<DmpAccess[]> {
  const transaction = [...Object.keys(KINDS), 'td3-3a'];
  const exchanges = await t.exchanges({ service: 'dmp', transaction, keys: { patient: person.ins }, since });
  const titles = await titlesOf(t, person);
  const found = await Promise.all(
    exchanges.map(async (exchange) => {
      const accepted = await isAccepted(t, exchange);
      const kind = await kindOf(t, exchange);
      return (await documentsOf(t, exchange)).map((document): DmpAccess => {
        const title = titles.get(document);
        return {
          kind,
          user: exchange.keys['user'] ?? '',
          document,
          ...(title === undefined ? {} : { title }),
          at: exchange.finishedAt,
          exchange: exchange.id,
          accepted,
        };
      });
    }),
  );
  return found.flat();
}

/** The version of a document that the DMP has now. */
export interface RegisteredDocument {
  entryUUID: string;
  logicalId: string;
  uniqueId: string;
  status: string;
  version: number;
  title?: string;
  confidentiality: string[];
  signature: boolean;
}

/** Every version of metadata of the documents of a patient's DMP, signatures left out. */
export async function registeredDocuments(t: ScenarioContext, person: Patient): Promise<RegisteredDocument[]> {
  const { documents } = await t.control<{ documents: RegisteredDocument[] }>('dmp', 'get-record', { ins: person.ins });
  return documents.filter(({ signature }) => !signature);
}

/** The last version of the metadata of one document; undefined when the DMP does not have it. */
export async function registeredDocument(
  t: ScenarioContext,
  person: Patient,
  uniqueId: string,
): Promise<RegisteredDocument | undefined> {
  return (await registeredDocuments(t, person)).findLast((one) => one.uniqueId === uniqueId);
}

async function titlesOf(t: ScenarioContext, person: Patient): Promise<Map<string, string>> {
  const documents = await registeredDocuments(t, person);
  return new Map(documents.flatMap(({ uniqueId, title }) => (title === undefined ? [] : [[uniqueId, title] as const])));
}

async function kindOf(t: ScenarioContext, exchange: Exchange): Promise<AccessKind> {
  const known = KINDS[exchange.transaction ?? ''];
  if (known) return known;
  const body = await soapBody(t, exchange, 'request');
  const entry = body && readable(() => ({ entry: readUpdateDocumentSet(body).documents[0] })).entry;
  return entry?.confidentialityCodes.some(({ code }) => code === 'MASQUE_PS') === false ? 'démasquage' : 'masquage';
}

/** A TD3.2 may ask for several documents: the exchange then names none. */
async function documentsOf(t: ScenarioContext, exchange: Exchange): Promise<string[]> {
  const { document } = exchange.keys;
  if (document !== undefined) return [document];
  const body = exchange.transaction === 'td3-2' ? await soapBody(t, exchange, 'request') : undefined;
  if (!body) return [];
  const { requests = [] } = readable(() => ({ requests: readRetrieveRequest(body) }));
  return requests.map(({ documentUniqueId }) => documentUniqueId);
}

async function isAccepted(t: ScenarioContext, exchange: Exchange): Promise<boolean> {
  if (exchange.response?.status !== 200) return false;
  const message = await soapMessage(t, exchange, 'response');
  if (!message) return false;
  const { body, parts } = message;
  const { accepted = false } = readable(() => ({
    accepted:
      exchange.transaction === 'td3-2'
        ? readRetrieveResponse(body, parts).documents.length > 0
        : readRegistryResponse(body).status === RESPONSE_STATUS.success,
  }));
  return accepted;
}

async function soapBody(t: ScenarioContext, exchange: Exchange, side: 'request' | 'response') {
  return (await soapMessage(t, exchange, side))?.body;
}

type Parts = Awaited<ReturnType<typeof readMtom>>['parts'];

/** The element of the SOAP Body and the MTOM parts of one side; undefined when it cannot be read. */
async function soapMessage(
  t: ScenarioContext,
  exchange: Exchange,
  side: 'request' | 'response',
): Promise<{ body: XmlNodeData; parts: Parts } | undefined> {
  const ref = exchange[side]?.body;
  if (!ref) return undefined;
  const bytes = await t.body(exchange, side);
  const contentType = ref.contentType ?? '';
  try {
    const parts: Parts = new Map();
    const message = isMtom(contentType) ? await readMtom(contentType, bytes) : { root: bytes, parts };
    const { body } = readEnvelope(message.root);
    return body && { body, parts: message.parts };
  } catch (error) {
    if (error instanceof BancError) return undefined;
    throw error;
  }
}

/** What a reading gives, or nothing when the message is not as it should be: another check says so. */
function readable<T extends object>(read: () => T): Partial<T> {
  try {
    return read();
  } catch (error) {
    if (error instanceof BancError) return {};
    throw error;
  }
}
