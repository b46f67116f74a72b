import { hl7PatientOf } from '../../fixtures/hl7-identity.js';
import type { Patient } from '../../fixtures/people.js';
import { encodeEr7 } from '../../mocks/wire/er7-charset.js';
import { type Admission, type AdmissionEvent, writeAdmission } from '../../mocks/wire/hl7-admission.js';
import type { Hl7Identifier, Hl7Patient } from '../../mocks/wire/hl7-patient.js';

/** An identity the domain sends: its status, and the INS beside it or not, whatever a status allows. */
export function sentIdentity(
  patient: Patient,
  reliability: 'VALI' | 'PROV',
  ins: 'with-ins' | 'without-ins',
): Hl7Patient {
  const identityStatus = ins === 'with-ins' ? 'qualifiee' : 'provisoire';
  return { ...hl7PatientOf({ ...patient, identityStatus }), reliability: [reliability] };
}

/** The ADT of PAM.FR 2.11 that carries an identity, as on the wire. `time` is `yyyyMMddHHmmss`. */
export function identityMessage({
  event,
  identity,
  time,
  controlId,
}: {
  event: AdmissionEvent;
  identity: Hl7Patient;
  time: string;
  controlId: string;
}): Buffer {
  return encodeEr7(
    writeAdmission({
      header: {
        sendingApplication: 'GAM',
        sendingFacility: 'BANC',
        receivingApplication: 'DPI',
        receivingFacility: 'BANC',
        time,
        controlId,
        processing: 'D',
      },
      event,
      occurredAt: time,
      patient: identity,
      ...stayOf(event, time),
      proof: { obtainedBy: 'INSI', queriedAt: time.slice(0, 8) },
    }),
  );
}

/** Events of a stay come with one and a movement; those of identity alone (A28, A31) have none. */
function stayOf(event: AdmissionEvent, time: string): Pick<Admission, 'visit' | 'movement'> {
  if (event === 'A28' || event === 'A31') return { visit: { patientClass: 'N' } };
  const number: Hl7Identifier = {
    id: `V${time}`,
    authority: { name: 'BANC', oid: '1.2.250.1.999.1', type: 'ISO' },
    type: 'VN',
  };
  const action = event === 'A08' ? 'UPDATE' : 'INSERT';
  return {
    visit: { patientClass: 'I', unit: 'UF1', number, admittedAt: time },
    movement: { id: `M${time}`, start: time, action, historic: false, careUnit: 'UF1', nature: 'HMS' },
  };
}
