import { BancError } from './errors.js';
import { NS } from './namespaces.js';
import { present } from './present.js';
import { child, children, textOf } from './xml.js';
import type { XmlNodeData } from './xml.js';
import { el, textEl } from './xml-builder.js';

/** Which date `startDate` bears on: the authorisation's or the last document's (spelling of the WSDL). */
export type PatientListDateType = 'LASTAUTORIZATION' | 'LASTDOC';

/** TD0.4 request (dmp.md §6.3, PatientsSpecific.wsdl 1.0.2). */
export interface PatientListRequest {
  /** `yyyyMMddHHmmss`, UTC. */
  startDate?: string;
  /** One of {@link PatientListDateType}; any string is kept when reading. */
  dateType?: string;
  /** WSDL 1.0.2 only. */
  psOwnerId?: string;
}

/** A DMP the user may access. Times are `yyyyMMddHHmmss`, UTC. */
export interface PatientListEntry {
  identifiers: { nationalId: string; nationalIdType: string }[];
  lastName?: string;
  patronymicalName?: string;
  firstName?: string;
  civility?: string;
  /** `yyyyMMdd` */
  dateOfBirth?: string;
  /** The user is the treating physician. */
  isTreatingPhysician: boolean;
  message: boolean;
  lastAccessDate?: string;
  lastUpdateDate?: string;
  lastAddDate?: string;
}

/** TD0.4 answer. */
export interface PatientListResponse {
  patients: PatientListEntry[];
  /** `DMPOk` or an error code. */
  status: string;
  context?: string;
}

const ROOT = { xmlns: NS.patients };

/** Writes a `patientList`. */
export function buildPatientList(request: PatientListRequest): string {
  return el(
    'patientList',
    ROOT,
    textEl('startDate', request.startDate),
    textEl('dateType', request.dateType),
    textEl('psOwnerId', request.psOwnerId),
  ).text;
}

/**
 * Reads a `patientList`.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the element is something else.
 */
export function readPatientList(body: XmlNodeData): PatientListRequest {
  expect(body, 'patientList');
  return present({
    startDate: textIn(body, 'startDate'),
    dateType: textIn(body, 'dateType'),
    psOwnerId: textIn(body, 'psOwnerId'),
  });
}

/** Writes a `patientListResponse`. */
export function buildPatientListResponse(response: PatientListResponse): string {
  return el(
    'patientListResponse',
    ROOT,
    el(
      'output',
      {},
      response.patients.map((patient) =>
        el(
          'patientlistData',
          {},
          patient.identifiers.map((id) =>
            el(
              'patientIdentifier',
              {},
              el('nationalId', {}, id.nationalId),
              el('nationalIdType', {}, id.nationalIdType),
            ),
          ),
          textEl('lastName', patient.lastName),
          textEl('patronymicalName', patient.patronymicalName),
          textEl('firstName', patient.firstName),
          textEl('civility', patient.civility),
          textEl('dateOfBirth', patient.dateOfBirth),
          textEl('MT', patient.isTreatingPhysician),
          textEl('message', patient.message),
          textEl('lastAccessDate', patient.lastAccessDate),
          textEl('lastUpdateDate', patient.lastUpdateDate),
          textEl('lastAddDate', patient.lastAddDate),
        ),
      ),
      textEl('status', response.status),
      textEl('context', response.context),
    ),
  ).text;
}

/**
 * Reads a `patientListResponse`; a missing status reads as ''.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the element is something else.
 */
export function readPatientListResponse(body: XmlNodeData): PatientListResponse {
  expect(body, 'patientListResponse');
  const output = child(body, NS.patients, 'output');
  return {
    patients: children(output, NS.patients, 'patientlistData').map((data) => ({
      identifiers: children(data, NS.patients, 'patientIdentifier').map((id) => ({
        nationalId: textIn(id, 'nationalId') ?? '',
        nationalIdType: textIn(id, 'nationalIdType') ?? '',
      })),
      isTreatingPhysician: isTrue(textIn(data, 'MT')),
      message: isTrue(textIn(data, 'message')),
      ...present({
        lastName: textIn(data, 'lastName'),
        patronymicalName: textIn(data, 'patronymicalName'),
        firstName: textIn(data, 'firstName'),
        civility: textIn(data, 'civility'),
        dateOfBirth: textIn(data, 'dateOfBirth'),
        lastAccessDate: textIn(data, 'lastAccessDate'),
        lastUpdateDate: textIn(data, 'lastUpdateDate'),
        lastAddDate: textIn(data, 'lastAddDate'),
      }),
    })),
    status: textIn(output, 'status') ?? '',
    ...present({ context: textIn(output, 'context') }),
  };
}

function textIn(parent: XmlNodeData | undefined, local: string): string | undefined {
  return textOf(child(parent, NS.patients, local));
}

function isTrue(text: string | undefined): boolean {
  return text === 'true' || text === '1';
}

function expect(body: XmlNodeData, local: string): void {
  if (body.local === local && body.ns === NS.patients) return;
  throw new BancError('BANC_MESSAGE_INVALID', `Expected {${NS.patients}}${local}, got {${body.ns}}${body.local}.`);
}
