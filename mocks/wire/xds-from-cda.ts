import { type Cd, type CdaActor, type CdaDocument, hl7At, hl7Children, idText, type Ii } from './cda-document.js';
import { classOfType } from './document-class.js';
import { formatOf } from './document-format.js';
import type { Author, DocumentEntry } from './ebrim-objects.js';
import { type Code, formatCode, formatCx, formatDtm, formatXcn, formatXon, parseCdaTime } from './hl7-types.js';
import { isInsOid } from './ins.js';
import { PS_IDNAT, STRUCT_IDNAT } from './oids.js';
import { present } from './present.js';
import { textOf, type XmlNodeData } from './xml.js';

/** Metadata of a document, all read in its own header (mssante.md §5.3, dmp.md §12.6); classCode comes from its type. */
export function xdsEntryOf(cda: CdaDocument, entryUUID: string): DocumentEntry {
  return {
    entryUUID,
    mimeType: 'text/xml',
    uniqueId: idText(cda.id),
    patientId: patientIdOf(cda),
    sourcePatientId: sourcePatientIdOf(cda),
    sourcePatientInfo: sourcePatientInfoOf(cda),
    title: cda.title.replace(/\s+/g, ' '),
    languageCode: cda.languageCode,
    authors: authorsOf(cda),
    classCode: classOfType(cda.code?.code ?? ''),
    formatCode: formatOf(cda),
    confidentialityCodes: codes(cda.confidentialityCode),
    eventCodes: eventsOf(cda),
    referenceIdList: [],
    ...present({
      creationTime: utcTime(cda.effectiveTime),
      serviceStartTime: utcTime(cda.serviceStart),
      serviceStopTime: utcTime(cda.serviceStop),
      legalAuthenticator: cda.legalAuthenticator && xcnOf(cda.legalAuthenticator),
      typeCode: codes(cda.code)[0],
      healthcareFacilityTypeCode: codes(cda.facility)[0],
      practiceSettingCode: codes(cda.practiceSetting)[0],
    }),
    otherSlots: {},
  };
}

/** CX of the INS; '' when the document has none. */
export function patientIdOf({ patientIds }: CdaDocument): string {
  const ins = patientIds.find(({ root }) => isInsOid(root));
  return ins ? formatCx({ id: ins.extension ?? '', oid: ins.root, type: 'NH' }) : '';
}

/** Authors as XDS writes them: XCN, XON, specialty, role. */
export function authorsOf(cda: CdaDocument): Author[] {
  return cda.authors.map((actor, index) => {
    const role = hl7At(hl7Children(cda.root, 'author')[index], 'functionCode')?.attributes['displayName'];
    return {
      person: xcnOf(actor),
      institutions: xonOf(actor),
      roles: role === undefined ? [] : [role],
      specialties: codes(actor.code).map(formatCode),
    };
  });
}

/**
 * A CDA time as XDS writes it: UTC, as precise as it was; undefined when there is none. A time without an offset is
 * taken as UTC.
 */
export function utcTime(written: string): string | undefined {
  const digits = /^\d+/.exec(written)?.[0] ?? '';
  const time = parseCdaTime(written);
  if (digits === '') return undefined;
  // A date has no hour to convert.
  return time && digits.length >= 10 ? formatDtm(time).slice(0, digits.length) : digits;
}

/** The first local number, or the INS when the patient has no other. */
function sourcePatientIdOf(cda: CdaDocument): string {
  const local = cda.patientIds.find(({ root }) => !isInsOid(root));
  return local ? formatCx({ id: local.extension ?? '', oid: local.root, type: 'PI' }) : patientIdOf(cda);
}

/** Names of birth and in use, further local numbers, birth date, sex, place of birth (mssante.md §4.2). */
function sourcePatientInfoOf({ root, patient, patientIds }: CdaDocument): string[] {
  const node = hl7At(root, 'recordTarget', 'patientRole', 'patient');
  const names = hl7Children(node, 'name');
  const part = (local: string, qualifier?: string): string | undefined =>
    names
      .flatMap((name) => hl7Children(name, local))
      .filter((one) => one.attributes['qualifier'] === qualifier)
      .map((one: XmlNodeData) => textOf(one) ?? '')[0];
  // The first local number is sourcePatientId.
  const others = patientIds.filter(({ root: oid }) => !isInsOid(oid)).slice(1);
  const inUse = part('family', 'CL');
  const county = textOf(hl7At(node, 'birthplace', 'place', 'addr', 'county'));
  return [
    `PID-5|${patient.family}^${patient.given}^${part('given') ?? ''}^^^^L`,
    ...(inUse === undefined ? [] : [`PID-5|${inUse}^${part('given', 'CL') ?? part('given') ?? patient.given}^^^^^D`]),
    ...others.map((id) => `PID-3|${formatCx({ id: id.extension ?? '', oid: id.root, type: 'PI' })}`),
    `PID-7|${patient.birthDate.slice(0, 8)}`,
    `PID-8|${patient.gender}`,
    ...(county === undefined ? [] : [`PID-11|^^^^^^BDL^^${county}`]),
  ];
}

function eventsOf({ root }: CdaDocument): Code[] {
  return hl7Children(root, 'documentationOf').flatMap((node) => {
    const { code, codeSystem = '', displayName = '' } = hl7At(node, 'serviceEvent', 'code')?.attributes ?? {};
    return code === undefined ? [] : [{ code, scheme: codeSystem, label: displayName }];
  });
}

/** A person, or a device (XCN.10 `U`, dmp.md §12.4). */
function xcnOf({ ids, family, given, device }: CdaActor): string {
  const id: Ii | undefined = ids.find(({ root }) => root === PS_IDNAT) ?? ids[0];
  const national = id?.root === PS_IDNAT;
  return formatXcn({
    id: id?.extension ?? '',
    family: device ?? family,
    given: device === undefined ? given : '',
    oid: id?.root ?? '',
    nameType: device === undefined ? 'D' : 'U',
    idType: device === undefined ? (national ? 'IDNPS' : 'EI') : 'RI',
  });
}

function xonOf({ organization }: CdaActor): string[] {
  const id = organization?.ids.find(({ root }) => root === STRUCT_IDNAT) ?? organization?.ids[0];
  if (!organization || !id) return [];
  return [formatXon({ name: organization.name, oid: id.root, idType: 'IDNST', id: id.extension ?? '' })];
}

function codes(cd: Cd | undefined): Code[] {
  return cd ? [{ code: cd.code, scheme: cd.codeSystem, label: cd.displayName }] : [];
}
