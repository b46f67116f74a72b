import { BancError } from './errors.js';
import { NS } from './namespaces.js';
import type { Device, DmpRecord, Ii, PatientAnswer, PatientQuery } from './patient-registry-types.js';
import { present } from './present.js';
import { at, child, children, textOf } from './xml.js';
import type { XmlNodeData } from './xml.js';

/**
 * Reads a PRPA_IN201307UV02, whatever its prefixes; what is missing reads as ''.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the element is something else.
 */
export function readPatientQuery(body: XmlNodeData): PatientQuery {
  expect(body, 'PRPA_IN201307UV02');
  const query = at(body, NS.hl7, 'controlActProcess', 'queryByParameter');
  return {
    id: ii(child(body, NS.hl7, 'id')),
    creationTime: child(body, NS.hl7, 'creationTime')?.attributes['value'] ?? '',
    sender: device(child(body, NS.hl7, 'sender')),
    receiver: device(child(body, NS.hl7, 'receiver')),
    reason: codeOf(at(body, NS.hl7, 'controlActProcess', 'reasonCode')) ?? '',
    queryId: ii(child(query, NS.hl7, 'queryId')),
    patient: ii(at(query, NS.hl7, 'parameterList', 'patientIdentifier', 'value')),
  };
}

/**
 * Reads a PRPA_IN201308UV02; what is missing reads as '' or is absent.
 *
 * @throws BancError BANC_MESSAGE_INVALID when the element is something else.
 */
export function readPatientAnswer(body: XmlNodeData): PatientAnswer {
  expect(body, 'PRPA_IN201308UV02');
  const act = child(body, NS.hl7, 'controlActProcess');
  const ack = child(body, NS.hl7, 'acknowledgement');
  const queryAck = child(act, NS.hl7, 'queryAck');
  return {
    id: child(body, NS.hl7, 'id')?.attributes['root'] ?? '',
    creationTime: child(body, NS.hl7, 'creationTime')?.attributes['value'] ?? '',
    receiver: device(child(body, NS.hl7, 'receiver')),
    sender: device(child(body, NS.hl7, 'sender')),
    target: ii(at(ack, NS.hl7, 'targetMessage', 'id')),
    reason: codeOf(child(act, NS.hl7, 'reasonCode')) ?? '',
    queryId: ii(child(queryAck, NS.hl7, 'queryId')),
    responseCode: codeOf(child(queryAck, NS.hl7, 'queryResponseCode')) ?? '',
    // TD0.5 (NE2008) writes the acknowledgement's type as an element.
    acknowledgement: ack?.attributes['typeCode'] ?? codeOf(child(ack, NS.hl7, 'typeCode')) ?? '',
    errors: children(ack, NS.hl7, 'acknowledgementDetail').map((detail) => ({
      code: codeOf(child(detail, NS.hl7, 'code')) ?? '',
      text: textOf(child(detail, NS.hl7, 'text')) ?? '',
    })),
    ...present({ authorisation: attention(body, 'AUTORISATION')?.attributes['code'] }),
    ...present({ isTreatingPhysician: boolean(attention(body, 'STATUT_MT')) }),
    ...present({ record: readRecord(act) }),
  };
}

function readRecord(act: XmlNodeData | undefined): DmpRecord | undefined {
  const registration = at(act, NS.hl7, 'subject', 'registrationEvent');
  const patient = at(registration, NS.hl7, 'subject1', 'patient');
  if (!patient) return undefined;
  const person = child(patient, NS.hl7, 'patientPerson');
  const name = child(person, NS.hl7, 'name');
  const issue = at(act, NS.hl7, 'reasonOf', 'detectedIssueEvent');
  const closing = present({
    date: dateOf(child(registration, NS.hl7, 'effectiveTime')),
    motive: codeOf(child(issue, NS.hl7, 'code')),
    reason: textOf(child(issue, NS.hl7, 'text')),
  });
  const observations = children(patient, NS.hl7, 'subjectOf').flatMap((subject) => {
    const observation = child(subject, NS.hl7, 'administrativeObservation');
    const code = child(observation, NS.hl7, 'code');
    const value = boolean(child(observation, NS.hl7, 'value'));
    if (!code || value === undefined) return [];
    return [{ code: code.attributes['code'] ?? '', codeSystem: code.attributes['codeSystem'] ?? '', value }];
  });
  return {
    identifiers: children(patient, NS.hl7, 'id').map(ii),
    status: codeOf(child(patient, NS.hl7, 'statusCode')) === 'terminated' ? 'terminated' : 'active',
    name: {
      given: children(name, NS.hl7, 'given').map((given) => given.text.trim()),
      family: textOf(child(name, NS.hl7, 'family')) ?? '',
      ...present({ prefix: textOf(child(name, NS.hl7, 'prefix')) }),
    },
    telecoms: children(person, NS.hl7, 'telecom').map(({ attributes }) => ({
      value: attributes['value'] ?? '',
      ...present({ use: attributes['use'] }),
    })),
    observations,
    ...present({
      gender: codeOf(child(person, NS.hl7, 'administrativeGenderCode')),
      birthTime: child(person, NS.hl7, 'birthTime')?.attributes['value'],
    }),
    ...(Object.keys(closing).length > 0 ? { closing } : {}),
  };
}

/** The form of the closing date is not confirmed [?]: @value, else low or high. */
function dateOf(time: XmlNodeData | undefined): string | undefined {
  const bound = child(time, NS.hl7, 'high') ?? child(time, NS.hl7, 'low');
  return time?.attributes['value'] ?? bound?.attributes['value'];
}

function attention(body: XmlNodeData, keyword: string): XmlNodeData | undefined {
  const line = children(body, NS.hl7, 'attentionLine').find(
    (candidate) => codeOf(child(candidate, NS.hl7, 'keyWordText')) === keyword,
  );
  return child(line, NS.hl7, 'value');
}

function boolean(node: XmlNodeData | undefined): boolean | undefined {
  const value = node?.attributes['value'];
  return value === undefined ? undefined : value === 'true' || value === '1';
}

function codeOf(node: XmlNodeData | undefined): string | undefined {
  return node?.attributes['code'];
}

function ii(node: XmlNodeData | undefined): Ii {
  const extension = node?.attributes['extension'];
  return { root: node?.attributes['root'] ?? '', ...(extension === undefined ? {} : { extension }) };
}

function device(node: XmlNodeData | undefined): Device {
  const system = child(node, NS.hl7, 'device');
  return {
    oid: child(system, NS.hl7, 'id')?.attributes['root'] ?? '',
    name: textOf(child(system, NS.hl7, 'softwareName')) ?? '',
  };
}

function expect(body: XmlNodeData, local: string): void {
  if (body.local === local && body.ns === NS.hl7) return;
  throw new BancError('BANC_MESSAGE_INVALID', `Expected hl7:${local}, got {${body.ns}}${body.local}.`);
}
