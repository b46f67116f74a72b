import { type CheckDeclaration, type Finding, joinTexts, text, verify } from '../../harness/index.js';
import type { ShownFromPfi } from '../actions/dpi-reception.js';

const SCREEN = text('écran, documents remis par la PFI', 'screen, documents handed over by the PFI');
const RULE = { reference: 'REM CDA/HL7.04 (DPI), MSS/UX.39', confidence: 'stated' } as const;

const INTEGRATED: CheckDeclaration = {
  id: 'hl7.dpi.document-integrated',
  title: text(
    'Le document remis par la PFI est dans le dossier de son patient, une seule fois',
    'The document handed over by the PFI is in the record of its patient, once only',
  ),
  rule: RULE,
};

/** Each of these documents is in the record once, in its version. */
export function checkIntegrated(
  shown: readonly ShownFromPfi[],
  wanted: readonly { title: string; version: string }[],
): Finding {
  const current = shown.filter(({ state }) => state === 'integrated');
  const wrong = wanted.filter(
    ({ title, version }) => current.filter((one) => one.title === title && one.version === version).length !== 1,
  );
  return verify(INTEGRATED, wrong.length === 0, {
    expected: wanted.map(({ title, version }) => `${title} v${version}`).join(' ; '),
    received: listed(shown),
    locator: SCREEN,
  });
}

const DISPLAYED: CheckDeclaration = {
  id: 'hl7.dpi.document-displayed',
  title: text('Le texte du document remis s’affiche tel que reçu', 'The text of the document is displayed as received'),
  rule: RULE,
};

/** A sentence only this document has is on screen. */
export function checkDisplayed(content: string, marker: string): Finding {
  return verify(DISPLAYED, content.includes(marker), {
    expected: marker,
    received: content || text('rien', 'nothing'),
    locator: text('écran, document ouvert', 'screen, opened document'),
  });
}

const REPLACED: CheckDeclaration = {
  id: 'hl7.dpi.document-replaced',
  title: text(
    'Un remplacement laisse une seule version en cours, la nouvelle',
    'A replacement leaves one current version, the new one',
  ),
  rule: RULE,
};

/** Of a document, only that version is current. */
export function checkReplaced(shown: readonly ShownFromPfi[], title: string, version: string): Finding {
  const current = shown.filter((one) => one.title === title && one.state === 'integrated');
  return verify(REPLACED, current.length === 1 && current[0]?.version === version, {
    expected: text(`seule la version ${version} en cours`, `only version ${version} current`),
    received: listed(shown.filter((one) => one.title === title)),
    locator: SCREEN,
  });
}

const DELETED: CheckDeclaration = {
  id: 'hl7.dpi.document-deleted',
  title: text('Une suppression retire le document du dossier', 'A deletion takes the document out of the record'),
  rule: RULE,
};

/** No version of a document is in the record any more. */
export function checkDeleted(shown: readonly ShownFromPfi[], title: string): Finding {
  const current = shown.filter((one) => one.title === title && one.state === 'integrated');
  return verify(DELETED, current.length === 0, {
    expected: text('aucune version en cours', 'no current version'),
    received: listed(shown.filter((one) => one.title === title)),
    locator: SCREEN,
  });
}

const STRANGER: CheckDeclaration = {
  id: 'hl7.dpi.stranger-left-out',
  title: text(
    'Le document d’un autre patient n’entre pas dans ce dossier',
    'A document of another patient does not enter this record',
  ),
  rule: RULE,
};

/** Nothing of that title is shown in the record. */
export function checkStrangerLeftOut(shown: readonly ShownFromPfi[], title: string): Finding {
  const found = shown.filter((one) => one.title === title);
  return verify(STRANGER, found.length === 0, {
    expected: text('absent de ce dossier', 'not in this record'),
    received: listed(found),
    locator: SCREEN,
  });
}

function listed(shown: readonly ShownFromPfi[]) {
  const lines = shown.map(({ title, version, state }) => `${title} v${version} ${state}`);
  return joinTexts(lines, ' ; ', text('aucun document', 'no document'));
}
