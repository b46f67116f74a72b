import type { Patient } from '../../fixtures/people.js';
import { BancError } from '../../mocks/wire/errors.js';
import type { ScenarioContext } from '../harness/index.js';
import { hl7Address, type Hl7Address } from '../hl7/index.js';
import { orderMessage, type PfiOrder } from './pfi-message.js';
import type { Sender } from './usage-situation.js';

/** Business returns that tell the end of a sending: DMP, MSSanté. */
const RETURNS = ['zam-z01', 'zam-z02'];

/** Sends through a PFI as its DPI does, by HL7 v2: each order asks for its acknowledgement. */
export async function pfiSender(t: ScenarioContext, person: Patient): Promise<Sender> {
  await t.control('dmp', 'set-record', { ins: person.ins, status: 'open' });
  const to = await hl7Address(t);
  return { person, send: (order) => orderByHl7(t, to, { ...order, person }) };
}

/**
 * Orders a sending, and resolves with the title of its document once the PFI told how it ended.
 * @throws BancError BANC_OBSERVATION_INVALID when the PFI does not take the message: what follows has no object.
 */
export async function orderByHl7(t: ScenarioContext, to: Hl7Address, order: PfiOrder): Promise<string> {
  const { title, controlId, bytes } = orderMessage(t, order);
  const sent = await t.control<{ acknowledgement?: { code: string } }>('dpi', 'send', {
    to,
    bytesBase64: bytes.toString('base64'),
  });
  if (sent.acknowledgement?.code !== 'AA' && sent.acknowledgement?.code !== 'CA') {
    throw new BancError(
      'BANC_OBSERVATION_INVALID',
      `La PFI n’a pas pris en charge le message ${controlId} : la suite du scénario n’a pas d’objet.`,
    );
  }
  await t.expectExchange({ service: 'dpi', transaction: RETURNS, keys: { acknowledges: controlId } });
  return title;
}
