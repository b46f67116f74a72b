import { DMP_ACTIONS } from '../wire/dmp-actions.js';
import { parseCx } from '../wire/hl7-types.js';
import type { RegistryError } from '../wire/registry-errors.js';
import {
  type AuthorizationStatus,
  buildSetAuthorizationResponse,
  readSetAuthorization,
  type SetAuthorizationRequest,
} from '../wire/si-dmp-habilitations.js';
import type { Vihf } from '../wire/vihf.js';
import type { Authorization, DmpRecord } from './registry-model.js';
import { rightOf, type RightsAction } from './rights-matrix.js';
import type { DmpContext, ReceivedTransaction, TransactionAnswer, TransactionRequest } from './transaction.js';
import { commonKeys, refusedOutcome, registryError } from './transaction.js';
import { accessTo, readerOf, recordRefusal } from './visibility.js';

/** G15 code of the only profession that may be a médecin traitant. */
const PHYSICIAN = '10';

/**
 * TD0.3, a professional sets or removes their own authorisation on a DMP (dmp.md §6.3): the patient and the
 * professional are those of the VIHF. Doing it twice is harmless and said in the context. Removing the role
 * MEDECIN_TRAITANT leaves the individual authorisation.
 */
export function receiveAuthorization({ body, vihf }: TransactionRequest, context: DmpContext): ReceivedTransaction {
  const request = readSetAuthorization(body);
  const ins = parseCx(vihf.resourceId ?? '').id;
  return {
    transaction: 'td0-3',
    keys: {
      ...commonKeys(vihf, ins),
      action: request.action,
      ...(request.role === undefined ? {} : { role: request.role }),
    },
    label: `TD0.3 ${request.action}${request.role === undefined ? '' : ' médecin traitant'} patient ${ins}`,
    tolerated: [],
    answer: () => answer(request, vihf, context),
    fail,
  };
}

function answer(request: SetAuthorizationRequest, vihf: Vihf, context: DmpContext): TransactionAnswer {
  const { records } = context.state;
  const { id: ins, oid } = parseCx(vihf.resourceId ?? '');
  const record = records.find(ins);
  if (record?.patient.insOid !== oid) {
    return fail([registryError('XDSUnknownPatientId', `Aucun DMP pour le patient ${ins}`)]);
  }
  const authorization = records.authorization(record, vihf.nameId);
  const refused = recordRefusal(record) ?? refusal(request, vihf, record, authorization);
  if (refused) return fail([refused]);
  const wanted = next(request, authorization);
  const done = wanted.state === authorization.state && wanted.role === authorization.role;
  // An authorisation everybody has by default becomes their own, so that TD1.6 lists it.
  records.setAuthorization(ins, vihf.nameId, wanted.state, wanted.role);
  return reply(
    { status: 'DMPOk', ...(done ? { context: ALREADY[request.action] } : {}) },
    done ? 'déjà fait' : 'accepté',
  );
}

const ALREADY: Record<SetAuthorizationRequest['action'], string> = {
  AJOUT: 'L’autorisation est déjà active',
  SUPPRESSION: 'Aucune autorisation à supprimer',
};

function refusal(
  { action, role }: SetAuthorizationRequest,
  vihf: Vihf,
  record: DmpRecord,
  authorization: Authorization,
): RegistryError | undefined {
  const { column } = accessTo(record, authorization, readerOf(vihf));
  const row: RightsAction = action === 'AJOUT' ? 'td0-3-declare' : role ? 'td0-3-stop-mt' : 'td0-3-remove';
  if (rightOf(row, column) === 'no') {
    return registryError(
      'DMPAccessDeniedByRightsService',
      `TD0.3 ${action} n’est pas permise dans la colonne ${column} de la matrice`,
    );
  }
  if (action === 'AJOUT' && role && vihf.roles[0]?.code !== PHYSICIAN) {
    return registryError('DMPAccessDeniedByRightsService', 'Seul un médecin peut se déclarer médecin traitant');
  }
  if (authorization.state !== 'forbidden') return undefined;
  return registryError('DMPAccessForbidden', 'Le patient a bloqué l’accès de ce professionnel à son DMP');
}

function next({ action, role }: SetAuthorizationRequest, now: Authorization): Pick<Authorization, 'state' | 'role'> {
  if (action === 'AJOUT') return { state: 'valid', role: role ? 'MT' : now.role };
  return role ? { state: now.state, role: 'PS' } : { state: 'none', role: 'PS' };
}

function fail(errors: RegistryError[]): TransactionAnswer {
  const [first] = errors;
  return reply({ status: first?.code ?? '', context: first?.context ?? '' }, refusedOutcome(errors));
}

function reply(status: AuthorizationStatus, outcome: string): TransactionAnswer {
  return { action: DMP_ACTIONS['td0-3'].response, bodyXml: buildSetAuthorizationResponse(status), outcome };
}
