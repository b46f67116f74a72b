import type { Exchange } from '../../../mocks/core/exchange.js';
import type { Acknowledgement } from '../../../mocks/wire/hl7-acknowledgement.js';
import type { DocumentAct } from '../../../mocks/wire/hl7-document-message.js';
import type { LpsFlag, ReceivedLpsMessage } from '../../../mocks/wire/hl7-lps-message.js';
import { type Breach, broken, judgement, remarked } from '../../cda/index.js';
import { type CheckDeclaration, type Finding, type Text, text } from '../../harness/index.js';

/** A message by which the SUT pushed a received document to the DPI, and what the DPI answered. */
export interface SeenDelivery {
  exchange: Exchange;
  message: ReceivedLpsMessage;
  /** Undefined when the DPI kept silent or closed. */
  answer: Acknowledgement | undefined;
}

/** True when the DPI answered this very message, with this code. */
export function isAnswered({ message, answer }: SeenDelivery, code: string): boolean {
  return answer?.code === code && answer.acknowledges === message.header.controlId;
}

const VOLET = 'CI-SIS, volet Transmission au LPS d’un document CDA provenant d’un courriel MSSanté';

const ONCE: CheckDeclaration = {
  id: 'mss.delivery.once',
  title: text(
    'Le document arrive au DPI : envoyé jusqu’à ce qu’il réponde, plus jamais après',
    'The document reaches the DPI: sent until it answers, never after',
  ),
  rule: { reference: `REM PFI CDA/HL7.03 ; ${VOLET}`, confidence: 'stated' },
};

/** Exactly one message of the document was accepted, and none followed it; resends are the same message. */
export function checkDeliveredOnce(title: string, seen: readonly SeenDelivery[]): Finding {
  const accepted = seen.findIndex((one) => isAnswered(one, 'AA'));
  const after = accepted === -1 ? 0 : seen.length - accepted - 1;
  const numbers = new Set(seen.map(({ message }) => message.header.controlId));
  const breaches: Breach[] = [];
  if (accepted === -1) {
    breaches.push(
      broken(
        text(
          `« ${title} » jamais accepté (${seen.length} envois)`,
          `"${title}" never accepted (sent ${seen.length} times)`,
        ),
        'MLLP',
      ),
    );
  }
  if (after > 0) {
    const again = text(`envoyé ${after} fois après l’accord du DPI`, `sent ${after} times after the DPI agreed`);
    breaches.push(broken(again, 'MSA-1'));
  }
  // A new number each time is allowed by no text and refused by none.
  if (numbers.size > 1) {
    breaches.push(
      remarked(
        text(`renvoyé sous ${numbers.size} numéros différents`, `sent again under ${numbers.size} different numbers`),
        'MSH-10',
      ),
    );
  }
  return judgement(ONCE, {
    expected: text(`« ${title} » accepté une fois`, `"${title}" accepted once`),
    breaches,
    found: text(`accepté après ${seen.length} envoi(s)`, `accepted after being sent ${seen.length} time(s)`),
    where: 'MSA-1',
    exchange: seen.at(-1)?.exchange.id,
  });
}

/** A received mail and the document of its archive that a message must carry. */
export interface ReceivedSource {
  messageId: string;
  subject: string;
  sender: string;
  /** Body of the mail. */
  text: string;
  act: DocumentAct;
  cda: Buffer;
  /** Confidentiality codes of METADATA.XML besides the document's own. */
  visibility: readonly string[];
}

const ACT: CheckDeclaration = {
  id: 'mss.delivery.act',
  title: text(
    'L’événement suit l’action de l’archive : T02 sans action, T10 pour C, T04 pour D',
    'The event follows the action of the archive: T02 without action, T10 for C, T04 for D',
  ),
  rule: { reference: `${VOLET} ; volet Echange de documents de santé (métadonnée action)`, confidence: 'stated' },
};

const ACTS: Readonly<Record<DocumentAct, Text>> = {
  create: text('transmission initiale (T02)', 'first transmission (T02)'),
  replace: text('remplacement (T10)', 'replacement (T10)'),
  delete: text('suppression (T04)', 'deletion (T04)'),
};

/** The message asks for what the archive asks for. */
export function checkDeliveryAct({ exchange, message }: SeenDelivery, { act }: Pick<ReceivedSource, 'act'>): Finding {
  const { event, order, status } = message.said;
  const found = text(`${event}, ORC-1 ${order}, OBX-11 ${status}`, `${event}, ORC-1 ${order}, OBX-11 ${status}`);
  return judgement(ACT, {
    expected: ACTS[act],
    breaches: message.act === act ? [] : [broken(found, 'MSH-9.2')],
    found,
    where: 'MSH-9.2',
    exchange: exchange.id,
  });
}

