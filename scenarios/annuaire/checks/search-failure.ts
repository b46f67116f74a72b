import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';
import { criteriaText } from '../actions/criteria.js';
import { isShown, type JudgedSearch } from './search-result.js';

const TOLD: CheckDeclaration = {
  id: 'annuaire.failure.told',
  title: text(
    'Quand l’annuaire ne répond pas, l’écran le dit ou montre des résultats justes',
    'When the directory does not answer, the screen says so or shows right results',
  ),
  rule: { reference: 'REM MSS/UX.10', confidence: 'stated' },
};

/**
 * A search made while the directory is out of order: a product that has a copy may answer rightly; any other must say
 * that it could not search, or that its list is not whole, and never that nobody was found.
 */
export function checkFailureTold({ criteria, observed, expected }: JudgedSearch): Finding {
  const missing = expected.required.filter((line) => !observed.rows.some((row) => isShown(row, line)));
  const told = observed.failed || observed.more;
  return verify(TOLD, missing.length === 0 || told, {
    expected: text('un message d’échec, ou tous les résultats', 'a message of failure, or every result'),
    received: told
      ? observed.message
      : text(
          `${missing.length} résultat(s) manquant(s), message : « ${observed.message} »`,
          `${missing.length} result(s) missing, message: "${observed.message}"`,
        ),
    locator: criteriaText(criteria),
  });
}
