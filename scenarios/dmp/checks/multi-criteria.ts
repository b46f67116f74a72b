import { documentType } from '../../../fixtures/documents/document-types.js';
import { parseDtm } from '../../../mocks/wire/hl7-types.js';
import { type AdhocQuery, queryValues } from '../../../mocks/wire/stored-query.js';
import { type CheckDeclaration, type Finding, joinTexts, notObserved, text, verify } from '../../harness/index.js';
import { quotedList } from './wording.js';

const RULE = { reference: 'REM DMP/UX.27 ; critères de la TD3.1', confidence: 'stated' } as const;

const ONE_QUERY: CheckDeclaration = {
  id: 'dmp.ux27.criteria-in-one-query',
  title: text('Les deux critères partent ensemble dans une seule TD3.1', 'Both criteria leave together in one TD3.1'),
  rule: RULE,
};

/** One stored query carries the type and the date chosen. `createdFrom`: YYYY-MM-DD in Paris. */
export function checkCriteriaInOneQuery(
  queries: readonly AdhocQuery[],
  criteria: { typeCode: string; createdFrom: string },
): Finding {
  if (queries.length === 0) return notObserved(ONE_QUERY, { received: text('aucune TD3.1', 'no TD3.1') });
  const code = `${criteria.typeCode}^^${documentType(criteria.typeCode).codeSystem}`;
  const holds = queries.some((query) => {
    const [from = ''] = queryValues(query, '$XDSDocumentEntryCreationTimeFrom');
    return (
      queryValues(query, '$XDSDocumentEntryTypeCode').includes(code) && parisDays(from).includes(criteria.createdFrom)
    );
  });
  return verify(ONE_QUERY, holds, {
    expected: `$XDSDocumentEntryTypeCode ${code}, $XDSDocumentEntryCreationTimeFrom ${criteria.createdFrom}`,
    received: joinTexts(
      queries.map(({ slots }) => slots.map(({ name, values }) => `${name} ${values.join('|')}`).join(', ')),
      ' ; ',
    ),
    locator: 'query:AdhocQuery/rim:Slot',
  });
}

const RESULTS: CheckDeclaration = {
  id: 'dmp.ux27.results',
  title: text('Les résultats répondent aux deux critères', 'The results meet both criteria'),
  rule: RULE,
};

/** The list shows what meets both criteria, and nothing that misses one. */
export function checkSearchResults(
  titles: readonly string[],
  wanted: readonly string[],
  unwanted: readonly string[],
): Finding {
  const missing = wanted.filter((title) => !titles.includes(title));
  const surplus = unwanted.filter((title) => titles.includes(title));
  return verify(RESULTS, missing.length === 0 && surplus.length === 0, {
    expected: quotedList(wanted),
    received: quotedList(titles.filter((title) => wanted.includes(title) || unwanted.includes(title))),
    locator: text('liste des documents du DMP', 'list of DMP documents'),
  });
}

/** The day a UTC time falls on in Paris; a time given as a bare day means that day. */
function parisDays(dtm: string): string[] {
  const time = parseDtm(dtm);
  if (!time) return [];
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' }).format(time);
  return /^\d{8}$/.test(dtm) ? [day, `${dtm.slice(0, 4)}-${dtm.slice(4, 6)}-${dtm.slice(6)}`] : [day];
}
