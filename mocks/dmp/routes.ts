import { DMP_ACTIONS, REFUSED_ACTIONS } from '../wire/dmp-actions.js';
import { NS } from '../wire/namespaces.js';
import type { SoapEnvelope } from '../wire/soap.js';
import { receiveExistenceTest } from './td0-2-existence.js';
import { receiveAuthorization } from './td0-3-authorization.js';
import { receivePatientList } from './td0-4-patient-list.js';
import { receiveAuthorizationList } from './td1-6-authorization-list.js';
import { receiveStoredQuery } from './td3-1-stored-query.js';
import { receiveRetrieve } from './td3-2-retrieve.js';
import { receiveProvide } from './td2-1-provide-and-register.js';
import { receiveUpdate } from './td3-3-update-document-set.js';
import type { ReceiveTransaction } from './transaction.js';

/** A transaction the mock answers, and how it is recognised: action first, then body, then path (dmp.md §3). */
export interface Route {
  /** Transaction when nothing finer is known yet: `td3-1a` for any ITI-18. */
  transaction: string;
  action: string;
  body: { ns: string; local: string };
  /** Last segment of the official URL. */
  path: string;
  /** Whether the VIHF must name the patient. */
  aboutPatient: boolean;
  /** Answers, faults included, are MTOM. */
  mtom: boolean;
  receive: ReceiveTransaction;
}

/** Why a request cannot be routed, in French, with the transaction it looks like. */
export interface RouteRefusal {
  transaction?: string;
  /** Subcode of the fault. */
  subcode: string;
  reason: string;
}

/** Transactions the mock answers. */
export const ROUTES: readonly Route[] = [
  {
    transaction: 'td0-2',
    action: DMP_ACTIONS['td0-2'].request,
    body: { ns: NS.hl7, local: 'PRPA_IN201307UV02' },
    path: 'patients',
    aboutPatient: true,
    mtom: false,
    receive: receiveExistenceTest,
  },
  {
    transaction: 'td0-3',
    action: DMP_ACTIONS['td0-3'].request,
    body: { ns: NS.habilitations, local: 'setAuthorization' },
    path: 'habilitations',
    aboutPatient: true,
    mtom: false,
    receive: receiveAuthorization,
  },
  {
    transaction: 'td1-6',
    action: DMP_ACTIONS['td1-6'].request,
    body: { ns: NS.habilitations, local: 'listAuthorizationByPatient' },
    path: 'habilitations',
    aboutPatient: true,
    mtom: false,
    receive: receiveAuthorizationList,
  },
  {
    transaction: 'td0-4',
    action: DMP_ACTIONS['td0-4'].request,
    body: { ns: NS.patients, local: 'patientList' },
    path: 'patientsSpecific',
    aboutPatient: false,
    mtom: false,
    receive: receivePatientList,
  },
  {
    transaction: 'td3-1a',
    action: DMP_ACTIONS['iti-18'].request,
    body: { ns: NS.query, local: 'AdhocQueryRequest' },
    path: 'registry',
    aboutPatient: true,
    mtom: false,
    receive: receiveStoredQuery,
  },
  {
    transaction: 'td3-2',
    action: DMP_ACTIONS['iti-43'].request,
    body: { ns: NS.xdsb, local: 'RetrieveDocumentSetRequest' },
    path: 'repository',
    aboutPatient: true,
    mtom: true,
    receive: receiveRetrieve,
  },
  {
    transaction: 'td2-1a',
    action: DMP_ACTIONS['iti-41'].request,
    body: { ns: NS.xdsb, local: 'ProvideAndRegisterDocumentSetRequest' },
    path: 'repository',
    aboutPatient: true,
    mtom: false,
    receive: receiveProvide,
  },
  {
    transaction: 'td3-3',
    action: DMP_ACTIONS['iti-57'].request,
    body: { ns: NS.lcm, local: 'SubmitObjectsRequest' },
    path: 'registry',
    aboutPatient: true,
    mtom: false,
    receive: receiveUpdate,
  },
];

