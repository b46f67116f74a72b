import { documentType } from '../../fixtures/documents/document-types.js';
import type { Patient } from '../../fixtures/people.js';
import type { Exchange } from '../../mocks/core/exchange.js';
import { readEnvelope } from '../../mocks/wire/soap.js';
import { type AdhocQuery, readAdhocQueryRequest } from '../../mocks/wire/stored-query.js';
import type { ScenarioContext } from '../harness/index.js';
import { importReceivedDocument } from './actions/reading.js';
import type { ExpectedOnScreen } from './checks/document-on-screen.js';
import { composeReceived, type Deposit, type DepositedDocument, type ReceivedDocument } from './third-party.js';
import { refOf } from '../record/index.js';

/** The settings of preloading; scenarios that change them hold this. */
export const PRELOADING_SETTING = { name: 'setting:preloading' };
/** The retention of documents; scenarios that change it hold this. */
export const RETENTION_SETTING = { name: 'setting:retention' };

/** Has a document of a third party imported as received by MSSanté; inside a step, its patient's record open. */
export async function receiveDocument(
  t: ScenarioContext,
  person: Patient,
  deposit: Deposit,
): Promise<ReceivedDocument> {
  const document = composeReceived(t, person, deposit);
  const { path, file } = await t.handOut(`${deposit.name}-${t.runKey}.xml`, document.content);
  await t.act(importReceivedDocument, { patient: refOf(person), document: { title: document.title }, path, file });
  return document;
}

/** What a document of a third party must show on screen. */
export function onScreen(document: DepositedDocument | ReceivedDocument): ExpectedOnScreen {
  const { deposit, typeCode, authorName, marker, addedMarker } = document;
  return {
    typeLabel: documentType(typeCode).label,
    author: authorName,
    day: parisDay(deposit.submittedDaysAgo ?? 0),
    markers: [marker, ...(addedMarker === '' ? [] : [addedMarker])],
  };
}

/** A day some days ago in Paris, `JJ/MM/AAAA`. */
export function parisDay(daysAgo: number): string {
  const day = new Date(Date.now() - daysAgo * 86_400_000);
  return new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'short' }).format(day);
}

/** The same as `YYYY-MM-DD`. */
export function parisIsoDay(daysAgo: number): string {
  return parisDay(daysAgo).split('/').toReversed().join('-');
}

/** Stored queries of exchanges, read in their raw bytes. */
export async function queriesOf(t: ScenarioContext, exchanges: readonly Exchange[]): Promise<AdhocQuery[]> {
  const queries: AdhocQuery[] = [];
  for (const exchange of exchanges) {
    const { body } = readEnvelope(await t.body(exchange, 'request'));
    if (body) queries.push(readAdhocQueryRequest(body));
  }
  return queries;
}
