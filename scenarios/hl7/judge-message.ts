import { idText } from '../../mocks/wire/cda-document.js';
import { BancError } from '../../mocks/wire/errors.js';
import { segmentOf, valueOf } from '../../mocks/wire/er7.js';
import { readKind } from '../../mocks/wire/hl7-header.js';
import type { Finding } from '../harness/index.js';
import { openCarriedDocument } from './checks/content.js';
import { judgeAdmission } from './judge-admission.js';
import { judgeAcknowledgement, judgeBusinessAcknowledgement } from './judge-answer.js';
import { judgeDocumentMessage, judgeDocumentVersions } from './judge-document.js';
import { judgeLpsMessage } from './judge-lps.js';
import { type MessageContext, openMessage } from './message-context.js';

/** Families of messages that are judged. */
export type MessageFamily = 'document' | 'lps' | 'acknowledgement' | 'business-acknowledgement' | 'admission';

/**
 * What a message is, from MSH-9 and, for an MDM, MSH-21.
 * @throws BancError BANC_MESSAGE_INVALID for a message that is not HL7 v2 or of no family judged.
 */
export function messageFamily(bytes: Uint8Array): MessageFamily {
  const { code, profile } = readKind(openMessage(bytes).er7);
  if (code === 'ACK') return 'acknowledgement';
  if (code === 'ZAM') return 'business-acknowledgement';
  if (code === 'ADT') return 'admission';
  if (code === 'ORU') return 'document';
  if (code === 'MDM') return profile?.name.includes('LPS') === true ? 'lps' : 'document';
  throw new BancError('BANC_MESSAGE_INVALID', `Messages « ${code} » are not judged: ORU, MDM, ACK, ZAM and ADT are.`);
}

/**
 * Judges messages saved together, each by its family; an answer with the message it answers when that is there, and the
 * life of each document that several messages carry. Where several messages are, each locator says which one.
 *
 * @throws BancError BANC_MESSAGE_INVALID for a message that is not HL7 v2 or of no family judged.
 */
export function judgeMessages(messages: readonly Uint8Array[], context: MessageContext = {}): Finding[] {
  const byId = new Map(messages.map((bytes) => [controlId(bytes), bytes]));
  const findings = messages.flatMap((bytes, at) => {
    const found = judgeOne(bytes, byId, context);
    return messages.length < 2 ? found : found.map((finding) => located(finding, `${at + 1}/${controlId(bytes)}`));
  });
  return [...findings, ...chains(messages).map((chain) => judgeDocumentVersions(chain, context))];
}

function judgeOne(bytes: Uint8Array, byId: ReadonlyMap<string, Uint8Array>, context: MessageContext): Finding[] {
  const family = messageFamily(bytes);
  if (family === 'document') return judgeDocumentMessage(bytes, context);
  if (family === 'lps') return judgeLpsMessage(bytes, context);
  if (family === 'admission') return judgeAdmission(bytes, context);
  const { er7 } = openMessage(bytes);
  const acknowledges =
    family === 'acknowledgement' ? valueOf(segmentOf(er7, 'MSA'), '2') : valueOf(segmentOf(er7, 'OBX'), '4');
  const of = byId.get(acknowledges);
  const answered = of === undefined || of === bytes ? context : { ...context, of };
  return family === 'acknowledgement'
    ? judgeAcknowledgement(bytes, answered)
    : judgeBusinessAcknowledgement(bytes, answered);
}

/** Messages about one document (same setId), where there are several. */
function chains(messages: readonly Uint8Array[]): Uint8Array[][] {
  const bySet = new Map<string, Uint8Array[]>();
  for (const bytes of messages) {
    if (messageFamily(bytes) !== 'document') continue;
    const set = idText(openCarriedDocument(openMessage(bytes).er7).cda?.setId);
    if (set !== '') bySet.set(set, [...(bySet.get(set) ?? []), bytes]);
  }
  return [...bySet.values()].filter((chain) => chain.length > 1);
}

function controlId(bytes: Uint8Array): string {
  return valueOf(segmentOf(openMessage(bytes).er7, 'MSH'), '10');
}

function located(finding: Finding, message: string): Finding {
  const { locator = '' } = finding;
  const prefixed = (where: string): string => `message ${message} : ${where}`;
  return {
    ...finding,
    locator: typeof locator === 'string' ? prefixed(locator) : { fr: prefixed(locator.fr), en: prefixed(locator.en) },
  };
}
