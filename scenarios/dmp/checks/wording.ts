import { joinTexts, type Text, type TextOrData, text } from '../../harness/index.js';
import type { DmpNotice, LocalDocument, RecordObservation } from '../actions/consultation.js';

/** Separator of a list whose items hold commas. */
export const SEMICOLON = text(' ; ', '; ');

/** When the screen shows nothing at all. */
export const NOTHING_SHOWN = text('rien ne s’affiche', 'nothing is displayed');

/** Where a document is read. */
export const VIEWER = text('visionneuse du document', 'document viewer');

const STATUSES: Readonly<Record<RecordObservation['dmpStatus'], Text>> = {
  'open-authorised': text('DMP ouvert, utilisateur autorisé', 'DMP open, user authorised'),
  'open-not-authorised': text('DMP ouvert, utilisateur non autorisé', 'DMP open, user not authorised'),
  closed: text('DMP fermé', 'DMP closed'),
  none: text('DMP inexistant', 'No DMP'),
  unknown: text('état du DMP inconnu', 'DMP status unknown'),
  'not-shown': text('état du DMP non affiché', 'DMP status not shown'),
};

const NOTICES: Readonly<Record<DmpNotice['kind'], Text>> = {
  'newer-version': text('nouvelle version', 'newer version'),
  'no-longer-accessible': text('plus accessible', 'no longer accessible'),
  'metadata-changed': text('métadonnées modifiées', 'metadata changed'),
};

const OFFERS: Readonly<Record<DmpNotice['offers'][number], Text>> = {
  view: text('voir', 'view'),
  integrate: text('intégrer', 'integrate'),
  'delete-local': text('supprimer la copie locale', 'delete the local copy'),
};

/** The status of a DMP as a sentence says it. */
export function statusWords(status: RecordObservation['dmpStatus']): Text {
  return STATUSES[status];
}

/** A quotation: a title or a content as the screen shows it. */
export function quoted(content: string): Text {
  return text(`« ${content} »`, `"${content}"`);
}

/** Quotations in a row. */
export function quotedList(contents: readonly string[]): Text {
  return joinTexts(contents.map(quoted));
}

/** A displayed content awaited: one that holds the sentence only this document has. */
export function contentWith(marker: string): Text {
  return text(`un contenu où se trouve « ${marker} »`, `content that holds "${marker}"`);
}

/** A displayed content, its beginning only: it is quoted, not translated. */
export function contentSeen(content: string): TextOrData {
  return content === '' ? NOTHING_SHOWN : content.slice(0, 300);
}

/** The notice awaited for `target`: a document, or each of several. */
export function noticeFor(kind: DmpNotice['kind'], target: Text): Text {
  const { fr, en } = NOTICES[kind];
  return text(`un avis « ${fr} » pour ${target.fr}`, `a "${en}" notice for ${target.en}`);
}

/** Notices seen on screen. */
export function noticesSeen(notices: readonly DmpNotice[]): Text {
  const seen = notices.map(({ kind, documentTitle }) => joinTexts([NOTICES[kind], quoted(documentTitle)], ' '));
  return joinTexts(seen, ', ', text('aucun avis', 'no notice'));
}

/** What notices offer to do. */
export function offersWords(offers: readonly DmpNotice['offers'][number][]): Text {
  return joinTexts(
    offers.map((offer) => OFFERS[offer]),
    ', ',
    text('rien', 'nothing'),
  );
}

/** Documents of the local record as listed on screen. */
export function localDocumentsSeen(documents: readonly LocalDocument[]): Text {
  const seen = documents.map(({ title, version }) => joinTexts([quoted(title), `v${version}`], ' '));
  return joinTexts(seen, ', ', text('aucun document', 'no document'));
}

/** A DMP transaction as the guide writes it, from the id of an exchange: `td3-1a` → `TD3.1a`. */
export function transactionName(transaction: string | undefined): TextOrData {
  if (transaction === undefined) return text('transaction non reconnue', 'unrecognised transaction');
  return transaction.replace(/^td(\d)-/, 'TD$1.');
}
