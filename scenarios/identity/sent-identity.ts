import { z } from 'zod';
import { hl7PatientOf } from '../../fixtures/hl7-identity.js';
import type { Patient } from '../../fixtures/people.js';
import { type AdmissionEvent, writeAdmission } from '../../mocks/wire/hl7-admission.js';
import { encodeEr7 } from '../../mocks/wire/er7-charset.js';
import { BancError } from '../../mocks/wire/errors.js';
import type { Hl7Patient } from '../../mocks/wire/hl7-patient.js';
import { formatDtm } from '../../mocks/wire/hl7-types.js';
import { hl7Address } from '../hl7/index.js';
import type { ScenarioContext } from '../harness/index.js';

/** Events by which the identity domain creates and updates, unless `settings.identity` of banc.config.ts says otherwise. */
const events = z.strictObject({
  create: z.enum(['A28', 'A01', 'A04', 'A05']).default('A28'),
  update: z.enum(['A31', 'A08']).default('A31'),
});

/** What came of a message sent to the product. */
export interface SentIdentity {
  /** MSH-10. */
  message: string;
  /** `ADT^A28`. */
  type: string;
  outcome: 'answered' | 'silent' | 'closed' | 'no-frame' | 'unreachable';
  /** French; why no acknowledgement came. */
  reason?: string;
  acknowledgement?: {
    code: string;
    acknowledges: string;
    errors: readonly { location?: string; code: string; text?: string }[];
  };
}

/** An identity the domain sends: its status, and the INS beside it or not, whatever a status allows. */
export function sentIdentity(
  patient: Patient,
  reliability: 'VALI' | 'PROV',
  ins: 'with-ins' | 'without-ins',
): Hl7Patient {
  const identityStatus = ins === 'with-ins' ? 'qualifiee' : 'provisoire';
  return { ...hl7PatientOf({ ...patient, identityStatus }), reliability: [reliability] };
}

/**
 * Sends the identity of a patient to the product as the identity domain does (ADT of PAM.FR), by the bench's PFI.
 * @throws BancError BANC_CONFIG_INVALID when `settings.identity` is wrong or nobody listens at the product's address.
 */
export async function sendIdentity(
  t: ScenarioContext,
  { event, identity }: { event: 'create' | 'update'; identity: Hl7Patient },
): Promise<SentIdentity> {
  const to = await hl7Address(t);
  const kind = eventsOf(t.settings)[event];
  const time = formatDtm(new Date());
  const bytes = encodeEr7(
    writeAdmission({
      header: {
        sendingApplication: 'GAM',
        sendingFacility: 'BANC',
        receivingApplication: 'DPI',
        receivingFacility: 'BANC',
        time,
        controlId: `${t.runKey}-${crypto.randomUUID().slice(0, 8)}`,
        processing: 'D',
      },
      event: kind,
      occurredAt: time,
      patient: identity,
      ...stayOf(kind, time),
      proof: { obtainedBy: 'INSI', queriedAt: time.slice(0, 8) },
    }),
  );
  const sent = await t.control<SentIdentity & { exchange: string }>('pfi', 'push', {
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

/** Events of a stay come with one; those of identity alone have none. */
function stayOf(event: AdmissionEvent, time: string) {
  if (event === 'A28' || event === 'A31') return { visit: { patientClass: 'N' } };
  const authority = { name: 'BANC', oid: '1.2.250.1.999.1', type: 'ISO' };
  return {
    visit: { patientClass: 'I', unit: 'UF1', number: { id: `V${time}`, authority, type: 'VN' }, admittedAt: time },
    movement: {
      id: `M${time}`,
      start: time,
      action: event === 'A08' ? 'UPDATE' : 'INSERT',
      historic: false,
      careUnit: 'UF1',
      nature: 'HMS',
    },
  };
}
