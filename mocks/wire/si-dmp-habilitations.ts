import { BancError } from './errors.js';
import { NS } from './namespaces.js';
import { present } from './present.js';
import { child, children, textOf } from './xml.js';
import type { XmlNodeData } from './xml.js';
import { el, textEl } from './xml-builder.js';

/** What a professional asks of their own authorisation (Habilitations.wsdl 1.0.0). */
export type AuthorizationAction = 'AJOUT' | 'SUPPRESSION';

/** Which authorisations TD1.6 lists: given, blocked by the patient, or both. */
export type AuthorizationMode = 'ACTIVE' | 'INTERDITE' | 'TOUTE';

/** The only special right there is: being the patient's médecin traitant. */
export type SpecificRight = 'MEDECIN_TRAITANT';

/** TD0.3 request; the patient and the professional are those of the VIHF (dmp.md §6.3). */
export interface SetAuthorizationRequest {
  action: AuthorizationAction;
  /** Left out: the individual authorisation. */
  role?: SpecificRight;
}

/** TD0.3 answer; TD1.6 carries its errors the same way. */
export interface AuthorizationStatus {
  /** `DMPOk` or an error code. */
  status: string;
  context?: string;
}

/** A professional TD1.6 names. Times are `yyyyMMddHHmmss`, UTC. */
export interface PatientAuthorization {
  /** PS_IdNat. */
  nationalId: string;
  /** OID of the identifier's type. */
  nationalIdType: string;
  firstName?: string;
  lastName?: string;
  /** Same order as `specialityLabels`. */
  specialityCodes: string[];
  specialityLabels: string[];
  startOfAuthorization?: string;
  lastActionDate?: string;
  mode?: string;
  specificRights: string[];
}

/** TD1.6 answer. */
export interface AuthorizationListResponse extends AuthorizationStatus {
  authorizations: PatientAuthorization[];
}

const ROOT = { xmlns: NS.habilitations };
const ACTIONS: readonly string[] = ['AJOUT', 'SUPPRESSION'] satisfies AuthorizationAction[];
const MODES: readonly string[] = ['ACTIVE', 'INTERDITE', 'TOUTE'] satisfies AuthorizationMode[];

/** Writes a `setAuthorization` (TD0.3). */
export function buildSetAuthorization({ action, role }: SetAuthorizationRequest): string {
  return el('setAuthorization', ROOT, el('action', {}, action), textEl('role', role)).text;
}

/**
 * Reads a `setAuthorization`.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the element is something else, or a value is none of the WSDL's.
 */
export function readSetAuthorization(body: XmlNodeData): SetAuthorizationRequest {
  expect(body, 'setAuthorization');
  const action = textIn(body, 'action');
  const role = textIn(body, 'role');
  if (!isAction(action)) throw invalid('action', action, ACTIONS);
  if (role !== undefined && !isSpecificRight(role)) throw invalid('role', role, ['MEDECIN_TRAITANT']);
  return role === undefined ? { action } : { action, role };
}

/** Writes a `setAuthorizationResponse`. */
export function buildSetAuthorizationResponse({ status, context }: AuthorizationStatus): string {
  return el('setAuthorizationResponse', ROOT, el('output', {}, textEl('status', status), textEl('context', context)))
    .text;
}

/**
 * Reads a `setAuthorizationResponse`; a missing status reads as ''.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the element is something else.
 */
export function readSetAuthorizationResponse(body: XmlNodeData): AuthorizationStatus {
  expect(body, 'setAuthorizationResponse');
  return statusIn(child(body, NS.habilitations, 'output'));
}

/** Writes a `listAuthorizationByPatient` (TD1.6). */
export function buildListAuthorizations(mode?: AuthorizationMode): string {
  return el('listAuthorizationByPatient', ROOT, textEl('mode', mode)).text;
}

