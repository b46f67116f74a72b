import type { MllpFault } from '../wire/mllp.js';
import type { ExchangeTls } from './exchange.js';

/** Content type of an HL7 v2 message in ER7, in the journal. */
export const ER7_CONTENT_TYPE = 'application/hl7-v2+er7';

/**
 * Anomalies of the plan that the listener applies by itself, after the service has answered: `delay` (`delayMs` before
 * the acknowledgement), `no-answer` (the connection stays open, silent), `close-before-answer`, `truncate` (`bytes` of
 * the frame, then closed). The message is taken over all the same: only its acknowledgement suffers.
 */
export const MLLP_FAULTS = ['delay', 'no-answer', 'close-before-answer', 'truncate'] as const;

/** One message as it reached a listener. */
export interface ReceivedMllpMessage {
  /** Content of the frame. */
  bytes: Buffer;
  /** Real time at which its frame was whole. */
  startedAt: Date;
  remoteAddress: string;
  tls?: ExchangeTls;
}

/** What the journal says of a message, beside its bytes. */
export interface MllpExchangeNotes {
  /** `MDM^T02^MDM_T02 MSG0001` */
  line: string;
  /** `mdm-t02` */
  transaction?: string;
  keys: Record<string, string>;
  /** French. */
  summary: string;
  tolerated?: readonly string[];
  /** Why the message was not expected, in French. */
  unexpected?: string;
  /** Kind of the anomaly the service applied. */
  fault?: string;
}

/** What a service makes of a message. */
export interface MllpAnswer {
  exchange: MllpExchangeNotes;
  /** Content of the frame to send back, and its line in the journal (`MSA|AA|MSG0001`). */
  reply: { bytes: Buffer; line: string };
  /** False when the frame held no HL7 v2: counts as a mistake of the connection. Default true. */
  readable?: boolean;
  /** Called once the reply has left, or will never leave. */
  afterwards?: () => void;
}

/** What is wrong around frames, in French. */
export const FRAMING_FAULTS: Readonly<Record<MllpFault, string>> = {
  outside: 'octets hors d’un bloc MLLP',
  'not-ended': 'bloc MLLP jamais terminé',
  'no-cr': 'bloc MLLP terminé sans retour chariot (0x0D) après 0x1C',
  'too-large': 'message trop long',
};
