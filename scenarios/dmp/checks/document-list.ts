import { type CheckDeclaration, type Finding, joinTexts, notObserved, text, verify } from '../../harness/index.js';
import { contentSeen, contentWith, NOTHING_SHOWN, quoted, quotedList, SEMICOLON, VIEWER } from './wording.js';

/** What `listDmpDocuments` observes. */
interface ListObservation {
  availableFilters: readonly string[];
  rows: readonly { title: string; typeLabel: string; author: string; date: string }[];
}

const RULE = { reference: 'REM DMP/UX.14', confidence: 'stated' } as const;

const LIST = text('liste des documents du DMP', 'list of DMP documents');

const COMPLETE: CheckDeclaration = {
  id: 'dmp.ux14.list-complete',
  title: text('La liste montre les documents du DMP', 'The list shows the DMP documents'),
  rule: RULE,
};

/** Every document the DMP holds for this user is listed. */
export function checkListComplete(observed: ListObservation, titles: readonly string[]): Finding {
  const missing = titles.filter((title) => !observed.rows.some((row) => row.title === title));
  return verify(COMPLETE, missing.length === 0, {
    expected: quotedList(titles),
    received:
      missing.length === 0
        ? text('tous présents', 'all there')
        : joinTexts([text('absents :', 'missing:'), quotedList(missing)], ' '),
    locator: LIST,
  });
}

const METADATA: CheckDeclaration = {
  id: 'dmp.ux14.metadata-shown',
  title: text(
    'Auteur, type et date de chaque document sont affichés',
    'Author, type and date of each document are shown',
  ),
  rule: RULE,
};

/** The rows of the documents carry their author, a type and a date. A document not listed is judged by list-complete. */
export function checkMetadataShown(
  observed: ListObservation,
  documents: readonly { title: string; authorName: string }[],
): Finding {
  const expected = joinTexts(
    documents.map(({ title, authorName }) =>
      text(`« ${title} » : auteur ${authorName}, type, date`, `"${title}": author ${authorName}, type, date`),
    ),
    SEMICOLON,
  );
  const listed = documents.flatMap(({ title, authorName }) => {
    const row = observed.rows.find((one) => one.title === title);
    return row ? [{ row, authorName }] : [];
  });
  if (listed.length === 0) {
    return notObserved(METADATA, {
      expected,
      received: text('aucun de ces documents n’est listé', 'none of these documents is listed'),
      locator: LIST,
    });
  }
  const wrong = listed.find(
    ({ row, authorName }) =>
      !(row.author.toUpperCase().includes(authorName) && row.typeLabel !== '' && /\d/.test(row.date)),
  )?.row;
  return verify(METADATA, wrong === undefined, {
    expected,
    received: wrong
      ? text(
          `« ${wrong.title} » : auteur « ${wrong.author} », type « ${wrong.typeLabel} », date « ${wrong.date} »`,
          `"${wrong.title}": author "${wrong.author}", type "${wrong.typeLabel}", date "${wrong.date}"`,
        )
      : text('affichés pour chaque document', 'shown for each document'),
    locator: LIST,
  });
}

const FILTERS: CheckDeclaration = {
  id: 'dmp.ux14.filters-offered',
  title: text('Des filtres paramétrables sont proposés', 'Configurable filters are offered'),
  rule: RULE,
};

/** At least one filter is on screen. */
export function checkFiltersOffered(observed: ListObservation): Finding {
  return verify(FILTERS, observed.availableFilters.length > 0, {
    expected: text('au moins un filtre', 'at least one filter'),
    received: joinTexts(observed.availableFilters.map(quoted), ', ', text('aucun filtre', 'no filter')),
    locator: text('liste des documents du DMP, filtres', 'list of DMP documents, filters'),
  });
}

const FILTER_APPLIED: CheckDeclaration = {
  id: 'dmp.ux14.filter-applied',
  title: text('Le filtre choisi s’applique à la liste', 'The chosen filter applies to the list'),
  rule: RULE,
};

/** Filtered, the list shows the kept documents and none of the others. */
export function checkFilterApplied(
  observed: ListObservation,
  kept: readonly string[],
  others: readonly string[],
): Finding {
  const shown = observed.rows.map((row) => row.title);
  const holds = kept.every((title) => shown.includes(title)) && !others.some((title) => shown.includes(title));
  return verify(FILTER_APPLIED, holds, {
    expected: joinTexts([quotedList(kept), text('et pas', 'and not'), quotedList(others)], ' '),
    received: shown.length > 0 ? quotedList(shown) : text('liste vide', 'empty list'),
    locator: text('liste des documents du DMP, filtrée', 'list of DMP documents, filtered'),
  });
}

const OPENS: CheckDeclaration = {
  id: 'dmp.document-opens',
  title: text('Le document s’affiche', 'The document is displayed'),
  rule: RULE,
};

/** The viewer shows the content of the document asked for. */
export function checkDocumentOpens(observed: { displayed: boolean; content: string }, marker: string): Finding {
  return verify(OPENS, observed.displayed && observed.content.includes(marker), {
    expected: contentWith(marker),
    received: observed.displayed ? contentSeen(observed.content) : NOTHING_SHOWN,
    locator: VIEWER,
  });
}
