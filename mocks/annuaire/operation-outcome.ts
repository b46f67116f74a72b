import type { ExchangeNotes, HeaderList, HttpAnswer } from '../core/http-message.js';
import type { AnnuaireModes } from './modes.js';

/** Content-Type of every FHIR answer (annuaire.md §1). */
export const FHIR_JSON: HeaderList = [['Content-Type', 'application/fhir+json;charset=UTF-8']];

/** An OperationOutcome of one issue, as the public server writes it: `code` is always `exception` (annuaire.md §1.6). */
export function operationOutcome(diagnostics: string): string {
  return JSON.stringify({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'exception', diagnostics }],
  });
}

/** The answer of the FHIR server to a request it refuses; `reason` is French and goes to the journal. */
export function fhirRefusal(
  status: number,
  diagnostics: string,
  notes: Omit<ExchangeNotes, 'summary'>,
  reason?: string,
): HttpAnswer {
  const unexpected = reason ?? diagnostics;
  return {
    status,
    headers: FHIR_JSON,
    body: operationOutcome(diagnostics),
    exchange: { unexpected, ...notes, summary: `${status} ${unexpected}` },
  };
}

/**
 * What the gateway in front of the FHIR server answers by itself. Its bodies are not documented (annuaire.md §1): JSON of
 * Gravitee unless the mode says otherwise.
 */
export function gatewayAnswer(
  status: number,
  message: string,
  modes: AnnuaireModes,
  exchange: ExchangeNotes,
  headers: HeaderList = [],
): HttpAnswer {
  switch (modes.gatewayErrors) {
    case 'json': {
      const body = JSON.stringify({ message, http_status_code: status });
      return { status, headers: [['Content-Type', 'application/json'], ...headers], body, exchange };
    }
    case 'text':
      return { status, headers: [['Content-Type', 'text/plain'], ...headers], body: message, exchange };
    case 'operation-outcome':
      return { status, headers: [...FHIR_JSON, ...headers], body: operationOutcome(message), exchange };
  }
}
