import { z } from 'zod';
import { BancError } from '../../mocks/wire/errors.js';
import type { Hl7Patient } from '../../mocks/wire/hl7-patient.js';
import { formatDtm } from '../../mocks/wire/hl7-types.js';
import type { ScenarioContext } from '../harness/index.js';
import { hl7Address } from '../hl7/index.js';
import type { AcknowledgedMessage } from './checks/reception.js';
import { identityMessage } from './identity-message.js';

/** Events by which the identity domain creates and updates, unless `settings.identity` of banc.config.ts says otherwise. */
const events = z.strictObject({
  create: z.enum(['A28', 'A01', 'A04', 'A05']).default('A28'),
  update: z.enum(['A31', 'A08']).default('A31'),
});

/**
 * Sends the identity of a patient to the product as the identity domain does (ADT of PAM.FR), by the bench's PFI.
 * @throws BancError BANC_CONFIG_INVALID when `settings.identity` is wrong or nobody listens at the product's address.
 */
export async function sendIdentity(
  t: ScenarioContext,
  { event, identity }: { event: 'create' | 'update'; identity: Hl7Patient },
): Promise<AcknowledgedMessage> {
  const to = await hl7Address(t);
  const kind = eventsOf(t.settings)[event];
  const bytes = identityMessage({
    event: kind,
    identity,
    time: formatDtm(new Date()),
    // MSH-10 has 20 characters at most.
    controlId: `ID${crypto.randomUUID().replaceAll('-', '').slice(0, 18)}`,
  });
  const sent = await t.control<Omit<AcknowledgedMessage, 'type'>>('pfi', 'push', {
    to,
    bytesBase64: bytes.toString('base64'),
  });
  if (sent.outcome !== 'unreachable') return { ...sent, type: `ADT^${kind}` };
  throw new BancError(
    'BANC_CONFIG_INVALID',
    `Le produit n’écoute pas en ${to.host}:${to.port} : ${sent.reason ?? ''}. Vérifiez l’adresse de son interface HL7 v2.`,
  );
}

function eventsOf(settings: Readonly<Record<string, unknown>>): z.infer<typeof events> {
  const read = events.safeParse(settings['identity'] ?? {});
  if (read.success) return read.data;
  throw new BancError('BANC_CONFIG_INVALID', `settings.identity :\n${z.prettifyError(read.error)}`);
}
