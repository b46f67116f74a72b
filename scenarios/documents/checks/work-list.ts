import { foldWords } from '../../../mocks/wire/mail-words.js';
import { type CheckDeclaration, type Finding, joinTexts, text, type Text, verify } from '../../harness/index.js';
import type { WaitingDocument } from '../actions/workflow.js';

const LISTED: CheckDeclaration = {
  id: 'documents.work-list.filtered',
  title: text(
    'La liste donne les documents en attente, par professionnel, service et statut, et eux seuls',
    'The list gives the documents waiting, by professional, service and state, and only those',
  ),
  rule: { reference: 'REM DPI HOP/va1.08', confidence: 'stated' },
};
const DESCRIBED: CheckDeclaration = {
  id: 'documents.work-list.described',
  title: text(
    'Chaque ligne dit le professionnel, le service et le statut du document',
    'Each line tells the professional, the service and the state of the document',
  ),
  rule: { reference: 'REM DPI HOP/va1.08', confidence: 'stated' },
};
const LIST = text('liste des documents en attente', 'list of documents waiting');

/** A document of the run, as the list must describe it. */
export interface AwaitedLine {
  title: string;
  professional: string;
  service: string;
  status: { pattern: RegExp; label: Text };
}

/** Among the documents of the run, exactly those awaited are listed. */
export function checkListed(
  listed: readonly WaitingDocument[],
  known: readonly string[],
  awaited: readonly string[],
  filter: Text,
): Finding {
  const own = known.filter((title) => listed.some((line) => line.title === title));
  const quoted = (titles: readonly string[]): Text =>
    joinTexts(
      titles.map((title) => text(`« ${title} »`, `"${title}"`)),
      ', ',
      text('aucun', 'none'),
    );
  return verify(LISTED, own.toSorted().join() === awaited.toSorted().join(), {
    expected: joinTexts([filter, quoted(awaited)], ' : '),
    received: quoted(own),
    locator: LIST,
  });
}

/** What each line of the run says of its document. */
export function checkDescribed(listed: readonly WaitingDocument[], awaited: readonly AwaitedLine[]): Finding {
  const wrong = awaited.flatMap(({ title, professional, service, status }) => {
    const line = listed.find((one) => one.title === title);
    const [family = professional] = professional.split(' ');
    const says = (shown: string, words: string) => foldWords(shown).includes(foldWords(words));
    const right =
      line && says(line.professional, family) && says(line.service, service) && status.pattern.test(line.statusText);
    const said = line ? `${line.professional}, ${line.service}, ${line.statusText}` : '—';
    return right ? [] : [text(`« ${title} » : ${said}`, `"${title}": ${said}`)];
  });
  return verify(DESCRIBED, wrong.length === 0, {
    expected: joinTexts(
      awaited.map(({ professional, service, status }) => joinTexts([professional, service, status.label])),
      ' ; ',
    ),
    received: joinTexts(wrong, ' ; ', text('toutes les lignes sont justes', 'every line is right')),
    locator: LIST,
  });
}
