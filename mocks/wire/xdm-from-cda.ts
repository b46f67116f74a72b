import { createHash } from 'node:crypto';
import { type CdaDocument, readCdaDocument } from './cda-document.js';
import { derivedUuid, uuidOid } from './derived-uuid.js';
import type { SubmissionSet } from './ebrim-objects.js';
import { type Code, formatDtm, parseCdaTime } from './hl7-types.js';
import { CONTENT_TYPES, STRUCT_IDNAT } from './oids.js';
import { writeXdmArchive } from './xdm-archive.js';
import { buildXdmMetadata, type XdmAction, type XdmEntry, xdmSubmission, type XdmSubmission } from './xdm-metadata.js';
import { xdmIndex, xdmReadme, type XdmSender } from './xdm-readme.js';
import { guessRootName } from './xml-root.js';
import { xdsEntryOf } from './xds-from-cda.js';

/** A document to send. */
export interface XdmSource {
  /** Bytes of the CDA, alone or inside its stylesheet. They are sent as they are. */
  cda: Buffer;
  /**
   * `C` when it replaces an earlier version, `D` when this very version is to delete. Left out: `C` for a version over
   * 1, else nothing. `none` writes no action whatever the version (mssante.md §6.1).
   */
  action?: XdmAction | 'none';
  /** Confidentiality codes besides the document's own: MASQUE_PS … (dmp.md §12.3). */
  visibility?: readonly Code[];
}

/** What to make an archive of. */
export interface XdmRequest {
  /** One or more, about one patient. */
  documents: readonly XdmSource[];
  /** When the submission is made; the latest effectiveTime of the documents unless told. */
  submittedAt?: Date;
  /** What README.TXT says of the sender; the first document's author and custodian unless told. */
  sender?: Partial<XdmSender>;
  /** OID of the sending system; that of the custodian's national identifier unless told. */
  sourceId?: string;
  /** `07`, consultations, unless told (JDV_J59). */
  contentTypeCode?: Code;
  /** Last word on the metadata, for an archive that must be wrong. */
  change?: (submission: XdmSubmission) => XdmSubmission;
}

const CONSULTATION: Code = { code: '07', scheme: CONTENT_TYPES, label: 'Consultations, soins externes' };

/**
 * Makes an IHE_XDM.ZIP whose metadata all come from the documents themselves (mssante.md §§4, 5.3, 6.1). The same
 * request gives the same bytes.
 *
 * @throws BancError BANC_XML_INVALID, BANC_LIMIT or BANC_MESSAGE_INVALID when a document is no CDA.
 */
export async function xdmArchiveOf(request: XdmRequest): Promise<Buffer> {
  const { documents, sender, change = (submission: XdmSubmission) => submission } = request;
  const cdas = documents.map(({ cda }) => readCdaDocument(cda));
  const files = documents.map(({ cda }, rank) => ({ name: fileName(rank), bytes: cda }));
  const metadata = buildXdmMetadata(change(submissionOf(request, cdas)));
  const from = { ...senderOf(cdas[0]), ...sender };
  const names = files.map(({ name }) => name);
  return writeXdmArchive({
    readme: xdmReadme(from, names),
    index: xdmIndex(from),
    subsets: [{ metadata, files }],
    day: submissionDate(request, cdas),
  });
}

/** The submission {@link xdmArchiveOf} writes into METADATA.XML, before `change`. */
export function xdmSubmissionOf(request: XdmRequest): XdmSubmission {
  return submissionOf(
    request,
    request.documents.map(({ cda }) => readCdaDocument(cda)),
  );
}

function submissionOf(request: XdmRequest, cdas: readonly CdaDocument[]): XdmSubmission {
  const submittedAt = submissionDate(request, cdas);
  const marks = request.documents.map(({ cda, action = '' }) => `${action}${sha1(cda)}`);
  const seed = [formatDtm(submittedAt), ...marks];
  const entries = cdas.flatMap((cda, rank) => {
    const source = request.documents[rank];
    return source ? [entryOf(source, cda, rank, derivedUuid('entry', String(rank), ...seed))] : [];
  });
  return xdmSubmission(setOf(entries, cdas[0], submittedAt, { ...request, seed }), entries);
}

function entryOf(
  { cda: bytes, action, visibility = [] }: XdmSource,
  cda: CdaDocument,
  rank: number,
  id: string,
): XdmEntry {
  const entry = xdsEntryOf(cda, id);
  const asked = action ?? (Number(cda.versionNumber) > 1 ? 'C' : 'none');
  return {
    ...entry,
    // A document that presents itself has its own type (mssante.md §4.1).
    mimeType: guessRootName(bytes) === 'stylesheet' ? 'application/xslt+xml' : entry.mimeType,
    confidentialityCodes: [...entry.confidentialityCodes, ...visibility],
    hash: sha1(bytes),
    size: String(bytes.length),
    uri: fileName(rank),
    ...(asked === 'none' ? {} : { action: asked }),
  };
}

function setOf(
  entries: readonly XdmEntry[],
  cda: CdaDocument | undefined,
  submittedAt: Date,
  { sourceId, contentTypeCode = CONSULTATION, seed }: Omit<XdmRequest, 'documents'> & { seed: readonly string[] },
): SubmissionSet {
  const [first] = entries;
  const custodian = cda?.custodian.ids.find(({ root }) => root === STRUCT_IDNAT)?.extension ?? '';
  const entryUUID = derivedUuid('set', ...seed);
  return {
    entryUUID,
    uniqueId: uuidOid(derivedUuid('submission', ...seed)),
    sourceId: sourceId ?? (/^[1-9]\d*$/.test(custodian) ? `${STRUCT_IDNAT}.${custodian}` : uuidOid(entryUUID)),
    patientId: first?.patientId ?? '',
    submissionTime: formatDtm(submittedAt),
    contentTypeCode,
    authors: first?.authors ?? [],
    title: first?.title ?? '',
    otherSlots: {},
  };
}

function senderOf(cda: CdaDocument | undefined): XdmSender {
  const [author] = cda?.authors ?? [];
  const custodian = cda?.custodian;
  return {
    name: author?.device ?? `${author?.family ?? ''} ${author?.given ?? ''}`.trim(),
    organisation: custodian?.name ?? '',
    organisationId: custodian?.ids[0]?.extension ?? '',
  };
}

function submissionDate({ submittedAt }: XdmRequest, cdas: readonly CdaDocument[]): Date {
  const times = cdas.map(({ effectiveTime }) => parseCdaTime(effectiveTime)?.getTime() ?? 0);
  return submittedAt ?? new Date(Math.max(0, ...times));
}

/** `DOC0001.XML`, from rank 0. */
function fileName(rank: number): string {
  return `DOC${String(rank + 1).padStart(4, '0')}.XML`;
}

/** SHA-1 in upper-case hexadecimal, as XDM writes it (mssante.md §4.2). */
function sha1(bytes: Buffer): string {
  return createHash('sha1').update(bytes).digest('hex').toUpperCase();
}
