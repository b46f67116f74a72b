import { isSamePatient, parseCx } from '../../../mocks/wire/hl7-types.js';
import { insKey, isInsOid, isValidIns } from '../../../mocks/wire/ins.js';
import type { XdmArchive } from '../../../mocks/wire/xdm-archive.js';
import { type Breach, broken, judgement, remarked } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, text } from '../../harness/index.js';
import type { XdmContext } from './xdm-context.js';

const PATIENT: CheckDeclaration = {
  id: 'mss.xdm.patient',
  title: text(
    'Un seul patient, par son INS, dans tout METADATA.XML',
    'One patient, by their INS, throughout METADATA.XML',
  ),
  rule: {
    reference: 'MSS/CONF.23 ; référentiel INS ; IHE XDM (patientId du lot et des documents)',
    confidence: 'stated',
  },
};

/** X05 (and M16) of mssante.md §10. */
export function checkXdmPatient({ subsets }: XdmArchive, { exchange, patient }: XdmContext): Finding {
  const ids = subsets.flatMap(({ metadata }) => [
    { where: 'RegistryPackage/patientId', value: metadata.submissionSet.patientId },
    ...metadata.documents.map(({ patientId, uri }) => ({ where: `${uri}: patientId`, value: patientId })),
  ]);
  const first = ids[0]?.value ?? '';
  return judgement(PATIENT, {
    expected: patient
      ? `${patient.ins}^^^&${patient.insOid}&ISO^NH`
      : text('un même INS partout', 'one INS throughout'),
    breaches: [...ids.flatMap(({ where, value }) => sameBreaches(value, first, where)), ...insBreaches(first, patient)],
    found: first,
    exchange,
    where: 'RegistryPackage/patientId',
  });
}

function sameBreaches(value: string, first: string, where: string): Breach[] {
  if (isSamePatient(value, first)) return [];
  return [
    broken(text(`patientId « ${value} », lot « ${first} »`, `patientId "${value}", submission set "${first}"`), where),
  ];
}

function insBreaches(value: string, expected: XdmContext['patient']): Breach[] {
  const { id, oid, type } = parseCx(value);
  const where = 'RegistryPackage/patientId';
  if (!isInsOid(oid)) {
    return [broken(text(`OID « ${oid} » qui n’est pas celui d’un INS`, `OID "${oid}" which is not an INS's`), where)];
  }
  const breaches: Breach[] = [];
  if (type !== 'NH')
    breaches.push(broken(text(`type « ${type} » au lieu de NH`, `type "${type}" instead of NH`), where));
  if (!isValidIns(id)) {
    const right = `${id.slice(0, 13)}${insKey(id.slice(0, 13)) ?? '…'}`;
    // The key's rule is inferred (mssante.md §5.1).
    breaches.push(
      remarked(text(`matricule INS « ${id} » au lieu de ${right}`, `INS "${id}" instead of ${right}`), where),
    );
  }
  if (expected && (id !== expected.ins || oid !== expected.insOid)) {
    const wanted = `${expected.ins} (${expected.insOid})`;
    breaches.push(broken(text(`${id} (${oid}) au lieu de ${wanted}`, `${id} (${oid}) instead of ${wanted}`), where));
  }
  return breaches;
}
