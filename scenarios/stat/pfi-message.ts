import type { Patient } from '../../fixtures/people.js';
import type { ScenarioContext } from '../harness/index.js';
import { composeFlow, type Flow, patientRecipient, recipient } from '../hl7/index.js';
import type { Growth } from './checks/export-counts.js';

/** A document a DPI has its PFI send by one channel. */
export interface PfiOrder {
  /** Short name; goes into the title and the identifiers. */
  name: string;
  person: Patient;
  typeCode: string;
  channel: Growth['channel'];
  /** Hidden from professionals in the DMP. */
  masked?: boolean;
}

/** MDM^T02 of V2.1 that orders a sending, with its acknowledgement once it ended. */
export function orderMessage(t: Pick<ScenarioContext, 'runKey'>, order: PfiOrder): Flow {
  const { name, person, typeCode, channel, masked = false } = order;
  const recipients = { dmp: [], 'mss-pro': [recipient('gp1')], 'mss-patient': [patientRecipient(person)] }[channel];
  return composeFlow(t, {
    name,
    person,
    typeCode,
    recipients,
    flags: {
      MASQUE_PS: masked,
      DESTDMP: channel === 'dmp',
      DESTMSSANTEPS: channel === 'mss-pro',
      DESTMSSANTEPAT: channel === 'mss-patient',
      ACK_RECEPTION: true,
    },
  });
}
