import { buildCdaN1, buildCdaN3 } from '../../fixtures/documents/cda.js';
import { withProducerStylesheet } from '../../fixtures/documents/cda-stylesheet.js';
import { documentType } from '../../fixtures/documents/document-types.js';
import { documentSetId, documentUid } from '../../fixtures/documents/document-uid.js';
import type { Patient } from '../../fixtures/people.js';
import { professional, structure } from '../../fixtures/roster.js';
import type { ScenarioContext } from '../harness/index.js';

/** A document somebody other than the SUT puts into the DMP. */
export interface Deposit {
  /** Short name, unique in the scenario; goes into the title and the identifiers. */
  name: string;
  typeCode: string;
  /** Key of the author in the roster; a third party unless said otherwise. */
  author?: string;
  confidentiality?: string[];
  /** How long ago it was submitted, in days; 0 = now. */
  submittedDaysAgo?: number;
  /** N1 is a PDF, N3 readable sections. */
  level?: 'N1' | 'N3';
  /** The document travels with the stylesheet of its producer. */
  stylesheet?: boolean;
  /** A section no content model knows, besides the others. */
  addedSection?: boolean;
}

/** A document that is in the DMP. */
export interface DepositedDocument {
  /** Unique in the run: what the screens are searched for. */
  title: string;
  typeCode: string;
  version: number;
  uniqueId: string;
  entryUUID: string;
  logicalId: string;
  /** Sentence only this version contains. */
  marker: string;
  /** Name of the author as screens show it. */
  authorName: string;
  /** Words only the stylesheet of this version shows; '' when it has none. */
  banner: string;
  /** Words of the added section; '' when there is none. */
  addedMarker: string;
  deposit: Deposit;
}

/** A document that exists outside the DMP: received by mail, handed over. */
export type ReceivedDocument = Omit<DepositedDocument, 'entryUUID' | 'logicalId' | 'version'> & { content: Buffer };

interface Submitted {
  entryUUID: string;
  logicalId: string;
  uniqueId: string;
}

const DAY_MS = 86_400_000;

/** Feeds a new document (version 1), as a third party would with TD2.1. */
export async function depositDocument(
  t: ScenarioContext,
  patient: Patient,
  deposit: Deposit,
): Promise<DepositedDocument> {
  const { document, ...shown } = compose(t.runKey, patient, deposit, 1);
  const submitted = await t.control<Submitted>('dmp', 'add-document', { ins: patient.ins, document });
  return { ...shown, ...submitted, deposit };
}

/** A document of a third party, to be received otherwise than by the DMP. */
export function composeReceived(t: ScenarioContext, patient: Patient, deposit: Deposit): ReceivedDocument {
  const { document, ...shown } = compose(t.runKey, patient, deposit, 1);
  const { uniqueId, contentBase64 } = document;
  return { ...shown, uniqueId, content: Buffer.from(contentBase64, 'base64'), deposit };
}

/** Replaces a document by its next version (RPLC), under the same title. */
export async function replaceDocument(
  t: ScenarioContext,
  patient: Patient,
  current: DepositedDocument,
): Promise<DepositedDocument> {
  const { document, ...shown } = compose(t.runKey, patient, current.deposit, current.version + 1, current.uniqueId);
  const submitted = await t.control<Submitted>('dmp', 'replace-document', { uniqueId: current.uniqueId, document });
  return { ...shown, ...submitted, deposit: current.deposit };
}

function compose(runKey: string, patient: Patient, deposit: Deposit, version: number, replaces?: string) {
  const author = professional(deposit.author ?? 'gp1');
  const authorStructure = structure(author.structure);
  const type = documentType(deposit.typeCode);
  const seed = `${runKey}/${patient.key}/${deposit.name}`;
  const submitted = new Date(Date.now() - (deposit.submittedDaysAgo ?? 0) * DAY_MS);
  const title = `${type.label} ${deposit.name} ${runKey}`;
  const marker = `Repère ${deposit.name}-v${version}-${runKey}`;
  const uid = documentUid(`${seed}/v${version}`);
  const banner = deposit.stylesheet ? `Mise en page ${deposit.name}-v${version}-${runKey}` : '';
  const addedMarker = deposit.addedSection ? `Section ajoutée ${deposit.name}-v${version}-${runKey}` : '';
  const input = {
    patient,
    author,
    structure: authorStructure,
    title,
    typeCode: deposit.typeCode,
    effectiveTime: submitted,
    uid,
    setId: documentSetId(seed),
    versionNumber: version,
    ...(replaces === undefined ? {} : { replaces }),
    marker,
  };
  const sections = addedMarker === '' ? [] : [{ title: 'Section ajoutée', paragraphs: [addedMarker] }];
  const cda = deposit.level === 'N1' ? buildCdaN1(input) : buildCdaN3({ ...input, sections });
  const content = deposit.stylesheet ? withProducerStylesheet(cda, banner) : cda;
  return {
    title,
    typeCode: deposit.typeCode,
    version,
    marker,
    authorName: author.familyName,
    banner,
    addedMarker,
    document: {
      uniqueId: uid,
      title,
      typeCode: type.typeCode,
      classCode: type.classCode,
      formatCode: deposit.level === 'N1' ? 'urn:ihe:iti:xds-sd:pdf:2008' : 'urn:ihe:pcc:xds-ms:2007',
      ...(deposit.stylesheet ? { mimeType: 'application/xslt+xml' } : {}),
      contentBase64: Buffer.from(content).toString('base64'),
      authorProfessional: {
        nationalId: `8${author.rpps}`,
        familyName: author.familyName,
        givenName: author.givenName,
        professionCode: author.professionCode,
        ...(author.specialtyCode === undefined ? {} : { specialtyCode: author.specialtyCode }),
      },
      authorStructure: { finess: authorStructure.finess, name: authorStructure.name },
      confidentiality: ['N', ...(deposit.confidentiality ?? [])],
      creationTime: submitted.toISOString(),
      serviceStartTime: submitted.toISOString(),
      submissionTime: submitted.toISOString(),
    },
  };
}
