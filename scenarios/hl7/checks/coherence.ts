import type { CdaDocument } from '../../../mocks/wire/cda-document.js';
import type { DocumentFlag } from '../../../mocks/wire/hl7-document-flags.js';
import type { ReceivedDocumentMessage } from '../../../mocks/wire/hl7-document-message.js';
import { insOf } from '../../../mocks/wire/hl7-patient.js';
import type { Breach } from '../../cda/index.js';
import { type RuleList, ruleList } from './rule-list.js';

/** Domain of patients' mailboxes. */
const PATIENT_DOMAIN = '@patient.mssante.fr';

/** ORC-1, OBX-11 and the event agree (§4.1): a message where they do not is rejected. */
export function actBreaches({ form, act, said }: ReceivedDocumentMessage): Breach[] {
  const rules = ruleList();
  const { event, order, status } = said;
  const right = form === 'ORU' ? 'NW/F, RO/C, CA/D' : 'T02/NW/F, T10/RO/C, T04/CA/D';
  const found = [...(form === 'ORU' ? [] : [event]), order, status].map((one) => one || '∅').join('/');
  rules.must(
    act !== undefined,
    `${found} : ${right} attendus`,
    `${found}: ${right} expected`,
    'ORC-1, OBX-11, MSH-9.2',
  );
  return rules.breaches;
}

/** Targets and what they need (hl7v2-pfi-cda.md §4.2 to §4.5). */
export function targetBreaches(
  read: ReceivedDocumentMessage,
  cda: CdaDocument | undefined,
  strict?: boolean,
): Breach[] {
  const rules = ruleList(strict);
  const { flags } = read;
  mailRules(rules, read);
  if (flags.DESTDMP) dmpRules(rules, read, cda);
  rules.advised(
    !(flags.DESTMSSANTEPS || flags.DESTMSSANTEPAT) || matrixRow(flags) !== undefined,
    'combinaison de métadonnées absente de la matrice MSSanté du volet',
    'combination of metadata absent from the MSSanté matrix of the volet',
    'OBX-5',
  );
  rules.advised(
    flags.ACK_LECTURE_MSS !== true || flags.DESTMSSANTEPS === true || flags.DESTMSSANTEPAT === true,
    'accusé de lecture demandé sans envoi par MSSanté',
    'acknowledgement of reading asked for without any sending by MSSanté',
    'OBX-5',
  );
  return rules.breaches;
}

function mailRules(rules: RuleList, { flags, recipients, patient }: ReceivedDocumentMessage): void {
  const addresses = recipients.flatMap(({ address }) => (address === undefined ? [] : [address.toLowerCase()]));
  const patients = addresses.filter((address) => address.endsWith(PATIENT_DOMAIN));
  rules.must(
    !flags.DESTMSSANTEPS || addresses.length > patients.length,
    'DESTMSSANTEPS à Y sans destinataire (PRT RCT) professionnel',
    'DESTMSSANTEPS is Y without any professional recipient (PRT RCT)',
    'PRT-15.4',
  );
  rules.must(
    !flags.DESTMSSANTEPAT || patients.length > 0,
    `DESTMSSANTEPAT à Y sans destinataire (PRT RCT) ${PATIENT_DOMAIN}`,
    `DESTMSSANTEPAT is Y without any recipient (PRT RCT) ${PATIENT_DOMAIN}`,
    'PRT-15.4',
  );
  rules.must(
    !(flags.DESTMSSANTEPAT && flags.INVISIBLE_PATIENT),
    'document invisible au patient et envoyé au patient',
    'document invisible to the patient and sent to the patient',
    'OBX-5',
  );
  const ins = insOf(patient)?.id ?? '';
  rules.tolerated(
    patients.every((address) => address === `${ins}${PATIENT_DOMAIN}`),
    `adresse du patient ${patients.join(', ')} : ${ins}${PATIENT_DOMAIN} attendue`,
    `address of the patient ${patients.join(', ')}: ${ins}${PATIENT_DOMAIN} expected`,
    'PRT-15.4',
  );
}

function dmpRules(rules: RuleList, { patient }: ReceivedDocumentMessage, cda: CdaDocument | undefined): void {
  const { reliability } = patient;
  const shown = reliability.join(', ') || '∅';
  rules.must(insOf(patient) !== undefined, 'DESTDMP à Y sans INS', 'DESTDMP is Y without an INS', 'PID-3');
  rules.must(
    reliability.includes('VALI') || reliability.includes('QUAL'),
    `DESTDMP à Y et identité ${shown} : VALI attendu`,
    `DESTDMP is Y and identity ${shown}: VALI expected`,
    'PID-32',
  );
  rules.must(
    !reliability.includes('FICT') && !reliability.includes('DOUT'),
    `DESTDMP à Y pour une identité ${shown}`,
    `DESTDMP is Y for an identity ${shown}`,
    'PID-32',
  );
  rules.advised(
    cda?.id?.extension === undefined,
    'identifiant du CDA avec une extension, que le DMP n’accepte pas',
    'identifier of the CDA with an extension, which the DMP does not take',
    'ClinicalDocument/id/@extension',
  );
  const confidentiality = cda?.confidentialityCode?.code ?? 'N';
  rules.advised(
    confidentiality !== 'R' && confidentiality !== 'V',
    `document de confidentialité ${confidentiality}, à ne pas partager`,
    `document of confidentiality ${confidentiality}, not to be shared`,
    'ClinicalDocument/confidentialityCode',
  );
}

/** The row of the MSSanté matrix a message is in (§4.5); undefined when in none. */
export function matrixRow(flags: Partial<Record<DocumentFlag, boolean>>): 'A' | 'B' | 'C' | undefined {
  const on = (flag: DocumentFlag): boolean => flags[flag] === true;
  const [hidden, patientHidden, familyHidden] = [on('MASQUE_PS'), on('INVISIBLE_PATIENT'), on('INVISIBLE_REP_LEGAUX')];
  const [toProfessionals, toPatient] = [on('DESTMSSANTEPS'), on('DESTMSSANTEPAT')];
  if (toProfessionals && toPatient && !hidden && !patientHidden && !familyHidden) return 'A';
  if (toProfessionals && !toPatient && !hidden && patientHidden && !familyHidden) return 'B';
  if (!toProfessionals && toPatient && !patientHidden && !on('CONNEXION_SECRETE') && !on('DESTDMP')) return 'C';
  return undefined;
}
