import { type CheckDeclaration, type Finding, joinTexts, type Text, text, verify } from '../../harness/index.js';
import type { ReceptionRecord, WorkItem } from '../actions/reception.js';

const WORK_LIST = text('liste de travail', 'work list');
const RECORD = text('dossier du patient', 'patient record');

const MATCHED: CheckDeclaration = {
  id: 'mss.reception.match-proposed',
  title: text(
    'Le patient proposé est celui dont les traits d’identité concordent, et lui seul',
    'The patient proposed is the one whose identity traits agree, and no other',
  ),
  rule: { reference: 'REM DPI MSS/UX.02', confidence: 'stated' },
};

/** `ins` of the patients proposed for a document; undefined when it is not listed. */
export function checkMatch(items: readonly WorkItem[], ins: readonly string[], about: Text): Finding {
  const proposed = items.flatMap(({ proposedPatients }) => proposedPatients);
  return verify(MATCHED, proposed.toSorted().join() === ins.toSorted().join(), {
    expected: joinTexts([about, insWords(ins)], ' : '),
    received: insWords(proposed),
    locator: WORK_LIST,
  });
}

const SETTING: CheckDeclaration = {
  id: 'mss.reception.automatic-setting-respected',
  title: text(
    'Intégration automatique désactivée, rien n’est intégré sans l’utilisateur',
    'With automatic integration off, nothing is integrated without the user',
  ),
  rule: { reference: 'REM DPI MSS/UX.07', confidence: 'stated' },
};

/** The setting is shown off, and the document is not in the record. */
export function checkSettingRespected(enabled: boolean, record: ReceptionRecord, title: string): Finding {
  const integrated = holds(record, title);
  return verify(SETTING, !enabled && !integrated, {
    expected: text('réglage désactivé, document non intégré', 'setting off, document not integrated'),
    received: joinTexts([
      enabled ? text('réglage activé', 'setting on') : text('réglage désactivé', 'setting off'),
      integratedWords(integrated),
    ]),
    locator: RECORD,
  });
}

const AUTOMATIC: CheckDeclaration = {
  id: 'mss.reception.integrated-automatically',
  title: text(
    'Activée, un document à l’INS qualifiée strictement égale est intégré automatiquement',
    'When on, a document with a strictly equal qualified INS is integrated automatically',
  ),
  rule: { reference: 'REM DPI MSS/UX.07', confidence: 'stated' },
};

/** The setting is shown on, and the document is in the record without anybody having integrated it. */
export function checkIntegratedAutomatically(enabled: boolean, record: ReceptionRecord, title: string): Finding {
  const integrated = holds(record, title);
  return verify(AUTOMATIC, enabled && integrated, {
    expected: text('réglage activé, document intégré', 'setting on, document integrated'),
    received: joinTexts([
      enabled ? text('réglage activé', 'setting on') : text('réglage désactivé', 'setting off'),
      integratedWords(integrated),
    ]),
    locator: RECORD,
  });
}

const STRICT: CheckDeclaration = {
  id: 'mss.reception.strict-equality',
  title: text(
    'Matricule, OID, traits ou statut différents : le document n’est pas intégré automatiquement',
    'Different number, OID, traits or status: the document is not integrated automatically',
  ),
  rule: { reference: 'REM DPI MSS/UX.07', confidence: 'stated' },
};

/** None of the documents whose identity differs is in the record. */
export function checkStrict(record: ReceptionRecord, different: readonly { title: string; by: Text }[]): Finding {
  const wrongly = different.filter(({ title }) => holds(record, title));
  return verify(STRICT, wrongly.length === 0, {
    expected: text('aucun n’est intégré', 'none is integrated'),
    received: joinTexts(
      wrongly.map(({ by }) => joinTexts([text('intégré malgré', 'integrated despite'), by], ' ')),
      ', ',
      text('aucun n’est intégré', 'none is integrated'),
    ),
    locator: RECORD,
  });
}

const LISTED: CheckDeclaration = {
  id: 'mss.reception.work-list',
  title: text(
    'La liste de travail montre ce qui reste à traiter, avec l’action voulue',
    'The work list shows what is left to treat, with the action wanted',
  ),
  rule: { reference: 'REM DPI MSS/UX.09', confidence: 'stated' },
};

/** The document has one line, which offers the action. */
export function checkListed(items: readonly WorkItem[], action: WorkItem['offers'][number], title: string): Finding {
  const offers = items.flatMap((item) => item.offers);
  return verify(LISTED, items.length === 1 && offers.includes(action), {
    expected: text(`« ${title} » : ${action}`, `"${title}": ${action}`),
    received: items.length === 0 ? text('document absent de la liste', 'document not in the list') : offers.join(', '),
    locator: WORK_LIST,
  });
}

const TREATED: CheckDeclaration = {
  id: 'mss.reception.leaves-work-list',
  title: text('Traité, un document quitte la liste de travail', 'Once treated, a document leaves the work list'),
  rule: { reference: 'REM DPI MSS/UX.09', confidence: 'stated' },
};

/** No line is left for that version, and the record shows what was asked. */
export function checkTreated(
  items: readonly WorkItem[],
  { title, version }: { title: string; version: string },
  done: { holds: boolean; about: Text },
): Finding {
  const left = items.filter((item) => item.title === title && item.version === version);
  return verify(TREATED, left.length === 0 && done.holds, {
    expected: joinTexts([text('plus dans la liste', 'no longer in the list'), done.about]),
    received: joinTexts([
      left.length === 0
        ? text('plus dans la liste', 'no longer in the list')
        : text('encore dans la liste', 'still in the list'),
      done.holds ? done.about : text('le dossier ne le montre pas', 'the record does not show it'),
    ]),
    locator: WORK_LIST,
  });
}

const EXTRACTED: CheckDeclaration = {
  id: 'mss.reception.documents-extracted',
  title: text(
    'Les CDA de l’archive XDM sont intégrés au dossier et consultables',
    'The CDAs of the XDM archive are integrated into the record and can be viewed',
  ),
  rule: { reference: 'REM DPI MSS/UX.39', confidence: 'stated' },
};

/** Each document displayed holds its own sentence. */
export function checkExtracted(documents: readonly { title: string; marker: string; content: string }[]): Finding {
  const missing = documents.filter(({ marker, content }) => !content.includes(marker));
  const titles = (some: readonly { title: string }[]): Text => {
    const quoted = some.map(({ title }) => text(`« ${title} »`, `"${title}"`));
    return joinTexts(quoted, ', ', text('rien ne manque', 'nothing is missing'));
  };
  return verify(EXTRACTED, missing.length === 0, {
    expected: titles(documents),
    received: joinTexts([text('manque', 'missing'), titles(missing)], ' : '),
    locator: RECORD,
  });
}

/** Whether the record lists a document. */
export function holds({ documents }: ReceptionRecord, title: string): boolean {
  return documents.some((document) => document.title === title);
}

function integratedWords(integrated: boolean): Text {
  return integrated
    ? text('document intégré', 'document integrated')
    : text('document non intégré', 'document not integrated');
}

function insWords(ins: readonly string[]): Text {
  return joinTexts(
    ins.map((one) => text(`INS ${one}`, `INS ${one}`)),
    ', ',
    text('aucun patient', 'no patient'),
  );
}
