import { type CheckDeclaration, type Finding, joinTexts, type Text, text, verify } from '../../harness/index.js';
import type { DmpNotice, LocalDocument, RecordObservation } from '../actions/consultation.js';
import {
  contentSeen,
  contentWith,
  localDocumentsSeen,
  noticeFor,
  noticesSeen,
  offersWords,
  quoted,
  quotedList,
  VIEWER,
} from './wording.js';

const DD05 = { reference: 'REM CDA/DD.05 ; AMA 09/09/2025', confidence: 'stated' } as const;

const INTEGRATED = text('dossier du patient, documents intégrés', 'patient record, integrated documents');
const NOTICES = text('dossier du patient, avis à l’ouverture', 'patient record, notices at opening');

const STORED: CheckDeclaration = {
  id: 'dmp.integrated.stored',
  title: text('Le document intégré est dans le dossier', 'The integrated document is in the record'),
  rule: { reference: 'AMA 09/09/2025, intégration réelle des documents', confidence: 'stated' },
};

/** The integrated document is listed in the local record. */
export function checkStored(documents: readonly LocalDocument[], title: string): Finding {
  return verify(STORED, listed(documents, title).length > 0, {
    expected: among(title),
    received: localDocumentsSeen(documents),
    locator: INTEGRATED,
  });
}

const NEWER_ANNOUNCED: CheckDeclaration = {
  id: 'dmp.dd05.newer-version-announced',
  title: text(
    'La nouvelle version est annoncée à l’ouverture, sans clic',
    'The newer version is announced at opening, without a click',
  ),
  rule: DD05,
};

/** A notice "newer version" for the document is on screen once the record is open. */
export function checkNewerVersionAnnounced(observed: RecordObservation, title: string): Finding {
  return verify(NEWER_ANNOUNCED, notices(observed, 'newer-version', title).length > 0, {
    expected: noticeFor('newer-version', quoted(title)),
    received: noticesSeen(observed.notices),
    locator: NOTICES,
  });
}

const EVERY_ANNOUNCED: CheckDeclaration = {
  id: 'dmp.dd05.every-integrated-document',
  title: text(
    'L’avis porte sur tous les documents intégrés, affichés ou non',
    'The notice covers every integrated document, displayed or not',
  ),
  rule: DD05,
};

/** Every replaced document has its notice, not only the first or the displayed one. */
export function checkEveryDocumentAnnounced(observed: RecordObservation, titles: readonly string[]): Finding {
  const missing = titles.filter((title) => notices(observed, 'newer-version', title).length === 0);
  return verify(EVERY_ANNOUNCED, missing.length === 0, {
    expected: noticeFor('newer-version', joinTexts([text('chacun de', 'each of'), quotedList(titles)], ' ')),
    received: noticesSeen(observed.notices),
    locator: NOTICES,
  });
}

const CHAIN_FOLLOWED: CheckDeclaration = {
  id: 'dmp.dd05.version-after-attribute-change',
  title: text(
    'Le remplacement est vu même après un changement d’attribut (nouvel entryUUID)',
    'The replacement is seen even after an attribute change (new entryUUID)',
  ),
  rule: DD05,
};

/** A document whose attributes changed, then replaced, is announced: the DPI did not keep its first entryUUID only. */
export function checkVersionChainFollowed(observed: RecordObservation, title: string): Finding {
  return verify(CHAIN_FOLLOWED, notices(observed, 'newer-version', title).length > 0, {
    expected: noticeFor('newer-version', quoted(title)),
    received: noticesSeen(observed.notices),
    locator: NOTICES,
  });
}

const OFFERS_VIEW_INTEGRATE: CheckDeclaration = {
  id: 'dmp.dd05.newer-version-offers',
  title: text('L’avis propose de voir et d’intégrer', 'The notice offers to view and integrate'),
  rule: DD05,
};

/** The notice offers to view and to integrate. */
export function checkOffersViewAndIntegrate(observed: RecordObservation, title: string): Finding {
  const offers = notices(observed, 'newer-version', title).flatMap((notice) => notice.offers);
  return verify(OFFERS_VIEW_INTEGRATE, offers.includes('view') && offers.includes('integrate'), {
    expected: offersWords(['view', 'integrate']),
    received: offersWords(offers),
    locator: NOTICES,
  });
}

const NEW_VERSION_VIEWED: CheckDeclaration = {
  id: 'dmp.dd05.newer-version-viewed',
  title: text('La nouvelle version s’affiche', 'The newer version is displayed'),
  rule: DD05,
};

/** What was displayed is the content of the newer version. */
export function checkNewerVersionViewed(content: string, marker: string): Finding {
  return verify(NEW_VERSION_VIEWED, content.includes(marker), {
    expected: contentWith(marker),
    received: contentSeen(content),
    locator: VIEWER,
  });
}

const BOTH_KEPT: CheckDeclaration = {
  id: 'dmp.dd05.old-version-kept',
  title: text('L’ancienne version est conservée à côté de la nouvelle', 'The old version is kept beside the new one'),
  rule: DD05,
};

