import { type CheckDeclaration, type Finding, joinTexts, text, verify } from '../../harness/index.js';
import { CRITERIA, type Criterion, CRITERION_TEXTS } from '../actions/criteria.js';

const FROM_MESSAGE: CheckDeclaration = {
  id: 'annuaire.form.from-message',
  title: text(
    'La recherche dans l’annuaire s’ouvre depuis la rédaction d’un message',
    'The directory search opens from a message being written',
  ),
  rule: { reference: 'REM MSS/UX.10', confidence: 'stated' },
};
const CRITERIA_OFFERED: CheckDeclaration = {
  id: 'annuaire.form.criteria',
  title: text(
    'Le moteur de recherche présente les neuf critères ; la voie est facultative',
    'The search engine offers the nine criteria; the street is optional',
  ),
  rule: { reference: 'REM MSS/UX.10 ; FAQ Ségur vague 2', confidence: 'stated' },
};

/** What the form of a message offers (MSS/UX.10). A street criterion changes nothing: it is out of control (AMA). */
export function checkSearchForm(observed: { reachable: boolean; criteria: readonly Criterion[] }): Finding[] {
  const { reachable, criteria } = observed;
  const missing = CRITERIA.filter((name) => !criteria.includes(name));
  const opened = verify(FROM_MESSAGE, reachable, {
    expected: text('une recherche ouverte depuis le message', 'a search opened from the message'),
    received: reachable ? text('ouverte', 'opened') : text('aucun accès', 'no access'),
  });
  if (!reachable) return [opened];
  const words = (names: readonly Criterion[]) => joinTexts(names.map((name) => CRITERION_TEXTS[name]));
  return [
    opened,
    verify(CRITERIA_OFFERED, missing.length === 0, {
      expected: words(CRITERIA),
      received:
        missing.length === 0 ? words(criteria) : joinTexts([text('absents : ', 'missing: '), words(missing)], ''),
    }),
  ];
}
