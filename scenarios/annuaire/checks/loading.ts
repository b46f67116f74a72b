import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';

const REPORT: CheckDeclaration = {
  id: 'annuaire.extract.report',
  title: text(
    'Le chargement de l’extraction laisse un compte rendu, avec ce qui est intégré',
    'Loading the extract leaves a report, with what was integrated',
  ),
  rule: { reference: 'REM ANN/va1.01', confidence: 'stated' },
};
const FREQUENCY: CheckDeclaration = {
  id: 'annuaire.loading.frequency',
  title: text(
    'La fréquence de chargement se règle, et le réglage est gardé',
    'The loading frequency can be set, and the setting is kept',
  ),
  rule: { reference: 'REM ANN/va1.04', confidence: 'stated' },
};

/** How many of each kind the extract holds: a report may count any of them. */
export interface ExtractSize {
  lines: number;
  professionals: number;
  situations: number;
}

/** The integration report of an extract. `size` is counted in the records themselves. */
export function checkExtractReport(
  observed: { done: boolean; reportShown: boolean; integrated: number },
  { lines, professionals, situations }: ExtractSize,
): Finding {
  const { done, reportShown, integrated } = observed;
  const right = [lines, professionals, situations].includes(integrated);
  return verify(REPORT, done && reportShown && right, {
    expected: text(
      `un compte rendu de ${professionals} professionnels (${situations} situations, ${lines} lignes)`,
      `a report of ${professionals} professionals (${situations} situations, ${lines} lines)`,
    ),
    received: !reportShown
      ? text('aucun compte rendu', 'no report')
      : done
        ? text(`${integrated} intégrés`, `${integrated} integrated`)
        : text(`${integrated} intégrés, chargement non terminé`, `${integrated} integrated, loading not done`),
  });
}

/** A frequency chosen, then shown again. */
export function checkFrequency(observed: { offered: boolean; chosen: string; shown: string }): Finding {
  const { offered, chosen, shown } = observed;
  return verify(FREQUENCY, offered && chosen !== '' && chosen === shown, {
    expected: chosen === '' ? text('une fréquence réglable', 'a frequency that can be set') : chosen,
    received: !offered
      ? text('aucun réglage', 'no setting')
      : chosen === ''
        ? text('rien à choisir', 'nothing to choose')
        : shown,
  });
}
