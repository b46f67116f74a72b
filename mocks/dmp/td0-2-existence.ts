import { createHash, randomUUID } from 'node:crypto';
import { DMP_ACTIONS } from '../wire/dmp-actions.js';
import { formatDtm, parseCx } from '../wire/hl7-types.js';
import { ADMINISTRATIVE_DATA, DMP_SYSTEM, INS_C, INTERNET_ACCOUNT } from '../wire/oids.js';
import { readPatientQuery } from '../wire/patient-registry-read.js';
import type { DmpRecord as WireRecord, Ii, PatientAnswer, PatientQuery } from '../wire/patient-registry-types.js';
import { buildPatientAnswer } from '../wire/patient-registry-write.js';
import type { RegistryError } from '../wire/registry-errors.js';
import type { Vihf } from '../wire/vihf.js';
import type { DmpRecord } from './registry-model.js';
import type { DmpContext, ReceivedTransaction, Refusal, TransactionAnswer, TransactionRequest } from './transaction.js';
import { commonKeys, refusedOutcome, registryError } from './transaction.js';

/** The only motive of closing that is known (dmp.md §6.2). */
const CLOSING_MOTIVE = 'FERMETURE_DEMANDE_PATIENT';

/**
 * TD0.2, existence of a DMP and authorisation of the user (dmp.md §6.2): OK with the record and the authorisation, NF
 * under an AA acknowledgement when there is no DMP, the closing date and motive when it is closed. The other use of the
 * same message, TD1.3a, is refused.
 */
export function receiveExistenceTest(
  { body, vihf }: TransactionRequest,
  context: DmpContext,
): ReceivedTransaction | Refusal {
  const query = readPatientQuery(body);
  const ins = query.patient.extension ?? '';
  const keys = commonKeys(vihf, ins);
  if (query.reason !== 'TEST_EXST') {
    return {
      transaction: query.reason === 'CNSLT_DATA' ? 'td1-3a' : 'td0-2',
      keys,
      fault: { code: 'Sender', reason: `Motif ${query.reason || 'absent'} : le banc ne joue que TEST_EXST (TD0.2)` },
      unexpected: `PRPA_IN201307UV02 de motif ${query.reason || 'absent'}`,
    };
  }
  return {
    transaction: 'td0-2',
    keys,
    label: `TD0.2 patient ${ins}`,
    tolerated: [],
    answer: () => answer(query, vihf, context),
    fail: (errors) => fail(query, errors, context),
  };
}

function answer(query: PatientQuery, vihf: Vihf, context: DmpContext): TransactionAnswer {
  const ins = query.patient.extension ?? '';
  const inVihf = parseCx(vihf.resourceId ?? '');
  if (inVihf.id !== ins || inVihf.oid !== query.patient.root) {
    return fail(
      query,
      [registryError('XDSPatientIdDoesNotMatch', 'L’INS de la requête n’est pas celui du VIHF')],
      context,
    );
  }
  const record = context.state.records.find(ins);
  if (record?.patient.insOid !== query.patient.root || record.status === 'none') {
    return reply(query, { responseCode: 'NF', isTreatingPhysician: false }, 'aucun DMP', context);
  }
  const authorization = context.state.records.authorization(record, vihf.nameId);
  const isTreatingPhysician = authorization.role === 'MT' && authorization.state === 'valid';
  if (record.status === 'closed') {
    // The code of AUTORISATION for a closed DMP is unknown: no line rather than a guess.
    return reply(query, { isTreatingPhysician, record: wireRecord(record) }, 'DMP fermé', context);
  }
  const authorisation = context.options.authorizationCodes[authorization.state];
  return reply(
    query,
    { authorisation, isTreatingPhysician, record: wireRecord(record) },
    `DMP ouvert, autorisation ${authorisation}`,
    context,
  );
}

function fail(query: PatientQuery, errors: RegistryError[], context: DmpContext): TransactionAnswer {
  return reply(
    query,
    {
      acknowledgement: 'AE',
      responseCode: 'AE',
      errors: errors.map((error) => ({ code: error.code, text: error.context })),
    },
    refusedOutcome(errors),
    context,
  );
}

function reply(
  query: PatientQuery,
  content: Partial<PatientAnswer>,
  outcome: string,
  context: DmpContext,
): TransactionAnswer {
  const bodyXml = buildPatientAnswer({
    id: randomUUID(),
    creationTime: formatDtm(context.now()),
    receiver: query.sender,
    sender: { oid: DMP_SYSTEM, name: 'DMP' },
    target: query.id,
    reason: query.reason,
    queryId: query.queryId,
    responseCode: 'OK',
    acknowledgement: 'AA',
    errors: [],
    ...content,
  });
  return { action: DMP_ACTIONS['td0-2'].response, bodyXml, outcome };
}

function wireRecord({ patient, status, closedAt, closingReason, mes }: DmpRecord): WireRecord {
  return {
    identifiers: patientIdentifiers(patient.ins, patient.insOid),
    status: status === 'closed' ? 'terminated' : 'active',
    name: { given: [patient.givenName], family: patient.familyName },
    telecoms: [],
    gender: patient.gender,
    birthTime: patient.birthDate.replaceAll('-', ''),
    observations: [
      { code: 'COMPTE_INTERNET_OUVERT', codeSystem: INTERNET_ACCOUNT, value: mes },
      { code: 'RATTACHEMENT_ENS', codeSystem: ADMINISTRATIVE_DATA, value: mes },
    ],
    ...(status === 'closed' && closedAt
      ? {
          closing: { date: formatDtm(closedAt), motive: CLOSING_MOTIVE, reason: closingReason ?? 'Demande du patient' },
        }
      : {}),
  };
}

/** The DMP still returns an INS-C first (dmp.md §6.2), so a DPI must choose by OID. Made of the INS: nobody's. */
export function patientIdentifiers(ins: string, insOid: string): Ii[] {
  const digest = createHash('sha256').update(ins).digest('hex').slice(0, 18);
  const insC = BigInt(`0x${digest}`).toString().padStart(22, '0').slice(0, 22);
  return [
    { root: INS_C, extension: insC },
    { root: insOid, extension: ins },
  ];
}
