import type { Exchange } from '../../../mocks/core/exchange.js';
import { type Finding, fail, notObserved, pass, text, warn } from '../../harness/index.js';

const ACR = {
  id: 'psc.acr-values.eidas1',
  title: text('acr_values=eidas1 est demandé', 'acr_values=eidas1 is asked for'),
  rule: { reference: 'Référentiel PSC, EXI PSC 16 ; REM PSC.08', confidence: 'stated' },
} as const;

/**
 * `acr_values` of an authorization request: eidas1, or eidas2 and eidas3 with a remark. What comes back in `acr` is not
 * judged (psc-ssi.md §0.3).
 */
export function checkAcrValues(callback: Exchange | undefined): Finding {
  if (!callback) return notObserved(ACR);
  const value = callback.keys['acrValues'];
  const details = {
    expected: 'acr_values=eidas1',
    received: value === undefined ? text('acr_values absent', 'no acr_values') : `acr_values=${value}`,
    locator: text('requête d’authentification', 'authentication request'),
    exchange: callback.id,
  };
  const values = (value ?? '').split(' ').filter((one) => one !== '');
  if (values.length === 1 && values[0] === 'eidas1') return pass(ACR, details);
  const level = values.length > 0 && values.every((one) => ['eidas2', 'eidas3'].includes(one));
  if (level || values.includes('eidas1')) {
    return warn(ACR, {
      ...details,
      message: text('Accepté, mais eidas1 est la valeur attendue.', 'Accepted, but eidas1 is the value expected.'),
    });
  }
  return fail(ACR, details);
}
