import { buildCdaN3 } from '../../fixtures/documents/cda.js';
import { documentSetId, documentUid } from '../../fixtures/documents/document-uid.js';
import type { Patient } from '../../fixtures/people.js';
import { mailbox, professional, structure } from '../../fixtures/roster.js';
import { xdmArchiveOf } from '../../mocks/wire/xdm-from-cda.js';
import type { XdmAction } from '../../mocks/wire/xdm-metadata.js';
import type { ScenarioContext, Tenant } from '../harness/index.js';
import { text } from '../harness/index.js';
import { refOf } from '../record/index.js';
import { fetchMessages } from './actions/mailbox.js';
import {
  configureAutomaticIntegration,
  showWorkList,
  treatReceivedDocument,
  type WorkItem,
} from './actions/reception.js';
import { openMailboxAs } from './situations-sending.js';
import { deliverThirdPartyMail, type ThirdPartyDocument } from './third-party-mail.js';

/** Automatic integration is a setting of the whole product: scenarios that rely on it, on or off, hold this. */
export const AUTOMATIC_INTEGRATION: Tenant = { name: 'setting:automatic-integration' };
/** Mailbox of the SUT the third parties write to, and the account that reads it. */
const MAILBOX = 'cardiology';
const READER = 'ps1';

/** A structured document of a third party, with a sentence only this version has. */
export interface ReceivedVersion extends ThirdPartyDocument {
  setId: string;
  marker: string;
}

/** What makes one. */
export interface VersionWanted {
  /** Short name, the same for every version; goes into the title and the identifiers. */
  name: string;
  version?: number;
  /** The version it says it replaces. */
  replaces?: Pick<ReceivedVersion, 'uniqueId'>;
  /** A code of DOCUMENT_TYPES; a discharge letter unless told. */
  typeCode?: string;
  /** Last word on the CDA. */
  change?: (cda: string) => string;
}

/** Composes a version of a structured document. Two patients given the same `name` share the set of versions. */
export function receivedVersion(t: ScenarioContext, person: Patient, wanted: VersionWanted): ReceivedVersion {
  const { name, version = 1, replaces, typeCode = '11490-0', change = (cda: string) => cda } = wanted;
  const author = professional(typeCode === '11502-2' ? 'lab1' : 'hospitalist1');
  const title = `Document ${name} ${t.runKey}`;
  const uniqueId = documentUid(`${t.runKey}/${name}/${person.key}/v${version}`);
  const setId = documentSetId(`${t.runKey}/${name}`);
  const marker = `Repère ${name}-v${version}-${t.runKey}`;
  const cda = buildCdaN3({
    patient: { ...person, ipp: `T${person.ipp}` },
    author,
    structure: structure(author.structure),
    title,
    typeCode,
    effectiveTime: new Date(),
    uid: uniqueId,
    setId,
    versionNumber: version,
    ...(replaces ? { replaces: replaces.uniqueId } : {}),
    marker,
    // Again in a second section: how sections are displayed is another requirement's business.
    sections: [{ title: 'Suite', paragraphs: [`${marker}, suite.`] }],
  });
  return { title, person, uniqueId, setId, version, marker, cda: Buffer.from(change(cda)) };
}

/** Signs in, opens the mailbox and sets automatic integration, in a step of its own. */
export function startReception(t: ScenarioContext, automatic: boolean): Promise<void> {
  return t.step(
    text('Ouvrir la boîte et régler l’intégration automatique', 'Open the mailbox and set automatic integration'),
    async () => {
      await openMailboxAs(t, READER, MAILBOX);
      await t.act(configureAutomaticIntegration, { enabled: automatic });
    },
  );
}

/** Delivers documents in one archive, and has the SUT fetch its mailbox. `name` is unique in the scenario. */
export async function receive(
  t: ScenarioContext,
  name: string,
  documents: readonly [ReceivedVersion, ...ReceivedVersion[]],
  action?: XdmAction,
): Promise<Buffer> {
  const asked = action === undefined ? {} : { action };
  const archive = await xdmArchiveOf({ documents: documents.map(({ cda }) => ({ cda, ...asked })) });
  const [document] = documents;
  const { mailbox: address } = await deliverThirdPartyMail(t, {
    name,
    to: mailbox(MAILBOX).address,
    document,
    archive: { content: archive },
  });
  await t.act(fetchMessages, { mailbox: { address } });
  return archive;
}

/** Integrates a document from the work list, whatever the list proposes. */
export async function integrateByHand(
  t: ScenarioContext,
  document: ReceivedVersion,
  patient = document.person,
): Promise<void> {
  await t.act(treatReceivedDocument, {
    document: versionOf(document),
    patient: refOf(patient),
    treatment: 'integrate',
  });
}

/** A version as actions name it. */
export function versionOf({ title, version }: ThirdPartyDocument): { title: string; version: string } {
  return { title, version: String(version) };
}

/** The lines of the work list about one version of a document. */
export async function workItemsOf(t: ScenarioContext, document: ThirdPartyDocument): Promise<WorkItem[]> {
  const { items } = await t.act(showWorkList, {});
  const { title, version } = versionOf(document);
  return items.filter((item) => item.title === title && item.version === version);
}

/** Yesterday to tomorrow: midnight may come during the run. */
export function aroundToday(): { from: string; to: string } {
  const day = (shift: number): string => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
  return { from: day(-1), to: day(1) };
}

/** A month in which nothing came. */
export const LONG_AGO = { from: '2001-01-01', to: '2001-01-31' };

/** Prints the identifiers of the pair the bench ships, so that nobody takes another one for it (mssante.md §1.1). */
export function attachPair(t: ScenarioContext, proof: string, first: ReceivedVersion, second: ReceivedVersion): void {
  t.attachText(
    proof,
    text('Identifiants des documents envoyés', 'Identifiers of the documents sent'),
    [first, second].map(({ version, uniqueId, setId }) => `v${version} : id ${uniqueId}, setId ${setId}`).join('\n'),
  );
}
