import {
  type CheckDeclaration,
  type Finding,
  joinTexts,
  notApplicable,
  text,
  type Text,
  verify,
} from '../../harness/index.js';

function optional(id: string, requirement: string, fr: string, en: string): CheckDeclaration {
  return { id, title: text(fr, en), rule: { reference: `REM DPI ${requirement} (PEUT)`, confidence: 'stated' } };
}

const INTEGRATED = optional(
  'documents.results.displayed',
  'HOP/va1.09',
  'Le document de l’archive est dans le dossier et s’affiche en entier',
  'The document of the archive is in the record and is displayed whole',
);
const ALERTED = optional(
  'documents.results.alerted',
  'HOP/va1.10',
  'Les codes AA, HH et LL alertent, un résultat normal n’alerte pas',
  'Codes AA, HH and LL raise an alert, a normal result does not',
);
const NOTIFIED = optional(
  'documents.results.notified',
  'HOP/va1.11',
  'Un résultat anormal est notifié dans l’application',
  'An abnormal result is notified inside the application',
);
const TOLD = optional(
  'documents.results.told-outside',
  'HOP/va1.12',
  'L’avis de résultat anormal part, sans donnée de santé',
  'The notice of an abnormal result leaves, without health data',
);

/** Titles as read, quoted. */
function quoted(titles: readonly string[]): Text {
  return joinTexts(
    titles.map((title) => text(`« ${title} »`, `"${title}"`)),
    ', ',
    text('aucun', 'none'),
  );
}

/** Every sentence of the document is on screen. */
export function checkDisplayed(title: string, content: string, awaited: readonly string[]): Finding {
  const missing = awaited.filter((one) => !content.includes(one));
  return verify(INTEGRATED, missing.length === 0, {
    expected: quoted(awaited),
    received:
      content === ''
        ? text('document non affiché', 'document not displayed')
        : missing.length === 0
          ? text('tout est affiché', 'all is displayed')
          : joinTexts([text('sans', 'without'), quoted(missing)], ' '),
    locator: title,
  });
}

/** Each abnormal report is told, the normal one is not; no object when the product does not read the codes. */
export function checkAlerted(
  offered: boolean,
  told: readonly string[],
  reports: { abnormal: readonly string[]; normal: string },
): Finding {
  if (!offered) return notOffered(ALERTED);
  const missing = reports.abnormal.filter((title) => !told.includes(title));
  return verify(ALERTED, missing.length === 0 && !told.includes(reports.normal), {
    expected: quoted(reports.abnormal),
    received: quoted(told.filter((title) => reports.abnormal.includes(title) || title === reports.normal)),
    locator: text('alertes du dossier', 'alerts of the record'),
  });
}

/** The abnormal report is among the notifications; no object when there are none in this product. */
export function checkNotified(offered: boolean, told: readonly string[], title: string): Finding {
  if (!offered) return notOffered(NOTIFIED);
  return verify(NOTIFIED, told.includes(title), {
    expected: quoted([title]),
    received: quoted(told.filter((one) => one === title)),
    locator: text('notifications de l’application', 'notifications of the application'),
  });
}

/** A message came, and says nothing of `health`: name, INS, title, result. No object when the channel is not offered. */
export function checkTold(
  offered: boolean,
  messages: readonly { subject: string; text: string }[],
  health: readonly string[],
  channel: Text,
): Finding {
  if (!offered) return notOffered(TOLD);
  const words = messages.map((message) => `${message.subject} ${message.text}`.trim());
  const said = health.filter((one) => words.some((shown) => shown.toLowerCase().includes(one.toLowerCase())));
  return verify(TOLD, messages.length > 0 && said.length === 0, {
    expected: joinTexts([channel, text('un message sans donnée de santé', 'a message without health data')], ' : '),
    received: joinTexts(words, ' | ', text('aucun message', 'no message')),
    locator: channel,
  });
}

function notOffered(check: CheckDeclaration): Finding {
  return notApplicable(check, {
    message: text(
      'Fonction facultative que le logiciel ne propose pas.',
      'Optional function the software does not offer.',
    ),
  });
}