/**
 * Reads the mode of a `listAuthorizationByPatient`; undefined when it gives none.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the element is something else, or the mode is none of the WSDL's.
 */
export function readListAuthorizations(body: XmlNodeData): AuthorizationMode | undefined {
  expect(body, 'listAuthorizationByPatient');
  const mode = textIn(body, 'mode');
  if (mode === undefined || isMode(mode)) return mode;
  throw invalid('mode', mode, MODES);
}

/** Writes a `listAuthorizationByPatientResponse`. */
export function buildListAuthorizationsResponse(response: AuthorizationListResponse): string {
  return el(
    'listAuthorizationByPatientResponse',
    ROOT,
    el(
      'output',
      {},
      response.authorizations.map((one) =>
        el(
          'listOfAuthorizationByPatient',
          {},
          el('nationalId', {}, one.nationalId),
          el('nationalIdType', {}, one.nationalIdType),
          textEl('firstName', one.firstName),
          textEl('lastName', one.lastName),
          one.specialityCodes.map((code) => el('codeSpeciality', {}, code)),
          one.specialityLabels.map((label) => el('libSpeciality', {}, label)),
          textEl('startOfAuthorization', one.startOfAuthorization),
          textEl('lastActionDate', one.lastActionDate),
          textEl('mode', one.mode),
          one.specificRights.map((right) => el('specificRight', {}, right)),
        ),
      ),
      textEl('status', response.status),
      textEl('context', response.context),
    ),
  ).text;
}

/**
 * Reads a `listAuthorizationByPatientResponse`; a missing status reads as ''.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the element is something else.
 */
export function readListAuthorizationsResponse(body: XmlNodeData): AuthorizationListResponse {
  expect(body, 'listAuthorizationByPatientResponse');
  const output = child(body, NS.habilitations, 'output');
  return {
    authorizations: children(output, NS.habilitations, 'listOfAuthorizationByPatient').map((data) => ({
      nationalId: textIn(data, 'nationalId') ?? '',
      nationalIdType: textIn(data, 'nationalIdType') ?? '',
      specialityCodes: textsIn(data, 'codeSpeciality'),
      specialityLabels: textsIn(data, 'libSpeciality'),
      specificRights: textsIn(data, 'specificRight'),
      ...present({
        firstName: textIn(data, 'firstName'),
        lastName: textIn(data, 'lastName'),
        startOfAuthorization: textIn(data, 'startOfAuthorization'),
        lastActionDate: textIn(data, 'lastActionDate'),
        mode: textIn(data, 'mode'),
      }),
    })),
    ...statusIn(output),
  };
}

function statusIn(output: XmlNodeData | undefined): AuthorizationStatus {
  return { status: textIn(output, 'status') ?? '', ...present({ context: textIn(output, 'context') }) };
}

function textIn(parent: XmlNodeData | undefined, local: string): string | undefined {
  return textOf(child(parent, NS.habilitations, local));
}

function textsIn(parent: XmlNodeData, local: string): string[] {
  return children(parent, NS.habilitations, local).map((node) => node.text.trim());
}

function isAction(text: string | undefined): text is AuthorizationAction {
  return text !== undefined && ACTIONS.includes(text);
}

function isMode(text: string): text is AuthorizationMode {
  return MODES.includes(text);
}

function isSpecificRight(text: string): text is SpecificRight {
  return text === 'MEDECIN_TRAITANT';
}

function expect(body: XmlNodeData, local: string): void {
  if (body.local === local && body.ns === NS.habilitations) return;
  throw new BancError('BANC_MESSAGE_INVALID', `Expected {${NS.habilitations}}${local}, got {${body.ns}}${body.local}.`);
}

function invalid(element: string, got: string | undefined, allowed: readonly string[]): BancError {
  return new BancError(
    'BANC_MESSAGE_INVALID',
    `Element ${element} holds "${got ?? ''}"; the WSDL allows ${allowed.join(', ')}.`,
  );
}
