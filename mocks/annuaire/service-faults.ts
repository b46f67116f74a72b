import type { Fault } from '../core/fault.js';
import type { ExchangeNotes, HttpAnswer } from '../core/http-message.js';
import { writeBundle } from './bundle.js';
import { type AnnuaireModes, withMode } from './modes.js';
import { FHIR_JSON, gatewayAnswer, operationOutcome } from './operation-outcome.js';
import { TOO_OLD } from './page-request.js';

/**
 * Faults of the annuaire, beside the transport ones of core. All but the last three stand for the whole answer; `mode`
 * plays one exchange under another value of a mode (`code` its name, `message` its value).
 */
export const ANNUAIRE_FAULTS = [
  'gateway-timeout',
  'bad-gateway',
  'too-many-requests',
  'server-error',
  'bad-key',
  'stale-page',
  'html',
  'empty-bundle',
  'truncated-body',
  'corrupt-archive',
  'mode',
] as const;

/** The answer a fault gives in place of the service's; nothing for the kinds that change the service's own. */
export function faultAnswer(
  fault: Fault,
  modes: AnnuaireModes,
  exchange: ExchangeNotes,
  baseUrl: string,
): HttpAnswer | undefined {
  const { code, message } = fault;
  const notes = { ...exchange, fault };
  switch (fault.kind) {
    case 'gateway-timeout':
      return gatewayAnswer(504, message ?? 'Gateway Timeout', modes, notes);
    case 'bad-gateway':
      return gatewayAnswer(502, message ?? 'Bad Gateway', modes, notes);
    case 'too-many-requests':
      return gatewayAnswer(
        429,
        message ?? 'Rate limit exceeded',
        modes,
        notes,
        code === undefined ? [] : [['Retry-After', code]],
      );
    case 'bad-key':
      return gatewayAnswer(401, message ?? 'Unauthorized', modes, notes);
    case 'server-error':
      return outcome(fault.status ?? 500, message ?? 'Unknown error', notes);
    case 'stale-page':
      return outcome(fault.status ?? 500, message ?? TOO_OLD, notes);
    case 'html': {
      const page = `<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>${message ?? 'Service en maintenance'}</h1></body></html>`;
      return {
        status: fault.status ?? 200,
        headers: [['Content-Type', 'text/html;charset=UTF-8']],
        body: page,
        exchange: notes,
      };
    }
    case 'empty-bundle':
      return {
        status: 200,
        headers: FHIR_JSON,
        body: writeBundle({ id: 'vide', total: 0, resources: [], self: baseUrl }, baseUrl),
        exchange: notes,
      };
    default:
      return undefined;
  }
}

/** The modes under which a faulty exchange is played. */
export function modesUnder(fault: Fault | undefined, modes: AnnuaireModes): AnnuaireModes {
  return fault?.kind === 'mode' ? withMode(modes, fault.code ?? '', fault.message ?? '') : modes;
}

/** Damages a body: cut in its middle but well delivered, or an archive with its bytes reversed in the middle. */
export function damageBody(fault: Fault | undefined, answer: HttpAnswer): HttpAnswer {
  if (fault?.kind !== 'truncated-body' && fault?.kind !== 'corrupt-archive') return answer;
  const body = Buffer.from(answer.body);
  const middle = Math.floor(body.length / 2);
  const damaged =
    fault.kind === 'truncated-body'
      ? body.subarray(0, fault.bytes ?? middle)
      : Buffer.concat([
          body.subarray(0, middle - 16),
          body.subarray(middle - 16, middle + 16).reverse(),
          body.subarray(middle + 16),
        ]);
  return { ...answer, body: damaged, exchange: { ...answer.exchange, fault } };
}

function outcome(status: number, diagnostics: string, exchange: ExchangeNotes): HttpAnswer {
  return { status, headers: FHIR_JSON, body: operationOutcome(diagnostics), exchange };
}
