import { type CdaDocument, readCdaDocument } from './cda-document.js';
import type { DocumentEntry } from './ebrim-objects.js';
import { BancError } from './errors.js';
import type { MtomMessage } from './mtom.js';
import { type ProvidedLot, readProvideAndRegister } from './provide-and-register.js';
import { readRegistryResponse, RESPONSE_STATUS } from './registry-errors.js';
import { readEnvelope, type SoapEnvelope } from './soap.js';
import { readVihf, type Vihf } from './vihf.js';

/** typeCode of the signature document of a lot (dmp.md §9). */
const SIGNATURE_TYPE = 'E1762';

/** What a request that feeds the DMP carries (TD2.1, TD2.2). */
export interface FeedingRequest {
  vihf?: Vihf;
  lot?: ProvidedLot;
  /** The document fed: the first of the lot that is not its signature. */
  document?: DocumentEntry;
  /** Its bytes. */
  content?: Buffer;
  cda?: CdaDocument;
}

/**
 * Reads the lot of a TD2.1 and who sends it.
 * @throws BancError when lot or CDA cannot be read.
 */
export function readFeedingRequest(envelope: SoapEnvelope, parts: MtomMessage['parts']): FeedingRequest {
  const lot = envelope.body && readProvideAndRegister(envelope.body, parts);
  const documents = lot?.submission.documents ?? [];
  const document = documents.find(({ typeCode }) => typeCode?.code !== SIGNATURE_TYPE);
  const content = document && lot?.contents.get(document.entryUUID);
  return {
    ...(envelope.assertion ? { vihf: readVihf(envelope.assertion) } : {}),
    ...(lot ? { lot } : {}),
    ...(document ? { document } : {}),
    ...(content ? { content, cda: readCdaDocument(content) } : {}),
  };
}

/** Whether the DMP answered that it registered what it was given; false for a fault and for what cannot be read. */
export function isRegistered(response: Uint8Array): boolean {
  try {
    const { body } = readEnvelope(response);
    return body !== undefined && readRegistryResponse(body).status === RESPONSE_STATUS.success;
  } catch (error) {
    if (error instanceof BancError) return false;
    throw error;
  }
}
