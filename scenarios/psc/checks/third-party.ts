import { type Finding, notApplicable, text, verify } from '../../harness/index.js';

const SEAMLESS = {
  id: 'psc.third-party.seamless',
  title: text(
    'L’application tierce s’ouvre sans nouvelle authentification (informatif)',
    'The third-party application opens without a new authentication (informative)',
  ),
  rule: { reference: 'Socle SC.PSC.11 (2023), présence dans le REM non confirmée', confidence: 'unconfirmed' },
} as const;

/** Informative: nobody could confirm that the requirement is in the published REM. */
export function checkSeamless(seen: { offered: boolean; authenticationAsked: boolean }): Finding {
  if (!seen.offered) {
    return notApplicable(SEAMLESS, {
      message: text(
        'Le logiciel n’appelle pas d’application tierce ; exigence informative.',
        'The product calls no third-party application; informative requirement.',
      ),
    });
  }
  return verify(SEAMLESS, !seen.authenticationAsked, {
    expected: text('aucune authentification', 'no authentication'),
    received: seen.authenticationAsked
      ? text('authentification demandée', 'authentication asked')
      : text('ouverte sans authentification', 'open without authentication'),
  });
}
