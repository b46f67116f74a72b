import {
  type CheckDeclaration,
  type Finding,
  joinTexts,
  notApplicable,
  type Rule,
  type Text,
  text,
  verify,
} from '../../harness/index.js';
import type { ReceptionRecord, WorkItem } from '../actions/reception.js';

const UX05: Rule = { reference: 'REM DPI MSS/UX.05', confidence: 'stated' };
const VERSIONS: Rule = { reference: 'SC.CDA/INT.18 (mssante.md §6.2)', confidence: 'stated' };
const RECORD = text('dossier du patient', 'patient record');

type Documents = ReceptionRecord['documents'];
type Kind = ReceptionRecord['proposals'][number]['kind'];

const KINDS: Readonly<Record<Kind, Text>> = {
  replacement: text('remplacement', 'replacement'),
  deletion: text('suppression', 'deletion'),
};

const ANNOUNCED: CheckDeclaration = {
  id: 'mss.reception.proposal-announced',
  title: text(
    'L’ouverture du dossier annonce le document à remplacer ou à supprimer, à voir et à valider',
    'Opening the record tells of the document to replace or delete, to view and validate',
  ),
  rule: UX05,
};

/** The record tells of it, and lets view and validate. */
export function checkProposalAnnounced({ proposals }: ReceptionRecord, kind: Kind, title: string): Finding {
  const found = proposals.find((one) => one.kind === kind && one.title === title);
  return verify(ANNOUNCED, found?.canView === true && found.canValidate, {
    expected: joinTexts(
      [KINDS[kind], text(`de « ${title} », à voir et à valider`, `of "${title}", to view and validate`)],
      ' ',
    ),
    received: proposalsSeen(proposals),
    locator: RECORD,
  });
}

const MANUAL: CheckDeclaration = {
  id: 'mss.reception.nothing-before-validation',
  title: text(
    'Rien ne change dans le dossier avant la validation de l’utilisateur',
    'Nothing changes in the record before the user validates',
  ),
  rule: UX05,
};

/** The only version of the document is still the first one, current. */
export function checkUnchanged({ documents }: ReceptionRecord, title: string, version = '1'): Finding {
  return verify(MANUAL, isExactly(documents, title, [`v${version}`]), {
    expected: versionsWords(title, [`v${version}`]),
    received: versionsWords(title, versionsOf(documents, title)),
    locator: RECORD,
  });
}

const VIEWED: CheckDeclaration = {
  id: 'mss.reception.received-document-viewed',
  title: text(
    'L’utilisateur voit le document reçu avant de valider',
    'The user views the received document before validating',
  ),
  rule: UX05,
};

/** What was displayed holds the sentence only this version has. */
export function checkReceivedViewed(content: string, marker: string): Finding {
  return verify(VIEWED, content.includes(marker), {
    expected: text(`un contenu où se trouve « ${marker} »`, `content that holds "${marker}"`),
    received: content === '' ? text('rien ne s’affiche', 'nothing is displayed') : content.slice(0, 300),
    locator: text('document affiché', 'document displayed'),
  });
}

const REPLACED: CheckDeclaration = {
  id: 'mss.reception.version-replaced',
  title: text(
    'Une fois validée, la nouvelle version est en vigueur et l’ancienne reste, marquée comme remplacée',
    'Once validated, the newer version is current and the old one stays, marked as replaced',
  ),
  rule: UX05,
};

/** Version 2 current, version 1 kept and replaced. */
export function checkReplaced({ documents }: ReceptionRecord, title: string): Finding {
  return verify(REPLACED, isExactly(documents, title, ['v1 ×', 'v2']), {
    expected: versionsWords(title, ['v1 ×', 'v2']),
    received: versionsWords(title, versionsOf(documents, title)),
    locator: RECORD,
  });
}

const DELETED: CheckDeclaration = {
  id: 'mss.reception.document-deleted',
  title: text(
    'Une fois la suppression validée, le document n’est plus en vigueur',
    'Once the deletion is validated, the document is no longer current',
  ),
  rule: UX05,
};

/** No current version is left; a product may keep a trace marked as such. */
export function checkDeleted({ documents }: ReceptionRecord, title: string): Finding {
  const current = documents.filter((document) => document.title === title && !document.superseded);
  return verify(DELETED, current.length === 0, {
    expected: versionsWords(title, []),
    received: versionsWords(title, versionsOf(documents, title)),
    locator: RECORD,
  });
}

const REFUSED: CheckDeclaration = {
  id: 'mss.reception.refusal-keeps',
  title: text(
    'Refuser un remplacement garde la version du dossier',
    'Refusing a replacement keeps the version of the record',
  ),
  rule: UX05,
};

/** Version 1 is alone and current. */
export function checkRefusalKeeps({ documents }: ReceptionRecord, title: string): Finding {
  return verify(REFUSED, isExactly(documents, title, ['v1']), {
    expected: versionsWords(title, ['v1']),
    received: versionsWords(title, versionsOf(documents, title)),
    locator: RECORD,
  });
}

const DUPLICATE: CheckDeclaration = {
  id: 'mss.reception.duplicate-not-integrated',
  title: text(
    'Un document déjà intégré, reçu à nouveau, n’est pas intégré deux fois',
    'A document already integrated and received again is not integrated twice',
  ),
  rule: VERSIONS,
};

