import { BancError } from '../../mocks/wire/errors.js';
import { documentObservation } from '../../mocks/wire/hl7-document-message.js';
import { valueOf } from '../../mocks/wire/er7.js';
import { judgeCda, judgement } from '../cda/index.js';
import { type CheckDeclaration, type FileContext, type FileKind, type Finding, text } from '../harness/index.js';
import { openCarriedDocument } from './checks/content.js';
import { ruleList } from './checks/rule-list.js';
import { judgeMessages } from './judge-message.js';
import { openMessage } from './message-context.js';
import { splitMessages, type SplitMessages } from './split-messages.js';

/** `banc check --as hl7v2`: one message or several, as text (CR, LF or CRLF) or as a dump of MLLP frames. */
export const hl7File: FileKind = {
  kind: 'hl7v2',
  title: text('messages HL7 v2 (ER7 ou trames MLLP)', 'HL7 v2 messages (ER7 or MLLP frames)'),
  recognises: (bytes) =>
    /^(?:\u00EF\u00BB\u00BF)?[\s\v]*MSH[^A-Za-z0-9\s]/.test(bytes.subarray(0, 256).toString('latin1')),
  judge: (bytes, context) => Promise.resolve(judgeFile(bytes, context)),
};

const FRAMING: CheckDeclaration = {
  id: 'hl7.framing',
  title: text('Trames MLLP', 'MLLP frames'),
  rule: { reference: 'HL7 v2, Minimal Lower Layer Protocol', confidence: 'stated' },
};

const FAULTS = {
  outside: text('octets hors trame', 'bytes outside frames'),
  'not-ended': text('trame sans fin (FS)', 'frame without end (FS)'),
  'no-cr': text('fin de trame sans CR', 'end of frame without CR'),
  'too-large': text('trame trop grande', 'frame too large'),
};

/** The documents inside are judged too, by the checks of lone CDA. */
function judgeFile(bytes: Buffer, { ciSis, strict = false }: FileContext): Finding[] {
  const split = splitMessages(bytes);
  if (split.messages.length === 0) {
    throw new BancError('BANC_MESSAGE_INVALID', 'No HL7 v2 message: none starts with MSH, or no MLLP frame is whole.');
  }
  const findings = judgeMessages(split.messages, { captured: true, strict });
  const documents = split.messages.flatMap((message) => documentOf(message) ?? []);
  return [
    ...(split.faults.length > 0 ? [framing(split)] : []),
    ...findings,
    ...documents.flatMap((cda) => judgeCda(cda, ciSis === undefined ? {} : { ciSis })),
  ];
}

function framing({ faults }: SplitMessages): Finding {
  const rules = ruleList();
  for (const { fault, bytes, length } of faults) {
    const { fr, en } = FAULTS[fault];
    const start = JSON.stringify(bytes.subarray(0, 20).toString('latin1'));
    rules.must(false, `${fr} (${length} octets)`, `${en} (${length} bytes)`, start);
  }
  return judgement(FRAMING, { expected: 'VT … FS CR', breaches: rules.breaches, found: '' });
}

/** The bytes of a CDA; undefined when none can be read, which the message's own checks tell. */
function documentOf(message: Uint8Array): Buffer | undefined {
  const { er7 } = openMessage(message);
  return openCarriedDocument(er7).cda && Buffer.from(valueOf(documentObservation(er7), '5.5'), 'base64');
}
