import { readCdaDocument } from '../../mocks/wire/cda-document.js';
import { parseEr7 } from '../../mocks/wire/er7.js';
import { decodeEr7 } from '../../mocks/wire/er7-charset.js';
import { readAcknowledgement } from '../../mocks/wire/hl7-acknowledgement.js';
import { readBusinessAcknowledgement } from '../../mocks/wire/hl7-business-acknowledgement.js';
import { readDocumentMessage, type ReceivedDocumentMessage } from '../../mocks/wire/hl7-document-message.js';
import { patientOfAddress } from '../../mocks/wire/mssante-address.js';
import type { Growth } from './checks/export-counts.js';

/** A document given to the PFI to be sent by one channel, and what came of it. */
export interface HandedOverSending {
  channel: Growth['channel'];
  typeCode: string;
  title: string;
  /** `unreachable`: the PFI did not answer; the product may try again. */
  outcome: 'success' | 'failure' | 'unreachable';
}

/**
 * What a document message asks the PFI to send, by channel (hl7v2-pfi-cda.md §3: DESTDMP, DESTMSSANTEPS, DESTMSSANTEPAT),
 * and what came of it: refused by the acknowledgement, or by a business return (§6). A deletion sends nothing.
 * @param answer the technical acknowledgement; undefined when there was none.
 * @param returns ZAM about this message.
 * @throws BancError BANC_MESSAGE_INVALID, BANC_XML_INVALID when one of them cannot be read.
 */
export function sendingsInMessage(
  message: Uint8Array,
  answer: Uint8Array | undefined,
  returns: readonly Uint8Array[],
): HandedOverSending[] {
  const read = readDocumentMessage(er7(message));
  if (read.act !== 'create' && read.act !== 'replace') return [];
  const { title } = readCdaDocument(read.cda);
  const taken = answer === undefined ? undefined : readAcknowledgement(er7(answer)).code === 'AA';
  const refused = new Set(returns.flatMap((one) => refusedChannel(one) ?? []));
  const outcome = (channel: Growth['channel']): HandedOverSending['outcome'] => {
    if (taken === undefined) return 'unreachable';
    return taken && !refused.has(channel) ? 'success' : 'failure';
  };
  return channelsOf(read).map((channel) => ({
    channel,
    typeCode: read.type.code,
    title,
    outcome: outcome(channel),
  }));
}

function er7(bytes: Uint8Array) {
  return parseEr7(decodeEr7(bytes).text);
}

function channelsOf({ flags }: ReceivedDocumentMessage): Growth['channel'][] {
  return [
    ...(flags.DESTDMP === true ? (['dmp'] as const) : []),
    ...(flags.DESTMSSANTEPS === true ? (['mss-pro'] as const) : []),
    ...(flags.DESTMSSANTEPAT === true ? (['mss-patient'] as const) : []),
  ];
}

/** The channel a business return says no for. */
function refusedChannel(bytes: Uint8Array): Growth['channel'] | undefined {
  const { kind, accepted, party } = readBusinessAcknowledgement(er7(bytes));
  if (accepted !== false) return undefined;
  if (kind === 'dmp-reception') return 'dmp';
  if (kind !== 'mss-reception') return undefined;
  return patientOfAddress(party?.address ?? '') === undefined ? 'mss-pro' : 'mss-patient';
}
