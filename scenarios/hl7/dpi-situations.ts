import { documentType } from '../../fixtures/documents/document-types.js';
import type { Patient } from '../../fixtures/people.js';
import type { Exchange } from '../../mocks/core/exchange.js';
import { parseEr7 } from '../../mocks/wire/er7.js';
import { decodeEr7 } from '../../mocks/wire/er7-charset.js';
import { BancError } from '../../mocks/wire/errors.js';
import { type Acknowledgement, readAcknowledgement } from '../../mocks/wire/hl7-acknowledgement.js';
import { readDocumentMessage, type ReceivedDocumentMessage } from '../../mocks/wire/hl7-document-message.js';
import { type Finding, type ScenarioContext, text } from '../harness/index.js';
import { refOf, signInAs } from '../record/index.js';
import { type PfiSending, sendThroughPfi } from './actions/dpi-sending.js';
import type { ShownTransmission } from './actions/dpi-transmission.js';
import { hl7AddressIfAny } from './hl7-interface.js';

/** Transactions of document messages, whatever the form and the operation. */
export const DOCUMENT_TRANSACTIONS = ['oru-r01', 'mdm-t02', 'mdm-t10', 'mdm-t04'];

/** A document message the SUT sent to the bench's PFI, with what it was answered. */
export interface SentMessage {
  exchange: Exchange;
  /** Payload of the frame. */
  bytes: Buffer;
  read: ReceivedDocumentMessage;
  /** What the PFI answered; undefined when it did not. */
  answer?: Acknowledgement;
}

/**
 * Signs a professional in and tells the bench's PFI where the SUT listens; a step of its own. False when the SUT says
 * that it has no HL7 v2 link: every proof of the scenario is then judged by `without`, and nothing else is left to do.
 */
export async function startLink(
  t: ScenarioContext,
  proofs: string | readonly string[],
  without: Finding,
  professionalKey = 'ps1',
): Promise<boolean> {
  return t.step(text('Relier le logiciel à la PFI du banc', 'Connect the product to the bench’s PFI'), async () => {
    await signInAs(t, professionalKey);
    const address = await hl7AddressIfAny(t);
    if (address) await t.control('pfi', 'reach', address);
    else t.check(proofs, without);
    return address !== undefined;
  });
}

/** What a document to send is made of, besides its name in the scenario. */
export type DocumentWanted = Partial<Pick<PfiSending, 'typeCode' | 'level' | 'toDmp' | 'recipients' | 'toPatient'>>;

/** A document whose sending through the PFI was asked of the SUT. */
export interface AskedSending {
  title: string;
  since: number;
  offered: boolean;
  shown: readonly ShownTransmission[];
}

/** Has the SUT write a document and send it through the PFI: a letter to the DMP in N1 unless told otherwise. */
export async function sendDocument(
  t: ScenarioContext,
  person: Patient,
  name: string,
  wanted: DocumentWanted = {},
): Promise<AskedSending> {
  const { typeCode = '11490-0', level = 'N1', toDmp = true, recipients = [], toPatient = false } = wanted;
  const title = `${documentType(typeCode).label} ${name} ${t.runKey}`;
  const since = await t.mark();
  const { offered, transmissions } = await t.act(sendThroughPfi, {
    patient: refOf(person),
    title,
    typeCode,
    level,
    text: `Repère ${name}-${t.runKey}\nTexte du document ${name}, été, œdème.`,
    toDmp,
    recipients: [...recipients],
    toPatient,
  });
  return { title, since, offered, shown: transmissions };
}

/** Document messages of one patient the PFI received since a moment. Waits for a first one, at most the configured time. */
export async function messagesOf(t: ScenarioContext, person: Patient, since: number): Promise<SentMessage[]> {
  for (let mark = since; ;) {
    // Not by the key of the patient: a message without their INS is theirs all the same.
    const seen = await t.expectExchange(documentsSince(mark));
    const messages = await readMessages(t, person, since);
    if (seen === undefined || messages.length > 0) return messages;
    mark = seen.seq;
  }
}

/** Those that are there, and those that still come during the quiet time. */
export async function messagesInQuiet(t: ScenarioContext, person: Patient, since: number): Promise<SentMessage[]> {
  await t.watchQuiet(documentsSince(await t.mark()));
  return readMessages(t, person, since);
}

/** Evidence of the exchanges some messages came in. */
export function attachMessages(
  t: ScenarioContext,
  proofs: string | readonly string[],
  messages: readonly SentMessage[],
) {
  t.attachExchanges(
    proofs,
    messages.map(({ exchange }) => exchange),
  );
}

function documentsSince(since: number) {
  return { service: 'pfi', transaction: DOCUMENT_TRANSACTIONS, since };
}

async function readMessages(t: ScenarioContext, { ins, ipp }: Patient, since: number): Promise<SentMessage[]> {
  const exchanges = await t.exchanges(documentsSince(since));
  const messages = await Promise.all(
    exchanges
      .filter(({ keys }) => keys['patient'] === ins || keys['patient'] === ipp)
      .map((exchange) => readExchange(t, exchange)),
  );
  return messages.filter((message) => message !== undefined);
}

async function readExchange(t: ScenarioContext, exchange: Exchange): Promise<SentMessage | undefined> {
  const bytes = await t.body(exchange, 'request');
  try {
    const read = readDocumentMessage(parseEr7(decodeEr7(bytes).text));
    const answer = exchange.response ? await t.body(exchange, 'response') : undefined;
    return {
      exchange,
      bytes,
      read,
      ...(answer ? { answer: readAcknowledgement(parseEr7(decodeEr7(answer).text)) } : {}),
    };
  } catch (error) {
    // No HL7 v2 at all: the journal shows it; as a message of this patient it cannot be read.
    if (error instanceof BancError) return undefined;
    throw error;
  }
}