/** Two versions are listed after the integration; a screen that shows version numbers shows two different ones. */
export function checkBothVersionsKept(documents: readonly LocalDocument[], title: string): Finding {
  const versions = listed(documents, title).map((document) => document.version);
  const shown = versions.filter((version) => version !== '');
  const holds = versions.length >= 2 && new Set(shown).size === shown.length;
  return verify(BOTH_KEPT, holds, {
    expected: text(`deux versions de « ${title} »`, `two versions of "${title}"`),
    received: localDocumentsSeen(documents),
    locator: INTEGRATED,
  });
}

const INACCESSIBLE_ANNOUNCED: CheckDeclaration = {
  id: 'dmp.dd05.no-longer-accessible-announced',
  title: text(
    'Un document qui n’est plus accessible est annoncé à l’ouverture, sans clic',
    'A document no longer accessible is announced at opening, without a click',
  ),
  rule: DD05,
};

/** A notice "no longer accessible" is on screen once the record is open. */
export function checkNoLongerAccessibleAnnounced(observed: RecordObservation, title: string): Finding {
  return verify(INACCESSIBLE_ANNOUNCED, notices(observed, 'no-longer-accessible', title).length > 0, {
    expected: noticeFor('no-longer-accessible', quoted(title)),
    received: noticesSeen(observed.notices),
    locator: NOTICES,
  });
}

const NOT_DELETED_BY_ITSELF: CheckDeclaration = {
  id: 'dmp.dd05.local-copy-not-deleted-silently',
  title: text(
    'La copie locale reste tant que l’utilisateur ne la supprime pas',
    'The local copy stays until the user deletes it',
  ),
  rule: DD05,
};

/** The local copy is still there when the record opens. */
export function checkLocalCopyStillThere(observed: RecordObservation, title: string): Finding {
  return verify(NOT_DELETED_BY_ITSELF, listed(observed.localDocuments, title).length > 0, {
    expected: among(title),
    received: localDocumentsSeen(observed.localDocuments),
    locator: INTEGRATED,
  });
}

const OFFERS_DELETE: CheckDeclaration = {
  id: 'dmp.dd05.local-deletion-offered',
  title: text('La suppression de la copie locale est proposée', 'Deleting the local copy is offered'),
  rule: DD05,
};

/** The notice offers to delete the local copy. */
export function checkOffersLocalDeletion(observed: RecordObservation, title: string): Finding {
  const offers = notices(observed, 'no-longer-accessible', title).flatMap((notice) => notice.offers);
  return verify(OFFERS_DELETE, offers.includes('delete-local'), {
    expected: offersWords(['delete-local']),
    received: offersWords(offers),
    locator: NOTICES,
  });
}

const LOCAL_COPY_DELETED: CheckDeclaration = {
  id: 'dmp.dd05.local-copy-deleted',
  title: text(
    'La copie locale est supprimée quand l’utilisateur le demande',
    'The local copy is deleted when the user asks',
  ),
  rule: DD05,
};

/** The local copy is gone after the user's deletion. */
export function checkLocalCopyDeleted(documents: readonly LocalDocument[], title: string): Finding {
  return verify(LOCAL_COPY_DELETED, listed(documents, title).length === 0, {
    expected: text(`« ${title} » absent des documents intégrés`, `"${title}" not among the integrated documents`),
    received: localDocumentsSeen(documents),
    locator: INTEGRATED,
  });
}

const DD04 = { reference: 'REM CDA/DD.04 (scénario du REM DRIMbox)', confidence: 'stated' } as const;

const DUPLICATE_TOLD: CheckDeclaration = {
  id: 'dmp.dd04.duplicate-announced',
  title: text(
    'Le DPI annonce que le document est déjà dans le dossier',
    'The DPI says the document is already in the record',
  ),
  rule: DD04,
};

/** The screen says in substance that the document is already there. */
export function checkDuplicateAnnounced(observed: { message: string; saidAlreadyPresent: boolean }): Finding {
  return verify(DUPLICATE_TOLD, observed.saidAlreadyPresent, {
    expected: text(
      'un message disant que le document est déjà présent',
      'a message that says the document is already there',
    ),
    received: observed.message || text('aucun message', 'no message'),
    locator: text('message après la demande d’intégration', 'message after the request to integrate'),
  });
}

const NO_DUPLICATE: CheckDeclaration = {
  id: 'dmp.dd04.no-duplicate',
  title: text('Aucun doublon dans la liste des documents', 'No duplicate in the list of documents'),
  rule: DD04,
};

/** The document is listed once. */
export function checkNoDuplicate(documents: readonly LocalDocument[], title: string): Finding {
  return verify(NO_DUPLICATE, listed(documents, title).length === 1, {
    expected: text(`« ${title} » une seule fois`, `"${title}" once only`),
    received: localDocumentsSeen(documents),
    locator: INTEGRATED,
  });
}

function listed(documents: readonly LocalDocument[], title: string): LocalDocument[] {
  return documents.filter((document) => document.title === title);
}

function notices(observed: RecordObservation, kind: DmpNotice['kind'], title: string): DmpNotice[] {
  return observed.notices.filter((notice) => notice.kind === kind && notice.documentTitle === title);
}

function among(title: string): Text {
  return text(`« ${title} » parmi les documents intégrés`, `"${title}" among the integrated documents`);
}
