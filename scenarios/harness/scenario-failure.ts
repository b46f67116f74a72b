import type { FailureClass } from '../../reporters/model.js';
import type { FailureRecord } from './record.js';

/** What a record says of the error that ended a scenario or a step. */
export function failureOf(error: unknown): FailureRecord {
  const message = error instanceof Error ? error.message : String(error);
  return { message, failureClass: classOf(error) };
}

/** Whose fault an error is: the product's only when the operator says so. By code, not by class: an adapter may load another copy of the module. */
function classOf(error: unknown): FailureClass {
  switch ((error as { code?: unknown } | null)?.code) {
    case 'BANC_SUT_UNREACHABLE':
    case 'BANC_OPERATOR_MISSING':
    case 'BANC_BROWSER_MISSING':
      return 'environment';
    case 'BANC_OPERATOR_REFUSED':
      return 'non-conformity';
    case 'BANC_ADAPTER':
    case 'BANC_OBSERVATION_INVALID':
      return 'configuration';
    default:
      return 'bench';
  }
}