const NOT_PLAYED = 'le banc ne la joue pas';
const NO_CREATION = 'un DMP se crée avec Mon espace santé, plus par un logiciel ; son existence se lit par TD0.2';
const NO_DELETION = 'le DMP ne l’offre pas : une suppression est un changement de statut (TD3.3c, ITI-57)';
const NO_RESTRICTED_UPDATE = 'le DMP ne l’offre pas : les métadonnées se changent entières par ITI-57 (TD3.3a, TD3.3b)';
const NO_REGISTER = 'le DMP ne l’offre pas : un document se dépose avec ses métadonnées par ITI-41 (TD2.1)';

/** A transaction that is known and refused. */
interface RefusedTransaction {
  transaction: string;
  name: string;
  why: string;
  /** WS-Addressing's unless told. */
  subcode?: string;
}

/** Transactions that are known and refused, by action (dmp.md Annex A6). The code of TD1.1's refusal is inferred. */
const REFUSED: Readonly<Record<string, RefusedTransaction>> = {
  [DMP_ACTIONS['td0-5'].request]: { transaction: 'td0-5', name: 'TD0.5', why: NOT_PLAYED },
  'urn:hl7-org:v3:PRPA_IN201311UV02': {
    transaction: 'td1-1',
    name: 'TD1.1',
    why: NO_CREATION,
    subcode: 'DMPAccessDeniedByRightsService',
  },
  'urn:hl7-org:v3:PRPA_IN201314UV02': { transaction: 'td1-x', name: 'TD1.2, TD1.3b ou TD1.4', why: NOT_PLAYED },
  [REFUSED_ACTIONS['iti-62']]: { transaction: 'iti-62', name: 'ITI-62', why: NO_DELETION },
  [REFUSED_ACTIONS['iti-86']]: { transaction: 'iti-86', name: 'ITI-86', why: NO_DELETION },
  [REFUSED_ACTIONS['iti-92']]: { transaction: 'iti-92', name: 'ITI-92', why: NO_RESTRICTED_UPDATE },
  [REFUSED_ACTIONS['iti-42']]: { transaction: 'iti-42', name: 'ITI-42', why: NO_REGISTER },
};

/**
 * Finds the transaction of an envelope. The action decides; a body of another transaction is then refused. An unknown
 * action is refused too, the body or the path only telling what it looks like.
 */
export function routeOf(envelope: SoapEnvelope, path: string): Route | RouteRefusal {
  const { action = '', bodyQName } = envelope;
  const refused = REFUSED[action];
  if (refused) {
    const { transaction, name, why, subcode = 'wsa:ActionNotSupported' } = refused;
    return { transaction, subcode, reason: `Transaction ${name} refusée : ${why}` };
  }
  const byBody = ROUTES.find(({ body }) => body.ns === bodyQName?.ns && body.local === bodyQName.local);
  const byAction = ROUTES.find((route) => route.action === action);
  if (!byAction) {
    const looksLike = byBody ?? ROUTES.find((route) => route.path === lastSegment(path));
    return {
      ...(looksLike ? { transaction: looksLike.transaction } : {}),
      subcode: 'wsa:ActionNotSupported',
      reason: `Action inconnue : « ${action} »`,
    };
  }
  if (byAction === byBody) return byAction;
  return {
    transaction: byAction.transaction,
    subcode: 'wsa:ActionMismatch',
    reason: `Le corps ${bodyQName ? `{${bodyQName.ns}}${bodyQName.local}` : 'absent'} n’est pas celui de l’action « ${action} »`,
  };
}

/** What is tolerated in the address of a request, in French; nothing when it is the official one. */
export function toleratedPath(route: Route, path: string): string[] {
  if (lastSegment(path) === route.path) return [];
  return [`Chemin ${path} inattendu pour cette transaction : …/${route.path} attendu`];
}

function lastSegment(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? '';
}
