import type { Mailbox } from '../../fixtures/people.js';
import { buildMdn } from '../../mocks/wire/mdn.js';
import type { Mail } from '../../mocks/wire/mail-types.js';
import type { ScenarioContext } from '../harness/index.js';

/** A correspondent read a message of the SUT: their receipt is delivered where the message asks for it, if it does. */
export async function deliverReceiptOf(t: ScenarioContext, mail: Mail, reader: Mailbox): Promise<void> {
  const to = mail.dispositionNotificationTo[0]?.address;
  if (to === undefined) return;
  const mdn = await buildMdn({ original: mail.raw, from: reader.address, manual: true, read: true });
  await t.control('mssante', 'deliver', { to, raw: mdn.toString('base64'), from: '' });
}
