import { createHash } from 'node:crypto';
import { buildCdaN1, buildCdaN3 } from '../../fixtures/documents/cda.js';
import { documentType } from '../../fixtures/documents/document-types.js';
import { documentSetId, documentUid } from '../../fixtures/documents/document-uid.js';
import type { Patient } from '../../fixtures/people.js';
import { mailbox, professional, structure } from '../../fixtures/roster.js';
import { encodeEr7 } from '../../mocks/wire/er7-charset.js';
import { documentFlags, type DocumentFlags } from '../../mocks/wire/hl7-document-flags.js';
import { type DocumentAct, type DocumentMessage, writeDocumentMessage } from '../../mocks/wire/hl7-document-message.js';
import type { Hl7Participant } from '../../mocks/wire/hl7-participation.js';
import { insIdentifier } from '../../mocks/wire/hl7-patient.js';
import { formatCdaTime } from '../../mocks/wire/hl7-types.js';
import { psIdNat, structIdNat } from '../../mocks/wire/identifiers.js';
import { patientAddress } from '../../mocks/wire/mssante-address.js';
import { LOINC, PS_IDNAT, STRUCT_IDNAT } from '../../mocks/wire/oids.js';
import type { ScenarioContext } from '../harness/index.js';

/** Assigning authority of the local numbers of the bench's hospital. */
const LOCAL = { name: 'BANC', oid: '1.2.250.1.999.20.3', type: 'ISO' };

/** A message of the patient record: what it says, as bytes and as facts. */
export interface Flow {
  message: DocumentMessage;
  bytes: Buffer;
  person: Patient;
  /** MSH-10, unique in the run. */
  controlId: string;
  /** Of the document, unique in the run. */
  title: string;
  uniqueId: string;
}

/** What makes a message; an MDM that creates a report of a stay for nobody unless told otherwise. */
export interface FlowWanted {
  /** Short name; goes into the title and the identifiers. */
  name: string;
  person: Patient;
  form?: 'ORU' | 'MDM';
  act?: DocumentAct;
  version?: number;
  /** The version it replaces, or the one it deletes. */
  previous?: Flow;
  typeCode?: string;
  level?: 'N1' | 'N3';
  flags?: Partial<DocumentFlags>;
  recipients?: readonly Hl7Participant[];
  /** Key of the professional who sends. */
  sender?: string;
  /** Type of the structure's number in PRT-8.7. */
  structureAs?: 'IDNST' | 'FINEG';
  charset?: string;
  patientMayNotAnswer?: boolean;
  professionalMail?: string;
  patientMail?: string;
  replyTo?: string;
  /** Last word on the text of the message, for one that must be wrong. */
  change?: (er7: string) => string;
}

/** Writes a message of V2.1 about a document of the bench's hospital. */
export function composeFlow({ runKey }: Pick<ScenarioContext, 'runKey'>, wanted: FlowWanted): Flow {
  const { name, person, act = 'create', version = 1, previous, charset, change = (er7: string) => er7 } = wanted;
  const seed = `${runKey}/flux/${name}`;
  const controlId = `BS${createHash('sha256').update(`${seed}/${act}/v${version}`).digest('hex').slice(0, 16).toUpperCase()}`;
  const document =
    act === 'delete' && previous ? { ...previous, cda: previous.message.cda } : newDocument(wanted, seed, runKey);
  const { typeCode = '34112-3', form = 'MDM' } = wanted;
  const type = documentType(typeCode);
  const message: DocumentMessage = {
    form,
    header: {
      sendingApplication: 'DPI-BANC',
      sendingFacility: 'CH-ESSAIS',
      receivingApplication: 'PFI',
      receivingFacility: 'CH-ESSAIS',
      time: formatCdaTime(new Date(), 0),
      controlId,
      processing: 'T',
      ...(charset === undefined ? {} : { charset }),
    },
    act,
    patient: patientOf(person),
    visit: { patientClass: 'I', unit: 'CARDIO', number: { id: `VEN${person.ipp}`, authority: LOCAL, type: 'VN' } },
    type: { code: typeCode, label: type.label, scheme: type.codeSystem === LOINC ? 'LN' : 'TRE_A05' },
    cda: document.cda,
    documentId: { root: document.uniqueId },
    ...(act === 'replace' && previous ? { parentId: { root: previous.uniqueId } } : {}),
    sender: senderOf(wanted.sender ?? 'ps1', wanted.structureAs ?? 'IDNST'),
    recipients: [...(wanted.recipients ?? [])],
    ...(wanted.replyTo === undefined ? {} : { replyTo: { address: wanted.replyTo } }),
    flags: documentFlags(wanted.flags),
    patientMayNotAnswer: wanted.patientMayNotAnswer ?? false,
    ...(wanted.professionalMail === undefined ? {} : { professionalMail: wanted.professionalMail }),
    ...(wanted.patientMail === undefined ? {} : { patientMail: wanted.patientMail }),
  };
  const bytes = encodeEr7(change(writeDocumentMessage(message)));
  return { message, bytes, person, controlId, title: document.title, uniqueId: document.uniqueId };
}

