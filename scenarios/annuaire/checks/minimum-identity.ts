import { type CheckDeclaration, type Finding, joinTexts, text, verify } from '../../harness/index.js';
import { folded } from '../oracle.js';

const ATTRIBUTES: CheckDeclaration = {
  id: 'annuaire.identity.attributes',
  title: text(
    'RPPS, identifiant privé, nom d’exercice, prénom et profession sont affichés',
    'RPPS, private identifier, practice name, given name and profession are shown',
  ),
  rule: { reference: 'REM SSI/IE.33', confidence: 'stated' },
};

/** What the page of an account shows of its owner's identity (SSI/IE.33). */
export function checkMinimumIdentity(
  shown: { rpps: string; identifier: string; familyName: string; givenName: string; profession: string },
  expected: { rpps: string; familyName: string; givenName: string },
): Finding {
  const wrong = [
    ...(shown.rpps === expected.rpps ? [] : [text('RPPS', 'RPPS')]),
    ...(shown.identifier === '' ? [text('identifiant privé', 'private identifier')] : []),
    ...(folded(shown.familyName) === folded(expected.familyName) ? [] : [text('nom d’exercice', 'practice name')]),
    ...(folded(shown.givenName) === folded(expected.givenName) ? [] : [text('prénom', 'given name')]),
    ...(shown.profession === '' ? [text('profession', 'profession')] : []),
  ];
  return verify(ATTRIBUTES, wrong.length === 0, {
    expected: `${expected.rpps} ${expected.familyName} ${expected.givenName}`,
    received:
      wrong.length === 0
        ? [shown.rpps, shown.identifier, shown.familyName, shown.givenName, shown.profession].join(' ')
        : joinTexts([text('absents ou autres : ', 'missing or other: '), joinTexts(wrong)], ''),
  });
}
