import type { DocumentEntry } from '../../../mocks/wire/ebrim-objects.js';
import { ASSOCIATION_TYPES, STATUS } from '../../../mocks/wire/ebrim-objects.js';
import type { Exchange } from '../../../mocks/core/exchange.js';
import { type CheckDeclaration, type Finding, joinTexts, type Text, text, verify, warn } from '../../harness/index.js';
import type { RegisteredDocument, SeenUpdate } from '../accesses.js';
import type { DocumentFunctionObservation } from '../actions/traces.js';
import { quoted, quotedList, transactionName } from './wording.js';

const DELETION = { reference: 'GI DMP, TD3.3c (RG_3410 à RG_3430), dmp.md §10.1', confidence: 'stated' } as const;
const CHANGE = {
  reference: 'GI DMP, TD3.3a et TD3.3b (EX_3.3-1030, EX_3.3-1045), dmp.md §10.2',
  confidence: 'stated',
} as const;
const EXCHANGES = text('échanges TD3.3', 'TD3.3 exchanges');
const SCREEN = text('écran du document', 'screen of the document');

const DELETION_CONFIRMED: CheckDeclaration = {
  id: 'dmp.deletion.confirmed',
  title: text('La suppression est confirmée par l’utilisateur', 'The deletion is confirmed by the user'),
  rule: DELETION,
};
const DELETION_SENT: CheckDeclaration = {
  id: 'dmp.deletion.by-td3-3c',
  title: text(
    'La suppression part par une TD3.3c (ITI-57), jamais par ITI-62 ou ITI-86',
    'The deletion goes by one TD3.3c (ITI-57), never by ITI-62 or ITI-86',
  ),
  rule: DELETION,
};
const DELETION_TARGET: CheckDeclaration = {
  id: 'dmp.deletion.current-version',
  title: text(
    'La TD3.3c vise l’entryUUID actuel et passe de Approved à Deleted',
    'The TD3.3c targets the current entryUUID and goes from Approved to Deleted',
  ),
  rule: DELETION,
};
const DELETED: CheckDeclaration = {
  id: 'dmp.deletion.deleted',
  title: text('La version courante est supprimée du DMP', 'The current version is deleted from the DMP'),
  rule: { reference: 'REM DMP/CONF.03, étape 3', confidence: 'stated' },
};
const DELETION_SHOWN: CheckDeclaration = {
  id: 'dmp.deletion.shown',
  title: text('Le dossier dit ce que le DMP a fait de la demande', 'The record says what the DMP did of the request'),
  rule: { reference: 'REM DMP/CONF.03', confidence: 'stated' },
};
const LOOKED_UP: CheckDeclaration = {
  id: 'dmp.deletion.looked-up',
  title: text(
    'L’entryUUID est recherché au moment de supprimer (TD3.1)',
    'The entryUUID is looked up when deleting (TD3.1)',
  ),
  rule: { reference: 'GI DMP RG_3110', confidence: 'stated' },
};

/** Judges one deletion; `before` and `after`: the current version in the DMP then and now. */
export function checkDeletion(seen: {
  shown: DocumentFunctionObservation;
  updates: readonly SeenUpdate[];
  forbidden: readonly Exchange[];
  lookups: readonly Exchange[];
  before: RegisteredDocument | undefined;
  after: RegisteredDocument | undefined;
}): Finding[] {
  const { shown, updates, forbidden, lookups, before, after } = seen;
  const deletions = updates.filter(({ exchange }) => exchange.transaction === 'td3-3c');
  const deleted = after?.status === 'Deleted';
  const says = /supprim|delet/i.test(shown.stateText);
  const [first] = deletions;
  const sent = [...updates.map(({ exchange }) => exchange), ...forbidden];
  const findings = [
    checkConfirmed(DELETION_CONFIRMED, shown),
    verify(DELETION_SENT, deletions.filter(({ accepted }) => accepted).length === 1 && forbidden.length === 0, {
      expected: text('une TD3.3c acceptée par le DMP', 'one TD3.3c the DMP accepted'),
      received: sentWords(sent),
      locator: EXCHANGES,
      ...(sent[0] ? { exchange: sent[0].id } : {}),
    }),
    verify(DELETED, deleted, {
      expected: text('statut Deleted dans le DMP', 'status Deleted in the DMP'),
      received: after?.status ?? text('document absent', 'no such document'),
      locator: text('état du DMP (get-record)', 'state of the DMP (get-record)'),
    }),
    verify(DELETION_SHOWN, says === deleted, {
      expected: deleted
        ? text('un état « supprimé »', 'a "deleted" state')
        : text('un état qui ne dit pas « supprimé »', 'a state that does not say "deleted"'),
      received: quoted(shown.stateText),
      locator: SCREEN,
    }),
  ];
  if (first) findings.push(checkTarget(first, before));
  if (first && lookups.length === 0) {
    findings.push(
      warn(LOOKED_UP, {
        expected: text('une TD3.1 avant la TD3.3c', 'a TD3.1 before the TD3.3c'),
        received: text(
          'aucune : un entryUUID gardé se périme à chaque changement de métadonnées',
          'none: a kept entryUUID goes stale at each metadata change',
        ),
        exchange: first.exchange.id,
      }),
    );
  }
  return findings;
}