/** One copy only. */
export function checkOneCopy({ documents }: ReceptionRecord, title: string): Finding {
  const found = versionsOf(documents, title);
  return verify(DUPLICATE, found.length === 1, {
    expected: versionsWords(title, ['v1']),
    received: versionsWords(title, found),
    locator: RECORD,
  });
}

const OBSOLETE: CheckDeclaration = {
  id: 'mss.reception.older-version-not-proposed',
  title: text(
    'Une version plus ancienne que celle du dossier n’est ni intégrée ni proposée en remplacement',
    'A version older than that of the record is neither integrated nor proposed as a replacement',
  ),
  rule: VERSIONS,
};

/** No proposal about the document; version 2 is still alone. */
export function checkOlderNotProposed(
  { documents, proposals }: ReceptionRecord,
  items: readonly WorkItem[],
  title: string,
): Finding {
  const proposed =
    proposals.some((one) => one.title === title) || items.some(({ offers }) => offers.includes('replace'));
  return verify(OBSOLETE, !proposed && isExactly(documents, title, ['v2']), {
    expected: versionsWords(title, ['v2']),
    received: joinTexts([
      versionsWords(title, versionsOf(documents, title)),
      proposed
        ? text('remplacement proposé', 'replacement proposed')
        : text('rien n’est proposé', 'nothing is proposed'),
    ]),
    locator: RECORD,
  });
}

const OTHER_PATIENT: CheckDeclaration = {
  id: 'mss.reception.other-patient-untouched',
  title: text(
    'Une version destinée à un autre patient ne remplace rien et n’est pas proposée en remplacement',
    'A version meant for another patient replaces nothing and is not proposed as a replacement',
  ),
  rule: { reference: 'REM DPI MSS/UX.05 ; MSS/UX.07', confidence: 'stated' },
};

/** The record of the first patient keeps its version, without proposal; that of the other has none by itself. */
export function checkOtherPatientUntouched(own: ReceptionRecord, other: ReceptionRecord, title: string): Finding {
  const proposed = [...own.proposals, ...other.proposals].some((one) => one.title === title);
  const kept = isExactly(own.documents, title, ['v1']);
  return verify(OTHER_PATIENT, kept && !proposed, {
    expected: versionsWords(title, ['v1']),
    received: joinTexts([
      versionsWords(title, versionsOf(own.documents, title)),
      proposalsSeen([...own.proposals, ...other.proposals]),
    ]),
    locator: RECORD,
  });
}

const ORPHAN_DELETION: CheckDeclaration = {
  id: 'mss.reception.unknown-deletion-creates-nothing',
  title: text(
    'La suppression d’un document inconnu ne le crée pas',
    'The deletion of an unknown document does not create it',
  ),
  // No text says it: deleting what is not there leaves nothing there.
  rule: { reference: 'mssante.md §6.2', confidence: 'inferred' },
};

/** Reported only when it is not held. */
export function checkUnknownDeletion({ documents }: ReceptionRecord, title: string): Finding[] {
  const found = versionsOf(documents, title);
  if (found.length === 0) return [];
  const details = { expected: versionsWords(title, []), received: versionsWords(title, found), locator: RECORD };
  return [verify(ORPHAN_DELETION, false, details)];
}

const ORPHANS_NOTED: CheckDeclaration = {
  id: 'mss.reception.orphans-noted',
  title: text(
    'Ce que devient le remplacement d’un document inconnu est relevé, sans jugement',
    'What becomes of the replacement of an unknown document is noted, not judged',
  ),
  rule: { reference: 'mssante.md §6.2', confidence: 'unconfirmed' },
};

/** No rule covers it: what the screen shows is reported, whatever it is. */
export function noteOrphan({ documents }: ReceptionRecord, items: readonly WorkItem[], title: string): Finding {
  const situations = items.map(({ situation }) => text(situation, situation));
  return notApplicable(ORPHANS_NOTED, {
    received: joinTexts([...situations, versionsWords(title, versionsOf(documents, title))]),
    locator: RECORD,
  });
}

/** `v1 ×` for a version that was replaced, in order. */
export function versionsOf(documents: Documents, title: string): string[] {
  return documents
    .filter((document) => document.title === title)
    .map(({ version, superseded }) => `v${version}${superseded ? ' ×' : ''}`)
    .toSorted();
}

function isExactly(documents: Documents, title: string, versions: readonly string[]): boolean {
  return versionsOf(documents, title).join() === versions.join();
}

function versionsWords(title: string, versions: readonly string[]): Text {
  const seen = versions.map((one) => one.replace(' ×', ''));
  const words = versions.map((one, rank) =>
    one.endsWith('×')
      ? text(`${seen[rank]} remplacée`, `${seen[rank]} replaced`)
      : text(`${one} en vigueur`, `${one} current`),
  );
  return joinTexts([text(`« ${title} »`, `"${title}"`), joinTexts(words, ', ', text('absent', 'absent'))], ' : ');
}

function proposalsSeen(proposals: ReceptionRecord['proposals']): Text {
  return joinTexts(
    proposals.map(({ kind, title }) => joinTexts([KINDS[kind], text(`« ${title} »`, `"${title}"`)], ' ')),
    ', ',
    text('aucune annonce', 'no notice'),
  );
}
