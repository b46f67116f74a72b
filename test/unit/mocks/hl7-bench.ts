import { buildCdaN1 } from '../../../fixtures/documents/cda.js';
import { documentSetId, documentUid } from '../../../fixtures/documents/document-uid.js';
import { hl7PatientOf } from '../../../fixtures/hl7-identity.js';
import { patient, professional, structure } from '../../../fixtures/roster.js';
import { type StartedMocks, startMocks } from '../../../mocks/index.js';
import { encodeEr7 } from '../../../mocks/wire/er7-charset.js';
import { type DocumentFlags, documentFlags } from '../../../mocks/wire/hl7-document-flags.js';
import { type DocumentMessage, writeDocumentMessage } from '../../../mocks/wire/hl7-document-message.js';
import { PS_IDNAT, STRUCT_IDNAT } from '../../../mocks/wire/oids.js';
import type { SentHl7 } from '../../../mocks/core/hl7-sending.js';
import { temporaryFolder } from './core/temporary-folder.js';
import { onTestFinished } from 'vitest';

/** Where a service of the bench listens, as the connection sheet says. */
export interface Hl7Sheet {
  mllp: { host: string; port: number };
  mllps: { host: string; port: number };
}

/** A bench with its PFI and its DPI. */
export interface Hl7Bench {
  mocks: StartedMocks;
  pfi: Hl7Sheet;
  dpi: Hl7Sheet;
  /** Sends a control-plane command; throws the message of a refusal. */
  command<T>(route: string, input: object): Promise<T>;
  /** Sends a message as the DPI of the bench, to its PFI unless told otherwise. */
  send(bytes: Buffer, to?: { host: string; port: number; tls?: boolean }): Promise<SentHl7>;
}

/** Starts the bench's PFI and DPI for one test. */
export async function hl7Bench(): Promise<Hl7Bench> {
  const mocks = await startMocks({ dir: await temporaryFolder(), services: ['pfi', 'dpi'] });
  onTestFinished(() => mocks.close());
  const pfi = mocks.sheet['pfi'] as Hl7Sheet;
  const dpi = mocks.sheet['dpi'] as Hl7Sheet;
  const command = async <T>(route: string, input: object): Promise<T> => {
    const response = await fetch(`${mocks.control}/${route}`, { method: 'POST', body: JSON.stringify(input) });
    const answer = (await response.json()) as { ok: true; result: T } | { ok: false; error: { message: string } };
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.result;
  };
  return {
    mocks,
    pfi,
    dpi,
    command,
    send: (bytes, to = pfi.mllp) => command('dpi/send', { to, bytesBase64: bytes.toString('base64'), answerMs: 5_000 }),
  };
}

/** INS of the patient of {@link documentMessage}. */
export const PATIENT_INS = patient('ux08-rights').ins;
/** Address of the professional {@link documentMessage} is also for, when MSSanté is a target. */
export const RECIPIENT = 'dominique.essai@medecin.mssante.fr';

/** What a test says of a document message; the rest is that of a conform product. */
export interface Wanted {
  controlId: string;
  /** Seed of the document: the same seed and version is the same document. */
  seed?: string;
  version?: number;
  form?: 'ORU' | 'MDM';
  act?: DocumentMessage['act'];
  flags?: Partial<DocumentFlags>;
  charset?: string;
}

/** A document message as a DPI sends it. */
export function documentMessage(wanted: Wanted): DocumentMessage {
  const { controlId, seed = controlId, version = 1, form = 'MDM', act = 'create', flags = {}, charset } = wanted;
  const author = professional('ps1');
  const hospital = structure('hospital');
  const uid = (of: number) => documentUid(`${seed}-${of}`);
  const cda = buildCdaN1({
    patient: patient('ux08-rights'),
    author,
    structure: hospital,
    title: 'Compte rendu',
    typeCode: '11488-4',
    effectiveTime: new Date('2026-01-15T09:00:00Z'),
    uid: uid(version),
    setId: documentSetId(seed),
    versionNumber: version,
    ...(version > 1 ? { replaces: uid(version - 1) } : {}),
    marker: `Marque ${seed}.`,
  });
  const mailed = flags.DESTMSSANTEPS === true;
  return {
    form,
    act,
    header: {
      sendingApplication: 'DPI',
      sendingFacility: 'CH-ESSAIS',
      receivingApplication: 'PFI',
      receivingFacility: 'CH-ESSAIS',
      time: '20260115103000+0100',
      controlId,
      processing: 'T',
      ...(charset === undefined ? {} : { charset }),
    },
    patient: hl7PatientOf(patient('ux08-rights')),
    visit: { patientClass: 'N' },
    type: { code: '11488-4', label: 'CR ou fiche de consultation ou de visite', scheme: 'LN' },
    cda: Buffer.from(cda),
    documentId: { root: uid(version) },
    ...(act === 'replace' ? { parentId: { root: uid(version - 1) } } : {}),
    sender: {
      person: person(author),
      organization: { name: hospital.name, oid: STRUCT_IDNAT, type: 'FINEG', id: hospital.finess },
    },
    recipients: mailed ? [{ person: person(professional('ps2')), address: RECIPIENT }] : [],
    flags: documentFlags(flags),
    patientMayNotAnswer: false,
  };
}

/** Bytes of {@link documentMessage}. */
export function documentBytes(wanted: Wanted): Buffer {
  return encodeEr7(writeDocumentMessage(documentMessage(wanted)));
}

function person({ rpps, familyName, givenName }: ReturnType<typeof professional>) {
  return { id: `8${rpps}`, family: familyName, given: givenName, oid: PS_IDNAT, type: 'IDNPS' };
}
