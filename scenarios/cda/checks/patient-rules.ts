import { hl7At, hl7Children, type CdaDocument } from '../../../mocks/wire/cda-document.js';
import { insKey, isInsOid, isProductionInsOid, isValidIns } from '../../../mocks/wire/ins.js';
import { text } from '../../harness/index.js';
import { type Breach, broken, remarked } from './breach.js';
import { cardinalities } from './header-rules.js';

/** Who the document must be about; a lone file has nobody to compare with. */
export interface ExpectedPatient {
  ins: string;
  insOid: string;
  birthFamilyName: string;
  /** YYYY-MM-DD */
  birthDate: string;
  gender: string;
}

const ROLE = 'recordTarget/patientRole/';

/** Rules about the patient and their INS (hl7v2-pfi-cda.md §12; qualified identity, règle 28 of dmp.md §12.5). */
export function patientBreaches(document: CdaDocument, expected?: ExpectedPatient): Breach[] {
  const role = hl7At(document.root, 'recordTarget', 'patientRole');
  const patient = hl7At(role, 'patient');
  const name = hl7At(patient, 'name');
  const families = hl7Children(name, 'family').map((node) => node.attributes['qualifier']);
  const givens = hl7Children(name, 'given').map((node) => node.attributes['qualifier']);
  const breaches = [
    ...cardinalities(role, ROLE, [
      { name: 'id', min: 1 },
      { name: 'patient', min: 1, max: 1 },
    ]),
    ...cardinalities(patient, `${ROLE}patient/`, [{ name: 'name', min: 1, max: 1 }]),
  ];
  const requires = (holds: boolean, fr: string, en: string, where: string): void => {
    if (!holds) breaches.push(broken(text(fr, en), `${ROLE}${where}`));
  };
  requires(
    families.length > 0 && families.every((one) => one === 'BR' || one === 'CL'),
    'nom de famille absent, ou sans qualifier BR ou CL',
    'family name missing, or without qualifier BR or CL',
    'patient/name/family/@qualifier',
  );
  requires(
    givens.length > 0 && givens.every((one) => one === undefined || one === 'BR' || one === 'CL'),
    'prénom absent, ou d’un autre qualifier que BR ou CL',
    'given name missing, or of another qualifier than BR or CL',
    'patient/name/given/@qualifier',
  );
  const { birthDate, gender } = document.patient;
  requires(
    ['F', 'M', 'UN'].includes(gender),
    `sexe « ${gender} »`,
    `gender "${gender}"`,
    'patient/administrativeGenderCode/@code',
  );
  requires(
    /^\d{8}/.test(birthDate),
    `date de naissance « ${birthDate} »`,
    `birth date "${birthDate}"`,
    'patient/birthTime/@value',
  );
  return [
    ...breaches,
    ...insBreaches(document, { families, givens }, expected !== undefined),
    ...otherPatient(document, expected),
  ];
}

function insBreaches(
  { root, patientIds }: CdaDocument,
  { families, givens }: { families: readonly (string | undefined)[]; givens: readonly (string | undefined)[] },
  onTestPatient: boolean,
): Breach[] {
  const ins = patientIds.filter((id) => isInsOid(id.root));
  const [first] = ins;
  if (!first)
    return [
      broken(
        text('aucun matricule INS : l’identité n’est pas qualifiée', 'no INS: the identity is not qualified'),
        `${ROLE}id`,
      ),
    ];
  const breaches: Breach[] = [];
  const requires = (holds: boolean, fr: string, en: string, where: string): void => {
    if (!holds) breaches.push(broken(text(fr, en), `${ROLE}${where}`));
  };
  const value = first.extension ?? '';
  requires(ins.length === 1, `${ins.length} matricules INS`, `${ins.length} INS`, 'id');
  requires(
    isValidIns(value),
    `matricule INS « ${value} » : 15 caractères et une clé juste (${insKey(value.slice(0, 13)) ?? '…'})`,
    `INS "${value}": 15 characters and a right key (${insKey(value.slice(0, 13)) ?? '…'})`,
    'id/@extension',
  );
  if (isProductionInsOid(first.root)) {
    const where = `${ROLE}id/@root`;
    const said = text(`OID de production ${first.root}`, `production OID ${first.root}`);
    breaches.push(onTestPatient ? broken(said, where) : remarked(said, where));
  }
  // An INS asks for the traits of birth.
  requires(
    families.includes('BR'),
    'nom de naissance (BR) absent',
    'birth family name (BR) missing',
    'patient/name/family',
  );
  requires(
    givens.includes('BR'),
    'premier prénom de naissance (BR) absent',
    'first birth given name (BR) missing',
    'patient/name/given',
  );
  requires(
    givens.includes(undefined),
    'liste des prénoms de naissance (given sans qualifier) absente',
    'list of birth given names (given without qualifier) missing',
    'patient/name/given',
  );
  const county = hl7At(root, 'recordTarget', 'patientRole', 'patient', 'birthplace', 'place', 'addr', 'county');
  requires(
    Boolean(county?.text.trim()),
    'code du lieu de naissance (county) absent',
    'code of the birth place (county) missing',
    'patient/birthplace/place/addr/county',
  );
  return breaches;
}

function otherPatient({ patientIds, patient }: CdaDocument, expected: ExpectedPatient | undefined): Breach[] {
  if (!expected) return [];
  const breaches: Breach[] = [];
  const same = patientIds.some((id) => id.root === expected.insOid && id.extension === expected.ins);
  if (!same) {
    const found = patientIds.map(({ root, extension = '' }) => `${extension} (${root})`).join(', ');
    breaches.push(
      broken(
        text(
          `identifiants ${found || 'absents'} au lieu de ${expected.ins} (${expected.insOid})`,
          `identifiers ${found || 'missing'} instead of ${expected.ins} (${expected.insOid})`,
        ),
        `${ROLE}id`,
      ),
    );
  }
  const traits: [string, string, string][] = [
    ['patient/name/family[@qualifier="BR"]', patient.family, expected.birthFamilyName],
    ['patient/birthTime/@value', patient.birthDate.slice(0, 8), expected.birthDate.replaceAll('-', '')],
    ['patient/administrativeGenderCode/@code', patient.gender, expected.gender],
  ];
  for (const [where, found, wanted] of traits) {
    if (found !== wanted)
      breaches.push(
        broken(text(`« ${found} » au lieu de « ${wanted} »`, `"${found}" instead of "${wanted}"`), `${ROLE}${where}`),
      );
  }
  return breaches;
}
