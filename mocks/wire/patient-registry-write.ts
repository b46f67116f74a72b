import { NS } from './namespaces.js';
import {
  ATTENTION_AUTHORISATION,
  ATTENTION_MT,
  AUTHORISATION_STATES,
  CLOSING_MOTIVES,
  DMP_SYSTEM,
  HL7_INTERACTIONS,
  REASONS,
} from './oids.js';
import { QUERY_REASONS } from './patient-registry-types.js';
import type { Device, DmpRecord, Ii, PatientAnswer, PatientQuery } from './patient-registry-types.js';
import { el, textEl } from './xml-builder.js';
import type { Xml, XmlContent } from './xml-builder.js';

const ROOT = { xmlns: NS.hl7, 'xmlns:xsi': NS.xsi, ITSVersion: 'XML_1.0' };

/** Writes a PRPA_IN201307UV02, valid against HL7 NE2009 (dmp.md §6.1). */
export function buildPatientQuery(query: PatientQuery): string {
  return el(
    'PRPA_IN201307UV02',
    ROOT,
    transmission({
      id: query.id,
      creationTime: query.creationTime,
      interaction: 'PRPA_IN201307UV02',
      processingCode: 'D',
      acceptAckCode: 'AL',
      receiver: query.receiver,
      sender: query.sender,
    }),
    el('attentionLine', { 'xsi:nil': 'true' }),
    el(
      'controlActProcess',
      { classCode: 'CACT', moodCode: 'EVN' },
      reasonCode(query.reason),
      el(
        'queryByParameter',
        {},
        ii('queryId', query.queryId),
        el('statusCode', { code: 'new' }),
        el(
          'parameterList',
          {},
          el('dataSource', { 'xsi:nil': 'true' }),
          el('patientIdentifier', {}, ii('value', query.patient), el('semanticsText', {}, 'Patient.id')),
        ),
      ),
    ),
  ).text;
}

/** Writes a PRPA_IN201308UV02, valid against HL7 NE2009 (dmp.md §6.2): found, closed, not found, or in error. */
export function buildPatientAnswer(answer: PatientAnswer): string {
  const closing = answer.record?.closing;
  return el(
    'PRPA_IN201308UV02',
    ROOT,
    transmission({
      id: { root: answer.id },
      creationTime: answer.creationTime,
      interaction: 'PRPA_IN201308UV02',
      processingCode: 'P',
      acceptAckCode: 'NE',
      receiver: answer.receiver,
      sender: answer.sender,
    }),
    answer.authorisation !== undefined &&
      attentionLine('AUTORISATION', ATTENTION_AUTHORISATION, {
        'xsi:type': 'CV',
        code: answer.authorisation,
        codeSystem: AUTHORISATION_STATES,
      }),
    answer.isTreatingPhysician !== undefined &&
      attentionLine('STATUT_MT', ATTENTION_MT, { 'xsi:type': 'BL', value: answer.isTreatingPhysician }),
    el(
      'acknowledgement',
      { typeCode: answer.acknowledgement },
      el('targetMessage', {}, ii('id', answer.target)),
      answer.errors.map((error) =>
        el('acknowledgementDetail', { typeCode: 'E' }, el('code', { code: error.code }), el('text', {}, error.text)),
      ),
    ),
    el(
      'controlActProcess',
      { classCode: 'CACT', moodCode: 'EVN' },
      reasonCode(answer.reason),
      answer.record && registration(answer.record),
      closing && (closing.motive !== undefined || closing.reason !== undefined) && closingReason(closing),
      el('queryAck', {}, ii('queryId', answer.queryId), el('queryResponseCode', { code: answer.responseCode })),
    ),
  ).text;
}

function registration(record: DmpRecord): Xml {
  const patient = el(
    'patient',
    { classCode: 'PAT' },
    record.identifiers.map((id) => ii('id', id)),
    el('statusCode', { code: record.status }),
    el(
      'patientPerson',
      { classCode: 'PSN', determinerCode: 'INSTANCE' },
      el(
        'name',
        {},
        textEl('prefix', record.name.prefix),
        record.name.given.map((given) => el('given', {}, given)),
        el('family', { qualifier: 'SP' }, record.name.family),
      ),
      record.telecoms.map((telecom) => el('telecom', { use: telecom.use, value: telecom.value })),
      record.gender !== undefined && el('administrativeGenderCode', { code: record.gender }),
      record.birthTime !== undefined && el('birthTime', { value: record.birthTime }),
    ),
    record.observations.map(({ code, codeSystem, value }) =>
      el(
        'subjectOf',
        { typeCode: 'SBJ' },
        el(
          'administrativeObservation',
          { classCode: 'OBS', moodCode: 'EVN' },
          el('code', { code, codeSystem }),
          el('value', { 'xsi:type': 'BL', value }),
        ),
      ),
    ),
  );
  return el(
    'subject',
    { typeCode: 'SUBJ', contextConductionInd: 'false' },
    el(
      'registrationEvent',
      { classCode: 'REG', moodCode: 'EVN' },
      el('statusCode', { code: 'completed' }),
      record.closing?.date !== undefined && el('effectiveTime', { value: record.closing.date }),
      el('subject1', { typeCode: 'SBJ' }, patient),
      el(
        'custodian',
        { typeCode: 'CST' },
        el('assignedEntity', { classCode: 'ASSIGNED' }, ii('id', { root: DMP_SYSTEM })),
      ),
    ),
  );
}

function closingReason(closing: { motive?: string; reason?: string }): Xml {
  return el(
    'reasonOf',
    { typeCode: 'RSON' },
    el(
      'detectedIssueEvent',
      { classCode: 'ALRT', moodCode: 'EVN' },
      el('code', { code: closing.motive, codeSystem: CLOSING_MOTIVES }),
      textEl('text', closing.reason),
    ),
  );
}

function transmission(message: {
  id: Ii;
  creationTime: string;
  interaction: string;
  processingCode: string;
  acceptAckCode: string;
  receiver: Device;
  sender: Device;
}): XmlContent {
  return [
    ii('id', message.id),
    el('creationTime', { value: message.creationTime }),
    ii('interactionId', { root: HL7_INTERACTIONS, extension: message.interaction }),
    el('processingCode', { code: message.processingCode }),
    el('processingModeCode', { code: 'T' }),
    el('acceptAckCode', { code: message.acceptAckCode }),
    el('receiver', { typeCode: 'RCV' }, device(message.receiver)),
    el('sender', { typeCode: 'SND' }, device(message.sender)),
  ];
}

function device({ oid, name }: Device): Xml {
  return el(
    'device',
    { classCode: 'DEV', determinerCode: 'INSTANCE' },
    ii('id', { root: oid }),
    el('softwareName', {}, name),
  );
}

function attentionLine(code: string, codeSystem: string, value: Record<string, string | boolean>): Xml {
  return el('attentionLine', {}, el('keyWordText', { code, codeSystem }), el('value', value));
}

function reasonCode(reason: string): Xml {
  const labels: Record<string, string | undefined> = QUERY_REASONS;
  return el('reasonCode', { code: reason, codeSystem: REASONS, displayName: labels[reason] });
}

function ii(name: string, { root, extension }: Ii): Xml {
  return el(name, { root, extension });
}
