import { DMP_ACTIONS } from '../../../mocks/wire/dmp-actions.js';
import { SOAP_FAULT_ACTION, type SoapEnvelope, WSA_FAULT_ACTION } from '../../../mocks/wire/soap.js';
import { type CheckDeclaration, type Finding, joinTexts, type Text, text, verify, warn } from '../../harness/index.js';
import { SEMICOLON } from './wording.js';

const ENVELOPE: CheckDeclaration = {
  id: 'dmp.soap.envelope',
  title: text(
    'Enveloppe SOAP 1.2, en-têtes WS-Addressing, action accordée au corps',
    'SOAP 1.2 envelope, WS-Addressing headers, action that goes with the body',
  ),
  rule: { reference: 'GI DMP, échanges SOAP et WS-Addressing (dmp.md §4)', confidence: 'stated' },
};

const { 'iti-18': query, 'iti-43': retrieve, 'iti-41': provide, 'iti-57': update } = DMP_ACTIONS;
/** Actions that go with each body element. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  AdhocQueryRequest: [query.request],
  AdhocQueryResponse: [query.response],
  RetrieveDocumentSetRequest: [retrieve.request],
  RetrieveDocumentSetResponse: [retrieve.response],
  ProvideAndRegisterDocumentSetRequest: [provide.request],
  SubmitObjectsRequest: [update.request],
  RegistryResponse: [provide.response, update.response],
  PRPA_IN201307UV02: [DMP_ACTIONS['td0-2'].request],
  PRPA_IN201308UV02: [DMP_ACTIONS['td0-2'].response],
  PRPA_IN201305UV02: [DMP_ACTIONS['td0-5'].request],
  PRPA_IN201306UV02: [DMP_ACTIONS['td0-5'].response],
  setAuthorization: [DMP_ACTIONS['td0-3'].request],
  setAuthorizationResponse: [DMP_ACTIONS['td0-3'].response],
  listAuthorizationByPatient: [DMP_ACTIONS['td1-6'].request],
  listAuthorizationByPatientResponse: [DMP_ACTIONS['td1-6'].response],
  patientList: [DMP_ACTIONS['td0-4'].request],
  patientListResponse: [DMP_ACTIONS['td0-4'].response],
  Fault: [SOAP_FAULT_ACTION, WSA_FAULT_ACTION],
};

/** Whether an envelope is an answer: it relates to a request, or its body is one of an answer. */
export function isAnswer({ relatesTo, bodyQName }: SoapEnvelope): boolean {
  return relatesTo !== undefined || /Response$|^Fault$|^PRPA_IN20130[68]UV02$/.test(bodyQName?.local ?? '');
}

/** Headers and action of an envelope; a dialect that is read all the same is a warning. `tolerated`: those of MTOM. */
export function checkCapturedEnvelope(envelope: SoapEnvelope, tolerated: readonly string[] = []): Finding {
  const action = envelope.action ?? '';
  const allowed = ACTIONS[envelope.bodyQName?.local ?? ''];
  const problems: Text[] = envelope.missingHeaders.map((header) => text(`${header} absent`, `${header} missing`));
  if (isAnswer(envelope) && envelope.relatesTo === undefined) {
    problems.push(text('wsa:RelatesTo absent', 'wsa:RelatesTo missing'));
  }
  if (!envelope.body) problems.push(text('corps vide', 'empty body'));
  else if (!allowed) {
    const { ns, local } = envelope.body;
    problems.push(text(`corps {${ns}}${local} inconnu du DMP`, `body {${ns}}${local} unknown to the DMP`));
  } else if (action !== '' && !allowed.includes(action)) {
    problems.push(text(`wsa:Action « ${action} »`, `wsa:Action "${action}"`));
  }
  const dialects = [...envelope.tolerated, ...tolerated];
  const details = {
    expected: joinTexts(
      [
        text('SOAP 1.2, wsa:MessageID, wsa:To, wsa:Action', 'SOAP 1.2, wsa:MessageID, wsa:To, wsa:Action'),
        ...(allowed ? [joinTexts(allowed, text(' ou ', ' or '))] : []),
      ],
      ' ',
    ),
    received: joinTexts([...problems, ...dialects], SEMICOLON, `SOAP ${envelope.version}, ${action}`),
    locator: 'soap:Envelope/soap:Header',
  };
  const holds = problems.length === 0;
  return holds && dialects.length > 0 ? warn(ENVELOPE, details) : verify(ENVELOPE, holds, details);
}
