import { er7Field, er7Segment, repetitionsOf, segmentOf, valueOf } from './er7.js';
import type { Er7Message, Er7Segment } from './er7.js';
import { readIdentifier, writeIdentifier } from './hl7-patient.js';
import type { Hl7Identifier } from './hl7-patient.js';

/** The stay of a message: PV1 (hl7v2-pfi-cda.md §3). */
export interface Hl7Visit {
  /** PV1-2: `I` inpatient, `O` outpatient, `E` emergency, `R` recurring, `N` none. */
  patientClass: string;
  /** PV1-3.1: functional unit. */
  unit?: string;
  /** PV1-19: required when the class is E, I, O or R. */
  number?: Hl7Identifier;
  /** PV1-44 and PV1-45: admission and discharge. */
  admittedAt?: string;
  dischargedAt?: string;
}

/** Writes PV1. `more` adds raw fields of a profile. */
export function writeVisit(visit: Hl7Visit, more: Readonly<Record<number, string>> = {}): Er7Segment {
  return er7Segment('PV1', {
    1: '1',
    2: er7Field(visit.patientClass),
    3: er7Field(visit.unit),
    19: visit.number ? writeIdentifier(visit.number) : '',
    44: er7Field(visit.admittedAt),
    45: er7Field(visit.dischargedAt),
    ...more,
  });
}

/** Reads the PV1 of a message; undefined when there is none. */
export function readVisit(message: Er7Message): Hl7Visit | undefined {
  const pv1 = segmentOf(message, 'PV1');
  if (!pv1) return undefined;
  const number = repetitionsOf(pv1, 19)[0];
  const [unit, admittedAt, dischargedAt] = [valueOf(pv1, '3'), valueOf(pv1, '44'), valueOf(pv1, '45')];
  return {
    patientClass: valueOf(pv1, '2'),
    ...(unit === '' ? {} : { unit }),
    ...(number ? { number: readIdentifier(number) } : {}),
    ...(admittedAt === '' ? {} : { admittedAt }),
    ...(dischargedAt === '' ? {} : { dischargedAt }),
  };
}
