import { ROSTER } from '../../fixtures/roster.js';
import { DMP_ACTIONS } from '../wire/dmp-actions.js';
import { formatDtm, parseCx } from '../wire/hl7-types.js';
import { PS_IDNAT } from '../wire/oids.js';
import type { RegistryError } from '../wire/registry-errors.js';
import {
  type AuthorizationMode,
  buildListAuthorizationsResponse,
  type PatientAuthorization,
  readListAuthorizations,
} from '../wire/si-dmp-habilitations.js';
import type { Vihf } from '../wire/vihf.js';
import type { Authorization, DmpRecord } from './registry-model.js';
import { rightOf } from './rights-matrix.js';
import type { DmpContext, ReceivedTransaction, TransactionAnswer, TransactionRequest } from './transaction.js';
import { commonKeys, refusedOutcome, registryError } from './transaction.js';
import { accessTo, readerOf, recordRefusal } from './visibility.js';

/** TD1.6, the professionals a patient authorised or blocked, of the mode asked for; all of them by default (dmp.md §6.3). */
export function receiveAuthorizationList({ body, vihf }: TransactionRequest, context: DmpContext): ReceivedTransaction {
  const mode = readListAuthorizations(body) ?? 'TOUTE';
  const ins = parseCx(vihf.resourceId ?? '').id;
  return {
    transaction: 'td1-6',
    keys: { ...commonKeys(vihf, ins), mode },
    label: `TD1.6 ${mode} patient ${ins}`,
    tolerated: [],
    answer: () => answer(mode, vihf, context),
    fail,
  };
}

function answer(mode: AuthorizationMode, vihf: Vihf, { state: { records } }: DmpContext): TransactionAnswer {
  const { id: ins, oid } = parseCx(vihf.resourceId ?? '');
  const record = records.find(ins);
  if (record?.patient.insOid !== oid) {
    return fail([registryError('XDSUnknownPatientId', `Aucun DMP pour le patient ${ins}`)]);
  }
  const own = records.authorization(record, vihf.nameId);
  const refused = recordRefusal(record) ?? refusal(vihf, record, own);
  if (refused) return fail([refused]);
  const authorizations = [...record.authorizations.keys()].flatMap((professional) =>
    listed(professional, records.authorization(record, professional), mode),
  );
  return {
    action: DMP_ACTIONS['td1-6'].response,
    bodyXml: buildListAuthorizationsResponse({ authorizations, status: 'DMPOk' }),
    outcome: `${authorizations.length} professionnels`,
  };
}

function refusal(vihf: Vihf, record: DmpRecord, own: Authorization): RegistryError | undefined {
  const { column } = accessTo(record, own, readerOf(vihf));
  if (rightOf('td1-6', column) === 'no') {
    return registryError(
      'DMPAccessDeniedByRightsService',
      `TD1.6 n’est pas permise dans la colonne ${column} de la matrice`,
    );
  }
  if (own.state !== 'forbidden') return undefined;
  return registryError('DMPAccessForbidden', 'Le patient a bloqué l’accès de ce professionnel à son DMP');
}

/** One line, or none when the authorisation is over or of another mode. */
function listed(nationalId: string, authorization: Authorization, wanted: AuthorizationMode): PatientAuthorization[] {
  const { state, role, startedAt, lastActionAt } = authorization;
  if (state !== 'valid' && state !== 'forbidden') return [];
  const mode = state === 'valid' ? 'ACTIVE' : 'INTERDITE';
  if (wanted !== 'TOUTE' && wanted !== mode) return [];
  const person = ROSTER.professionals.find(({ rpps }) => nationalId === `8${rpps}`);
  return [
    {
      nationalId,
      nationalIdType: PS_IDNAT,
      ...(person ? { firstName: person.givenName, lastName: person.familyName } : {}),
      specialityCodes: person?.specialtyCode === undefined ? [] : [person.specialtyCode],
      specialityLabels: person?.specialtyLabel === undefined ? [] : [person.specialtyLabel],
      startOfAuthorization: formatDtm(startedAt),
      ...(lastActionAt ? { lastActionDate: formatDtm(lastActionAt) } : {}),
      mode,
      specificRights: role === 'MT' && state === 'valid' ? ['MEDECIN_TRAITANT'] : [],
    },
  ];
}

function fail(errors: RegistryError[]): TransactionAnswer {
  const [first] = errors;
  return {
    action: DMP_ACTIONS['td1-6'].response,
    bodyXml: buildListAuthorizationsResponse({
      authorizations: [],
      status: first?.code ?? '',
      context: first?.context ?? '',
    }),
    outcome: refusedOutcome(errors),
  };
}