/** A correspondent of the hospital, by the key of their mailbox; a professional unless nobody owns it. */
export function recipient(key: string): Hl7Participant {
  const { address, users, structure: owner } = mailbox(key);
  const [user] = users;
  if (user !== undefined) {
    const { rpps, familyName, givenName } = professional(user);
    const person = { id: psIdNat(rpps), family: familyName, given: givenName, oid: PS_IDNAT, type: 'IDNPS' };
    return { person, address };
  }
  const { name, finess } = structure(owner);
  return { organization: { name, oid: STRUCT_IDNAT, type: 'IDNST', id: structIdNat(finess) }, address };
}

/** The patient of a message as its recipient, in Mon espace santé. */
export function patientRecipient({ ins, insOid, birthFamilyName, givenNames }: Patient): Hl7Participant {
  return {
    person: { id: ins, family: birthFamilyName, given: givenNames[0] ?? '', oid: insOid, type: 'INS' },
    address: patientAddress(ins),
  };
}

/** Address of a correspondent of the roster. */
export function addressOf(key: string): string {
  return mailbox(key).address;
}

function newDocument(
  { name, person, act = 'create', version = 1, previous, typeCode = '34112-3', level = 'N1' }: FlowWanted,
  seed: string,
  runKey: string,
): { cda: Buffer; title: string; uniqueId: string } {
  const uniqueId = documentUid(`${seed}/v${version}`);
  const title = previous?.title ?? `${documentType(typeCode).label} ${name} ${runKey}`;
  const input = {
    patient: person,
    author: professional('ps1'),
    structure: structure('hospital'),
    title,
    typeCode,
    effectiveTime: new Date(),
    uid: uniqueId,
    setId: documentSetId(seed),
    versionNumber: version,
    ...(act === 'replace' && previous ? { replaces: previous.uniqueId } : {}),
    marker: `Repère ${name} v${version} ${runKey}`,
  };
  return { cda: Buffer.from(level === 'N1' ? buildCdaN1(input) : buildCdaN3(input)), title, uniqueId };
}

function patientOf({ ins, insOid, ipp, birthFamilyName, givenNames, birthDate, gender, birthPlaceCode }: Patient) {
  return {
    identifiers: [insIdentifier(ins, insOid), { id: ipp, authority: LOCAL, type: 'PI' }],
    names: [{ family: birthFamilyName, given: givenNames[0] ?? '', givens: givenNames.join(' '), type: 'L' }],
    birthDate: birthDate.replaceAll('-', ''),
    gender,
    birthPlace: birthPlaceCode,
    account: { id: `DOS${ipp}`, authority: LOCAL, type: 'AN' },
    reliability: ['VALI'],
  };
}

function senderOf(key: string, structureAs: 'IDNST' | 'FINEG'): Hl7Participant {
  const { rpps, familyName, givenName, structure: owner } = professional(key);
  const { name, finess } = structure(owner);
  return {
    person: { id: psIdNat(rpps), family: familyName, given: givenName, oid: PS_IDNAT, type: 'IDNPS' },
    organization: {
      name,
      oid: STRUCT_IDNAT,
      type: structureAs,
      id: structureAs === 'IDNST' ? structIdNat(finess) : finess,
    },
  };
}
