import { type Er7Message, type Er7Segment, segmentsOf, valueOf } from '../../../mocks/wire/er7.js';
import type { Breach } from '../../cda/index.js';
import { type RuleList, ruleList } from './rule-list.js';

/** The segments of a kind of message, in their order. */
export interface SegmentPlan {
  /** Segments before the observations, in order; NTE may stand anywhere among them. */
  head: readonly string[];
  /** Segments after the observations. */
  tail?: readonly string[];
  /** Those that must be there, exactly once. */
  required: readonly string[];
  /** True when the kind has no PRT. */
  withoutPrt?: boolean;
}

/** ORU^R01 of the volet (hl7v2-pfi-cda.md §2). */
export const ORU_PLAN: SegmentPlan = {
  head: ['MSH', 'SFT', 'PID', 'PD1', 'NK1', 'PV1', 'PV2', 'ORC', 'OBR', 'TQ1', 'TQ2', 'CTD'],
  required: ['MSH', 'PID', 'ORC', 'OBR'],
};

/** MDM^T02, T10 and T04 of the volets (hl7v2-pfi-cda.md §2, §8). */
export const MDM_PLAN: SegmentPlan = {
  head: ['MSH', 'SFT', 'UAC', 'EVN', 'PID', 'PV1', 'ORC', 'TQ1', 'TQ2', 'OBR', 'TXA'],
  required: ['MSH', 'EVN', 'PID', 'PV1', 'ORC', 'OBR', 'TXA'],
};

/** Where a segment stands, as HL7 writes it: `OBX[3]`; the name alone when there is one. */
export function placeOf(message: Er7Message, segment: Er7Segment | undefined, name = segment?.name ?? ''): string {
  const all = segmentsOf(message, name);
  return segment === undefined || all.length < 2 ? name : `${name}[${all.indexOf(segment) + 1}]`;
}

/** Presence, cardinality and order of the segments; numbering of the OBX; PRT under the document only. */
export function structureBreaches(message: Er7Message, plan: SegmentPlan, strict?: boolean): Breach[] {
  const rules = ruleList(strict);
  for (const name of plan.required) {
    const count = segmentsOf(message, name).length;
    rules.must(count > 0, `segment ${name} absent`, `segment ${name} missing`, name);
    rules.must(count < 2, `${count} segments ${name}`, `${count} segments ${name}`, name);
  }
  orderRules(rules, message, plan);
  observationRules(rules, message);
  if (plan.withoutPrt !== true) participationRules(rules, message);
  return rules.breaches;
}

/** Lines that are no segment, and segments outside the plan, that are told. */
const TOLD = 5;

function orderRules(rules: RuleList, message: Er7Message, { head, tail = [] }: SegmentPlan): void {
  let reached = 0;
  let observing = false;
  const strange: Er7Segment[] = [];
  for (const segment of message.segments) {
    const { name } = segment;
    const rank = head.indexOf(name);
    if (name === 'OBX') observing = true;
    if (name === 'NTE' || name === 'OBX' || name === 'PRT') continue;
    if (tail.includes(name)) {
      rules.must(observing, `${name} avant les OBX`, `${name} before the OBX`, name);
    } else if (rank < 0) {
      strange.push(segment);
    } else {
      const before = head[reached] ?? '';
      rules.must(!observing, `${name} après les OBX`, `${name} after the OBX`, name);
      rules.must(rank >= reached, `${name} après ${before}`, `${name} after ${before}`, name);
      reached = Math.max(reached, rank);
    }
  }
  for (const segment of strange.slice(0, TOLD)) strangeRules(rules, message, segment);
}

/** A segment of HL7 that the volet does not list, or a line that is none. */
function strangeRules(rules: RuleList, message: Er7Message, segment: Er7Segment): void {
  const known = /^[A-Z][A-Z0-9]{2}$/.test(segment.name);
  const name = known ? segment.name : JSON.stringify(segment.name.slice(0, 20));
  const where = known ? placeOf(message, segment) : `segment ${message.segments.indexOf(segment) + 1}`;
  rules.must(known, `ligne qui n’est pas un segment : ${name}`, `line that is no segment: ${name}`, where);
  rules.advised(
    !known,
    `segment ${name} hors du volet, le récepteur peut l’ignorer`,
    `segment ${name} outside the volet, the receiver may ignore it`,
    where,
  );
}

function observationRules(rules: RuleList, message: Er7Message): void {
  const observations = segmentsOf(message, 'OBX');
  rules.must(observations.length > 0, 'aucun OBX', 'no OBX', 'OBX');
  const odd = observations.findIndex((obx, at) => valueOf(obx, '1') !== String(at + 1));
  rules.must(
    odd < 0,
    `OBX-1 vaut « ${valueOf(observations[odd], '1')} » au lieu de ${odd + 1}`,
    `OBX-1 is "${valueOf(observations[odd], '1')}" instead of ${odd + 1}`,
    `OBX[${odd + 1}]-1`,
  );
  const documents = observations.filter((obx) => valueOf(obx, '5.3').toUpperCase() === 'XML');
  rules.advised(
    documents.length < 2,
    `${documents.length} documents dans le message, hors Ségur`,
    `${documents.length} documents in the message, outside Ségur`,
    placeOf(message, documents[1]),
  );
}

function participationRules(rules: RuleList, message: Er7Message): void {
  rules.must(segmentsOf(message, 'PRT').length > 0, 'aucun PRT', 'no PRT', 'PRT');
  const stray = strayParticipant(message);
  rules.must(
    stray === undefined,
    'PRT ailleurs que sous l’OBX du document',
    'PRT elsewhere than under the OBX of the document',
    placeOf(message, stray),
  );
}

/** The first PRT whose segment before, other PRT and NTE left out, is not the OBX of a document. */
function strayParticipant({ segments }: Er7Message): Er7Segment | undefined {
  let before: Er7Segment | undefined;
  return segments.find((segment) => {
    if (segment.name === 'PRT') return !isDocument(before);
    if (segment.name !== 'NTE') before = segment;
    return false;
  });
}

function isDocument(segment: Er7Segment | undefined): boolean {
  return segment?.name === 'OBX' && valueOf(segment, '2') === 'ED' && !valueOf(segment, '3').startsWith('CORPSMAIL');
}
