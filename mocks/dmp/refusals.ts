import type { HttpAnswer, ReceivedRequest } from '../core/http-message.js';
import type { SoapEnvelope } from '../wire/soap.js';
import type { Route } from './routes.js';
import { soapFault, type SoapFaultAnswer } from './soap-answer.js';

/** What is known of a request while it is being read; a refusal tells the journal as much of it as there is. */
export interface Known {
  envelope?: SoapEnvelope;
  route?: Route;
  transaction?: string;
  keys: Record<string, string>;
  tolerated: string[];
}

/** A SOAP fault for a request the mock did not expect. `unexpected` is French and goes to the journal. */
export function refuse(
  answer: Omit<SoapFaultAnswer, 'relatesTo' | 'mtom'>,
  unexpected: string,
  known: Known,
): HttpAnswer {
  const messageId = known.envelope?.messageId;
  return soapFault(
    { ...answer, ...(messageId ? { relatesTo: messageId } : {}), mtom: known.route?.mtom ?? false },
    {
      ...(known.transaction === undefined ? {} : { transaction: known.transaction }),
      keys: known.keys,
      summary: `DMP, requête refusée : ${unexpected}`,
      unexpected,
      tolerated: known.tolerated,
    },
  );
}

/**
 * Refuses a client for its certificate (missing, revoked, expired, foreign): subcode DMPInvalidCertificate, HTTP 403.
 * The real DMP cuts the handshake; the mock lets it finish, so that the journal can say who came, and says so there.
 */
export function refuseCertificate(request: ReceivedRequest): HttpAnswer {
  const refusal = request.tls?.refusal ?? 'aucun certificat client présenté';
  if (request.tls) request.tls.refusal = `${refusal} (le DMP réel coupe ici la poignée de main TLS)`;
  const reason = `Certificat TLS refusé : ${refusal}`;
  const fault: SoapFaultAnswer['fault'] = { code: 'Sender', subcode: 'DMPInvalidCertificate', reason };
  return refuse({ fault, status: 403 }, reason, { keys: {}, tolerated: [] });
}

/** Refuses a body over the limit: HTTP 413. */
export function refuseOversize(limitBytes: number): HttpAnswer {
  const reason = `Requête de plus de ${limitBytes} octets`;
  return refuse({ fault: { code: 'Sender', reason }, status: 413 }, reason, { keys: {}, tolerated: [] });
}
