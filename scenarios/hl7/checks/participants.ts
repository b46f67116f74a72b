import { type Er7Message, type Er7Segment, fieldOf, segmentsOf, valueOf } from '../../../mocks/wire/er7.js';
import { roleOf, writeParticipant } from '../../../mocks/wire/hl7-participation.js';
import { isInsOid } from '../../../mocks/wire/ins.js';
import { PS_IDNAT, STRUCT_IDNAT } from '../../../mocks/wire/oids.js';
import type { Breach } from '../../cda/index.js';
import { type RuleList, ruleList, shown } from './rule-list.js';

/** Types of PRT-5.13 and of PRT-8.7. */
const PERSON_TYPES = ['RPPS', 'IDNPS', 'INS'];
const ORGANIZATION_TYPES = ['FINEJ', 'FINEG', 'IDNST', 'UF', 'SVR'];

/** How each PRT is written: role, person, organisation, address (hl7v2-pfi-cda.md §3). */
export function participantBreaches(message: Er7Message, strict?: boolean): Breach[] {
  const rules = ruleList(strict);
  const all = segmentsOf(message, 'PRT');
  for (const [at, prt] of all.entries()) {
    const where = all.length < 2 ? 'PRT' : `PRT[${at + 1}]`;
    const role = roleOf(prt);
    rules.must(
      valueOf(prt, '2') === 'UC',
      `PRT-2 ${shown(valueOf(prt, '2')).fr}`,
      `PRT-2 ${shown(valueOf(prt, '2')).en}`,
      `${where}-2`,
    );
    rules.must(
      role !== undefined,
      `rôle ${shown(valueOf(prt, '4')).fr} : SB, RCT ou REPLY`,
      `role ${shown(valueOf(prt, '4')).en}: SB, RCT or REPLY`,
      `${where}-4.1`,
    );
    if (role !== undefined) roleRules(rules, prt, where, role);
    if (fieldOf(prt, 5) !== '') personRules(rules, prt, where);
    if (fieldOf(prt, 8) !== '') organizationRules(rules, prt, where);
  }
  return rules.breaches;
}

function roleRules(rules: RuleList, prt: Er7Segment, where: string, role: 'SB' | 'RCT' | 'REPLY'): void {
  const label = valueOf(writeParticipant(role, {}), '4.2');
  rules.tolerated(
    valueOf(prt, '4.2') === label,
    `libellé du rôle ${shown(valueOf(prt, '4.2')).fr} au lieu de « ${label} »`,
    `label of the role ${shown(valueOf(prt, '4.2')).en} instead of "${label}"`,
    `${where}-4.2`,
  );
  rules.must(
    valueOf(prt, '4.3') === 'participation',
    `PRT-4.3 ${shown(valueOf(prt, '4.3')).fr}`,
    `PRT-4.3 ${shown(valueOf(prt, '4.3')).en}`,
    `${where}-4.3`,
  );
  if (role === 'SB') return;
  const address = valueOf(prt, '15.4');
  const shifted = address === '' && valueOf(prt, '16.4') !== '';
  rules.tolerated(
    !shifted,
    'adresse en PRT-16, un « | » de trop : elle est perdue',
    'address in PRT-16, one "|" too many: it is lost',
    `${where}-16`,
  );
  if (shifted) return;
  rules.must(
    /^[^\s@]+@[^\s@]+$/.test(address),
    `adresse MSSanté ${shown(address).fr}`,
    `MSSanté address ${shown(address).en}`,
    `${where}-15.4`,
  );
  rules.must(
    valueOf(prt, '15.3') === 'X.400',
    `PRT-15.3 ${shown(valueOf(prt, '15.3')).fr} au lieu de X.400`,
    `PRT-15.3 ${shown(valueOf(prt, '15.3')).en} instead of X.400`,
    `${where}-15.3`,
  );
  rules.tolerated(
    valueOf(prt, '15.2') === '',
    `PRT-15.2 « ${valueOf(prt, '15.2')} », rien attendu`,
    `PRT-15.2 "${valueOf(prt, '15.2')}", nothing expected`,
    `${where}-15.2`,
  );
}

function personRules(rules: RuleList, prt: Er7Segment, where: string): void {
  for (const part of ['1', '2', '3']) {
    rules.must(valueOf(prt, `5.${part}`) !== '', `PRT-5.${part} absent`, `PRT-5.${part} missing`, `${where}-5.${part}`);
  }
  const [type, name, oid] = [valueOf(prt, '5.13'), valueOf(prt, '5.9.1'), valueOf(prt, '5.9.2')];
  rules.must(
    PERSON_TYPES.includes(type),
    `type ${shown(type).fr} : ${PERSON_TYPES.join(', ')}`,
    `type ${shown(type).en}: ${PERSON_TYPES.join(', ')}`,
    `${where}-5.13`,
  );
  const right = (one: string): boolean => (type === 'INS' ? isInsOid(one) : one === PS_IDNAT);
  const shifted = oid === '' && right(name);
  rules.must(
    right(oid) || shifted,
    `OID ${shown(oid).fr} pour un identifiant ${type}`,
    `OID ${shown(oid).en} for an identifier ${type}`,
    `${where}-5.9.2`,
  );
  rules.tolerated(!shifted, 'OID en PRT-5.9.1 au lieu de 5.9.2', 'OID in PRT-5.9.1 instead of 5.9.2', `${where}-5.9.1`);
  rules.tolerated(!/^ASIP-SANTE-\s/.test(name), `espace dans « ${name} »`, `space inside "${name}"`, `${where}-5.9.1`);
  const id = valueOf(prt, '5.1');
  const shape = { RPPS: /^\d{11}$/, IDNPS: /^[0-9].{8,}$/, INS: /^\d{5}(\d\d|2[AB])\d{8}$/ }[type];
  rules.tolerated(
    id === '' || shape === undefined || shape.test(id),
    `identifiant ${type} « ${id} » d’une autre forme`,
    `identifier ${type} "${id}" of another shape`,
    `${where}-5.1`,
  );
}

function organizationRules(rules: RuleList, prt: Er7Segment, where: string): void {
  const [type, id] = [valueOf(prt, '8.7'), valueOf(prt, '8.10')];
  rules.must(
    ORGANIZATION_TYPES.includes(type),
    `type ${shown(type).fr} : ${ORGANIZATION_TYPES.join(', ')}`,
    `type ${shown(type).en}: ${ORGANIZATION_TYPES.join(', ')}`,
    `${where}-8.7`,
  );
  rules.must(id !== '', 'identifiant de la structure absent', 'identifier of the structure missing', `${where}-8.10`);
  rules.tolerated(id === id.trim(), 'blancs autour de PRT-8.10', 'white space around PRT-8.10', `${where}-8.10`);
  const national = type !== 'UF' && type !== 'SVR';
  const oid = valueOf(prt, '8.6.2');
  rules.must(
    !national || oid === STRUCT_IDNAT,
    `OID ${shown(oid).fr} au lieu de ${STRUCT_IDNAT}`,
    `OID ${shown(oid).en} instead of ${STRUCT_IDNAT}`,
    `${where}-8.6.2`,
  );
}
