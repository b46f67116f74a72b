import type { MtomMessage, MtomPart } from '../wire/mtom.js';
import type { RegistryError } from '../wire/registry-errors.js';
import type { Vihf } from '../wire/vihf.js';
import type { XmlNodeData } from '../wire/xml.js';
import type { DmpOptions } from './dmp-options.js';
import type { RegistryState } from './registry-state.js';

/** What every transaction of the mock works on. */
export interface DmpContext {
  state: RegistryState;
  options: DmpOptions;
  /** Injected clock. */
  now(): Date;
}

/** A request whose envelope and VIHF were read. */
export interface TransactionRequest {
  /** Element of the SOAP Body. */
  body: XmlNodeData;
  vihf: Vihf;
  /** MTOM parts beside the envelope, by Content-ID. */
  parts: MtomMessage['parts'];
}

/** Answer of a transaction, before it is put into an envelope. */
export interface TransactionAnswer {
  /** `wsa:Action` of the answer. */
  action: string;
  bodyXml: string;
  /** Present, even empty, when the answer is MTOM. */
  parts?: MtomPart[];
  /** What happened, in French, after the transaction's name: `3 documents`. */
  outcome: string;
}

/** A transaction recognised in a request: what the journal says of it, and how to answer or to refuse. */
export interface ReceivedTransaction {
  /** `td0-2`, `td0-4`, `td3-1a`, `td3-1b`, `td3-2`. */
  transaction: string;
  /** What scenarios select on: patient, user, structure, query, document. */
  keys: Record<string, string>;
  /** For people, in French: `TD3.1 FindDocuments patient 2640…`. */
  label: string;
  /** Dialects read although the specification says otherwise, in French. */
  tolerated: string[];
  answer(): TransactionAnswer;
  /** The same transaction's own way to carry an error (RegistryErrorList, acknowledgementDetail, status). */
  fail(errors: RegistryError[]): TransactionAnswer;
}

/** A SOAP fault to answer instead. */
export interface Refusal {
  transaction?: string;
  keys: Record<string, string>;
  fault: { code: 'Sender' | 'Receiver'; subcode?: string; reason: string };
  /** Why the mock did not expect this, in French. */
  unexpected: string;
}

/**
 * Reads a transaction out of a request. A body that is not of the transaction throws BANC_MESSAGE_INVALID, which
 * becomes a `Sender` fault.
 */
export type ReceiveTransaction = (request: TransactionRequest, context: DmpContext) => ReceivedTransaction | Refusal;

/** Keys every transaction has: the VIHF's user and structure, and the patient when there is one. */
export function commonKeys(vihf: Vihf, ins: string): Record<string, string> {
  return {
    ...(ins === '' ? {} : { patient: ins }),
    user: vihf.nameId,
    ...(vihf.structureId ? { structure: vihf.structureId } : {}),
  };
}

/** An error of severity Error. */
export function registryError(code: string, context: string): RegistryError {
  return { code, context, severity: 'error' };
}

/** Outcome of a refused transaction: `refus DMPClosed`. */
export function refusedOutcome(errors: readonly RegistryError[]): string {
  return `refus ${errors.map(({ code }) => code).join(', ')}`;
}
