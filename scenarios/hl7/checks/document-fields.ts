import { type Er7Message, fieldOf, repetitionsOf, segmentOf, valueOf } from '../../../mocks/wire/er7.js';
import {
  ACT_CODES,
  documentObservation,
  type ReceivedDocumentMessage,
} from '../../../mocks/wire/hl7-document-message.js';
import type { Breach } from '../../cda/index.js';
import { isHl7Time } from './header.js';
import { type RuleList, ruleList, shown } from './rule-list.js';

/** Coding systems of the type of a document. */
const TYPE_SYSTEMS = ['LN', 'TRE_A05'];
/** PV1-2 that ask for a visit number. */
const VISITS = ['E', 'I', 'O', 'R'];

/** Fields of PID, PV1, EVN, OBR, TXA and of the document's OBX (hl7v2-pfi-cda.md §3). */
export function fieldBreaches(message: Er7Message, read: ReceivedDocumentMessage, strict?: boolean): Breach[] {
  const rules = ruleList(strict);
  patientRules(rules, message, read);
  visitRules(rules, message, read);
  typeRules(rules, message, read);
  if (read.form === 'MDM') {
    const event = valueOf(segmentOf(message, 'EVN'), '2');
    rules.must(isHl7Time(event), `EVN-2 ${shown(event).fr}`, `EVN-2 ${shown(event).en}`, 'EVN-2');
    txaRules(rules, message, read);
  }
  return rules.breaches;
}

function patientRules(rules: RuleList, message: Er7Message, { patient }: ReceivedDocumentMessage): void {
  const pid = segmentOf(message, 'PID');
  rules.must(patient.identifiers.length > 0, 'PID-3 absent', 'PID-3 missing', 'PID-3');
  for (const [at, { id, type }] of patient.identifiers.entries()) {
    const where = `PID-3[${at + 1}]`;
    rules.must(id !== '', 'identifiant vide', 'empty identifier', `${where}.1`);
    rules.must(type !== '', 'type d’identifiant absent', 'identifier type missing', `${where}.5`);
  }
  rules.must(valueOf(pid, '5') !== '', 'nom absent', 'name missing', 'PID-5.1');
}

function visitRules(rules: RuleList, message: Er7Message, { visit }: ReceivedDocumentMessage): void {
  if (!visit) return;
  const { patientClass, number } = visit;
  rules.must(patientClass !== '', 'PV1-2 absent', 'PV1-2 missing', 'PV1-2');
  rules.must(
    !VISITS.includes(patientClass) || (number?.id ?? '') !== '',
    `numéro de venue absent alors que PV1-2 vaut ${patientClass}`,
    `visit number missing while PV1-2 is ${patientClass}`,
    'PV1-19',
  );
  for (const field of [44, 45]) {
    const value = valueOf(segmentOf(message, 'PV1'), String(field));
    const wrong = value !== '' && !isHl7Time(value);
    rules.must(!wrong, `date « ${value} »`, `date "${value}"`, `PV1-${field}`);
  }
}

function typeRules(rules: RuleList, message: Er7Message, { form, type }: ReceivedDocumentMessage): void {
  const document = documentObservation(message);
  rules.must(document !== undefined, 'aucun OBX de document (ED)', 'no OBX of a document (ED)', 'OBX-2');
  if (!document) return;
  const order = segmentOf(message, 'OBR');
  for (const [part, name] of [
    ['1', 'code'],
    ['2', 'libellé'],
    ['3', 'nomenclature'],
  ] as const) {
    const english = { code: 'code', libellé: 'label', nomenclature: 'coding system' }[name];
    rules.must(
      valueOf(document, `3.${part}`) !== '',
      `${name} du type de document absent`,
      `${english} of the document type missing`,
      `OBX-3.${part}`,
    );
  }
  rules.must(
    type.scheme === '' || TYPE_SYSTEMS.includes(type.scheme),
    `nomenclature « ${type.scheme} » : ${TYPE_SYSTEMS.join(' ou ')}`,
    `coding system "${type.scheme}": ${TYPE_SYSTEMS.join(' or ')}`,
    'OBX-3.3',
  );
  const [asked, given] = [valueOf(order, '4'), type.code];
  rules.must(
    asked === given,
    `OBR-4 ${shown(asked).fr} et OBX-3 ${shown(given).fr} diffèrent`,
    `OBR-4 ${shown(asked).en} and OBX-3 ${shown(given).en} differ`,
    'OBR-4',
  );
  const expected = [form === 'ORU' ? 'TEXT' : 'text', 'XML', 'Base64'];
  const found = ['2', '3', '4'].map((part) => valueOf(document, `5.${part}`));
  rules.must(
    found.join('^') === expected.join('^'),
    `OBX-5 « ^${found.join('^')} » au lieu de « ^${expected.join('^')} »`,
    `OBX-5 "^${found.join('^')}" instead of "^${expected.join('^')}"`,
    'OBX-5',
  );
}

function txaRules(rules: RuleList, message: Er7Message, { said, type }: ReceivedDocumentMessage): void {
  const txa = segmentOf(message, 'TXA');
  if (!txa) return;
  const fixed = [
    ['1', '1'],
    ['2', type.code],
    ['3', 'TEXT'],
    ['17', 'AU'],
  ] as const;
  for (const [field, expected] of fixed) {
    const value = valueOf(txa, field);
    rules.must(
      value === expected,
      `TXA-${field} ${shown(value).fr} au lieu de « ${expected} »`,
      `TXA-${field} ${shown(value).en} instead of "${expected}"`,
      `TXA-${field}`,
    );
  }
  rules.must(fieldOf(txa, 12) !== '', 'identifiant du document absent', 'identifier of the document missing', 'TXA-12');
  rules.must(
    said.event !== ACT_CODES.replace.event || fieldOf(txa, 13) !== '',
    'identifiant du document remplacé absent',
    'identifier of the document replaced missing',
    'TXA-13',
  );
  for (const field of [12, 13]) {
    const [root, type] = [valueOf(txa, `${field}.3`), valueOf(txa, `${field}.4`)];
    rules.must(
      root === '' || type === 'ISO',
      `TXA-${field}.4 ${shown(type).fr} au lieu de « ISO »`,
      `TXA-${field}.4 ${shown(type).en} instead of "ISO"`,
      `TXA-${field}.4`,
    );
    const extra = valueOf(txa, `${field}.2`);
    rules.tolerated(
      repetitionsOf(txa, field).length === 0 || extra === '',
      `TXA-${field}.2 rempli : « ${extra} »`,
      `TXA-${field}.2 filled: "${extra}"`,
      `TXA-${field}.2`,
    );
  }
}
