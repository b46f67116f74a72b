import { foldWords } from '../../../mocks/wire/mail-words.js';
import { type CheckDeclaration, type Finding, joinTexts, text, type Text, verify } from '../../harness/index.js';
import type { NamedProfessional, ShownDraft, WritingStatus } from '../actions/writing.js';

const SCREEN = text('écran de rédaction', 'writing screen');

const PREFILLED: CheckDeclaration = {
  id: 'documents.writing.prefilled',
  title: text(
    'La lettre de liaison est préremplie avec les données du dossier',
    'The discharge letter is prefilled with the data of the record',
  ),
  rule: { reference: 'REM DPI HOP/va1.07 ; CSP, art. R. 1112-1-2 (décret 2016-995)', confidence: 'stated' },
};

/** Something a prefilled letter must say, in one of several forms. */
export interface Prefilled {
  what: Text;
  forms: readonly string[];
}

/** Each datum is in some field, or among the recipients. */
export function checkPrefilled({ fields, recipients }: ShownDraft, awaited: readonly Prefilled[]): Finding {
  const shown = foldWords([...fields.map(({ value }) => value), ...recipients].join(' | '));
  const missing = awaited.filter(({ forms }) => !forms.some((form) => shown.includes(foldWords(form))));
  return verify(PREFILLED, missing.length === 0, {
    expected: joinTexts(awaited.map(({ what }) => what)),
    received: joinTexts(
      missing.map(({ what, forms }) =>
        joinTexts([what, text(`« ${forms[0] ?? ''} » absent`, `"${forms[0] ?? ''}" missing`)], ' '),
      ),
      ' ; ',
      text('tout est prérempli', 'all is prefilled'),
    ),
    locator: SCREEN,
  });
}

/** A day as French readers may find it written. `day`: YYYY-MM-DD. */
export function dayForms(day: string): string[] {
  const at = new Date(`${day}T12:00:00Z`);
  const written = (options: Intl.DateTimeFormatOptions) =>
    at.toLocaleDateString('fr-FR', { ...options, timeZone: 'UTC' });
  return [
    written({ day: '2-digit', month: '2-digit', year: 'numeric' }),
    written({ day: 'numeric', month: 'long', year: 'numeric' }),
    written({ day: '2-digit', month: '2-digit', year: '2-digit' }),
    day,
  ];
}

const EDITED: CheckDeclaration = {
  id: 'documents.writing.edited',
  title: text('Un texte prérempli se modifie avant la validation', 'A prefilled text can be changed before validation'),
  rule: { reference: 'REM DPI HOP/va1.03', confidence: 'stated' },
};

/** The new text took the place of the prefilled one, and the document is not validated yet. */
export function checkEdited(shown: ShownDraft, find: string, replacement: string): Finding {
  const all = shown.fields.map(({ value }) => value).join(' | ');
  const there = all.includes(replacement) && !all.includes(find);
  return verify(EDITED, there && shown.status !== 'validated', {
    expected: text(`« ${replacement} », à valider`, `"${replacement}", not validated yet`),
    received: joinTexts([all, shown.status], ' ; '),
    locator: SCREEN,
  });
}

const ADDRESSED: CheckDeclaration = {
  id: 'documents.writing.recipients-shown',
  title: text('Les destinataires s’affichent et se modifient', 'The recipients are shown and can be changed'),
  rule: { reference: 'REM DPI HOP/va1.05', confidence: 'stated' },
};

/** Exactly these recipients are shown, by family name. */
export function checkRecipientsShown(
  shown: readonly string[],
  awaited: readonly NamedProfessional[],
  when: Text,
): Finding {
  const family = ({ name }: NamedProfessional) => foldWords(name.split(' ')[0] ?? name);
  const missing = awaited.filter((one) => !shown.some((line) => foldWords(line).includes(family(one))));
  return verify(ADDRESSED, missing.length === 0 && shown.length === awaited.length, {
    expected: joinTexts([when, awaited.map(({ name }) => name).join(', ')], ' : '),
    received: joinTexts(shown, ', ', text('aucun destinataire', 'no recipient')),
    locator: SCREEN,
  });
}

const STEPPED: CheckDeclaration = {
  id: 'documents.workflow.step',
  title: text('Chaque étape du circuit est proposée et s’affiche', 'Each step of the workflow is offered and shown'),
  rule: { reference: 'REM DPI HOP/va1.04, HOP/va1.06', confidence: 'stated' },
};

/** The step was offered, and the state shown after it is the one awaited. */
export function checkStep(
  seen: { offered: boolean; status: WritingStatus },
  awaited: WritingStatus,
  step: Text,
): Finding {
  return verify(STEPPED, seen.offered && seen.status === awaited, {
    expected: joinTexts([step, awaited], ' : '),
    received: seen.offered ? seen.status : text('étape non proposée', 'step not offered'),
    locator: SCREEN,
  });
}

const HELP: CheckDeclaration = {
  id: 'documents.workflow.help',
  title: text(
    'La documentation du circuit s’ouvre depuis le logiciel',
    'The documentation of the workflow opens from the software',
  ),
  rule: { reference: 'REM DPI HOP/va1.04, HOP/va1.06', confidence: 'stated' },
};

/** Words the documentation reached must hold. */
export function checkHelp(shown: string, mentions: readonly { label: Text; pattern: RegExp }[]): Finding {
  const missing = mentions.filter(({ pattern }) => !pattern.test(shown)).map(({ label }) => label);
  return verify(HELP, shown !== '' && missing.length === 0, {
    expected: joinTexts(mentions.map(({ label }) => label)),
    received:
      shown === ''
        ? text('rien ne s’ouvre', 'nothing opens')
        : joinTexts([text('sans', 'without'), joinTexts(missing, ', ', text('lacune', 'gap'))], ' '),
    locator: text('documentation ouverte', 'documentation opened'),
  });
}
