import { idText, type CdaDocument, type Ii } from '../../../mocks/wire/cda-document.js';
import type { ReceivedDocumentMessage } from '../../../mocks/wire/hl7-document-message.js';
import { insOf } from '../../../mocks/wire/hl7-patient.js';
import { isInsOid, isValidIns } from '../../../mocks/wire/ins.js';
import { STRUCT_IDNAT } from '../../../mocks/wire/oids.js';
import type { Breach } from '../../cda/index.js';
import { type RuleList, ruleList, shown } from './rule-list.js';

/** What of a message tells whose and which document it carries. */
export type Identified = Pick<
  ReceivedDocumentMessage,
  'form' | 'act' | 'patient' | 'documentId' | 'parentId' | 'type' | 'sender'
>;

/** PID, TXA and the CDA tell the same patient and the same document (hl7v2-pfi-cda.md §3, §4.6, §4.9). */
export function identityBreaches(read: Identified, cda: CdaDocument, strict?: boolean): Breach[] {
  const rules = ruleList(strict);
  patientRules(rules, read, cda);
  documentRules(rules, read, cda);
  const structure = read.sender?.organization?.id ?? '';
  const authors = cda.authors.flatMap(
    ({ organization }) => organization?.ids.filter(({ root }) => root === STRUCT_IDNAT) ?? [],
  );
  rules.advised(
    structure === '' || authors.length === 0 || authors.some(({ extension = '' }) => sameFiness(extension, structure)),
    `structure ${structure} au lieu de celle de l’auteur du CDA, ${authors.map(idText).join(', ')}`,
    `structure ${structure} instead of that of the CDA's author, ${authors.map(idText).join(', ')}`,
    'PRT-8.10',
  );
  return rules.breaches;
}

function patientRules(rules: RuleList, { patient }: Identified, cda: CdaDocument): void {
  const sent = patient.identifiers.map(({ id, authority }): Ii => ({ root: authority.oid, extension: id }));
  const lacks = (there: readonly Ii[], one: Ii): boolean =>
    !there.some(({ root, extension }) => root === one.root && extension === one.extension);
  for (const id of sent.filter((one) => lacks(cda.patientIds, one))) {
    rules.must(false, `${idShown(id)} absent du CDA`, `${idShown(id)} not in the CDA`, 'PID-3');
  }
  for (const id of cda.patientIds.filter((one) => lacks(sent, one))) {
    rules.must(false, `${idShown(id)} du CDA absent de PID-3`, `${idShown(id)} of the CDA not in PID-3`, 'PID-3');
  }
  const birth = patient.names.find(({ type }) => type === 'L') ?? patient.names[0];
  const traits: [string, string, string][] = [
    ['PID-5.1', birth?.family ?? '', cda.patient.family],
    ['PID-7', patient.birthDate.slice(0, 8), cda.patient.birthDate.slice(0, 8)],
    ['PID-8', patient.gender === 'U' ? 'UN' : patient.gender, cda.patient.gender],
  ];
  for (const [where, said, written] of traits) {
    // A name that is missing is told by the required fields.
    if (where === 'PID-5.1' && said === '') continue;
    rules.must(
      plain(said) === plain(written),
      `${shown(said).fr} au lieu de ${shown(written).fr} dans le CDA`,
      `${shown(said).en} instead of ${shown(written).en} in the CDA`,
      where,
    );
  }
  const ins = insOf(patient);
  if (!ins) return;
  rules.must(
    isInsOid(ins.authority.oid),
    `OID ${shown(ins.authority.oid).fr} pour un INS`,
    `OID ${shown(ins.authority.oid).en} for an INS`,
    'PID-3.4.2',
  );
  rules.tolerated(isValidIns(ins.id), `clé de l’INS ${ins.id} fausse`, `wrong key of the INS ${ins.id}`, 'PID-3.1');
  rules.advised(
    patient.reliability.includes('VALI') || patient.reliability.includes('QUAL'),
    `INS transmise pour une identité ${patient.reliability.join(', ') || '∅'} (INS/va1.53)`,
    `INS sent for an identity ${patient.reliability.join(', ') || '∅'} (INS/va1.53)`,
    'PID-32',
  );
}

function documentRules(rules: RuleList, { form, act, documentId, parentId, type }: Identified, cda: CdaDocument): void {
  const written = idText(cda.id);
  if (form === 'MDM' && documentId) {
    rules.must(
      idText(documentId) === written,
      `TXA-12 ${idText(documentId)} au lieu de ${written}`,
      `TXA-12 ${idText(documentId)} instead of ${written}`,
      'TXA-12',
    );
  }
  if (act === 'replace') {
    const parents = cda.replaces.map(idText);
    rules.must(
      parents.length === 1,
      'le CDA ne dit pas quel document il remplace',
      'the CDA does not say which document it replaces',
      'relatedDocument[@typeCode="RPLC"]/parentDocument/id',
    );
    if (form === 'MDM' && parentId) {
      rules.must(
        parents.includes(idText(parentId)),
        `TXA-13 ${idText(parentId)} au lieu de ${parents.join(', ') || '∅'}`,
        `TXA-13 ${idText(parentId)} instead of ${parents.join(', ') || '∅'}`,
        'TXA-13',
      );
    }
  }
  const code = cda.code?.code ?? '';
  rules.advised(
    type.code === code,
    `type ${type.code} au lieu de ${code} dans le CDA`,
    `type ${type.code} instead of ${code} in the CDA`,
    'OBX[1]-3.1',
  );
}

function idShown({ root, extension = '' }: Ii): string {
  return `${extension} (${root || 'sans OID'})`;
}

/** Names compare without case, accents and what joins them. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s'’-]+/g, ' ')
    .trim()
    .toUpperCase();
}

/** A Struct_IdNat and a FINESS with or without its prefix. */
function sameFiness(one: string, other: string): boolean {
  return one === other || one.slice(1) === other || one === other.slice(1);
}
