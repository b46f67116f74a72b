import { createHash } from 'node:crypto';
import { buildCdaN1 } from '../../fixtures/documents/cda.js';
import { documentSetId, documentUid } from '../../fixtures/documents/document-uid.js';
import { documentType } from '../../fixtures/documents/document-types.js';
import type { Patient } from '../../fixtures/people.js';
import { mailbox, professional, structure } from '../../fixtures/roster.js';
import { encodeEr7 } from '../../mocks/wire/er7-charset.js';
import { documentFlags } from '../../mocks/wire/hl7-document-flags.js';
import { writeDocumentMessage } from '../../mocks/wire/hl7-document-message.js';
import { insIdentifier } from '../../mocks/wire/hl7-patient.js';
import { formatCdaTime } from '../../mocks/wire/hl7-types.js';
import { psIdNat, structIdNat } from '../../mocks/wire/identifiers.js';
import { patientAddress } from '../../mocks/wire/mssante-address.js';
import { LOINC, PS_IDNAT, STRUCT_IDNAT } from '../../mocks/wire/oids.js';
import type { ScenarioContext } from '../harness/index.js';
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

/** A message, as bytes, with its number (MSH-10) and the title of its document. */
export interface OrderMessage {
  title: string;
  controlId: string;
  bytes: Buffer;
}

/** MDM^T02 of V2.1 that orders a sending, with its acknowledgement once it ended. */
export function orderMessage({ runKey }: ScenarioContext, order: PfiOrder): OrderMessage {
  const { name, person, typeCode, channel, masked = false } = order;
  const seed = `${runKey}/stat/${name}`;
  const type = documentType(typeCode);
  const title = `${type.label} ${name} ${runKey}`;
  const uid = documentUid(seed);
  const controlId = `BS${createHash('sha256').update(seed).digest('hex').slice(0, 16).toUpperCase()}`;
  const author = professional('ps1');
  const hospital = structure('hospital');
  const cda = buildCdaN1({
    patient: person,
    author,
    structure: hospital,
    title,
    typeCode,
    effectiveTime: new Date(),
    uid,
    setId: documentSetId(seed),
    versionNumber: 1,
    marker: `Repère ${name} ${runKey}`,
  });
  const local = { name: 'BANC', oid: '1.2.250.1.999.20.3', type: 'ISO' };
  const given = person.givenNames[0] ?? '';
  const bytes = encodeEr7(
    writeDocumentMessage({
      form: 'MDM',
      header: {
        sendingApplication: 'DPI-BANC',
        sendingFacility: 'CH-ESSAIS',
        receivingApplication: 'PFI',
        receivingFacility: 'CH-ESSAIS',
        time: formatCdaTime(new Date(), 0),
        controlId,
        processing: 'T',
      },
      act: 'create',
      patient: {
        identifiers: [insIdentifier(person.ins, person.insOid), { id: person.ipp, authority: local, type: 'PI' }],
        names: [{ family: person.birthFamilyName, given, givens: person.givenNames.join(' '), type: 'L' }],
        birthDate: person.birthDate.replaceAll('-', ''),
        gender: person.gender,
        birthPlace: person.birthPlaceCode,
        account: { id: `DOS${person.ipp}`, authority: local, type: 'AN' },
        reliability: ['VALI'],
      },
      visit: { patientClass: 'I', unit: 'CARDIO', number: { id: `VEN${person.ipp}`, authority: local, type: 'VN' } },
      type: { code: typeCode, label: type.label, scheme: type.codeSystem === LOINC ? 'LN' : 'TRE_A05' },
      cda: Buffer.from(cda),
      documentId: { root: uid },
      sender: {
        person: {
          id: psIdNat(author.rpps),
          family: author.familyName,
          given: author.givenName,
          oid: PS_IDNAT,
          type: 'IDNPS',
        },
        organization: { name: hospital.name, oid: STRUCT_IDNAT, type: 'IDNST', id: structIdNat(hospital.finess) },
      },
      recipients: recipientsOf(order, given),
      flags: documentFlags({
        MASQUE_PS: masked,
        DESTDMP: channel === 'dmp',
        DESTMSSANTEPS: channel === 'mss-pro',
        DESTMSSANTEPAT: channel === 'mss-patient',
        ACK_RECEPTION: true,
      }),
      patientMayNotAnswer: false,
    }),
  );
  return { title, controlId, bytes };
}

function recipientsOf({ channel, person }: PfiOrder, given: string) {
  if (channel === 'dmp') return [];
  if (channel === 'mss-patient') {
    const { ins, insOid, birthFamilyName } = person;
    return [
      { person: { id: ins, family: birthFamilyName, given, oid: insOid, type: 'INS' }, address: patientAddress(ins) },
    ];
  }
  const { address, users, structure: owner } = mailbox('gp1');
  const { rpps, familyName, givenName } = professional(users[0] ?? owner);
  return [
    { person: { id: psIdNat(rpps), family: familyName, given: givenName, oid: PS_IDNAT, type: 'IDNPS' }, address },
  ];
}
