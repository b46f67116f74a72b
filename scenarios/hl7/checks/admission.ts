import { type Er7Message, fieldOf, segmentOf, valueOf } from '../../../mocks/wire/er7.js';
import type { ReceivedAdmission } from '../../../mocks/wire/hl7-admission.js';
import { insOf } from '../../../mocks/wire/hl7-patient.js';
import { isInsOid, isValidIns } from '../../../mocks/wire/ins.js';
import type { Breach } from '../../cda/index.js';
import { isHl7Time } from './header.js';
import { type RuleList, ruleList, shown } from './rule-list.js';

/** PID-32, table 0445, with the two codes of the FHIR list. */
const RELIABILITIES =
  'VIDE PROV VALI DOUB DESA DPOT DOUA COLP COLV FILI CACH ANOM IDVER RECD IDRA USUR HOMD HOMA INVA FICT DOUT RECUP QUAL'.split(
    ' ',
  );
/** Fields PAM.FR forbids. */
const FORBIDDEN = { PID: [2, 4, 9, 10, 12, 17, 19, 20, 22, 28], ZFA: [4, 5, 6, 7, 8] } as const;
/** Events about a movement, which ZBE identifies. */
const MOVEMENTS = ['A01', 'A02', 'A03', 'A04', 'A05', 'A06', 'A07', 'A11', 'A12', 'A13', 'A21', 'A22', 'A38', 'Z99'];
const ACTIONS = ['INSERT', 'UPDATE', 'CANCEL'];

/** Identity of an admission message: PID and MRG (hl7v2-pfi-cda.md §9). */
export function admissionIdentityBreaches(
  message: Er7Message,
  { patient, event, previous }: ReceivedAdmission,
  strict?: boolean,
): Breach[] {
  const rules = ruleList(strict);
  rules.must(patient.identifiers.length > 0, 'PID-3 absent', 'PID-3 missing', 'PID-3');
  const [name] = patient.names;
  rules.must((name?.family ?? '') !== '', 'nom absent', 'name missing', 'PID-5.1');
  rules.must(
    patient.names.some(({ type }) => type === 'L' || type === 'D'),
    'type du nom absent : L (naissance) ou D (utilisé)',
    'type of the name missing: L (birth) or D (used)',
    'PID-5.7',
  );
  rules.must(
    patient.reliability.length > 0,
    'fiabilité de l’identité absente',
    'reliability of the identity missing',
    'PID-32',
  );
  const unknown = patient.reliability.filter((one) => !RELIABILITIES.includes(one));
  rules.must(
    unknown.length === 0,
    `PID-32 « ${unknown.join(', ')} » hors table 0445`,
    `PID-32 "${unknown.join(', ')}" outside table 0445`,
    'PID-32',
  );
  const ins = insOf(patient);
  if (ins) {
    rules.must(
      isInsOid(ins.authority.oid),
      `OID ${shown(ins.authority.oid).fr} pour un INS`,
      `OID ${shown(ins.authority.oid).en} for an INS`,
      'PID-3.4.2',
    );
    rules.tolerated(isValidIns(ins.id), `clé de l’INS ${ins.id} fausse`, `wrong key of the INS ${ins.id}`, 'PID-3.1');
    rules.advised(
      patient.reliability.includes('VALI') || patient.reliability.includes('QUAL'),
      `INS transmise pour une identité ${patient.reliability.join(', ') || '∅'}`,
      `INS sent for an identity ${patient.reliability.join(', ') || '∅'}`,
      'PID-32',
    );
  }
  const merging = event === 'A40' || event === 'A47';
  rules.must(
    !merging || (previous ?? []).length > 0,
    `${event} sans identifiant antérieur`,
    `${event} without a former identifier`,
    'MRG-1',
  );
  forbiddenRules(rules, message, 'PID');
  return rules.breaches;
}

/** Movement and consent: EVN, ZBE, ZFA (hl7v2-pfi-cda.md §9). */
export function admissionMovementBreaches(
  message: Er7Message,
  { event }: ReceivedAdmission,
  strict?: boolean,
): Breach[] {
  const rules = ruleList(strict);
  const recorded = valueOf(segmentOf(message, 'EVN'), '2');
  rules.must(isHl7Time(recorded), `EVN-2 ${shown(recorded).fr}`, `EVN-2 ${shown(recorded).en}`, 'EVN-2');
  const zbe = segmentOf(message, 'ZBE');
  rules.must(
    !MOVEMENTS.includes(event) || zbe !== undefined,
    `ZBE absent d’un ${event}`,
    `ZBE missing from an ${event}`,
    'ZBE',
  );
  if (zbe) {
    const shifted = ACTIONS.includes(valueOf(zbe, '5'));
    const action = valueOf(zbe, '4');
    rules.must(
      ACTIONS.includes(action),
      shifted
        ? `${valueOf(zbe, '5')} en ZBE-5 : le segment est décalé d’un champ`
        : `ZBE-4 ${shown(action).fr} : ${ACTIONS.join(', ')}`,
      shifted
        ? `${valueOf(zbe, '5')} in ZBE-5: the segment is one field too far`
        : `ZBE-4 ${shown(action).en}: ${ACTIONS.join(', ')}`,
      'ZBE-4',
    );
    rules.must(
      valueOf(zbe, '1') !== '',
      'identifiant du mouvement absent',
      'identifier of the movement missing',
      'ZBE-1',
    );
    rules.must(
      isHl7Time(valueOf(zbe, '2')),
      `ZBE-2 ${shown(valueOf(zbe, '2')).fr}`,
      `ZBE-2 ${shown(valueOf(zbe, '2')).en}`,
      'ZBE-2',
    );
    rules.must(
      shifted || ['Y', 'N'].includes(valueOf(zbe, '5')),
      `ZBE-5 ${shown(valueOf(zbe, '5')).fr} : Y ou N`,
      `ZBE-5 ${shown(valueOf(zbe, '5')).en}: Y or N`,
      'ZBE-5',
    );
    rules.must(
      shifted || valueOf(zbe, '9') !== '',
      'nature du mouvement absente',
      'nature of the movement missing',
      'ZBE-9',
    );
  }
  const zfa = segmentOf(message, 'ZFA');
  if (zfa) {
    const [feeding, consultation] = [valueOf(zfa, '9'), valueOf(zfa, '11')];
    rules.advised(
      ['', 'INO', 'IO', 'NA'].includes(feeding),
      `ZFA-9 « ${feeding} » : INO, IO ou NA`,
      `ZFA-9 "${feeding}": INO, IO or NA`,
      'ZFA-9',
    );
    rules.advised(
      ['', 'IC', 'INC', 'NA'].includes(consultation),
      `ZFA-11 « ${consultation} » : IC, INC ou NA`,
      `ZFA-11 "${consultation}": IC, INC or NA`,
      'ZFA-11',
    );
    forbiddenRules(rules, message, 'ZFA');
  }
  return rules.breaches;
}

/** The list comes from a third party's reading of PAM.FR: told, not refused. */
function forbiddenRules(rules: RuleList, message: Er7Message, name: keyof typeof FORBIDDEN): void {
  const segment = segmentOf(message, name);
  for (const field of FORBIDDEN[name]) {
    rules.advised(
      fieldOf(segment, field) === '',
      `${name}-${field} rempli, interdit par PAM.FR`,
      `${name}-${field} filled, forbidden by PAM.FR`,
      `${name}-${field}`,
    );
  }
}
