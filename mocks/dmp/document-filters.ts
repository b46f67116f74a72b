import { STATUS, type Author, type DocumentEntry, type SubmissionSet } from '../wire/ebrim-objects.js';
import { OBJECT_TYPE_STABLE_DOCUMENT } from '../wire/ebrim-schemes.js';
import { parseCx, parseDtm, type Code } from '../wire/hl7-types.js';
import { queryValues, type AdhocQuery, type QuerySlot } from '../wire/stored-query.js';

const OFFICIAL_STATUSES: readonly string[] = Object.values(STATUS);

/**
 * Filters of the Find queries (dmp.md §7.1): values of a slot are alternatives, repeated slots add up, times are
 * From inclusive and To exclusive, authors are LIKE patterns. Pure.
 */

/** Whether a document passes every filter of a query, its status excepted. Filters absent from the query pass. */
export function matchesDocumentFilters(query: AdhocQuery, document: DocumentEntry): boolean {
  return query.slots.every((slot) => matchesDocumentSlot(slot, document));
}

/** Whether a submission set passes every filter of a query, its status excepted. */
export function matchesSetFilters(query: AdhocQuery, set: SubmissionSet): boolean {
  return query.slots.every((slot) => {
    switch (slot.name) {
      case '$XDSSubmissionSetSourceId':
        return slot.values.includes(set.sourceId);
      case '$XDSSubmissionSetSubmissionTimeFrom':
      case '$XDSSubmissionSetSubmissionTimeTo':
        return matchesTime(slot, set.submissionTime);
      case '$XDSSubmissionSetAuthorPerson':
        return matchesAuthor(slot, set.authors);
      case '$XDSSubmissionSetContentType':
        return matchesCode(slot, [set.contentTypeCode]);
      default:
        return true;
    }
  });
}

/** Whether a status is one the query asks for, compared after `StatusType:` whatever the prefix (dmp.md §10.1). */
export function matchesStatus(query: AdhocQuery, parameter: string, status: string | undefined): boolean {
  return queryValues(query, parameter).some((wanted) => shortStatus(wanted) === shortStatus(status ?? ''));
}

/** Statuses of a query that are not written as the DMP writes them, told in French (dmp.md §10.1). */
export function toleratedStatuses(query: AdhocQuery): string[] {
  return query.slots
    .filter(({ name }) => name.endsWith('Status'))
    .flatMap(({ name, values }) => values.map((value) => ({ name, value })))
    .filter(({ value }) => !OFFICIAL_STATUSES.includes(value))
    .map(({ name, value }) => `${name} : statut « ${value} » comparé après « StatusType: »`);
}

/** Time parameters of a query that are no time, by name. */
export function invalidTimes(query: AdhocQuery): string[] {
  return query.slots
    .filter(({ name, values }) => /Time(From|To)$/.test(name) && values.some((value) => !parseDtm(value)))
    .map(({ name }) => name);
}

function matchesDocumentSlot(slot: QuerySlot, document: DocumentEntry): boolean {
  switch (slot.name) {
    case '$XDSDocumentEntryClassCode':
      return matchesCode(slot, [document.classCode]);
    case '$XDSDocumentEntryTypeCode':
      return matchesCode(slot, [document.typeCode]);
    case '$XDSDocumentEntryPracticeSettingCode':
      return matchesCode(slot, [document.practiceSettingCode]);
    case '$XDSDocumentEntryHealthcareFacilityTypeCode':
      return matchesCode(slot, [document.healthcareFacilityTypeCode]);
    case '$XDSDocumentEntryEventCodeList':
      return matchesCode(slot, document.eventCodes);
    case '$XDSDocumentEntryConfidentialityCode':
      return matchesCode(slot, document.confidentialityCodes);
    case '$XDSDocumentEntryFormatCode':
      return matchesCode(slot, [document.formatCode]);
    case '$XDSDocumentEntryAuthorPerson':
      return matchesAuthor(slot, document.authors);
    case '$XDSDocumentEntryCreationTimeFrom':
    case '$XDSDocumentEntryCreationTimeTo':
      return matchesTime(slot, document.creationTime);
    case '$XDSDocumentEntryServiceStartTimeFrom':
    case '$XDSDocumentEntryServiceStartTimeTo':
      return matchesTime(slot, document.serviceStartTime);
    case '$XDSDocumentEntryServiceStopTimeFrom':
    case '$XDSDocumentEntryServiceStopTimeTo':
      return matchesTime(slot, document.serviceStopTime);
    case '$XDSDocumentEntryType':
      return slot.values.includes(document.objectType ?? OBJECT_TYPE_STABLE_DOCUMENT);
    case '$XDSDocumentEntryReferenceIdList':
      return slot.values.some((wanted) => document.referenceIdList.some((id) => isSameReference(wanted, id)));
    default:
      return true;
  }
}

function matchesCode(slot: QuerySlot, codes: readonly (Code | undefined)[]): boolean {
  return slot.codes.some((wanted) =>
    // A code sent alone is compared alone.
    codes.some((code) => code?.code === wanted.code && (wanted.scheme === '' || code.scheme === wanted.scheme)),
  );
}

function matchesAuthor(slot: QuerySlot, authors: readonly Author[]): boolean {
  return slot.values.some((pattern) => authors.some(({ person }) => person !== undefined && isLike(person, pattern)));
}

/** An attribute that is absent never matches; times of lower precision stand for their first instant. */
function matchesTime(slot: QuerySlot, time: string | undefined): boolean {
  const value = parseDtm(time ?? '');
  const bound = parseDtm(slot.values[0] ?? '');
  if (!value || !bound) return false;
  return slot.name.endsWith('From') ? value >= bound : value < bound;
}

/** SQL LIKE: `%` is anything, `_` one character. Walks both strings once, so no pattern can be slow. */
export function isLike(text: string, pattern: string): boolean {
  let at = 0;
  let star = -1;
  let retry = 0;
  for (let i = 0; i < text.length;) {
    const wanted = pattern[at];
    if (wanted === '%') {
      star = at++;
      retry = i;
    } else if (wanted === '_' || wanted === text[i]) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++retry;
    } else {
      return false;
    }
  }
  while (pattern[at] === '%') at++;
  return at === pattern.length;
}

/** CXi compared on what the query gives: identifier, then assigning authority and type when present. */
function isSameReference(wanted: string, found: string): boolean {
  const [a, b] = [parseCx(wanted), parseCx(found)];
  return a.id === b.id && (a.oid === '' || a.oid === b.oid) && (a.type === '' || a.type === b.type);
}

function shortStatus(urn: string): string {
  return urn.slice(urn.indexOf('StatusType:') + 1).replace(/^.*:/, '');
}
