import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';
import { quoted, quotedList } from './wording.js';

/** What the page of earlier episodes showed. */
interface Shown {
  insShownQualified: boolean;
  offered: readonly { title: string }[];
  sent: readonly string[];
}

const SCREEN = text('écran des épisodes antérieurs', 'screen of earlier episodes');
const REFERENCE = { reference: 'REM DMP/HISTO.05', confidence: 'stated' } as const;

const QUALIFIED: CheckDeclaration = {
  id: 'dmp.history.ins-shown',
  title: text('L’écran montre que l’INS est qualifiée', 'The screen shows that the INS is qualified'),
  rule: REFERENCE,
};

const OFFERED: CheckDeclaration = {
  id: 'dmp.history.offered',
  title: text(
    'Les documents d’épisodes antérieurs sont proposés au choix',
    'Documents of earlier episodes are offered to choose from',
  ),
  rule: REFERENCE,
};

const SAID_SENT: CheckDeclaration = {
  id: 'dmp.history.said-sent',
  title: text('L’écran dit le document envoyé', 'The screen says the document was sent'),
  rule: REFERENCE,
};

/** The INS is said to be qualified. */
export function checkInsShownQualified({ insShownQualified }: Shown): Finding {
  return verify(QUALIFIED, insShownQualified, {
    expected: text('INS qualifiée', 'qualified INS'),
    received: insShownQualified ? text('INS qualifiée', 'qualified INS') : text('non affiché', 'not shown'),
    locator: SCREEN,
  });
}

/** Every document of an earlier episode is in the list. */
export function checkOfferedInHistory({ offered }: Shown, titles: readonly string[]): Finding {
  const shown = offered.map(({ title }) => title);
  return verify(
    OFFERED,
    titles.every((title) => shown.includes(title)),
    { expected: quotedList(titles), received: quotedList(shown), locator: SCREEN },
  );
}

/** The chosen document is said to be sent. */
export function checkSaidSent({ sent }: Shown, title: string): Finding {
  return verify(SAID_SENT, sent.includes(title), {
    expected: quoted(title),
    received: quotedList(sent),
    locator: SCREEN,
  });
}
