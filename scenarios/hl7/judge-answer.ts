import { readAcknowledgement } from '../../mocks/wire/hl7-acknowledgement.js';
import { readBusinessAcknowledgement } from '../../mocks/wire/hl7-business-acknowledgement.js';
import { DOCUMENT_PROFILE, readDocumentMessage } from '../../mocks/wire/hl7-document-message.js';
import { readHeader, readKind } from '../../mocks/wire/hl7-header.js';
import { segmentOf } from '../../mocks/wire/er7.js';
import { judgement } from '../cda/index.js';
import { type CheckDeclaration, type Finding, text } from '../harness/index.js';
import { answerBreaches } from './checks/acknowledgement.js';
import { askedForBreaches, zamBreaches } from './checks/business-acknowledgement.js';
import { headerBreaches } from './checks/header.js';
import { structureBreaches } from './checks/structure.js';
import { type MessageContext, openMessage } from './message-context.js';

const VOLET = 'CI-SIS, volet Transmission d’un document CDA-R2 en HL7 v2, V2.1';

const ACK_HEADER: CheckDeclaration = {
  id: 'hl7.ack.header',
  title: text('En-tête de l’acquittement technique', 'Header of the technical acknowledgement'),
  rule: { reference: VOLET, confidence: 'stated' },
};
const ACK_ANSWER: CheckDeclaration = {
  id: 'hl7.ack.answer',
  title: text(
    'Acquittement technique : le bon message, le bon code, les erreurs',
    'Technical acknowledgement: right message, right code, errors',
  ),
  rule: { reference: VOLET, confidence: 'stated' },
};
const ZAM_HEADER: CheckDeclaration = {
  id: 'hl7.zam.header',
  title: text('En-tête de l’accusé métier (ZAM)', 'Header of the business acknowledgement (ZAM)'),
  rule: { reference: VOLET, confidence: 'stated' },
};
const ZAM_CONTENT: CheckDeclaration = {
  id: 'hl7.zam.content',
  title: text(
    'Accusé métier : message acquitté, résultat, destinataire, motif',
    'Business acknowledgement: message, result, recipient, reason',
  ),
  rule: { reference: VOLET, confidence: 'stated' },
};
const ZAM_ASKED: CheckDeclaration = {
  id: 'hl7.zam.asked',
  title: text(
    'Accusé métier demandé par le message du document',
    'Business acknowledgement asked for by the document message',
  ),
  rule: { reference: VOLET, confidence: 'stated' },
};

/** What an answer is judged with besides itself. */
export interface AnswerContext extends MessageContext {
  /** The message answered, as sent (payload of its frame). */
  of?: Uint8Array;
}

/**
 * An ACK: header, MSA and ERR; with the message answered, that it answers that one.
 * @throws BancError BANC_MESSAGE_INVALID when one of the two does not start with MSH.
 */
export function judgeAcknowledgement(bytes: Uint8Array, context: AnswerContext = {}): Finding[] {
  const message = openMessage(bytes);
  const read = readAcknowledgement(message.er7);
  const asked = context.of && openMessage(context.of).er7;
  const event = asked ? readKind(asked).event : read.event;
  const versions = versionsOf(asked ? (segmentOf(asked, 'MSH')?.fields[12] ?? '') : undefined);
  const header = { types: [`ACK^${event}^ACK`], versions };
  return [
    judgement(ACK_HEADER, {
      expected: text('en-tête d’acquittement du volet', 'acknowledgement header of the volet'),
      breaches: headerBreaches(message, header, context),
      found: text('conforme', 'conform'),
      where: 'MSH',
      exchange: context.exchange,
    }),
    judgement(ACK_ANSWER, {
      expected: text('MSA du message reçu, ERR en cas de refus', 'MSA of the message received, ERR on refusal'),
      breaches: answerBreaches(message.er7, read, asked && readHeader(asked), context.strict),
      found: `${read.code} ${read.acknowledges}`,
      where: 'MSA',
      exchange: context.exchange,
    }),
  ];
}

/** MSH-12 of the answer: that of the message, its first component being enough; any known one for a lone ACK. */
function versionsOf(asked: string | undefined): string[] {
  return asked === undefined ? ['2.5', '2.6', '2.5^FRA^2.11'] : [...new Set([asked, asked.split('^')[0] ?? ''])];
}

/**
 * A ZAM: header, content; with the document message, that it answers that one and was asked for.
 * @throws BancError BANC_MESSAGE_INVALID when one of the two does not start with MSH.
 */
export function judgeBusinessAcknowledgement(bytes: Uint8Array, context: AnswerContext = {}): Finding[] {
  const message = openMessage(bytes);
  const { strict, exchange, of } = context;
  const read = readBusinessAcknowledgement(message.er7);
  const types = ['Z01', 'Z02', 'Z03'].map((event) => `ZAM^${event}^ZAM_Z01`);
  const found = text(
    `${read.said.event} ${read.said.status} pour ${read.acknowledges}`,
    `${read.said.event} ${read.said.status} for ${read.acknowledges}`,
  );
  const findings = [
    judgement(ZAM_HEADER, {
      expected: text('en-tête ZAM du volet', 'ZAM header of the volet'),
      breaches: headerBreaches(message, { types, versions: ['2.6'], profile: DOCUMENT_PROFILE }, context),
      found: text('conforme', 'conform'),
      where: 'MSH',
      exchange,
    }),
    judgement(ZAM_CONTENT, {
      expected: text('EVN, OBX et ERR du volet', 'EVN, OBX and ERR of the volet'),
      breaches: [...structureBreaches(message.er7, ZAM_PLAN, strict), ...zamBreaches(message.er7, read, strict)],
      found,
      where: 'OBX',
      exchange,
    }),
  ];
  if (!of) return findings;
  const asked = readDocumentMessage(openMessage(of).er7);
  return [
    ...findings,
    judgement(ZAM_ASKED, {
      expected: text(
        `accusé demandé par ${asked.header.controlId}`,
        `acknowledgement asked for by ${asked.header.controlId}`,
      ),
      breaches: askedForBreaches(read, asked),
      found,
      where: 'OBX[1]-4',
      exchange,
    }),
  ];
}

/** ZAM_Z01 (hl7v2-pfi-cda.md §2). */
const ZAM_PLAN = { head: ['MSH', 'SFT', 'EVN'], tail: ['ERR'], required: ['MSH', 'EVN'], withoutPrt: true };
