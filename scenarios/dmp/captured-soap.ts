import { BancError } from '../../mocks/wire/errors.js';
import { readFeedingRequest } from '../../mocks/wire/feeding-request.js';
import { readEnvelope, readFault, type SoapEnvelope } from '../../mocks/wire/soap.js';
import { guessRootName } from '../../mocks/wire/xml-root.js';
import type { XmlNodeData } from '../../mocks/wire/xml.js';
import { checkCdaXds, judgeCda } from '../cda/index.js';
import { type FileContext, type FileKind, type Finding, text } from '../harness/index.js';
import { capturedVihfProblems } from './captured-assertion.js';
import { type CapturedMessage, looksLikeHttpSoap, readCapturedMessage } from './captured-message.js';
import { readCapturedBody } from './captured-bodies.js';
import { bodyFinding, type BodyReading, rimWarnings } from './checks/captured-body.js';
import { checkCapturedEnvelope, isAnswer } from './checks/captured-envelope.js';
import { checkCapturedVihf, checkVihfMissing } from './checks/captured-vihf.js';
import { checkLot } from './checks/feeding-lot.js';

/** `banc check --as soap`: a request or an answer of the DMP, as a capture tool saves it. */
export const soapFile: FileKind = {
  kind: 'soap',
  title: text('message SOAP du DMP', 'SOAP message of the DMP'),
  recognises: (bytes) => guessRootName(bytes) === 'Envelope' || looksLikeHttpSoap(bytes),
  judge: judgeCapturedSoap,
};

const PARTS_NOT_SAVED = text(
  'documents absents du fichier : enregistrez toutes les parties MTOM',
  'documents not in the file: save every MTOM part',
);

async function judgeCapturedSoap(bytes: Buffer, context: FileContext): Promise<Finding[]> {
  const message = await readCapturedMessage(bytes);
  const envelope = readEnvelope(message.root);
  return [
    checkCapturedEnvelope(envelope, message.tolerated),
    ...(isAnswer(envelope) ? [] : [judgeVihfOf(envelope, message)]),
    ...(envelope.body ? judgeBody(envelope, envelope.body, message, context) : []),
  ];
}

/** Requests that are about no patient: TD0.4, TD0.5. */
const WITHOUT_PATIENT = ['patientList', 'PRPA_IN201305UV02'];

function judgeVihfOf({ assertion, bodyQName }: SoapEnvelope, { root }: CapturedMessage): Finding {
  if (!assertion) return checkVihfMissing();
  const aboutPatient = !WITHOUT_PATIENT.includes(bodyQName?.local ?? '');
  return checkCapturedVihf(capturedVihfProblems(root, assertion, aboutPatient));
}

function judgeBody(
  envelope: SoapEnvelope,
  body: XmlNodeData,
  message: CapturedMessage,
  context: FileContext,
): Finding[] {
  const fault = readFault(envelope);
  if (fault) {
    const summary = `soap:Fault ${fault.code} ${fault.subcode ?? ''}`.trim();
    return [bodyFinding({ summary, warnings: [fault.reason] })];
  }
  try {
    if (body.local === 'ProvideAndRegisterDocumentSetRequest') return judgeLot(envelope, body, message, context);
    const reading = readCapturedBody(body, message.parts);
    return reading ? [bodyFinding(reading)] : [];
  } catch (error) {
    if (!(error instanceof BancError) || error.code === 'BANC_CONFIG_INVALID') throw error;
    const partsNotSaved = error.code === 'BANC_MIME_INVALID' && !message.mtom && isAnswer(envelope);
    if (partsNotSaved) return [bodyFinding({ summary: body.local, warnings: [PARTS_NOT_SAVED] })];
    return [bodyFinding({ summary: body.local, problems: [error.message] })];
  }
}

/** The lot, then the CDA it carries and both against each other, as in a run. */
function judgeLot(
  envelope: SoapEnvelope,
  body: XmlNodeData,
  { parts, mtom }: CapturedMessage,
  { ciSis }: FileContext,
): Finding[] {
  const read = readFeedingRequest(envelope, parts);
  const { lot, document: entry, content, cda } = read;
  const reading: BodyReading = {
    summary: text(
      `lot de ${lot?.submission.documents.length ?? 0} documents`,
      `lot of ${lot?.submission.documents.length ?? 0} documents`,
    ),
    problems: entry && !content ? [text('document sans contenu', 'document without content')] : [],
    warnings: [...(lot?.tolerated ?? []), ...rimWarnings(body)],
  };
  return [
    bodyFinding(reading),
    ...checkLot({ ...read, mtom }),
    ...(content ? judgeCda(content, ciSis === undefined ? {} : { ciSis }) : []),
    ...(cda && entry ? checkCdaXds({ cda, entry }) : []),
  ];
}
