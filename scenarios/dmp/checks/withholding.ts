import { type CheckDeclaration, type Finding, text, verify } from '../../harness/index.js';

const NOT_BY_DEFAULT: CheckDeclaration = {
  id: 'dmp.feeding.not-withheld-by-default',
  title: text('Retenir l’envoi n’est pas proposé par défaut', 'Withholding is not offered by default'),
  rule: { reference: 'REM DMP/ALI/PROG.03', confidence: 'stated' },
};

/** The choice offered before the user made any. */
export function checkNotWithheldByDefault(observed: { withheldByDefault: boolean }): Finding {
  return verify(NOT_BY_DEFAULT, !observed.withheldByDefault, {
    expected: text('envoi prévu par défaut', 'sending by default'),
    received: observed.withheldByDefault
      ? text('envoi retenu par défaut', 'withheld by default')
      : text('envoi prévu par défaut', 'sending by default'),
    locator: text('écran de rédaction', 'writing screen'),
  });
}

const OFFERED: CheckDeclaration = {
  id: 'dmp.feeding.manual-offered',
  title: text('L’alimentation du DMP est proposée à l’utilisateur', 'Feeding the DMP is offered to the user'),
  rule: { reference: 'REM DMP/va1.03', confidence: 'stated' },
};

/** The screen offers to send a document by hand. */
export function checkManualOffered(observed: { offered: boolean }): Finding {
  return verify(OFFERED, observed.offered, {
    expected: text('l’envoi au DMP proposé', 'sending to the DMP offered'),
    received: observed.offered ? text('proposé', 'offered') : text('non proposé', 'not offered'),
    locator: text('document dans le dossier', 'document in the record'),
  });
}