const CONTENT: CheckDeclaration = {
  id: 'mss.delivery.content',
  title: text(
    'Le message porte le document reçu, son courriel, son expéditeur et ses restrictions',
    'The message carries the document received, its mail, its sender and its restrictions',
  ),
  rule: { reference: VOLET, confidence: 'stated' },
};

/** How METADATA.XML names what HL7 v2 flags say (hl7v2-pfi-cda.md §1). */
const VISIBILITY: Readonly<Partial<Record<LpsFlag, string>>> = {
  MASQUE_PS: 'MASQUE_PS',
  INVISIBLE_PATIENT: 'INVISIBLE_PATIENT',
  INVISIBLE_REP_LEGAUX: 'INVISIBLE_REPRESENTANTS_LEGAUX',
};

/** The bytes of the CDA, Message-ID, subject, body and address of the mail, and who may not see the document. */
export function checkDeliveryContent({ exchange, message }: SeenDelivery, source: ReceivedSource): Finding {
  const { mail, sender, flags, cda } = message;
  const told: [boolean, Text, string][] = [
    [
      cda.equals(source.cda),
      text(
        `CDA de ${cda.length} octets, celui de l’archive en a ${source.cda.length}`,
        `CDA of ${cda.length} bytes, that of the archive has ${source.cda.length}`,
      ),
      'OBX[1]-5.5',
    ],
    [bare(mail?.messageId) === bare(source.messageId), unlike('Message-ID', mail?.messageId), 'OBX[2]-3.1'],
    [words(mail?.subject) === words(source.subject), unlike('objet', mail?.subject, 'subject'), 'OBX[2]-3.2'],
    [words(mail?.body).includes(words(source.text)), unlike('corps', mail?.body, 'body'), 'OBX[2]-5.5'],
    [
      sender?.address?.toLowerCase() === source.sender.toLowerCase(),
      unlike('adresse de l’expéditeur', sender?.address, 'address of the sender'),
      'PRT-15.4',
    ],
    ...Object.entries(VISIBILITY).map(([flag, code]): [boolean, Text, string] => [
      flags[flag as LpsFlag] === source.visibility.includes(code),
      unlike(flag, flags[flag as LpsFlag] === true ? 'Y' : 'N'),
      `OBX ${flag}`,
    ]),
  ];
  return judgement(CONTENT, {
    expected: text(
      `ce que porte le courriel ${source.messageId}, restrictions : ${source.visibility.join(', ') || 'aucune'}`,
      `what mail ${source.messageId} carries, restrictions: ${source.visibility.join(', ') || 'none'}`,
    ),
    breaches: told.filter(([holds]) => !holds).map(([, message, where]) => broken(message, where)),
    found: text('le même', 'the same'),
    where: 'OBX, PRT',
    exchange: exchange.id,
  });
}

function unlike(fr: string, value: string | undefined, en = fr): Text {
  const said = value === undefined || value === '' ? undefined : value.slice(0, 80);
  return text(`${fr} ${said ? `« ${said} »` : 'absent'}`, `${en} ${said ? `"${said}"` : 'missing'}`);
}

/** A Message-ID with or without its brackets. */
function bare(messageId = ''): string {
  return messageId.replaceAll(/[<>\s]/g, '');
}

function words(said = ''): string {
  return said.replaceAll(/\s+/g, ' ').trim();
}

const ORDER: CheckDeclaration = {
  id: 'mss.delivery.order',
  title: text(
    'Les versions d’un document arrivent au DPI dans leur ordre',
    'The versions of a document reach the DPI in their order',
  ),
  rule: { reference: `${VOLET} (code 900)`, confidence: 'inferred' },
};

/** Told when a later version reached the DPI before it accepted the earlier one; no finding when the order is right. */
export function orderRemarks(earlier: readonly SeenDelivery[], later: readonly SeenDelivery[]): Finding[] {
  const accepted = earlier.find((one) => isAnswered(one, 'AA'));
  const [first] = later;
  if (!accepted || !first || first.exchange.startedAt >= accepted.exchange.finishedAt) return [];
  const when = text(
    'version suivante envoyée avant l’accord du DPI pour la précédente',
    'next version sent before the DPI agreed to the one before',
  );
  return [
    judgement(ORDER, {
      expected: text('la précédente d’abord', 'the one before first'),
      breaches: [remarked(when, 'MLLP')],
      found: '',
      exchange: first.exchange.id,
    }),
  ];
}
