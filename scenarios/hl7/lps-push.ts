import { randomUUID } from 'node:crypto';
import { buildCdaN3 } from '../../fixtures/documents/cda.js';
import { documentType } from '../../fixtures/documents/document-types.js';
import { documentSetId, documentUid } from '../../fixtures/documents/document-uid.js';
import { hl7PatientOf } from '../../fixtures/hl7-identity.js';
import type { Patient } from '../../fixtures/people.js';
import { mailbox, professional, structure } from '../../fixtures/roster.js';
import { encodeEr7 } from '../../mocks/wire/er7-charset.js';
import type { DocumentAct } from '../../mocks/wire/hl7-document-message.js';
import { writeLpsMessage } from '../../mocks/wire/hl7-lps-message.js';
import { formatCdaTime } from '../../mocks/wire/hl7-types.js';
import { PS_IDNAT } from '../../mocks/wire/oids.js';
import type { ScenarioContext } from '../harness/index.js';
import type { Answered } from './checks/dpi-returns.js';

/** Who writes from the outside: a physician of another hospital. */
const WRITER = 'hospitalist1';
const TYPE = '34112-3';

/** A document of a third party that a mail brought to the PFI. */
export interface LpsDocument {
  /** Unique in the run. */
  title: string;
  version: number;
  uid: string;
  /** Sentence only this version has. */
  marker: string;
  cda: Buffer;
}

/** Writes a document of a third party about a patient, in N3. `replaces`: the version it takes the place of. */
export function lpsDocument(t: ScenarioContext, person: Patient, name: string, replaces?: LpsDocument): LpsDocument {
  const version = (replaces?.version ?? 0) + 1;
  const seed = `${t.runKey}/${person.key}/${name}`;
  const uid = documentUid(`${seed}/lps-v${version}`);
  const title = `${documentType(TYPE).label} ${name} ${t.runKey}`;
  const marker = `Repère ${name}-v${version}-${t.runKey}`;
  const author = professional(WRITER);
  const cda = buildCdaN3({
    patient: theirs(person),
    author,
    structure: structure(author.structure),
    title,
    typeCode: TYPE,
    effectiveTime: new Date(),
    uid,
    setId: documentSetId(`${seed}/lps`),
    versionNumber: version,
    ...(replaces ? { replaces: replaces.uid } : {}),
    marker,
  });
  return { title, version, uid, marker, cda: Buffer.from(cda) };
}

/** The patient with the number the other establishment gives them. */
function theirs(person: Patient): Patient {
  return { ...person, ipp: `T${person.ipp}` };
}

/** What the PFI says of a document it hands over. */
export interface PushWanted {
  act?: DocumentAct;
  /** uid of the version a replacement takes the place of. */
  parent?: string;
  /** Message-ID of the mail, common to the documents of one archive; one of its own when left out. */
  mailId?: string;
}

/** Bytes of the LPS message that hands a document over (hl7v2-pfi-cda.md §8). */
export function lpsMessage(person: Patient, document: LpsDocument, wanted: PushWanted = {}): Buffer {
  const { act = 'create', parent, mailId = `<${randomUUID()}@banc-essai.mssante.fr>` } = wanted;
  const author = professional(WRITER);
  const { label } = documentType(TYPE);
  const text = writeLpsMessage({
    header: {
      sendingApplication: 'PFI',
      sendingFacility: structure('hospital').finess,
      receivingApplication: 'DPI',
      receivingFacility: structure('hospital').finess,
      time: formatCdaTime(new Date(), 0),
      controlId: `LPS${randomUUID().replaceAll('-', '').slice(0, 17).toUpperCase()}`,
      processing: 'T',
    },
    act,
    patient: hl7PatientOf(theirs(person)),
    type: { code: TYPE, label, scheme: 'LN' },
    cda: document.cda,
    documentId: { root: document.uid },
    ...(parent === undefined ? {} : { parentId: { root: parent } }),
    sender: {
      person: {
        id: `8${author.rpps}`,
        family: author.familyName,
        given: author.givenName,
        oid: PS_IDNAT,
        type: 'IDNPS',
      },
      address: mailbox('gp1').address,
    },
    recipients: [{ address: mailbox('cardiology').address }],
    mail: { messageId: mailId, subject: `XDM/1.0/DDM+${document.title}`, body: 'Bonjour, un document pour vous.' },
    flags: { MASQUE_PS: false, INVISIBLE_PATIENT: false, INVISIBLE_REP_LEGAUX: false, MODIF_CONF_CODE: false },
  });
  return encodeEr7(text);
}

/** Has the bench's PFI hand a message over to the SUT; resolves to what the SUT answered. */
export function push(t: ScenarioContext, message: Buffer): Promise<Answered> {
  return t.control('pfi', 'push', { bytesBase64: message.toString('base64') });
}
