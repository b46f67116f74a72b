import type { Fault } from '../core/fault.js';
import { newControlId } from '../core/hl7-acknowledging.js';
import { encodeEr7 } from '../wire/er7-charset.js';
import {
  BUSINESS_ACKNOWLEDGEMENTS,
  type BusinessAcknowledgement,
  type BusinessAcknowledgementKind,
  writeBusinessAcknowledgement,
} from '../wire/hl7-business-acknowledgement.js';
import { answeringHeader } from '../wire/hl7-header.js';
import { formatCdaTime } from '../wire/hl7-types.js';
import type { TakenMessage } from './taken-messages.js';

/** A business acknowledgement to send: what it says of which message. */
export interface BusinessReturn extends Pick<BusinessAcknowledgement, 'kind' | 'accepted' | 'party' | 'error'> {
  /** MSH-10 of the document message. */
  message: string;
}

/**
 * Business acknowledgements a message asked for (hl7v2-pfi-cda.md §6): ACK_RECEPTION gives one of the DMP when it is a
 * target, and one for each MSSanté address. Those of reading come when somebody reads: by command only.
 */
export function returnsDue(message: string, { flags, recipients }: TakenMessage): BusinessReturn[] {
  if (flags.ACK_RECEPTION !== true) return [];
  const mailed = flags.DESTMSSANTEPS === true || flags.DESTMSSANTEPAT === true;
  return [
    ...(flags.DESTDMP === true ? [{ message, kind: 'dmp-reception' as const, accepted: true }] : []),
    ...(mailed ? recipients : []).flatMap((recipient) => {
      const party = partyOf(recipient);
      return party === undefined ? [] : [{ message, kind: 'mss-reception' as const, accepted: true, party }];
    }),
  ];
}

/** The mailbox and the person of a recipient; undefined when it has no address. */
export function partyOf({ address, person }: TakenMessage['recipients'][number]): BusinessAcknowledgement['party'] {
  if (address === undefined) return undefined;
  return { address, ...(person === undefined || person.id === '' ? {} : { personId: person.id }) };
}

/**
 * Anomalies of business acknowledgements, by transaction `zam-z01` to `zam-z03` and keys `acknowledges`, `patient`,
 * `document`, `recipient`: `refused` (N, `code` and `message` of ERR-5: `DMPClosed`, `550`, `902` …), `withheld` (never
 * sent), `wrong-message` (about a message the DPI never sent), `delay` (`delayMs`).
 */
export const RETURN_FAULTS = ['refused', 'withheld', 'wrong-message', 'delay'] as const;

const DEFAULT_ERRORS: Record<BusinessAcknowledgementKind, { code: string; label: string }> = {
  'dmp-reception': { code: 'DMPClosed', label: 'DMP fermé' },
  'mss-reception': { code: '550', label: 'Boîte aux lettres inconnue' },
  'mss-reading': { code: '902', label: 'Identifiant patient inconnu' },
};

/** The return as an anomaly of the plan makes it. */
export function returnUnder(fault: Fault | undefined, wanted: BusinessReturn): BusinessReturn {
  if (fault?.kind === 'wrong-message') return { ...wanted, message: newControlId() };
  if (fault?.kind !== 'refused') return wanted;
  const usual = DEFAULT_ERRORS[wanted.kind];
  const error = { code: fault.code ?? usual.code, label: fault.message ?? usual.label };
  return { ...wanted, accepted: false, error };
}

/** Transaction of a return: `zam-z01`. */
export function transactionOf({ kind }: Pick<BusinessReturn, 'kind'>): string {
  return `zam-${BUSINESS_ACKNOWLEDGEMENTS[kind].event.toLowerCase()}`;
}

/** Keys by which an anomaly or a scenario finds a return, beside the message it is about. */
export function keysOf({ party }: BusinessReturn, { keys }: TakenMessage): Record<string, string> {
  const { patient, document } = keys;
  return {
    ...(patient === undefined ? {} : { patient }),
    ...(document === undefined ? {} : { document }),
    ...(party === undefined ? {} : { recipient: party.address }),
  };
}

/** Bytes of the ZAM of a return, from the PFI to who sent the message. `now`: the injected clock. */
export function writeReturn({ message, ...said }: BusinessReturn, taken: TakenMessage, now: Date): Buffer {
  const header = answeringHeader(taken.header, { time: formatCdaTime(now, 0), controlId: newControlId() });
  return encodeEr7(writeBusinessAcknowledgement({ ...said, header, acknowledges: message }));
}