function checkTarget({ submission, exchange }: SeenUpdate, before: RegisteredDocument | undefined): Finding {
  const link = submission?.associations.find(({ type }) => type === ASSOCIATION_TYPES.updateAvailabilityStatus);
  const from = link?.slots['OriginalStatus']?.[0] ?? '';
  const to = link?.slots['NewStatus']?.[0] ?? '';
  const right = link?.target === before?.entryUUID && from === STATUS.approved && to === STATUS.deleted;
  return verify(DELETION_TARGET, right, {
    expected: `${before?.entryUUID ?? ''}, ${STATUS.approved} → ${STATUS.deleted}`,
    received: `${link?.target ?? ''}, ${from} → ${to}`,
    locator: 'rim:Association[UpdateAvailabilityStatus]',
    exchange: exchange.id,
  });
}

const CHANGE_CONFIRMED: CheckDeclaration = {
  id: 'dmp.attributes.confirmed',
  title: text(
    'Le changement de visibilité est confirmé par l’utilisateur',
    'The change of visibility is confirmed by the user',
  ),
  rule: CHANGE,
};
const CHANGE_SENT: CheckDeclaration = {
  id: 'dmp.attributes.by-td3-3',
  title: text('Le changement part par une TD3.3 (ITI-57) acceptée', 'The change goes by one accepted TD3.3 (ITI-57)'),
  rule: CHANGE,
};
const CHANGE_CONTENT: CheckDeclaration = {
  id: 'dmp.attributes.only-confidentiality',
  title: text(
    'La TD3.3 porte toutes les métadonnées, seule la visibilité demandée change, et suit la version courante',
    'The TD3.3 carries all metadata, only the visibility asked for changes, and follows the current version',
  ),
  rule: CHANGE,
};
const CHANGE_DONE: CheckDeclaration = {
  id: 'dmp.attributes.in-dmp',
  title: text(
    'Le DMP a la visibilité demandée, sur le même document',
    'The DMP has the visibility asked for, on the same document',
  ),
  rule: CHANGE,
};
const CHANGE_SHOWN: CheckDeclaration = {
  id: 'dmp.attributes.shown',
  title: text(
    'L’écran montre la visibilité que le document a dans le DMP',
    'The screen shows the visibility the document has in the DMP',
  ),
  rule: CHANGE,
};
const NEVER_HIDDEN: CheckDeclaration = {
  id: 'dmp.attributes.never-hidden',
  title: text(
    'Un document visible par le patient ne peut être rendu invisible',
    'A document visible to the patient cannot be hidden from them',
  ),
  rule: CHANGE,
};
const NO_NEW_VERSION: CheckDeclaration = {
  id: 'dmp.attributes.no-new-version',
  title: text('Un changement d’attribut n’est pas une nouvelle version', 'An attribute change is not a new version'),
  rule: { reference: 'AMA 09/09/2025, récapitulatif (conseil)', confidence: 'stated' },
};

/** Judges one change of visibility; `wanted`: codes of confidentiality the document must have afterwards. */
export function checkAttributeChange(seen: {
  shown: DocumentFunctionObservation;
  updates: readonly SeenUpdate[];
  feedings: readonly Exchange[];
  /** Entry as it was fed. */
  fed: DocumentEntry;
  wanted: readonly string[];
  before: RegisteredDocument | undefined;
  after: RegisteredDocument | undefined;
}): Finding[] {
  const { shown, updates, feedings, fed, wanted, before, after } = seen;
  const [update] = updates;
  const inDmp = after?.confidentiality ?? [];
  const findings = [
    checkConfirmed(CHANGE_CONFIRMED, shown),
    verify(CHANGE_SENT, updates.length === 1 && updates[0]?.accepted === true, {
      expected: text('une TD3.3 acceptée par le DMP', 'one TD3.3 the DMP accepted'),
      received: sentWords([...updates.map(({ exchange }) => exchange), ...feedings]),
      locator: EXCHANGES,
    }),
    verify(
      CHANGE_DONE,
      sameCodes(inDmp, wanted) && after?.status === 'Approved' && after.logicalId === before?.logicalId,
      {
        expected: joinTexts([...wanted]),
        received: joinTexts([...inDmp], ', ', text('aucun code', 'no code')),
        locator: text('état du DMP (get-record)', 'state of the DMP (get-record)'),
      },
    ),
    checkShown(shown, inDmp),
    verify(NEVER_HIDDEN, !shown.offers.some((offer) => /invisible|masquer au patient|hide/i.test(offer)), {
      expected: text('aucune action pour le rendre invisible', 'no action to hide it'),
      received: quotedList(shown.offers),
      locator: SCREEN,
    }),
  ];
  if (update) findings.push(checkContent(update, fed, wanted, before));
  if (feedings.length > 0) {
    findings.push(
      warn(NO_NEW_VERSION, {
        expected: text('aucune TD2.1', 'no TD2.1'),
        received: sentWords(feedings),
        ...(feedings[0] ? { exchange: feedings[0].id } : {}),
      }),
    );
  }
  return findings;
}

