import type { Exchange } from '../../../mocks/core/exchange.js';
import { type CheckDeclaration, type Finding, joinTexts, text, verify } from '../../harness/index.js';
import type { ListedDocument } from '../actions/reading.js';
import { quotedList } from './wording.js';

const LIST = text('liste des documents du dossier', 'list of documents of the record');

const SELECTION: CheckDeclaration = {
  id: 'dmp.ux31.selection-integrated',
  title: text(
    'Tous les documents sélectionnés sont intégrés, une fois chacun',
    'Every document selected is integrated, once each',
  ),
  rule: { reference: 'REM DMP/UX.31', confidence: 'stated' },
};

/** Each document selected together is in the record once. */
export function checkSelectionIntegrated(
  observed: { selected: number; titles: readonly string[] },
  wanted: readonly string[],
): Finding {
  const counts = wanted.map((title) => observed.titles.filter((one) => one === title).length);
  return verify(SELECTION, observed.selected === wanted.length && counts.every((count) => count === 1), {
    expected: quotedList(wanted),
    received: joinTexts([
      text(`${observed.selected} sélectionnés`, `${observed.selected} selected`),
      text(`présents ${counts.join(', ')} fois`, `there ${counts.join(', ')} times`),
    ]),
    locator: LIST,
  });
}

const RETRIEVED: CheckDeclaration = {
  id: 'dmp.ux31.each-retrieved',
  title: text('Chaque document intégré vient du DMP (TD3.2)', 'Each document integrated comes from the DMP (TD3.2)'),
  rule: { reference: 'GI DMP, TD3.2 (ITI-43)', confidence: 'stated' },
};

/** A TD3.2 for each document integrated. */
export function checkEachRetrieved(retrievals: readonly Exchange[], uniqueIds: readonly string[]): Finding {
  const found = new Set(retrievals.map(({ keys }) => keys['document'] ?? ''));
  const missing = uniqueIds.filter((id) => !found.has(id));
  return verify(RETRIEVED, missing.length === 0, {
    expected: uniqueIds.join(', '),
    received: [...found].join(', ') || text('aucune TD3.2', 'no TD3.2'),
    locator: text('échanges', 'exchanges'),
  });
}

const SORTED: Record<'creation-date' | 'type', CheckDeclaration> = {
  'creation-date': {
    id: 'cda.int04.sorted-by-date',
    title: text(
      'Documents produits et importés triés par date de création',
      'Produced and imported documents sorted by creation date',
    ),
    rule: { reference: 'REM CDA/INT.04', confidence: 'stated' },
  },
  type: {
    id: 'cda.int04.sorted-by-type',
    title: text('Documents produits et importés triés par type', 'Produced and imported documents sorted by type'),
    rule: { reference: 'REM CDA/INT.04', confidence: 'stated' },
  },
};

/** The documents stand in an order, whichever way round. `titles`: the order expected, among others on screen. */
export function checkSorted(
  documents: readonly ListedDocument[],
  by: 'creation-date' | 'type',
  titles: readonly string[],
): Finding {
  return verify(SORTED[by], isInOrder(documents, titles), {
    expected: joinTexts([quotedList(titles), text('dans cet ordre ou l’inverse', 'in this order or the reverse')]),
    received: quotedList(shownOrder(documents, titles)),
    locator: LIST,
  });
}

const CDA_DATES: CheckDeclaration = {
  id: 'cda.int17.dates-of-cda',
  title: text('La date de création affichée est celle du CDA', 'The creation date shown is that of the CDA'),
  rule: { reference: 'REM CDA/INT.17', confidence: 'stated' },
};

const CDA_ORDER: CheckDeclaration = {
  id: 'cda.int17.order-of-cda',
  title: text(
    'L’ordre par défaut suit les dates des CDA, non celles de l’import',
    'The default order follows the dates of the CDAs, not of their import',
  ),
  rule: { reference: 'REM CDA/INT.17', confidence: 'stated' },
};

/** Dates shown are those of the CDAs. `days`: JJ/MM/AAAA by title. */
export function checkCdaDates(documents: readonly ListedDocument[], days: ReadonlyMap<string, string>): Finding {
  const shown = [...days.keys()].map((title) => documents.find((one) => one.title === title)?.date ?? '');
  return verify(
    CDA_DATES,
    [...days.values()].every((day, index) => shown[index]?.includes(day) ?? false),
    {
      expected: [...days.values()].join(', '),
      received: shown.map((date) => date || '—').join(', '),
      locator: LIST,
    },
  );
}

/** The order shown by default is that of the CDAs' dates. */
export function checkCdaOrder(documents: readonly ListedDocument[], titles: readonly string[]): Finding {
  return verify(CDA_ORDER, isInOrder(documents, titles), {
    expected: quotedList(titles),
    received: quotedList(shownOrder(documents, titles)),
    locator: LIST,
  });
}

const ORIGINS: CheckDeclaration = {
  id: 'cda.int08.origins',
  title: text(
    'L’origine de chaque document intégré est affichée : DMP, MSSanté',
    'The origin of each integrated document is shown: DMP, MSSanté',
  ),
  rule: { reference: 'REM CDA/INT.08', confidence: 'stated' },
};

/** The list says where each document comes from, without a click. */
export function checkOrigins(documents: readonly ListedDocument[], dmpTitle: string, mssanteTitle: string): Finding {
  const originOf = (title: string): string => documents.find((one) => one.title === title)?.origin ?? '';
  const [dmp, mail] = [originOf(dmpTitle), originOf(mssanteTitle)];
  const holds = /DMP|dossier m[ée]dical partag/i.test(dmp) && /MSS/i.test(mail) && !/DMP/i.test(mail);
  return verify(ORIGINS, holds, {
    expected: text('DMP pour le premier, MSSanté pour le second', 'DMP for the first, MSSanté for the second'),
    received: `« ${dmp} », « ${mail} »`,
    locator: LIST,
  });
}

const RETENTION: CheckDeclaration = {
  id: 'dmp.ux44.rule-applied',
  title: text(
    'La règle de conservation réglée s’applique au document intégré du DMP',
    'The retention rule set applies to the document integrated from the DMP',
  ),
  rule: { reference: 'REM DMP/UX.44', confidence: 'stated' },
};

/** The end of retention shown is the day of integration plus the years set. `integratedOn`: YYYY-MM-DD. */
export function checkRetention(document: ListedDocument | undefined, years: number, integratedOn: string): Finding {
  const [year = '', month = '', day = ''] = integratedOn.split('-');
  const wanted = `${day}/${month}/${Number(year) + years}`;
  return verify(RETENTION, document?.keptUntil.includes(wanted) ?? false, {
    expected: wanted,
    received: document?.keptUntil ?? text('document absent', 'document missing'),
    locator: LIST,
  });
}

function shownOrder(documents: readonly ListedDocument[], titles: readonly string[]): string[] {
  return documents.map(({ title }) => title).filter((title) => titles.includes(title));
}

function isInOrder(documents: readonly ListedDocument[], titles: readonly string[]): boolean {
  const shown = shownOrder(documents, titles);
  return shown.join('\n') === titles.join('\n') || shown.toReversed().join('\n') === titles.join('\n');
}
