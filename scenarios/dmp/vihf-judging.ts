import { sitesOf } from '../../fixtures/certificate-structures.js';
import type { Exchange } from '../../mocks/core/exchange.js';
import { formatCx } from '../../mocks/wire/hl7-types.js';
import { readMtom } from '../../mocks/wire/mtom.js';
import { readPatientQuery } from '../../mocks/wire/patient-registry-read.js';
import { readEnvelope } from '../../mocks/wire/soap.js';
import { queryValues, readAdhocQueryRequest } from '../../mocks/wire/stored-query.js';
import { readVihf } from '../../mocks/wire/vihf.js';
import { DEFAULT_VIHF_PROFILE } from '../../mocks/wire/vihf-profile.js';
import { verifyVihf } from '../../mocks/wire/vihf-signature.js';
import { judgeVihf } from '../../mocks/wire/vihf-validation.js';
import type { XmlNodeData } from '../../mocks/wire/xml.js';
import type { ScenarioContext } from '../harness/index.js';
import type { JudgedVihf } from './checks/vihf-assertion.js';

const PATIENT_PARAMETERS = ['$XDSDocumentEntryPatientId', '$XDSSubmissionSetPatientId', '$patientId'];

/**
 * Judges the VIHF of each request as the bench received it, against the bench's own authorities and revocations.
 * A request without a VIHF is left out: the mock refuses it.
 */
export async function judgeVihfs(t: ScenarioContext, exchanges: readonly Exchange[]): Promise<JudgedVihf[]> {
  const { anchorsPem, revoked } = await t.control<{ anchorsPem: string; revoked: string[] }>('igc', 'trust', {});
  const isRevoked = (serial: string): boolean => revoked.includes(serial.toUpperCase().replace(/^0+(?=.)/, ''));
  const judged: JudgedVihf[] = [];
  for (const exchange of exchanges) {
    const body = await t.body(exchange, 'request');
    const contentType = exchange.request.body?.contentType ?? '';
    const message = contentType.startsWith('multipart/') ? (await readMtom(contentType, body)).root : body;
    const envelope = readEnvelope(message);
    if (!envelope.assertion) continue;
    const at = new Date(exchange.startedAt);
    const messagePatient = envelope.body && patientOf(envelope.body);
    judged.push({
      exchange: exchange.id,
      ...(exchange.transaction === undefined ? {} : { transaction: exchange.transaction }),
      namesPatient: messagePatient !== undefined,
      judgement: judgeVihf(readVihf(envelope.assertion), verifyVihf(message, { anchorsPem, isRevoked, at }), {
        profile: DEFAULT_VIHF_PROFILE,
        at,
        aboutPatient: envelope.body?.local !== 'patientList',
        structuresOf: sitesOf,
        ...(messagePatient === undefined ? {} : { messagePatient }),
      }),
    });
  }
  return judged;
}

/** CX of the patient a request names; undefined when it names none (GetDocuments, ITI-43). */
function patientOf(body: XmlNodeData): string | undefined {
  if (body.local === 'AdhocQueryRequest') {
    const query = readAdhocQueryRequest(body);
    return PATIENT_PARAMETERS.flatMap((name) => queryValues(query, name))[0];
  }
  if (body.local !== 'PRPA_IN201307UV02') return undefined;
  const { root, extension } = readPatientQuery(body).patient;
  return extension === undefined ? undefined : formatCx({ id: extension, oid: root, type: 'NH' });
}