function checkContent(
  { submission, exchange }: SeenUpdate,
  fed: DocumentEntry,
  wanted: readonly string[],
  before: RegisteredDocument | undefined,
): Finding {
  const entry = submission?.documents[0];
  const member = submission?.associations.find(({ type }) => type === ASSOCIATION_TYPES.hasMember);
  const previous = member?.slots['PreviousVersion']?.[0];
  const codes = entry?.confidentialityCodes.map(({ code }) => code) ?? [];
  const problems = [
    ...(entry
      ? changedMetadata(fed, entry).map((name) => text(`${name} modifié ou absent`, `${name} changed or missing`))
      : [text('aucune métadonnée', 'no metadata')]),
    ...(sameCodes(codes, wanted)
      ? []
      : [text(`confidentialité ${codes.join(', ')}`, `confidentiality ${codes.join(', ')}`)]),
    ...(entry?.logicalId === before?.logicalId
      ? []
      : [text(`lid ${entry?.logicalId ?? 'absent'}`, `lid ${entry?.logicalId ?? 'missing'}`)]),
    ...(previous === String(before?.version)
      ? []
      : [text(`PreviousVersion ${previous ?? 'absente'}`, `PreviousVersion ${previous ?? 'missing'}`)]),
  ];
  return verify(CHANGE_CONTENT, problems.length === 0, {
    expected: text(
      `lid ${before?.logicalId ?? ''}, PreviousVersion ${before?.version ?? ''}, confidentialité ${wanted.join(', ')}, le reste inchangé`,
      `lid ${before?.logicalId ?? ''}, PreviousVersion ${before?.version ?? ''}, confidentiality ${wanted.join(', ')}, the rest unchanged`,
    ),
    received: joinTexts(problems, ', ', text('comme attendu', 'as expected')),
    locator: 'rim:ExtrinsicObject',
    exchange: exchange.id,
  });
}

/** What the registry or the change itself sets: a difference in it is no change of metadata. */
const NOT_COMPARED: readonly (keyof DocumentEntry)[] = [
  'entryUUID',
  'logicalId',
  'version',
  'status',
  'objectType',
  'isOpaque',
  'confidentialityCodes',
  'otherSlots',
  'hash',
  'size',
  'repositoryUniqueId',
];

/** Names of the metadata of `fed` that `entry` does not carry as they were. */
function changedMetadata(fed: DocumentEntry, entry: DocumentEntry): string[] {
  const names = Object.keys(fed) as (keyof DocumentEntry)[];
  return names.filter(
    (name) => !NOT_COMPARED.includes(name) && JSON.stringify(entry[name]) !== JSON.stringify(fed[name]),
  );
}

const SHOWN_WORDS: readonly (readonly [string, RegExp])[] = [
  ['MASQUE_PS', /masqué|masked/i],
  ['INVISIBLE_PATIENT', /(non visible|invisible|hidden|not visible)[^,]*patient/i],
];

function checkShown({ stateText }: DocumentFunctionObservation, codes: readonly string[]): Finding {
  const wrong = SHOWN_WORDS.filter(([code, words]) => codes.includes(code) !== words.test(stateText));
  return verify(CHANGE_SHOWN, wrong.length === 0, {
    expected: joinTexts(['N', ...codes.filter((code) => code !== 'N')]),
    received: quoted(stateText),
    locator: SCREEN,
  });
}

function checkConfirmed(check: CheckDeclaration, shown: DocumentFunctionObservation): Finding {
  return verify(check, shown.offered && shown.confirmationAsked, {
    expected: text('une confirmation avant l’envoi', 'a confirmation before sending'),
    received: shown.offered
      ? quoted(shown.confirmationAsked ? shown.confirmationText : '')
      : text('action non proposée', 'action not offered'),
    locator: SCREEN,
  });
}

function sameCodes(a: readonly string[], b: readonly string[]): boolean {
  return a.toSorted().join() === b.toSorted().join();
}

function sentWords(exchanges: readonly Exchange[]): Text {
  const words = exchanges.map(({ id, transaction, summary }) =>
    joinTexts([id, transactionName(transaction), quoted(summary)], ' '),
  );
  return joinTexts(words, ', ', text('rien n’a été envoyé', 'nothing was sent'));
}
