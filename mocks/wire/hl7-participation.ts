import { er7Field, er7Segment, valueOf, fieldOf } from './er7.js';
import type { Er7Segment } from './er7.js';
import { PS_IDNAT, STRUCT_IDNAT } from './oids.js';

/** Role of a PRT: sender, recipient, address for answers (hl7v2-pfi-cda.md §3). */
export type ParticipationRole = 'SB' | 'RCT' | 'REPLY';

const LABELS: Record<ParticipationRole, string> = { SB: 'Send by', RCT: 'Result Copies To', REPLY: 'Reply To' };

/** Who takes part in the sending of a document: one PRT. */
export interface Hl7Participant {
  /** PRT-5: a professional (type `IDNPS` or `RPPS`) or the patient (type `INS`, OID of the INS). */
  person?: { id: string; family: string; given: string; oid: string; type: string };
  /** PRT-8: type (8.7) `FINEG`, `FINEJ`, `IDNST`, `UF`, `SVR`; `oid` is 8.6.2, for a unit the FINESS in 8.6.1. */
  organization?: { name: string; oid: string; type: string; id: string };
  /** PRT-10.1: a device or an application. */
  device?: string;
  /** PRT-15.4: MSSanté address. */
  address?: string;
}

/** Writes a PRT. */
export function writeParticipant(
  role: ParticipationRole,
  { person, organization, device, address }: Hl7Participant,
): Er7Segment {
  return er7Segment('PRT', {
    2: 'UC',
    4: er7Field(role, LABELS[role], 'participation'),
    5: person ? writePerson(person) : '',
    8: organization ? writeOrganization(organization) : '',
    10: er7Field(device),
    15: address === undefined ? '' : er7Field('', '', 'X.400', address),
  });
}

function writePerson({ id, family, given, oid, type }: NonNullable<Hl7Participant['person']>): string {
  const authority = oid === PS_IDNAT ? 'ASIP-SANTE-PS' : type === 'INS' ? 'ASIP-SANTE-INS-NIR' : '';
  return er7Field(
    id,
    family,
    given,
    '',
    '',
    '',
    '',
    '',
    [authority, oid, 'ISO'],
    type === 'INS' ? 'L' : 'D',
    '',
    '',
    type,
  );
}

function writeOrganization({ name, oid, type, id }: NonNullable<Hl7Participant['organization']>): string {
  const authority = oid === STRUCT_IDNAT ? ['ASIP-SANTE-ST', oid, 'ISO'] : [oid];
  return er7Field(name, '', '', '', '', authority, type, '', '', id);
}

/** The role a PRT-4 says; undefined when it is none of the three. */
export function roleOf(prt: Er7Segment): ParticipationRole | undefined {
  const role = valueOf(prt, '4.1');
  return role === 'SB' || role === 'RCT' || role === 'REPLY' ? role : undefined;
}

/** Reads a PRT; the INS OID is found where official samples put it too (5.9.1). */
export function readParticipant(prt: Er7Segment): Hl7Participant {
  const [device, address] = [valueOf(prt, '10'), valueOf(prt, '15.4')];
  return {
    ...(fieldOf(prt, 5) === ''
      ? {}
      : {
          person: {
            id: valueOf(prt, '5.1'),
            family: valueOf(prt, '5.2'),
            given: valueOf(prt, '5.3'),
            oid: valueOf(prt, '5.9.2') || valueOf(prt, '5.9.1'),
            type: valueOf(prt, '5.13'),
          },
        }),
    ...(fieldOf(prt, 8) === ''
      ? {}
      : {
          organization: {
            name: valueOf(prt, '8.1'),
            oid: valueOf(prt, '8.6.2') || valueOf(prt, '8.6.1'),
            type: valueOf(prt, '8.7'),
            // An official sample ends it with no-break spaces.
            id: valueOf(prt, '8.10').trim(),
          },
        }),
    ...(device === '' ? {} : { device }),
    ...(address === '' ? {} : { address }),
  };
}
