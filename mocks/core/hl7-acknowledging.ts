import { randomBytes } from 'node:crypto';
import type { Er7Message } from '../wire/er7.js';
import { encodeEr7 } from '../wire/er7-charset.js';
import {
  type AcknowledgementCode,
  acknowledgementOf,
  applicationError,
  type Hl7Error,
  writeAcknowledgement,
} from '../wire/hl7-acknowledgement.js';
import { formatCdaTime } from '../wire/hl7-types.js';
import { APPLICATION_ERRORS } from '../wire/integration-error-codes.js';
import type { Fault } from './fault.js';

/** What a service decides of a message: MSA-1, and the ERR segments of a refusal. */
export interface Hl7Decision {
  code: AcknowledgementCode;
  errors: readonly Hl7Error[];
}

/** The message is taken over. */
export const ACCEPTED: Hl7Decision = { code: 'AA', errors: [] };

/** Refusal with one error of table 0357 (`101` Required field missing …). */
export function refused(code: string, location?: string, as: AcknowledgementCode = 'AE'): Hl7Decision {
  return { code: as, errors: [{ code, severity: 'E', ...(location === undefined ? {} : { location }) }] };
}

/** Refusal with an application error of the volet (900–906). */
export function refusedByApplication(code: string, label: string, location?: string): Hl7Decision {
  return { code: 'AE', errors: [applicationError(code, label, location)] };
}

/**
 * Anomalies of acknowledgements, decided before anything is done with the message: `ack-ae` and `ack-ar` refuse it
 * (`code`: an error of table 0357, or 900 to 999 with `message` as its label); `wrong-control-id` takes it over and
 * acknowledges another MSH-10.
 */
export const ACKNOWLEDGEMENT_FAULTS = ['ack-ae', 'ack-ar', 'wrong-control-id'] as const;

/** The refusal an anomaly asks for; undefined for another anomaly, or none. */
export function refusalUnder(fault: Fault | undefined): Hl7Decision | undefined {
  if (fault?.kind !== 'ack-ae' && fault?.kind !== 'ack-ar') return undefined;
  const { code = '207', message } = fault;
  const errors = /^9\d\d$/.test(code)
    ? [applicationError(code, message ?? APPLICATION_ERRORS[code] ?? 'Erreur injectée par le banc')]
    : [{ code, severity: 'E', ...(message === undefined ? {} : { text: message }) }];
  return { code: fault.kind === 'ack-ae' ? 'AE' : 'AR', errors };
}

/** Bytes of the ACK of a message, in its charset, and its line in the journal. `now`: the injected clock. */
export function acknowledge(
  message: Er7Message,
  { code, errors }: Hl7Decision,
  now: Date,
  fault?: Fault,
): { bytes: Buffer; line: string } {
  const answer = acknowledgementOf(message, {
    time: formatCdaTime(now, 0),
    controlId: newControlId(),
    code,
    errors,
  });
  if (fault?.kind === 'wrong-control-id') answer.acknowledges = newControlId();
  return { bytes: encodeEr7(writeAcknowledgement(answer)), line: `MSA|${code}|${answer.acknowledges}` };
}

/** A control id of the bench, unique: 20 characters at most (MSH-10 of HL7 2.5). */
export function newControlId(): string {
  return `BANC${randomBytes(8).toString('hex').toUpperCase()}`;
}
