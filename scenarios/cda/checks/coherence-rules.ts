import { idText, type CdaActor, type CdaDocument, type Cd } from '../../../mocks/wire/cda-document.js';
import type { DocumentEntry } from '../../../mocks/wire/ebrim-objects.js';
import { formatDtm, parseCdaTime, parseCx, parseXcn, parseXon, type Code } from '../../../mocks/wire/hl7-types.js';
import { isInsOid } from '../../../mocks/wire/ins.js';
import { PS_IDNAT, STRUCT_IDNAT } from '../../../mocks/wire/oids.js';
import { text } from '../../harness/index.js';
import { type Breach, broken } from './breach.js';

/** The pair a document travels as: its CDA, and the XDS metadata sent beside it. */
export interface SubmittedDocument {
  cda: CdaDocument;
  entry: DocumentEntry;
}

/** uniqueId and patient: what tells the document and whose it is (dmp.md §12.6). */
export function identifierBreaches({ cda, entry }: SubmittedDocument): Breach[] {
  const breaches = compare('uniqueId', entry.uniqueId, idText(cda.id));
  const ins = parseCx(entry.patientId);
  const same = cda.patientIds.some((id) => id.root === ins.oid && id.extension === ins.id);
  if (!same) {
    const found = cda.patientIds.filter((id) => isInsOid(id.root)).map(({ extension = '' }) => extension);
    breaches.push(different('patientId', entry.patientId, found.join(', ')));
  }
  const local = parseCx(entry.sourcePatientId ?? '');
  const known = cda.patientIds.some((id) => id.root === local.oid && id.extension === local.id);
  if (entry.sourcePatientId !== undefined && !known) {
    breaches.push(different('sourcePatientId', entry.sourcePatientId, cda.patientIds.map(idText).join(', ')));
  }
  const birth = entry.sourcePatientInfo.find((info) => info.startsWith('PID-7|'))?.slice(6, 14);
  if (birth !== undefined)
    breaches.push(...compare('sourcePatientInfo PID-7', birth, cda.patient.birthDate.slice(0, 8)));
  return breaches;
}

/** Title, type, language, place and practice setting, first confidentiality (dmp.md §12.6). */
export function codeBreaches({ cda, entry }: SubmittedDocument): Breach[] {
  return [
    ...compare('title', oneLine(entry.title ?? ''), oneLine(cda.title)),
    ...compareCodes('typeCode', entry.typeCode, cda.code),
    ...compare('languageCode', entry.languageCode ?? '', cda.languageCode),
    ...compareCodes('healthcareFacilityTypeCode', entry.healthcareFacilityTypeCode, cda.facility),
    ...compareCodes('practiceSettingCode', entry.practiceSettingCode, cda.practiceSetting),
    ...compareCodes('confidentialityCode', entry.confidentialityCodes[0], cda.confidentialityCode),
    ...formatBreaches(cda, entry),
  ];
}

/** creationTime, serviceStartTime, serviceStopTime: UTC in XDS, with a local offset in the CDA (dmp.md §12.6). */
export function dateBreaches({ cda, entry }: SubmittedDocument): Breach[] {
  return [
    ...compareTimes('creationTime', entry.creationTime, cda.effectiveTime),
    ...compareTimes('serviceStartTime', entry.serviceStartTime, cda.serviceStart),
    ...(entry.serviceStopTime === undefined && cda.serviceStop === ''
      ? []
      : compareTimes('serviceStopTime', entry.serviceStopTime, cda.serviceStop)),
  ];
}

/** Authors, their structures, and the legal authenticator (dmp.md §12.6). */
export function peopleCoherenceBreaches({ cda, entry }: SubmittedDocument): Breach[] {
  const sent = entry.authors.map(({ person }) => parseXcn(person ?? '').id);
  const written = cda.authors.map(nationalId);
  const structures = entry.authors.flatMap(({ institutions }) => institutions.map((xon) => parseXon(xon).id));
  const organizations = cda.authors.flatMap(
    ({ organization }) =>
      organization?.ids.filter((id) => id.root === STRUCT_IDNAT).map((id) => id.extension ?? '') ?? [],
  );
  const legal = parseXcn(entry.legalAuthenticator ?? '').id;
  return [
    ...sameSet('authorPerson', sent, written),
    ...sameSet('authorInstitution', structures, organizations),
    ...compare('legalAuthenticator', legal, cda.legalAuthenticator ? nationalId(cda.legalAuthenticator) : ''),
  ];
}

/** A PDF body goes with its own format, a structured one with another. */
function formatBreaches({ body }: CdaDocument, { formatCode, mimeType }: DocumentEntry): Breach[] {
  const pdf = 'urn:ihe:iti:xds-sd:pdf:2008';
  const breaches: Breach[] = [];
  if (body.level === 'N1' && body.mediaType === 'application/pdf' && formatCode?.code !== pdf) {
    breaches.push(different('formatCode', formatCode?.code ?? '', pdf));
  }
  if (body.level === 'N3' && formatCode?.code === pdf) breaches.push(different('formatCode', pdf, 'CDA N3'));
  if (!['text/xml', 'application/xslt+xml'].includes(mimeType))
    breaches.push(different('mimeType', mimeType, 'text/xml'));
  return breaches;
}

function nationalId(actor: CdaActor): string {
  return (actor.ids.find((id) => id.root === PS_IDNAT) ?? actor.ids[0])?.extension ?? '';
}

function compare(attribute: string, sent: string, written: string): Breach[] {
  return sent === written ? [] : [different(attribute, sent, written)];
}

function compareCodes(attribute: string, sent: Code | undefined, written: Cd | undefined): Breach[] {
  if (sent?.code === written?.code && sent?.scheme === written?.codeSystem) return [];
  const shown = (code: string | undefined, scheme: string | undefined): string =>
    code === undefined ? '' : `${code} (${scheme ?? ''})`;
  return [different(attribute, shown(sent?.code, sent?.scheme), shown(written?.code, written?.codeSystem))];
}

function compareTimes(attribute: string, sent: string | undefined, written: string): Breach[] {
  const time = parseCdaTime(written);
  const inUtc = time ? formatDtm(time) : written;
  const given = sent ?? '';
  // Either may be less precise than the other.
  const shorter = Math.min(given.length, inUtc.length, writtenPrecision(written));
  if (given !== '' && shorter >= 8 && given.slice(0, shorter) === inUtc.slice(0, shorter)) return [];
  return [different(attribute, given, `${written} = ${inUtc} UTC`)];
}

/** Digits of a time before its offset; a date has no hour to convert. */
function writtenPrecision(written: string): number {
  return /^\d+/.exec(written)?.[0].length ?? 0;
}

/** An attribute has no line end: a title written over two lines loses it. */
function oneLine(title: string): string {
  return title.replace(/\s+/g, ' ').trim();
}

function sameSet(attribute: string, sent: readonly string[], written: readonly string[]): Breach[] {
  const [a, b] = [[...new Set(sent)].toSorted(), [...new Set(written)].toSorted()];
  return a.join() === b.join() ? [] : [different(attribute, a.join(', '), b.join(', '))];
}

function different(attribute: string, sent: string, written: string): Breach {
  return broken(
    text(`${attribute} : XDS « ${sent} », CDA « ${written} »`, `${attribute}: XDS "${sent}", CDA "${written}"`),
    `DocumentEntry.${attribute}`,
  );
}
