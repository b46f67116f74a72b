import { randomUUID } from 'node:crypto';
import type { ExchangeNotes, HttpAnswer } from '../core/http-message.js';
import { buildMtom, type MtomPart } from '../wire/mtom.js';
import { buildEnvelope, buildFault, SOAP_FAULT_ACTION, WSA_ANONYMOUS, WSA_FAULT_ACTION } from '../wire/soap.js';

/** An answer to put on the wire. */
export interface SoapAnswer {
  action: string;
  bodyXml: string;
  /** Present, even empty, when the answer is MTOM. */
  parts?: readonly MtomPart[];
  /** MessageID of the request, when it has one. */
  relatesTo?: string;
  /** 200 unless told. */
  status?: number;
}

/** A fault to put on the wire. */
export interface SoapFaultAnswer {
  fault: { code: 'Sender' | 'Receiver'; subcode?: string; reason: string };
  relatesTo?: string;
  /** 500 unless told: the DMP answers every fault so (dmp.md §4). */
  status?: number;
  /** The transaction answers in MTOM, faults included (dmp.md §4). */
  mtom?: boolean;
}

/** Writes an answer as SOAP 1.2 over HTTP, single part or MTOM (dmp.md §4). */
export function soapAnswer(answer: SoapAnswer, exchange: ExchangeNotes): HttpAnswer {
  const envelope = buildEnvelope({
    action: answer.action,
    messageId: `urn:uuid:${randomUUID()}`,
    to: WSA_ANONYMOUS,
    // Without it the envelope would be taken for a request; an unreadable request has no id to give back.
    relatesTo: answer.relatesTo ?? UNSPECIFIED_MESSAGE,
    bodyXml: answer.bodyXml,
  });
  const status = answer.status ?? 200;
  if (!answer.parts) {
    const contentType = `application/soap+xml; charset=UTF-8; action="${answer.action}"`;
    return { status, headers: [['Content-Type', contentType]], body: envelope, exchange };
  }
  const mime = buildMtom(envelope, answer.parts, { action: answer.action });
  return { status, headers: [['Content-Type', mime.contentType]], body: mime.body, exchange };
}

/** Writes a SOAP fault; a WS-Addressing subcode gets the WS-Addressing fault action. */
export function soapFault(answer: SoapFaultAnswer, exchange: ExchangeNotes): HttpAnswer {
  return soapAnswer(
    {
      action: answer.fault.subcode?.startsWith('wsa:') ? WSA_FAULT_ACTION : SOAP_FAULT_ACTION,
      bodyXml: buildFault(answer.fault),
      status: answer.status ?? 500,
      ...(answer.relatesTo ? { relatesTo: answer.relatesTo } : {}),
      ...(answer.mtom ? { parts: [] } : {}),
    },
    exchange,
  );
}

/** What WS-Addressing 1.0 (Core §3.2) gives as RelatesTo when the request's MessageID is unknown. */
const UNSPECIFIED_MESSAGE = 'http://www.w3.org/2005/08/addressing/unspecified';
